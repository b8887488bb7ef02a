import { InvalidArgumentError } from "commander";
import { mostPace, usualPace } from "../../model/pace.ts";
import type { Allowed } from "../../model/plan.ts";
import { formats } from "../../report/formats/registry.ts";
import { reportWordsOfApply, sharedFlagWords, wrongValue } from "../../report/messages/command-line.ts";
import type { JournalFile, ReportFile } from "../report-flag.ts";
import type { FlagDefinition } from "./definition.ts";
import { flagTable } from "./with-words.ts";

const words = sharedFlagWords(formats);

const shared = flagTable(words, {
  "--report <format=file>": { parse: reportFile(false) },
  "--allow <what>": { parse: allow },
  "--format <format>": { choices: formats, default: "text" },
  "--no-color": {},
  "--project <file>": {},
  "--account <name>": { parse: collect },
  "--target <address>": { parse: collect },
  "--exclude <address>": { parse: collect },
  "--sandbox": {},
  "--concurrency <number>": { default: usualPace.reads, parse: wholeNumber(1, mostPace.reads) },
  "--verbose": {},
});

/** The flag of commands whose result can go to files as well. */
export const report = shared["--report <format=file>"];

/** The same of apply, which can leave its journal in a file as well. */
export const reportOrJournal: FlagDefinition = {
  ...report,
  ...reportWordsOfApply,
  parse: reportFile(true),
};

/** The flag of commands that plan: what the guards ask for is agreed to for this run. */
export const consent = shared["--allow <what>"];

/** The flag of commands that plan: what is left out. */
export const exclude = shared["--exclude <address>"];

/** How many resources are written at once. */
export const writeConcurrency = { default: usualPace.writes, parse: wholeNumber(1, mostPace.writes) } as const;

/** The format of the result on stdout. */
export const format = shared["--format <format>"];

/** No colours in what is shown. */
export const noColor = shared["--no-color"];

/** The flags of every command that works on a project. */
export const common: readonly FlagDefinition[] = [
  shared["--project <file>"],
  shared["--account <name>"],
  shared["--target <address>"],
  shared["--sandbox"],
  format,
  shared["--concurrency <number>"],
  noColor,
  shared["--verbose"],
];

/** The flags of every command that is about what is remembered, and asks no platform. */
export const commonOfState: readonly FlagDefinition[] = [
  shared["--project <file>"],
  shared["--account <name>"],
  shared["--sandbox"],
  format,
  noColor,
];

function collect(value: string, earlier: unknown): string[] {
  return [...((earlier as readonly string[] | undefined) ?? []), value];
}

function reportFile(mayBeJournal: boolean): (value: string, earlier: unknown) => (ReportFile | JournalFile)[] {
  const known = mayBeJournal ? ([...formats, "journal"] as const) : formats;
  return (value, earlier) => {
    const files = (earlier as readonly (ReportFile | JournalFile)[] | undefined) ?? [];
    const at = value.indexOf("=");
    const format = known.find((name) => name === value.slice(0, at));
    const file = value.slice(at + 1);
    if (at === -1 || file === "") throw new InvalidArgumentError(wrongValue.reportForm);
    if (format === undefined) throw new InvalidArgumentError(wrongValue.choices(known));
    if (files.some((other) => other.file === file)) throw new InvalidArgumentError(wrongValue.sameFile);
    return [...files, { format, file }];
  };
}

function allow(value: string, earlier: unknown): Allowed[] {
  const [what = "", address] = value.split("=", 2);
  const names = Object.keys(words["--allow <what>"].values) as Allowed["what"][];
  const known = names.find((name) => name === what);
  if (known === "many" && address !== undefined) throw new InvalidArgumentError(wrongValue.wholeRun);
  if (known === undefined) throw new InvalidArgumentError(wrongValue.consents(names));
  const before = (earlier as readonly Allowed[] | undefined) ?? [];
  return [...before, address === undefined ? { what: known } : { what: known, address }];
}

/** Reads a whole number between two bounds, both included. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(wrongValue.wholeNumber(least, most));
    return number;
  };
}
