import type { Node } from "yaml";
import type { Json } from "../../model/json.ts";
import type { Pointer } from "../../model/pointer.ts";

/** A part of a text and what stands there afterwards. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How far lines that are put in are indented: what belongs to something deeper stands before them. */
  readonly indent?: number;
}

/** One document that is being changed: its text as it is, and what is to be changed of it. */
export interface Sheet {
  readonly text: string;
  /** How far a level is indented more than the one above it. */
  readonly step: number;
  /** Whether keys stand in double quotes, as in JSON. */
  readonly isQuoted: boolean;
  /** What the document is to say. */
  readonly after: Json;
  /** Where what an alias stands for was defined. */
  readonly targets: ReadonlyMap<Node, Pointer>;
  readonly edits: Edit[];
}

/** Thrown where a text would have to be laid out anew to say something else. */
export const unsayable = Symbol("unsayable");

/** Where the line of a place begins. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** Where the line of a place ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const next = text.indexOf("\n", at);
  if (next === -1) return text.length;
  return next > at && text[next - 1] === "\r" ? next - 1 : next;
}

/** Where the line before that of a place ends, before its line break; the beginning where there is none. */
export function lineBefore(text: string, at: number): number {
  const start = lineStart(text, at);
  return start === 0 ? 0 : start - (text[start - 2] === "\r" ? 2 : 1);
}

/** The line break behind the line of a place, or the one before it where it is the last: a file may have both sorts. */
export function lineBreakAt(text: string, at: number): string {
  const next = text.indexOf("\n", at);
  const found = next === -1 ? text.lastIndexOf("\n") : next;
  return found > 0 && text[found - 1] === "\r" ? "\r\n" : "\n";
}

/** How many characters stand before a place on its line. */
export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** True where nothing but blanks stands before a place on its line. */
export function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === "";
}

/**
 * Puts whole lines behind the line of a place. `indent` is that of a member or item that comes in; lines of a value that
 * stands there have none, and stand before all others.
 */
export function insertLines(sheet: Sheet, at: number, lines: readonly string[], indent?: number): void {
  const { text, edits } = sheet;
  if (lines.length === 0) return;
  const end = lineEnd(text, at);
  const eol = lineBreakAt(text, at);
  const own = { start: end, end, text: lines.map((line) => eol + line).join("") };
  edits.push(indent === undefined ? own : { ...own, indent });
}

/** Takes the lines away on which something stands that is the first on its own. */
export function removeLines({ text, edits }: Sheet, start: number, end: number): void {
  if (!isFirstOnLine(text, start)) throw unsayable;
  // With the line break before them, so that what is put in behind them still stands on lines of its own.
  edits.push({ start: lineBefore(text, start), end: lineEnd(text, end), text: "" });
}

/** The text with all its edits. */
export function edited({ text, edits }: Sheet): string {
  const inOrder = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => a.start - b.start || rankOf(a) - rankOf(b) || indentIn(b) - indentIn(a) || a.index - b.index);
  let result = "";
  let at = 0;
  for (const { start, end, text: own } of inOrder) {
    if (start < at) throw unsayable;
    result += text.slice(at, start) + own;
    at = end;
  }
  return result + text.slice(at);
}

/** What is put in at a place stands before what is taken away there, the lines of a value before what follows it. */
function rankOf({ start, end, indent }: Edit): number {
  return end > start ? 2 : indent === undefined ? 0 : 1;
}

function indentIn({ indent = 0 }: Edit): number {
  return indent;
}
