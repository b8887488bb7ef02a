import { InvalidArgumentError } from "commander";
import type { CommandLineWords } from "../../report/messages/command-line.ts";
import type { JobReport, JournalFile, ReportTarget } from "../report-flag.ts";
import type { FlagDefinition } from "./definition.ts";

/** Everything that a value of `--report` can be. */
type Target = ReportTarget | JournalFile;

/** Reports of the job that runs, which take no file. */
const ofJob: ReadonlySet<string> = new Set<JobReport["format"]>(["github"]);

/** How files of a format are called; others are JSON. */
const endings: Readonly<Record<string, string>> = { text: "txt", markdown: "md", html: "html", journal: "jsonl" };

/** The flag `--report`: reads `FORMAT=FILE`, and `FORMAT` alone of what takes no file. */
export function reportTarget(
  known: readonly Target["format"][],
  wrong: CommandLineWords["wrongValue"],
): Pick<FlagDefinition, "parse" | "offers"> {
  const parse = (value: string, earlier: unknown): Target[] => {
    const targets = (earlier as readonly Target[] | undefined) ?? [];
    const target = targetIn(value, known, wrong);
    if (targets.some((other) => isSame(other, target))) throw new InvalidArgumentError(wrong.sameFile);
    return [...targets, target];
  };
  return { parse, offers: known.map((format) => (ofJob.has(format) ? format : `${format}=`)) };
}

function targetIn(value: string, known: readonly Target["format"][], wrong: CommandLineWords["wrongValue"]): Target {
  const [name = "", ...rest] = value.split("=");
  const format = known.find((one) => one === name);
  if (format === undefined) throw new InvalidArgumentError(wrong.choices(known));
  const file = rest.join("=");
  if (format === "github") {
    if (rest.length > 0) throw new InvalidArgumentError(wrong.noFile(format));
    return { format };
  }
  if (file === "") throw new InvalidArgumentError(wrong.reportForm(`${format}=plan.${endings[format] ?? "json"}`));
  return { format, file };
}

/** Two reports in one file, or the same report of the job twice. */
function isSame(one: Target, other: Target): boolean {
  return "file" in one && "file" in other ? one.file === other.file : one.format === other.format;
}
