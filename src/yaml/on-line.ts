import type { Json } from "../model/json.ts";
import type { OnLine } from "../model/shrink.ts";

const blank = 32;
const hash = 35;

/** A longer part of a text keeps the whole text in memory. */
const longestPart = 12;

/**
 * How a value was written that stands in a text from `start` to `end`; undefined where it stood on several lines, or
 * with escapes. Of a text that is kept by itself, what was written is that text.
 */
export function onLine(text: string, start: number, end: number, value: Json): OnLine | undefined {
  const length = end - start;
  // Nothing behind a key is null, and a block may stand below the next one.
  if (typeof value === "object") return undefined;
  if (typeof value !== "string")
    return length > longestPart ? undefined : { text: text.slice(start, end), quote: "", value };
  const first = text[start];
  if (first === '"' || first === "'")
    return length === value.length + 2 ? { text: value, quote: first, value } : undefined;
  return length === value.length && first !== "|" ? { text: value, quote: "", value } : undefined;
}

/**
 * Where a value ends that is written at a place just as another one was; −1 where it is not, or where only reading
 * tells. Behind it the line ends, or a comment begins.
 */
export function sameEnd({ text: written, quote }: OnLine, text: string, at: number, lineEnd: number): number {
  const around = quote.length;
  const end = at + written.length + 2 * around;
  if (end > lineEnd || !text.startsWith(written, at + around)) return -1;
  if (around > 0 && (text[at] !== quote || text[end - 1] !== quote)) return -1;
  const isAlone = end === lineEnd || (text.charCodeAt(end) === blank && text.charCodeAt(end + 1) === hash);
  return isAlone ? end : -1;
}
