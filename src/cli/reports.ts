import type { Problem } from "../model/problem.ts";
import { graver } from "../report/exit-code.ts";
import { rendererOf } from "../report/formats/registry.ts";
import { harmless } from "../report/harmless.ts";
import { paint } from "../report/paint.ts";
import type { ReportFile } from "./report-flag.ts";
import type { Render } from "./results.ts";
import type { GuardedEffects } from "./session.ts";
import { writeResult } from "./write-result.ts";

/**
 * Writes the files of `--report`, relative to the working directory and each one whole, and gives the exit code of the
 * run: `code`, or 1 where a file could not be written and nothing graver happened. What could not be written is told on
 * stderr, because stdout holds the result.
 */
export async function writeReports(
  effects: GuardedEffects,
  reports: readonly ReportFile[],
  renders: readonly Render[],
  code: number,
): Promise<number> {
  const plain = paint(false);
  const problems: Problem[] = [];
  for (const { format, file } of reports) {
    const renderer = await rendererOf(format);
    const text = renders.map((render) => render(renderer, plain)).join("");
    const unwritten = await writeResult(effects, file, effects.redactor.clean(harmless(text)));
    if (unwritten !== undefined) problems.push(unwritten);
  }
  if (problems.length === 0) return code;
  effects.io.stderr((await rendererOf("text")).validation({ problems, kinds: new Map() }, plain));
  return graver(code, problems);
}
