import { clip } from "../../../model/clip.ts";
import type { Kinds } from "../../../model/kind.ts";
import type { Problem } from "../../../model/problem.ts";
import { results } from "../../messages/results.ts";
import type { ProblemsResult } from "../../renderer.ts";
import { shownProblems } from "../../shown-problems.ts";
import { wordsOf } from "../../words.ts";
import { codeSpan, markdownPage, word } from "./markup.ts";

/** Problems as a list, errors first, at most 100 of a file. */
export function problemsMarkdown(problems: readonly Problem[], kinds: Kinds): string[] {
  if (problems.length === 0) return [];
  const shown = shownProblems(problems);
  const sorted = [...shown].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  return ["### Problems", "", ...sorted.map((problem) => problemMarkdown(problem, kinds)), ""];
}

function problemMarkdown(problem: Problem, kinds: Kinds): string {
  const { message, hint } = wordsOf(problem, kinds);
  const { place, address = "" } = problem;
  const where = place === undefined ? address : `${place.file}:${place.line}`;
  const shownWhere = where === "" ? "" : `${codeSpan(clip(where, 200))} `;
  const advice = hint === undefined ? "" : ` — ${codeSpan(hint)}`;
  return `- **${word(problem.severity)}** ${shownWhere}${codeSpan(message)} (${codeSpan(problem.code)})${advice}`;
}

/** What is wrong, or that nothing is. */
export function validationMarkdown({ problems, kinds }: ProblemsResult): string {
  const list = problems.length === 0 ? [results.validation.none, ""] : problemsMarkdown(problems, kinds);
  return markdownPage(["## wxcards validate", "", ...list]);
}
