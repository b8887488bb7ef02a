import { clip } from "../../../model/clip.ts";
import type { Problem } from "../../../model/problem.ts";
import type { Language } from "../../messages/language.ts";
import type { ProblemsResult } from "../../renderer.ts";
import { shownProblems } from "../../shown-problems.ts";
import { type Speech, wordsOf } from "../../words.ts";
import { codeSpan, markdownPage, word } from "./markup.ts";

/** Problems as a list, errors first, at most 100 of a file. */
export function problemsMarkdown(problems: readonly Problem[], speech: Speech): string[] {
  if (problems.length === 0) return [];
  const shown = shownProblems(problems);
  const sorted = [...shown].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  const { heading } = speech.language.results.problems;
  return [`### ${heading}`, "", ...sorted.map((problem) => problemMarkdown(problem, speech)), ""];
}

function problemMarkdown(problem: Problem, speech: Speech): string {
  const { message, hint } = wordsOf(problem, speech);
  const { place, address = "" } = problem;
  const where = place === undefined ? address : `${place.file}:${place.line}`;
  const shownWhere = where === "" ? "" : `${codeSpan(clip(where, 200))} `;
  const advice = hint === undefined ? "" : ` — ${codeSpan(hint)}`;
  return `- **${word(speech.language.results.terms[problem.severity])}** ${shownWhere}${codeSpan(message)} (${codeSpan(problem.code)})${advice}`;
}

/** What is wrong, or that nothing is. */
export function validationMarkdown({ problems, kinds }: ProblemsResult, language: Language): string {
  const { validation } = language.results;
  const list = problems.length === 0 ? [validation.none, ""] : problemsMarkdown(problems, { kinds, language });
  return markdownPage(["## wxcards validate", "", ...list]);
}
