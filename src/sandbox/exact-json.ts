import { isObject, type Json } from "../model/json.ts";

/**
 * A number that JavaScript would spell differently: one past 2^53, but also `1.10`, `1e2` and `-0`.
 *
 * Seeds, edits and states hold it so, and answers write the digits bare. An object with this one key is never anything
 * else here.
 */
export type ExactNumber = { readonly $number: string };

/** A number as it is kept: plain where nothing is lost by that. */
export type KeptNumber = number | ExactNumber;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** True for the mark of an exact number; its text is a number as JSON writes it. */
export function isExactNumber(value: unknown): value is ExactNumber {
  if (!isObject(value)) return false;
  const digits = value["$number"];
  return typeof digits === "string" && NUMBER.test(digits) && Object.keys(value).length === 1;
}

/** True for an object that has members: the mark of a number is none. */
export function isRecord(value: unknown): value is { readonly [key: string]: Json } {
  return isObject(value) && !isExactNumber(value);
}

/** The number that JSON spells like this, none of it lost. */
export function keptNumber(token: string): Json & KeptNumber {
  const number = Number(token);
  return String(number) === token ? number : { $number: token };
}

/** A number in the spelling that it came in; undefined for anything else. */
export function numberText(value: Json | undefined): string | undefined {
  if (isExactNumber(value)) return value.$number;
  return typeof value === "number" ? String(value) : undefined;
}

/** The whole number that a value is, `1e2` included, for comparing and adding; undefined for anything else. */
export function wholeOf(value: Json | undefined): bigint | undefined {
  const text = numberText(value);
  if (text === undefined) return undefined;
  if (/^-?\d+$/.test(text)) return BigInt(text);
  return Number.isSafeInteger(Number(text)) ? BigInt(Number(text)) : undefined;
}

/** A whole number as it is kept. */
export function keptWhole(whole: bigint): Json & KeptNumber {
  return keptNumber(whole.toString());
}

/** What `JSON.parse` reads, with every number kept to the digit. Throws a SyntaxError where that does. */
export function exactJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  let isExact = true;
  const marked = text.replace(TOKEN, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    isExact = false;
    return `{"$number":"${token}"}`;
  });
  return isExact ? value : (JSON.parse(marked) as Json);
}

/**
 * How deep brackets stand within each other in a JSON text, by its characters alone: what nests without end is to be
 * known before anything is made of it.
 */
export function nestingOf(text: string): number {
  let [depth, deepest, isQuoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isQuoted && character === "\\") at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Texts and numbers of a body that is JSON; whatever else stands in it has no digits. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
