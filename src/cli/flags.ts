import { type Command, InvalidArgumentError, Option } from "commander";
import type { Allowed } from "../model/plan.ts";
import { formats, type ReportFile } from "./report-flag.ts";

/** The flag of commands whose result can go to files as well. */
export function reporting(command: Command): Command {
  return command.option(
    "--report <format=file>",
    "write the result to a file too, as text, json or markdown; repeatable",
    reportFile,
  );
}

/** The flag of commands that plan: what the guards ask for is agreed to for this run. */
export function consenting(command: Command): Command {
  return command.option(
    "--allow <what>",
    "agree to what the guards ask for: delete, replace, irreversible, drift, resubmit, many, or one of them =ADDRESS; repeatable",
    allow,
  );
}

export function format(): Option {
  return new Option("--format <format>", "what goes to stdout").choices(formats).default("text");
}

export function common(command: Command): Command {
  return command
    .option("--project <file>", "the project file; wxcards.yaml here or in a folder above when absent")
    .option("--account <name>", "only this account; repeatable, * stands for anything", collect)
    .option(
      "--target <address>",
      "only this resource, such as MemberCard/gold; repeatable, * stands for anything",
      collect,
    )
    .option("--sandbox", "send every account of this run to the embedded platform")
    .addOption(format())
    .addOption(new Option("--concurrency <number>", "reads at once").argParser(whole(1, 200)).default(20))
    .option("--no-color", "no colours")
    .option("--verbose", "show every request on stderr, without secrets");
}

function collect(value: string, earlier: readonly string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}

function reportFile(value: string, earlier: readonly ReportFile[] | undefined): ReportFile[] {
  const at = value.indexOf("=");
  const format = formats.find((one) => one === value.slice(0, at));
  const file = value.slice(at + 1);
  if (at === -1 || file === "") throw new InvalidArgumentError("It must be FORMAT=FILE, such as json=plan.json.");
  if (format === undefined) throw new InvalidArgumentError(`Allowed choices are ${formats.join(", ")}.`);
  if (earlier?.some((one) => one.file === file)) throw new InvalidArgumentError("The same file is named twice.");
  return [...(earlier ?? []), { format, file }];
}

/** What consent can be given to; each guard asks for its own. */
const consents = ["delete", "replace", "irreversible", "many", "drift", "resubmit", "lossy"] as const;

function allow(value: string, earlier: readonly Allowed[] | undefined): Allowed[] {
  const [what = "", address] = value.split("=", 2);
  const known = consents.find((one) => one === what);
  if (known === "many" && address !== undefined)
    throw new InvalidArgumentError("It is given for the whole run, without an address.");
  if (known === undefined) throw new InvalidArgumentError(`Known are: ${consents.join(", ")}.`);
  return [...(earlier ?? []), { what: known, ...(address === undefined ? {} : { address }) }];
}

export function whole(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return number;
  };
}
