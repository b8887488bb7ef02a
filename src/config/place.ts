import { credentialLines } from "../model/credential-lines.ts";
import type { Place } from "../model/problem.ts";
import { isCatalogueKey } from "../schema/catalogue-keys.ts";

/** A part of a text, in UTF-16 units. */
export type Range = readonly [start: number, end: number];

/**
 * The place of an offset in a text: line and column from 1, columns in characters, with the line itself.
 *
 * `length` counts UTF-16 units from the offset; the mark ends with its line. The place is hidden where a credential seems to stand on a line of what the problem
 * may quote: what is marked, to its end, or other parts of the text.
 */
export function placeAt(
  file: string,
  text: string,
  offset: number,
  length = 0,
  quoted: readonly Range[] = [[offset, offset + length]],
): Place {
  const starts = lineStarts(text);
  const index = lineIndex(starts, offset);
  const start = starts[index] ?? 0;
  const next = starts[index + 1];
  const line = text.slice(start, next === undefined ? text.length : next - 1).replace(/\r$/, "");
  const hidden = hiddenLines(text);
  const shown = line.length > longestLine || hidden.has(index) ? undefined : line;
  const marked = text.slice(offset, Math.min(offset + length, start + line.length));
  return {
    file,
    line: index + 1,
    column: [...text.slice(start, offset)].length + 1,
    length: Math.max(1, [...marked].length),
    ...(shown === undefined ? {} : { text: shown }),
    ...(quoted.some((range) => isHidden(range, starts, hidden)) ? { hidden: true } : {}),
  };
}

function isHidden([start, end]: Range, starts: readonly number[], hidden: ReadonlySet<number>): boolean {
  if (hidden.size === 0) return false;
  // What ends at the beginning of a line has nothing on it.
  const last = lineIndex(starts, Math.max(start, end - 1));
  for (let index = lineIndex(starts, start); index <= last; index += 1) if (hidden.has(index)) return true;
  return false;
}

/** Lines beyond this are not shown: nobody reads them, and each problem would carry one. */
const longestLine = 20_000;

/** The last text is remembered, since problems come file by file. */
let last: { readonly text: string; readonly starts: readonly number[]; hidden?: ReadonlySet<number> } | undefined;

/** Where the lines of a text begin. */
function lineStarts(text: string): readonly number[] {
  if (last?.text === text) return last.starts;
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  last = { text, starts };
  return starts;
}

function hiddenLines(text: string): ReadonlySet<number> {
  if (last?.text === text && last.hidden !== undefined) return last.hidden;
  const hidden = credentialLines(text, isCatalogueKey);
  last = { text, starts: lineStarts(text), hidden };
  return hidden;
}

function lineIndex(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
