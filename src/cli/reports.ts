import type { Problem } from "../model/problem.ts";
import { graver } from "../report/exit-code.ts";
import { harmless } from "../report/harmless.ts";
import type { ReportFile } from "./report-flag.ts";
import type { Render } from "./results.ts";
import type { GuardedEffects } from "./session.ts";
import { writeResult } from "./write-result.ts";

/**
 * Writes the files of `--report`, relative to the working directory and each one whole, and gives the exit code of the run: `code`, or 1 where a file could not
 * be written and nothing graver happened. What could not be written is told on stderr, because stdout holds the result.
 */
export async function writeReports(
  effects: GuardedEffects,
  reports: readonly ReportFile[],
  renders: readonly Render[],
  code: number,
): Promise<number> {
  const problems: Problem[] = [];
  for (const { format, file } of reports) {
    const parts: string[] = [];
    for (const render of renders) parts.push(await render(format));
    const unwritten = await writeResult(effects, file, effects.redactor.clean(harmless(parts.join(""))));
    if (unwritten !== undefined) problems.push(unwritten);
  }
  if (problems.length === 0) return code;
  const { validationReport } = await import("../report/validation.ts");
  const { paint } = await import("../report/paint.ts");
  effects.io.stderr(validationReport(problems, "text", paint(false)));
  return graver(code, problems);
}
