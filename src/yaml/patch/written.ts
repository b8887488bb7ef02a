import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { plainText } from "../plain-scalar.ts";
import { type Place, type Written, writtenScalar } from "./scalar.ts";

/** A value as it is written at a place: scalars on its line, what has members below it, or all of it in brackets. */
export function written(value: Json, place: Place): Written {
  if (typeof value !== "object" || value === null) return writtenScalar(value, place);
  const isNothing = Object.keys(value).length === 0;
  if (place.inFlow || isNothing) return { head: inBrackets(value, place), tail: [] };
  return Array.isArray(value) ? listLines(value as readonly Json[], place) : mapLines(value as JsonObject, place);
}

/** A key and its value, as lines without their indentation: the first one begins with the key. */
export function memberLines(key: string, value: Json, place: Place): readonly [first: string, ...rest: string[]] {
  const { head, tail } = written(value, place);
  const name = place.isQuoted ? JSON.stringify(key) : plainText(key);
  return [`${name}:${head === "" ? "" : ` ${head}`}`, ...tail];
}

/** The lines of an item, from its dash on. */
export function itemLines(value: Json, place: Place): readonly [first: string, ...rest: string[]] {
  const { head, tail } = written(value, { ...place, isItem: true });
  return [`-${head === "" ? "" : ` ${head}`}`, ...tail];
}

function mapLines(value: JsonObject, { indent, step, isItem, isQuoted }: Place): Written {
  const own = indent + (isItem === true ? 2 : step);
  const blanks = " ".repeat(own);
  const lines = Object.entries(value).flatMap(([key, member]) => {
    const [first, ...rest] = memberLines(key, member, { indent: own, step, inFlow: false, isQuoted });
    return [blanks + first, ...rest];
  });
  const [first = "", ...rest] = lines;
  // The first member of an item stands behind its dash.
  return isItem === true ? { head: first.trimStart(), tail: rest } : { head: "", tail: lines };
}

function listLines(items: readonly Json[], { indent, step, isItem, isQuoted }: Place): Written {
  const own = indent + step;
  const blanks = " ".repeat(own);
  const lines = items.flatMap((item) => {
    const [first, ...rest] = itemLines(item, { indent: own, step, inFlow: false, isQuoted });
    return [blanks + first, ...rest];
  });
  return isItem === true
    ? { head: inBrackets(items, { indent, step, inFlow: true, isQuoted }), tail: [] }
    : { head: "", tail: lines };
}

function inBrackets(value: Json, place: Place): string {
  const inside = { ...place, inFlow: true };
  if (Array.isArray(value))
    return `[${(value as readonly Json[]).map((item) => written(item, inside).head).join(", ")}]`;
  if (!isObject(value)) return written(value, inside).head;
  const { like: _like, block: _block, ...members } = inside;
  const own = Object.entries(value).map(([key, member]) => memberLines(key, member, members)[0]);
  return own.length === 0 ? "{}" : `{ ${own.join(", ")} }`;
}
