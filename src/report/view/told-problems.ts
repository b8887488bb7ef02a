import { clip } from "../../model/clip.ts";
import type { Place, Problem } from "../../model/problem.ts";
import { visible } from "../escape.ts";
import { shownProblems } from "../shown-problems.ts";
import { type Speech, wordsOf } from "../words.ts";

/** A problem as a reader is told of it; the same one at several places is told once. */
export interface ToldProblem {
  readonly severity: Problem["severity"];
  readonly code: string;
  readonly message: string;
  /** What to do, line by line. */
  readonly remedy: readonly string[];
  /** Where it is: `cards/gold.yaml:9:12`, or the address of a resource; none where nobody knows. */
  readonly places: readonly string[];
  /** The place in a file, where there is one. */
  readonly place?: Place;
}

/** Errors and warnings, each in the order they came in, at most 100 of a file. */
export interface ToldProblems {
  readonly errors: readonly ToldProblem[];
  readonly warnings: readonly ToldProblem[];
}

/** Problems in words. */
export function toldProblems(problems: readonly Problem[], speech: Speech): ToldProblems {
  const told = new Map<string, { readonly problem: ToldProblem; readonly places: Set<string> }>();
  for (const problem of shownProblems(problems)) {
    const { message, hint } = wordsOf(problem, speech);
    const { severity, code, place } = problem;
    const key = JSON.stringify([severity, code, message, hint]);
    const where = whereOf(problem);
    const known = told.get(key);
    if (known !== undefined) {
      known.places.add(where);
      continue;
    }
    const remedy = hint === undefined ? [] : hint.split("\n").map((line) => line.trim());
    const own = { severity, code, message, remedy, places: [], ...(place === undefined ? {} : { place }) };
    told.set(key, { problem: own, places: new Set([where]) });
  }
  const all = [...told.values()].map(({ problem, places }) => ({
    ...problem,
    places: [...places].filter((place) => place !== ""),
  }));
  return {
    errors: all.filter(({ severity }) => severity === "error"),
    warnings: all.filter(({ severity }) => severity === "warning"),
  };
}

/** A file or an address beyond this is cut. */
const longestPath = 200;

function whereOf({ place, address = "" }: Problem): string {
  if (place === undefined) return visible(clip(address, longestPath));
  return `${visible(clip(place.file, longestPath))}:${place.line}:${place.column}`;
}
