import type { Place } from "../model/problem.ts";

/**
 * The place of an offset in a text: line and column from 1, columns in characters, with the line itself.
 *
 * `length` counts UTF-16 units from the offset; the mark ends with its line.
 */
export function placeAt(file: string, text: string, offset: number, length = 0): Place {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const newline = text.indexOf("\n", offset);
  const end = newline === -1 ? text.length : newline;
  const line = text.slice(start, end).replace(/\r$/, "");
  const marked = text.slice(offset, Math.min(offset + length, start + line.length));
  return {
    file,
    line: countLines(text, start),
    column: [...text.slice(start, offset)].length + 1,
    length: Math.max(1, [...marked].length),
    text: line,
  };
}

function countLines(text: string, end: number): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
