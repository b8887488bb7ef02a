import type { Json, JsonObject } from "../../model/json.ts";
import type { Behaviours } from "../behaviours.ts";
import { keptNumber, keptWhole, wholeOf } from "../exact-json.ts";
import {
  type Cursor,
  closes,
  isClosed,
  put,
  readAny,
  readColon,
  readLiteral,
  readNumber,
  readString,
  Stop,
  skipSpace,
} from "./json-cursor.ts";
import type { ObjectShape, Shape } from "./shape.ts";

/** A body read against its table, or the place where the reader gave up. */
export type Decoded =
  | { readonly ok: true; readonly value: JsonObject }
  | {
      readonly ok: false;
      /** What the reader had not consumed yet; see `decode` for where it begins. */
      readonly rest: string;
    };

/** What the reading depends on. */
export type ReadingBehaviours = Pick<Behaviours, "unknownMembers" | "numbersAsText" | "wholeNumbers" | "errorBefore">;

interface Reader extends Cursor {
  readonly behaviours: ReadingBehaviours;
}

/**
 * Reads a body front to back against the table of one call, as a streaming parser does, and stops at the first thing
 * the table does not have.
 *
 * Where the unread rest begins, by `errorBefore.begins`:
 *
 * | trouble                                  | `at`: as recorded                 | `behind`                                                     |
 * |------------------------------------------|-----------------------------------|--------------------------------------------------------------|
 * | unknown key, or a key at the wrong level | at the closing quote of the key   | behind it                                                    |
 * | value of a wrong type, `null` included   | at the value                      | behind its first token: `{`, `[`, the text, the number, the literal |
 * | not JSON                                 | at the first character that does not fit | the same                                              |
 *
 * Nothing below an unknown key is read, so depth is bounded by the tables; where unknown keys are read, by a limit of
 * its own. Of a key given twice the last one counts. Whole numbers have 64 bits and keep all their digits.
 *
 * Source: 47001 answers quoted in community threads and SDK issues, 2017–2024: `Error before ":0,"balance_url":null,…`
 * for a key at the wrong level (Senparc issue 479), `Error before ":["USER_FORM_INFO_FLAG_EMAIL"],…` for an unknown
 * one, `Error before null` for null in place of an object.
 */
export function decode(body: string, shape: ObjectShape, behaviours: ReadingBehaviours): Decoded {
  const reader: Reader = { text: body, behaviours, at: 0 };
  try {
    skipSpace(reader);
    const value = readValue(reader, shape);
    skipSpace(reader);
    if (reader.at < body.length) throw new Stop(reader.at);
    return { ok: true, value: value as JsonObject };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { ok: false, rest: body.slice(behaviours.errorBefore.begins === "at" ? error.at : error.behind) };
  }
}

/**
 * Whole numbers of 64 bits; anything else, fractions and exponents included, is of a wrong type, unless the behaviours
 * are lenient.
 */
function whole(token: string, { wholeNumbers }: ReadingBehaviours): bigint | undefined {
  if (wholeNumbers === "lenient" && !/^-?\d+$/.test(token)) return wholeOf(keptNumber(token));
  if (!/^-?\d+$/.test(token)) return undefined;
  const number = BigInt(token);
  return wholeNumbers === "lenient" || BigInt.asIntN(64, number) === number ? number : undefined;
}

function wholeNumber(token: string, isUnsigned: boolean, behaviours: ReadingBehaviours): Json | undefined {
  const number = isUnsigned && token.startsWith("-") ? undefined : whole(token, behaviours);
  return number === undefined ? undefined : keptWhole(number);
}

/** The digits of a whole number from 0 without zeros in front, none of them lost. */
function digits(token: string, behaviours: ReadingBehaviours): string | undefined {
  return token.startsWith("-") ? undefined : whole(token, behaviours)?.toString();
}

function numberIn(token: string, shape: Shape, behaviours: ReadingBehaviours): Json | undefined {
  if (shape.type === "id") return digits(token, behaviours);
  if (shape.type === "whole") return wholeNumber(token, shape.unsigned === true, behaviours);
  return shape.type === "number-or-text" ? wholeNumber(token, false, behaviours) : undefined;
}

/** A text has digits and nothing else, however lenient the behaviours are. */
function textOfDigits(text: string): boolean {
  return /^\d+$/.test(text);
}

function textIn(value: string, shape: Shape, behaviours: ReadingBehaviours): Json | undefined {
  if (shape.type === "id") return textOfDigits(value) ? digits(value, behaviours) : undefined;
  if (shape.type === "whole" && readsText(shape.orText, behaviours) && textOfDigits(value))
    return wholeNumber(value, true, behaviours);
  if (shape.type === "list" && shape.orText === true) return value;
  return shape.type === "text" || shape.type === "number-or-text" ? value : undefined;
}

function readsText(orText: true | "everywhere" | undefined, { numbersAsText }: ReadingBehaviours): boolean {
  return orText !== undefined && (numbersAsText === "everywhere" || (orText === true && numbersAsText === "taken"));
}

function literalIn(value: boolean | null, shape: Shape): Json | undefined {
  if (value === null) return shape.type === "list" && shape.orNull === true ? null : undefined;
  return shape.type === "truth" ? value : undefined;
}

function readValue(reader: Reader, shape: Shape): Json {
  const start = reader.at;
  const first = reader.text[start];
  if (first === "{" || first === "[") {
    reader.at += 1;
    if (first === "{" && shape.type === "object") return readObject(reader, shape);
    if (first === "[" && shape.type === "list") return readList(reader, shape.of);
    throw new Stop(start, reader.at);
  }
  const value = readScalar(reader, shape);
  if (value === undefined) throw new Stop(start, reader.at);
  return value;
}

function readScalar(reader: Reader, shape: Shape): Json | undefined {
  const first = reader.text[reader.at];
  if (first === '"') return textIn(readString(reader), shape, reader.behaviours);
  if (first === "t" || first === "f" || first === "n") return literalIn(readLiteral(reader), shape);
  return numberIn(readNumber(reader), shape, reader.behaviours);
}

function readList(reader: Reader, shape: Shape): Json[] {
  const items: Json[] = [];
  if (isClosed(reader, "]")) return items;
  for (;;) {
    skipSpace(reader);
    items.push(readValue(reader, shape));
    if (closes(reader, "]")) return items;
  }
}

function readObject(reader: Reader, shape: ObjectShape): JsonObject {
  const members: Record<string, Json> = {};
  if (isClosed(reader, "}")) return members;
  for (;;) {
    skipSpace(reader);
    const key = readString(reader);
    const child = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    const isRefused = child === undefined && !takesUnknown(shape, key, reader.behaviours);
    if (isRefused || standsAlready(members, key, shape.onlyOneOf)) throw new Stop(reader.at - 1, reader.at);
    readColon(reader);
    if (child !== undefined) put(members, key, readValue(reader, child));
    else if (shape.others === "dropped") readAny(reader, true);
    else put(members, key, readAny(reader, false));
    if (closes(reader, "}")) return members;
  }
}

function takesUnknown(
  { others = "refused" }: ObjectShape,
  key: string,
  { unknownMembers }: ReadingBehaviours,
): boolean {
  if (typeof others === "string") return others === "dropped";
  return unknownMembers === "taken" && !others.storedExcept.includes(key);
}

function standsAlready(members: JsonObject, key: string, group: readonly string[] | undefined): boolean {
  return group?.includes(key) === true && group.some((other) => other !== key && Object.hasOwn(members, other));
}
