import type { Problem } from "../model/problem.ts";
import { graver } from "../report/exit-code.ts";
import { rendererOf } from "../report/formats/registry.ts";
import { harmless } from "../report/harmless.ts";
import type { Language } from "../report/messages/language.ts";
import { paint } from "../report/paint.ts";
import type { LanguageFlags } from "./language.ts";
import type { ReportTarget } from "./report-flag.ts";
import type { Render } from "./results.ts";
import type { GuardedEffects } from "./session.ts";
import { writeResult } from "./write-result.ts";

/** What is to be written at the end of a run. */
export interface Reporting {
  readonly reports: readonly ReportTarget[];
  readonly renders: readonly Render[];
  readonly language: Language;
  readonly flags: LanguageFlags;
  /** What could not be written so far. */
  readonly unwritten: readonly Problem[];
  /** How the run ends otherwise. */
  readonly code: number;
}

/**
 * Writes the files of `--report`, relative to the working directory and each one whole, and gives the exit code of the
 * run: `code`, or 1 where a file could not be written and nothing graver happened. What could not be written is told on
 * stderr, because stdout holds the result.
 */
export async function writeReports(
  effects: GuardedEffects,
  { reports, renders, language, flags, unwritten, code }: Reporting,
): Promise<number> {
  const plain = paint(false);
  const problems = [...unwritten];
  for (const target of reports) {
    if (target.format === "github") {
      const { reportToJob } = await import("./job-report.ts");
      problems.push(...(await reportToJob(effects, { renders, language, flags })));
      continue;
    }
    const renderer = await rendererOf(target.format, language);
    const text = renders.map((render) => render(renderer, plain)).join("");
    const trouble = await writeResult(effects, target.file, effects.redactor.clean(harmless(text)));
    if (trouble !== undefined) problems.push(trouble);
  }
  if (problems.length === 0) return code;
  effects.io.stderr((await rendererOf("text", language)).validation({ problems, kinds: new Map() }, plain));
  return graver(code, problems);
}
