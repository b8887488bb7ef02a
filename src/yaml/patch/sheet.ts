import type { Node } from "yaml";
import type { Json } from "../../model/json.ts";
import type { Pointer } from "../../model/pointer.ts";

/** A part of a text and what stands there afterwards. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One document that is being changed: its text as it is, and what is to be changed of it. */
export interface Sheet {
  readonly text: string;
  /** The line ends of the text. */
  readonly eol: string;
  /** How far a level is indented more than the one above it. */
  readonly step: number;
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

/** Where the line behind that of a place begins. */
export function nextLine(text: string, at: number): number {
  const next = text.indexOf("\n", at);
  return next === -1 ? text.length : next + 1;
}

/** How many characters stand before a place on its line. */
export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** True where nothing but blanks stands before a place on its line. */
export function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === "";
}

/** Puts whole lines behind the line of a place. */
export function insertLines({ text, eol, edits }: Sheet, at: number, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const end = lineEnd(text, at);
  edits.push({ start: end, end, text: lines.map((line) => eol + line).join("") });
}

/** Takes the lines away on which something stands that is the first on its own. */
export function removeLines({ text, edits }: Sheet, start: number, end: number): void {
  if (!isFirstOnLine(text, start)) throw unsayable;
  edits.push({ start: lineStart(text, start), end: nextLine(text, end), text: "" });
}

/** The text with all its edits. A text without a last line break still has none. */
export function edited({ text, eol, edits }: Sheet): string {
  const inOrder = edits
    .map((edit, index) => ({ ...edit, index }))
    // What is put in at a place stands before what is taken away there.
    .sort((a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start) || a.index - b.index);
  let result = "";
  let at = 0;
  for (const { start, end, text: own } of inOrder) {
    if (start < at) throw unsayable;
    result += text.slice(at, start) + own;
    at = end;
  }
  result += text.slice(at);
  return !text.endsWith("\n") && result.endsWith(eol) ? result.slice(0, -eol.length) : result;
}
