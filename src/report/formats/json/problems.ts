import type { JsonObject } from "../../../model/json.ts";
import type { Problem } from "../../../model/problem.ts";
import { shownProblems } from "../../shown-problems.ts";
import { wordsOf } from "../../words.ts";

/** A problem as JSON output writes it: words made, place flattened. */
export function problemJson(problem: Problem): JsonObject {
  const { message, hint } = wordsOf(problem);
  const { place } = problem;
  return {
    code: problem.code,
    severity: problem.severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(place === undefined ? {} : { file: place.file, line: place.line, column: place.column }),
  };
}

/** The problems that JSON output shows: at most 100 of a file, and one that counts the others. */
export function problemsJson(problems: readonly Problem[]): JsonObject[] {
  return shownProblems(problems).map(problemJson);
}
