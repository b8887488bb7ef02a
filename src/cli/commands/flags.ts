import { InvalidArgumentError } from "commander";
import type { Allowed } from "../../model/plan.ts";
import { formats } from "../../report/formats/registry.ts";
import type { ReportFile } from "../report-flag.ts";
import type { FlagDefinition } from "./definition.ts";

/** The flag of commands whose result can go to files as well. */
export const report: FlagDefinition = {
  spelling: "--report <format=file>",
  summary: `write the result to a file too, as ${formats.slice(0, -1).join(", ")} or ${formats.at(-1)}; repeatable`,
  about:
    "write the result to a file too, such as `--report markdown=plan.md`; repeatable. [A second format in a file](output.md#a-second-format-in-a-file)",
  parse: reportFile,
};

/** What consent can be given to; each guard asks for its own. */
const consents = {
  delete: "[deletions](deleting.md) that documents ask for",
  replace:
    "pay-gift rules taken down and [added anew](pay-gift-rules.md#replacing); rules that are [gone](pay-gift-rules.md#drift) added anew",
  irreversible: "beside `delete`, that a [brand card](brand-cards.md#taking-off) is invalidated for good",
  many: "more changed cards and rules than `guards.max_changes`; takes no address",
  drift: "the file's values over [drift](drift.md#for-one-run-or-one-card)",
  resubmit: "a refused value handed in [again](reviews.md)",
  lossy: "live content that cannot be written back as it is may be [lost](live-content.md)",
} as const satisfies Readonly<Record<Allowed["what"], string>>;

/** The flag of commands that plan: what the guards ask for is agreed to for this run. */
export const consent: FlagDefinition = {
  spelling: "--allow <what>",
  summary:
    "agree to what the guards ask for: delete, replace, irreversible, drift, resubmit, many, or one of them =ADDRESS; repeatable",
  about:
    "agree to what the guards ask for, for the whole run or, with `=ADDRESS`, for one card or rule; repeatable, and needed beside `--yes` as well. [Consent](consent.md)",
  values: consents,
  parse: allow,
};

/** The format of the result on stdout. */
export const format: FlagDefinition = {
  spelling: "--format <format>",
  summary: "what goes to stdout",
  about: `what goes to stdout: ${formats.map((name) => `\`${name}\``).join(", ")}`,
  choices: formats,
  default: "text",
};

/** No colours in what is shown. */
export const noColor: FlagDefinition = {
  spelling: "--no-color",
  summary: "no colours",
  about: "no colours; `NO_COLOR` and `FORCE_COLOR` count as well",
};

/** The flags of every command that works on a project. */
export const common: readonly FlagDefinition[] = [
  {
    spelling: "--project <file>",
    summary: "the project file; wxcards.yaml here or in a folder above when absent",
    about: "the project file; otherwise `wxcards.yaml` here or in a folder above",
  },
  {
    spelling: "--account <name>",
    summary: "only this account; repeatable, * stands for anything",
    about: "only this account; repeatable, `*` stands for anything",
    parse: collect,
  },
  {
    spelling: "--target <address>",
    summary: "only this resource, such as MemberCard/gold; repeatable, * stands for anything",
    about:
      "only this card or rule, such as `MemberCard/gold` or `coffee/MemberCard/*`; repeatable. Where several accounts have a `MemberCard/gold`, write the whole address, or `*/MemberCard/gold` for all of them",
    parse: collect,
  },
  { spelling: "--sandbox", summary: "send every account of this run to the embedded platform" },
  format,
  {
    spelling: "--concurrency <number>",
    summary: "reads at once",
    about: "reads at once, 1 to 200",
    default: 20,
    parse: wholeNumber(1, 200),
  },
  noColor,
  { spelling: "--verbose", summary: "show every request on stderr, without secrets" },
];

function collect(value: string, earlier: unknown): string[] {
  return [...((earlier as readonly string[] | undefined) ?? []), value];
}

function reportFile(value: string, earlier: unknown): ReportFile[] {
  const files = (earlier as readonly ReportFile[] | undefined) ?? [];
  const at = value.indexOf("=");
  const format = formats.find((name) => name === value.slice(0, at));
  const file = value.slice(at + 1);
  if (at === -1 || file === "") throw new InvalidArgumentError("It must be FORMAT=FILE, such as json=plan.json.");
  if (format === undefined) throw new InvalidArgumentError(`Allowed choices are ${formats.join(", ")}.`);
  if (files.some((other) => other.file === file)) throw new InvalidArgumentError("The same file is named twice.");
  return [...files, { format, file }];
}

function allow(value: string, earlier: unknown): Allowed[] {
  const [what = "", address] = value.split("=", 2);
  const names = Object.keys(consents) as Allowed["what"][];
  const known = names.find((name) => name === what);
  if (known === "many" && address !== undefined)
    throw new InvalidArgumentError("It is given for the whole run, without an address.");
  if (known === undefined) throw new InvalidArgumentError(`Known are: ${names.join(", ")}.`);
  const before = (earlier as readonly Allowed[] | undefined) ?? [];
  return [...before, address === undefined ? { what: known } : { what: known, address }];
}

/** Reads a whole number between two bounds, both included. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return number;
  };
}
