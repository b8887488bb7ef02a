import { createScanner } from "jsonc-parser";
import type { Json } from "../../model/json.ts";

/*
 * Adds members to a JSON text of somebody else, and leaves every other byte as it is. `modify` of jsonc-parser lays the
 * lines around a change out anew, lists in one line and objects in one line included, so only its scanner is used here.
 */

/** A member of an object in a JSON text, by offsets. */
export interface Member {
  readonly key: string;
  /** Of its key. */
  readonly start: number;
  /** Of its value. */
  readonly value: number;
  /** Behind its value. */
  readonly end: number;
}

/** An object in a JSON text, by offsets: of its brace, and behind the other one. */
export interface ObjectAt {
  readonly start: number;
  readonly end: number;
  /** In the order of the text; a key may be there twice, and then the last one counts. */
  readonly members: readonly Member[];
}

/** What stands at an offset of a text is to give way to something else. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** A member that is to be in an object. */
export interface NewMember {
  readonly key: string;
  readonly value: Json;
}

/** Whether a new member belongs in front of one that is there. */
export type IsBefore = (member: Member) => boolean;

/**
 * The object that begins at an offset of a text, or behind blanks there. The text has to be valid JSON, with an object
 * in that place; its nesting may be of any depth.
 */
export function objectAt(text: string, offset: number): ObjectAt {
  const scanner = createScanner(text, true);
  /** The first character of the next token, which says what it is; undefined behind the last one. */
  const next = (): string | undefined => {
    scanner.scan();
    return text[scanner.getTokenOffset()];
  };
  scanner.setPosition(offset);
  next();
  const start = scanner.getTokenOffset();
  const members: Member[] = [];
  for (let token = next(); token !== "}" && token !== undefined; token = next()) {
    if (token === ",") continue;
    const [key, keyStart] = [scanner.getTokenValue(), scanner.getTokenOffset()];
    next();
    let depth = depthBy(next());
    const value = scanner.getTokenOffset();
    while (depth > 0) depth += depthBy(next());
    members.push({ key, start: keyStart, value, end: scanner.getPosition() });
  }
  return { start, end: scanner.getPosition(), members };
}

/** By how much a token leads in or out. */
function depthBy(token: string | undefined): number {
  if (token === undefined) throw new Error("a JSON text that was taken for valid ends too early");
  return token === "{" || token === "[" ? 1 : token === "}" || token === "]" ? -1 : 0;
}

/** The member of an object that counts. */
export function memberOf({ members }: ObjectAt, key: string): Member | undefined {
  return members.findLast((member) => member.key === key);
}

/** A member with another value. */
export function replaced(text: string, { value, end, start }: Member, now: Json): Edit {
  const style = styleOf(text);
  return { offset: value, length: end - value, text: laidOut(now, style, indentAt(text, start)) };
}

/**
 * A new member of an object, laid out as those that are there: in front of the first of which `isBefore` says so, else
 * at the end. Nothing but the new text, with its comma, is put in.
 */
export function inserted(text: string, object: ObjectAt, { key, value }: NewMember, isBefore?: IsBefore): Edit {
  const style = styleOf(text);
  const first = object.members[0];
  const colon = first === undefined ? style.colon : colonOf(text, first);
  const named = (indent: string | undefined) => `${JSON.stringify(key)}${colon}${laidOut(value, style, indent)}`;
  if (first === undefined) return insertedInEmpty(text, object, style, named);
  const between = separator(text, object, first, colon);
  // A comma may stand at the beginning of a line.
  const member = named(/\n([ \t]*)[^\n]*$/.exec(between)?.[1]);
  const next = isBefore === undefined ? undefined : object.members.find(isBefore);
  if (next !== undefined) return { offset: next.start, length: 0, text: `${member}${between}` };
  return { offset: object.members.at(-1)?.end ?? 0, length: 0, text: `${between}${member}` };
}

/** A text with changes made, in whatever order they come; no two of them are of the same place. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((one, other) => other.offset - one.offset)
    .reduce((all, { offset, length, text: now }) => all.slice(0, offset) + now + all.slice(offset + length), text);
}

/** A text of its own, laid out as another one is; over lines in any case, as npm writes its files. */
export function laidOutLike(text: string, value: Json): string {
  const { eol = "\n", unit } = styleOf(text);
  return `${laidOut(value, { eol, unit, colon: ": " }, "")}${eol}`;
}

/** How a text is laid out. */
interface Style {
  /** Between lines; absent where all of the text is one line. */
  readonly eol?: string;
  /** One step of indentation. */
  readonly unit: string;
  /** Between a key and its value. */
  readonly colon: string;
}

function styleOf(text: string): Style {
  const root = objectAt(text, 0);
  const first = root.members[0];
  // Within a string a line break is escaped: each that is there stands between tokens.
  const [eol] = /\r?\n/.exec(text.trim()) ?? [];
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  return { ...(eol === undefined ? {} : { eol }), unit, colon: first === undefined ? ": " : colonOf(text, first) };
}

function colonOf(text: string, { value }: Member): string {
  return text.slice(text.lastIndexOf('"', value - 1) + 1, value);
}

/** What stands between two members of an object; with one alone, what stands before it, behind a comma. */
function separator(text: string, { start, members }: ObjectAt, first: Member, colon: string): string {
  const second = members[1];
  if (second !== undefined) return text.slice(first.end, second.start);
  const before = text.slice(start + 1, first.start);
  return before === "" && /\s/.test(colon) ? ", " : `,${before}`;
}

function insertedInEmpty(
  text: string,
  { start, end }: ObjectAt,
  style: Style,
  named: (indent: string | undefined) => string,
): Edit {
  const within = text.slice(start + 1, end - 1);
  const at = { offset: start + 1, length: 0 };
  const { eol, unit } = style;
  if (eol === undefined || (within !== "" && !within.includes("\n")))
    return { ...at, text: `${within}${named(undefined)}` };
  const outer = within === "" ? indentAt(text, start) : within.slice(within.lastIndexOf("\n") + 1);
  const line = `${eol}${outer}${unit}${named(`${outer}${unit}`)}`;
  return { ...at, text: within === "" ? `${line}${eol}${outer}` : line };
}

/** The indentation of the line that an offset is on. */
function indentAt(text: string, offset: number): string {
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? "";
}

/** A value over lines that begin with an indentation, or on one line where there is none. */
function laidOut(value: Json, { eol, unit, colon }: Style, indent: string | undefined): string {
  if (eol === undefined || indent === undefined)
    return colon === ":" ? JSON.stringify(value) : JSON.stringify(value, null, 1).replace(/\n */g, " ");
  return JSON.stringify(value, null, unit).replaceAll("\n", `${eol}${indent}`);
}
