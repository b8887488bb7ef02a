import { credentialLines } from "../model/credential-lines.ts";
import type { Place } from "../model/problem.ts";
import { isCatalogueKey } from "../schema/catalogue-keys.ts";
import { personalLines } from "../schema/personal-lines.ts";

/** A part of a text, in UTF-16 units. */
export type Range = readonly [start: number, end: number];

/**
 * The place of an offset in a text: line and column from 1, columns in characters, with the line itself.
 *
 * `length` counts UTF-16 units from the offset; the mark ends with its line. The place is hidden where a credential
 * seems to stand on a line of what the problem may quote: what is marked, to its end, or other parts of the text.
 */
export function placeAt(
  file: string,
  text: string,
  offset: number,
  length = 0,
  quoted: readonly Range[] = [[offset, offset + length]],
): Place {
  const lines = linesOf(text);
  const { starts } = lines;
  const hidden = hiddenIn(lines);
  const index = lineIndex(starts, offset);
  const start = starts[index] ?? 0;
  const next = starts[index + 1];
  const line = text.slice(start, next === undefined ? text.length : next - 1).replace(/\r$/, "");
  const isPersonal = personalIn(lines).has(index);
  const isQuoted = text.length <= longestText && line.length <= longestLine && !hidden.has(index) && !isPersonal;
  const marked = characters(text, offset, Math.min(offset + length, start + line.length));
  return {
    file,
    line: index + 1,
    column: characters(text, start, offset) + 1,
    length: Math.max(1, marked),
    ...(isQuoted ? { text: line } : {}),
    ...(quoted.some((range) => isHidden(range, starts, hidden)) ? { hidden: true } : {}),
  };
}

/** The place of an offset alone, without anything that a message may quote. */
export function barePlaceAt(file: string, text: string, offset: number): Place {
  const { starts } = linesOf(text);
  const index = lineIndex(starts, offset);
  return { file, line: index + 1, column: characters(text, starts[index] ?? 0, offset) + 1 };
}

function isHidden([start, end]: Range, starts: readonly number[], hidden: ReadonlySet<number>): boolean {
  if (hidden.size === 0) return false;
  // What ends at the beginning of a line has nothing on it.
  const last = lineIndex(starts, Math.max(start, end - 1));
  for (let index = lineIndex(starts, start); index <= last; index += 1) if (hidden.has(index)) return true;
  return false;
}

/**
 * How many characters stand between two offsets: a pair of surrogates is one. Lines may be as long as files, so nothing
 * is built of them.
 */
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

/**
 * Texts beyond this are refused as documents or are our own, and nothing of them is shown: their lines are not judged.
 */
const longestText = 1_048_576;

const none: ReadonlySet<number> = new Set();

/** What is known of a text. */
interface Lines {
  readonly text: string;
  /** Where the lines begin. */
  readonly starts: readonly number[];
  /** Which of them are not shown; absent until somebody asks. */
  hidden?: ReadonlySet<number>;
  /** Which of them belong to documents that name people; absent until somebody asks. */
  personal?: ReadonlySet<number>;
}

/** The last text is remembered, since problems come file by file. */
let last: Lines | undefined;

function linesOf(text: string): Lines {
  // The same text from another reading takes the place of the former: to compare two that are one costs nothing.
  last = last?.text === text ? { ...last, text } : { text, starts: startsOf(text) };
  return last;
}

function hiddenIn(lines: Lines): ReadonlySet<number> {
  lines.hidden ??= lines.text.length > longestText ? none : credentialLines(lines.text, isCatalogueKey);
  return lines.hidden;
}

function personalIn(lines: Lines): ReadonlySet<number> {
  lines.personal ??= lines.text.length > longestText ? none : personalLines(lines.text);
  return lines.personal;
}

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
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
