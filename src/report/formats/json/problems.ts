import type { JsonObject } from "../../../model/json.ts";
import type { Kinds } from "../../../model/kind.ts";
import type { Problem } from "../../../model/problem.ts";
import { problemWords } from "../../problem-words.ts";
import { shownProblems } from "../../shown-problems.ts";
import { factsOf } from "../../withheld.ts";

/**
 * A problem as JSON output writes it: what it is about and the arguments of its words, the words themselves in English,
 * its place flattened.
 */
export function problemJson(problem: Problem, kinds: Kinds): JsonObject {
  const { code, severity, place } = problem;
  return {
    code,
    severity,
    ...factsOf(problem),
    ...problemWords(problem, kinds),
    ...(place === undefined ? {} : { file: place.file, line: place.line, column: place.column }),
  };
}

/** The problems that JSON output shows: at most 100 of a file, and one that counts the others. */
export function problemsJson(problems: readonly Problem[], kinds: Kinds): JsonObject[] {
  return shownProblems(problems).map((problem) => problemJson(problem, kinds));
}
