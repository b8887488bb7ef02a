import type { PulledValue, PullReport } from "../model/pull.ts";
import { clippedPair } from "./clipped-pair.ts";
import type { Language } from "./messages/language.ts";

/** A longer value nobody reads on its line; the file has it. */
const longestValue = 60;

/** What a document said and says, each on one line. */
export function pulledTexts({ before, after }: PulledValue): readonly [before: string, after: string] {
  return clippedPair(JSON.stringify(before), JSON.stringify(after), longestValue);
}

/** Where a value stands: `cards/gold.yaml:8`. */
export function pulledPlace({ file, line }: PulledValue): string {
  return `${file}:${line}`;
}

/** How many values and files there are. */
export function pullCounts({ pulled, left, problems }: PullReport, { results }: Language): string {
  const files = new Set(pulled.map(({ file }) => file)).size;
  const isWhole = !problems.some(({ severity }) => severity === "error");
  return results.pull.counts({ values: pulled.length, files, left: left.length, isWhole });
}
