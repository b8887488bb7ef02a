import type { Problem } from "../../model/problem.ts";
import { leftProblem, type Wish } from "../../pull/wishes.ts";
import { type AttemptInput, attempt, type DocumentSheet, findingAt, type Trial } from "./attempt.ts";

/** A document with the values in it that it can hold, and why others are left. */
export interface WrittenDocument {
  readonly sheet: DocumentSheet;
  readonly taken: readonly Wish[];
  readonly left: readonly Problem[];
}

/**
 * Writes all values that a document can hold: all at once, which nearly always works; else those that something speaks
 * against are written in another way or left, and at last one after the other.
 */
export function writeDocument(input: AttemptInput, sheet: DocumentSheet, wishes: readonly Wish[]): WrittenDocument {
  let trials: readonly Trial[] = wishes.map((wish) => ({ wish, way: 0 }));
  const left: Problem[] = [];
  for (;;) {
    if (trials.length === 0) return { sheet, taken: [], left };
    const done = attempt(input, sheet, trials);
    if ("sheet" in done) return { sheet: done.sheet, taken: trials.map(({ wish }) => wish), left };
    const against = new Map(done.against.map(({ trial, finding }) => [trial, finding]));
    // Nobody can say which of several it is.
    if (against.size === trials.length && trials.length > 1) return oneByOne(input, sheet, trials, left);
    trials = trials.flatMap((trial) => {
      const finding = against.get(trial);
      if (finding === undefined) return [trial];
      const { wish, way, first = finding } = trial;
      if (way + 1 < wish.ways.length) return [{ wish, way: way + 1, first }];
      left.push(...wish.paths.map((path) => leftProblem(findingAt(first, path), wish.desired)));
      return [];
    });
  }
}

function oneByOne(
  input: AttemptInput,
  start: DocumentSheet,
  trials: readonly Trial[],
  left: Problem[],
): WrittenDocument {
  let sheet = start;
  const taken: Wish[] = [];
  for (const { wish } of trials) {
    const written = writeDocument(input, sheet, [wish]);
    sheet = written.sheet;
    taken.push(...written.taken);
    left.push(...written.left);
  }
  return { sheet, taken, left };
}
