import { clip } from "../model/clip.ts";
import type { Json } from "../model/json.ts";
import type { PulledValue, PullReport } from "../model/pull.ts";
import type { Language } from "./messages/language.ts";

/** A longer value nobody reads on its line; the file has it. */
const longestValue = 60;

/** A value of a document on one line. */
export function pulledText(value: Json): string {
  return clip(JSON.stringify(value), longestValue);
}

/** Where a value stands: `cards/gold.yaml:8`. */
export function pulledPlace({ file, line }: PulledValue): string {
  return `${file}:${line}`;
}

/** How many values and files there are. */
export function pullCounts({ pulled, left }: PullReport, { results }: Language): string {
  const files = new Set(pulled.map(({ file }) => file)).size;
  return results.pull.counts({ values: pulled.length, files, left: left.length });
}
