import { problemsOf } from "../../../model/outcome.ts";
import { applySummary } from "../../apply-summary.ts";
import type { Language } from "../../messages/language.ts";
import { outcomeWords, wordsFor } from "../../objects-text.ts";
import { recoveredMarkdown } from "../../recovery-text.ts";
import type { ApplyResult } from "../../renderer.ts";
import { codeCell, markdownPage, table, tableRow, word } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** What an apply did, step by step, with the counts above and the problems below. */
export function applyMarkdown({ report, plan, kinds }: ApplyResult, language: Language): string {
  const { results } = language;
  const speech = { kinds, language };
  const counts = applySummary(report);
  const paths = new Map((plan?.steps ?? []).map((step) => [step.id, step.path]));
  const rows = report.outcomes.map((outcome) => {
    const details = outcomeWords(outcome, wordsFor(speech, outcome.address)).map(codeCell);
    const cells = [
      word(outcome.step),
      codeCell(outcome.address),
      codeCell(paths.get(outcome.step) ?? ""),
      word(results.terms[outcome.status]),
      [word(outcome.result === undefined ? "" : results.terms[outcome.result]), ...details]
        .filter((part) => part !== "")
        .join(" "),
    ];
    return tableRow(cells);
  });
  const problems = [...report.outcomes.flatMap(problemsOf), ...report.problems];
  return markdownPage([
    "## wxcards apply",
    "",
    results.apply.statuses(counts),
    "",
    ...recoveredMarkdown(report.recovered, results.recovery),
    ...(rows.length === 0 ? [] : [...table(results.apply.head, rows), ""]),
    ...problemsMarkdown(problems, speech),
  ]);
}
