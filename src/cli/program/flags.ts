import { InvalidArgumentError } from "commander";
import { languageNames } from "../../model/language.ts";
import { mostPace, usualPace } from "../../model/pace.ts";
import type { Allowed } from "../../model/plan.ts";
import { formats, reportFormats } from "../../report/formats/registry.ts";
import type { CommandLineWords } from "../../report/messages/command-line.ts";
import type { FlagDefinition } from "./definition.ts";
import { reportTarget } from "./report-values.ts";
import { flagTable } from "./with-words.ts";

/** What definitions of commands are made of, in one language. */
export interface CommandLine {
  readonly words: CommandLineWords;
  readonly shared: SharedFlags;
}

/** The flags that several commands take, each one value, and the readers of values that several flags have. */
export type SharedFlags = ReturnType<typeof sharedFlags>;

/** The command line in a language: made once, since flags are known by reference. */
export function commandLine(words: CommandLineWords): CommandLine {
  return { words, shared: sharedFlags(words) };
}

function sharedFlags({ sharedFlags, reportOfApply, wrongValue: wrong }: CommandLineWords) {
  const words = sharedFlags(formats, reportFormats);
  const consents = Object.keys(words["--allow <what>"].values) as Allowed["what"][];
  const table = flagTable(words, {
    "--report <format=file>": reportTarget(reportFormats, wrong),
    "--allow <what>": { parse: allow(consents, wrong) },
    "--format <format>": { choices: formats, default: "text" },
    "--lang <language>": { choices: languageNames },
    "--no-color": {},
    "--project <file>": {},
    "--account <name>": { parse: collect },
    "--target <address>": { parse: collect },
    "--exclude <address>": { parse: collect },
    "--sandbox": {},
    "--concurrency <number>": { default: usualPace.reads, parse: wholeNumber(wrong)(1, mostPace.reads) },
    "--verbose": {},
  });
  const report = table["--report <format=file>"];
  const format = table["--format <format>"];
  const noColor = table["--no-color"];
  const lang = table["--lang <language>"];
  const ofProject = [table["--project <file>"], table["--account <name>"]];
  const reportOrJournal: FlagDefinition = {
    ...report,
    ...reportOfApply,
    ...reportTarget([...reportFormats, "journal"], wrong),
  };
  return {
    /** Of commands whose result can go to files as well. */
    report,
    /** The same of apply, which can leave its journal in a file as well. */
    reportOrJournal,
    /** Of commands that plan: what the guards ask for is agreed to for this run. */
    consent: table["--allow <what>"],
    /** Of commands that plan: what is left out. */
    exclude: table["--exclude <address>"],
    /** How many resources are written at once. */
    writeConcurrency: { default: usualPace.writes, parse: wholeNumber(wrong)(1, mostPace.writes) },
    /** The format of the result on stdout. */
    format,
    /** Of commands that are about the place of a project only. */
    project: table["--project <file>"],
    /** No colours in what is shown. */
    noColor,
    /** The language of what is said. */
    lang,
    /** Every request on stderr. */
    verbose: table["--verbose"],
    /** Of every command that works on a project. */
    common: [
      ...ofProject,
      table["--target <address>"],
      table["--sandbox"],
      format,
      table["--concurrency <number>"],
      lang,
      noColor,
      table["--verbose"],
    ] as readonly FlagDefinition[],
    /** Of every command that is about what is remembered, and asks no platform. */
    commonOfState: [...ofProject, table["--sandbox"], format, lang, noColor] as readonly FlagDefinition[],
    /** Reads a whole number between two bounds, both included. */
    wholeNumber: wholeNumber(wrong),
    /** Reads a duration, in milliseconds. */
    duration: duration(wrong),
    /** Reads a text of a form: what does not match is said to be wrong in these words. */
    matching:
      (form: RegExp, why: string) =>
      (value: string): string => {
        if (!form.test(value)) throw new InvalidArgumentError(why);
        return value;
      },
  };
}

/** What is said of a wrong value. */
type WrongValue = CommandLineWords["wrongValue"];

function collect(value: string, earlier: unknown): string[] {
  return [...((earlier as readonly string[] | undefined) ?? []), value];
}

/** Reads `WHAT` or `WHAT=ADDRESS`. */
function allow(names: readonly Allowed["what"][], wrong: WrongValue) {
  return (value: string, earlier: unknown): Allowed[] => {
    const [what = "", address] = value.split("=", 2);
    const known = names.find((name) => name === what);
    if (known === "many" && address !== undefined) throw new InvalidArgumentError(wrong.wholeRun);
    if (known === undefined) throw new InvalidArgumentError(wrong.consents(names));
    const before = (earlier as readonly Allowed[] | undefined) ?? [];
    return [...before, address === undefined ? { what: known } : { what: known, address }];
  };
}

function wholeNumber(wrong: WrongValue) {
  return (least: number, most: number) =>
    (value: string): number => {
      const number = Number(value);
      if (!Number.isInteger(number) || number < least || number > most)
        throw new InvalidArgumentError(wrong.wholeNumber(least, most));
      return number;
    };
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads a duration as people write it: `90s`, `30m`, `2h`, `3d`. */
function duration(wrong: WrongValue) {
  return (value: string): number => {
    const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
    const milliseconds = Number(amount) * (units[unit ?? ""] ?? Number.NaN);
    if (!Number.isFinite(milliseconds)) throw new InvalidArgumentError(wrong.duration);
    return milliseconds;
  };
}
