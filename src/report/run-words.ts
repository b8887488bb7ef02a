import type { HistoryRun } from "../model/history.ts";
import { results } from "./messages/results.ts";

const words = results.history;

/** What is out of the ordinary about a run. */
export function aboutRun({ source, open, holder }: HistoryRun): string[] {
  return [
    ...(source?.dirty === true ? [words.dirty] : []),
    ...(open === true ? [words.open] : []),
    ...(holder === undefined ? [] : [words.brokenLease(holder)]),
  ];
}
