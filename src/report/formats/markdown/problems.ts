import type { Problem } from "../../../model/problem.ts";
import type { Language } from "../../messages/language.ts";
import type { ProblemsResult } from "../../renderer.ts";
import { toldProblems } from "../../view/told-problems.ts";
import type { Speech } from "../../words.ts";
import { problemLines } from "../layout/problem-items.ts";
import { markdownMarkup, markdownPage, word } from "./markup.ts";

/** Problems as a list, errors first, at most 100 of a file. */
export function problemsMarkdown(problems: readonly Problem[], speech: Speech): string[] {
  if (problems.length === 0) return [];
  const {
    view,
    terms,
    problems: { heading },
  } = speech.language.results;
  const { errors, warnings } = toldProblems(problems, speech);
  const lines = [...errors, ...warnings].flatMap((told) =>
    problemLines(told, {
      view,
      markup: markdownMarkup,
      hasRemedy: true,
      severity: `**${word(terms[told.severity])}** `,
    }),
  );
  return [`### ${heading}`, "", ...lines, ""];
}

/** What is wrong, or that nothing is. */
export function validationMarkdown({ problems, kinds }: ProblemsResult, language: Language): string {
  const { validation } = language.results;
  const list = problems.length === 0 ? [validation.none, ""] : problemsMarkdown(problems, { kinds, language });
  return markdownPage(["## wxcards validate", "", ...list]);
}
