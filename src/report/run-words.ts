import type { HistoryRun } from "../model/history.ts";
import type { ResultWords } from "./messages/results.ts";

/** What is out of the ordinary about a run. */
export function aboutRun({ source, open, holder }: HistoryRun, words: ResultWords["history"]): string[] {
  return [
    ...(source?.dirty === true ? [words.dirty] : []),
    ...(open === true ? [words.open] : []),
    ...(holder === undefined ? [] : [words.brokenLease(holder)]),
  ];
}
