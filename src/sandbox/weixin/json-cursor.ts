import type { Json, JsonObject } from "../../model/json.ts";
import { keptNumber } from "../exact-json.ts";

/** Where a reader of JSON stands. */
export interface Cursor {
  readonly text: string;
  at: number;
}

/** Where the reader gave up, as two offsets into the text: at what it could not take, and behind that. */
export class Stop extends Error {
  readonly at: number;
  readonly behind: number;
  constructor(at: number, behind: number = at) {
    super("stop");
    this.at = at;
    this.behind = behind;
  }
}

/** Deepest nesting of a value that no table describes. */
const MOST_LEVELS = 64;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS = ["true", "false", "null"] as const;

/** Consumes white space. */
export function skipSpace(cursor: Cursor): void {
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    cursor.at += 1;
  }
}

/** Consumes a text, its quotes included. */
export function readString(cursor: Cursor): string {
  const start = cursor.at;
  if (cursor.text[start] !== '"') throw new Stop(start);
  let at = start + 1;
  for (;;) {
    const code = cursor.text.charCodeAt(at);
    if (code === 34) break;
    if (Number.isNaN(code) || code < 32) throw new Stop(Math.min(at, cursor.text.length));
    at += code === 92 ? 2 : 1;
  }
  const token = cursor.text.slice(start, at + 1);
  cursor.at = at + 1;
  try {
    return JSON.parse(token) as string;
  } catch {
    throw new Stop(start);
  }
}

/** Consumes a number, and gives its spelling. */
export function readNumber(cursor: Cursor): string {
  NUMBER.lastIndex = cursor.at;
  const token = NUMBER.exec(cursor.text)?.[0];
  if (token === undefined) throw new Stop(cursor.at);
  cursor.at += token.length;
  return token;
}

/** Consumes `true`, `false` or `null`. */
export function readLiteral(cursor: Cursor): boolean | null {
  for (const literal of LITERALS) {
    if (!cursor.text.startsWith(literal, cursor.at)) continue;
    cursor.at += literal.length;
    return literal === "null" ? null : literal === "true";
  }
  throw new Stop(cursor.at);
}

/** Consumes the colon behind a key, and the space around it. */
export function readColon(cursor: Cursor): void {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== ":") throw new Stop(cursor.at);
  cursor.at += 1;
  skipSpace(cursor);
}

/** Consumes the closing bracket of a list or an object with nothing in it. */
export function isClosed(cursor: Cursor, bracket: "]" | "}"): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== bracket) return false;
  cursor.at += 1;
  return true;
}

/** Consumes a comma (false) or the closing bracket (true). */
export function closes(cursor: Cursor, bracket: "]" | "}"): boolean {
  skipSpace(cursor);
  const next = cursor.text[cursor.at];
  if (next !== bracket && next !== ",") throw new Stop(cursor.at);
  cursor.at += 1;
  return next === bracket;
}

/** Sets a member of any name: `__proto__` is a name like every other. */
export function put(members: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(members, key, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * Consumes a value that no table describes: any JSON, its numbers as they are spelt, null only where it `mayBeNull`.
 */
export function readAny(cursor: Cursor, mayBeNull: boolean, levels = MOST_LEVELS): Json {
  const start = cursor.at;
  const first = cursor.text[start];
  if (first === '"') return readString(cursor);
  if (first === "t" || first === "f" || first === "n") {
    const value = readLiteral(cursor);
    if (value === null && !mayBeNull) throw new Stop(start, cursor.at);
    return value;
  }
  if (first !== "{" && first !== "[") return keptNumber(readNumber(cursor));
  cursor.at += 1;
  if (levels === 0) throw new Stop(start, cursor.at);
  const next = (): Json => readAny(cursor, mayBeNull, levels - 1);
  return first === "[" ? anyItems(cursor, next) : anyMembers(cursor, next);
}

function anyItems(cursor: Cursor, next: () => Json): Json[] {
  const items: Json[] = [];
  if (isClosed(cursor, "]")) return items;
  for (;;) {
    skipSpace(cursor);
    items.push(next());
    if (closes(cursor, "]")) return items;
  }
}

function anyMembers(cursor: Cursor, next: () => Json): JsonObject {
  const members: Record<string, Json> = {};
  if (isClosed(cursor, "}")) return members;
  for (;;) {
    skipSpace(cursor);
    const key = readString(cursor);
    readColon(cursor);
    put(members, key, next());
    if (closes(cursor, "}")) return members;
  }
}
