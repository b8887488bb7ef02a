import { holdsCredential } from "../model/credential.ts";
import type { Place } from "../model/problem.ts";

/**
 * The place of an offset in a text: line and column from 1, columns in characters, with the line itself.
 *
 * `length` counts UTF-16 units from the offset; the mark ends with its line.
 */
export function placeAt(file: string, text: string, offset: number, length = 0): Place {
  const starts = lineStarts(text);
  const index = lineIndex(starts, offset);
  const start = starts[index] ?? 0;
  const next = starts[index + 1];
  const line = text.slice(start, next === undefined ? text.length : next - 1).replace(/\r$/, "");
  const shown = line.length > longestLine || holdsCredential(line) ? undefined : line;
  const marked = characters(text, offset, Math.min(offset + length, start + line.length));
  return {
    file,
    line: index + 1,
    column: characters(text, start, offset) + 1,
    length: Math.max(1, marked),
    ...(shown === undefined ? {} : { text: shown }),
  };
}

/** How many characters stand between two offsets: a pair of surrogates is one. Lines may be as long as files, so nothing is built of them. */
function characters(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    count += 1;
    const isPair =
      at + 1 < to && (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (isPair) at += 1;
  }
  return count;
}

/** Lines beyond this are not shown: nobody reads them, and each problem would carry one. */
const longestLine = 20_000;

let last: { readonly text: string; readonly starts: readonly number[] } | undefined;

/** Where the lines of a text begin. The last text is remembered, since problems come file by file. */
function lineStarts(text: string): readonly number[] {
  if (last?.text === text) return last.starts;
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  last = { text, starts };
  return starts;
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
