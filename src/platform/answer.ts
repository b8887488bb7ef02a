import { numberOf } from "../model/exact-number.ts";
import { isDeeper, isObject, type JsonObject } from "../model/json.ts";
import { utf8Text } from "../model/utf8.ts";

/**
 * The JSON object in an answer, or undefined when there is none that has one meaning. The content type is not looked
 * at: errors come as text/plain.
 *
 * Answers can hold raw control characters inside texts, which JSON forbids; they are escaped, never dropped, since
 * dropping changes the user's words. Source: reports of several SDKs. A number that JavaScript would round is given as
 * its mark (`model/exact-number.ts`), so that it can be sent again as it was: some ids of the platform exceed 2^53 (an
 * SDK reads them all as texts), and so do the largest amounts that merchants have sent.
 *
 * What is live goes back to the platform in objects that are sent whole, so that nothing is guessed: bytes that are no
 * UTF-8, or nesting without end, make it no answer (`answerFault` says which). Of a member that stands twice the last
 * one counts, for all who look at it alike.
 */
export function answerObject(body: Uint8Array): JsonObject | undefined {
  const read = readText(body, "fatal");
  return "object" in read ? read.object : undefined;
}

/**
 * The object or the list of objects in an answer of a host of repositories, or undefined when there is none that has
 * one meaning; everything else as for `answerObject`.
 */
export function answerJson(body: Uint8Array): JsonObject | readonly JsonObject[] | undefined {
  const own = answerObject(body);
  if (own !== undefined) return own;
  const text = decoded(body, "fatal");
  if (text === undefined || !Array.isArray(parse(text) ?? parse(escapeControls(text)))) return undefined;
  // As the member of an object a list is read like any other value, with every digit of its numbers.
  const list = answerObject(new TextEncoder().encode(`{"list":${text}}`))?.["list"];
  return Array.isArray(list) && list.every(isObject) ? list : undefined;
}

/** Why there is no answer: for messages. */
export type AnswerFault = "not-utf8" | "not-json" | "no-object" | "too-deep";

/** What is wrong with an answer that `answerObject` does not take. */
export function answerFault(body: Uint8Array): AnswerFault | undefined {
  const read = readText(body, "fatal");
  return "fault" in read ? read.fault : undefined;
}

/**
 * The object of a refusal, of which only words for people are used: a message that was cut within a character is a
 * message all the same.
 */
export function refusalObject(body: Uint8Array): JsonObject | undefined {
  const read = readText(body, "forgiving");
  return "object" in read ? read.object : undefined;
}

type Read = { readonly object: JsonObject } | { readonly fault: AnswerFault };

function readText(body: Uint8Array, decoding: "fatal" | "forgiving"): Read {
  const text = decoded(body, decoding);
  if (text === undefined) return { fault: "not-utf8" };
  const value = parse(text);
  if (value !== undefined) return object(text, value);
  if (!control.test(text)) return { fault: "not-json" };
  const escaped = escapeControls(text);
  return object(escaped, parse(escaped));
}

function decoded(body: Uint8Array, decoding: "fatal" | "forgiving"): string | undefined {
  return utf8Text(body) ?? (decoding === "fatal" ? undefined : new TextDecoder("utf-8").decode(body));
}

const control = /[\u0000-\u001f]/;

/** No answer of a platform is nested nearly as deep; whatever walks through values may do so without counting. */
const deepest = 100;

/** A number of 16 characters or more, or one with an exponent; or something within a text that looks like one. */
const maybeLarge = /[:,[\s-]\d(?:[\d.]{15}|[\d.]*[eE][+-]?\d)/;

/** A key that looks like the mark of a number, however it is escaped. */
const maybeMark = /\$number"|\\u00/;

/**
 * The value of a JSON text, read once more where numbers may have been rounded. Only a text that was read before is
 * safe to quote numbers in.
 */
function object(text: string, value: unknown): Read {
  if (value === undefined) return { fault: "not-json" };
  if (!isObject(value)) return { fault: "no-object" };
  if (isDeeper(value, deepest)) return { fault: "too-deep" };
  const isExact = !maybeLarge.test(text) && !maybeMark.test(text);
  return { object: isExact ? value : (JSON.parse(marked(text)) as JsonObject) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isBeforeColon(json: string, from: number): boolean {
  let at = from;
  while (json[at] === " " || json[at] === "\t" || json[at] === "\n" || json[at] === "\r") at += 1;
  return json[at] === ":";
}

/** Control characters within texts, escaped; a text begins and ends with a quote that no backslash stands before. */
function escapeControls(text: string): string {
  return text.replace(jsonText, (found) =>
    found.replace(/[\u0000-\u001f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}

const jsonText = /"(?:[^"\\]|\\[\s\S])*"?/g;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Valid JSON with the mark of every number that would be rounded, and keys that only look like the mark's told apart;
 * nothing inside a text is touched.
 */
function marked(json: string): string {
  let out = "";
  let kept = 0;
  let at = 0;
  while (at < json.length) {
    const start = at;
    const code = json.charCodeAt(at);
    let replacement: string | undefined;
    if (code === quote) {
      at = afterText(json, at);
      replacement = isBeforeColon(json, at) ? ownKey(json.slice(start, at)) : undefined;
    } else if (isOfNumber(code)) {
      while (at < json.length && isOfNumber(json.charCodeAt(at))) at++;
      replacement = exact(json.slice(start, at));
    } else at++;
    if (replacement === undefined) continue;
    out += json.slice(kept, start) + replacement;
    kept = at;
  }
  return out + json.slice(kept);
}

/** The mark of a number that would be rounded; undefined for any other, and for the letters of `true` and `false`. */
function exact(text: string): string | undefined {
  if (text.length < 4 || !/^-?\d/.test(text)) return undefined;
  const value = numberOf(text);
  return typeof value === "number" ? undefined : JSON.stringify(value);
}

/** A text that would be taken for the key of a mark, with one `$` more: `platform/wire-json.ts` takes it off again. */
function ownKey(text: string): string | undefined {
  if (text.length > 100 || (!text.includes("number") && !text.includes("\\u"))) return undefined;
  const key = JSON.parse(text) as string;
  return /^\$+number$/.test(key) ? JSON.stringify(`$${key}`) : undefined;
}

/** Where the text that begins at a quote has ended, its closing quote included. */
function afterText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charCodeAt(at) !== quote) at += json.charCodeAt(at) === backslash ? 2 : 1;
  return at + 1;
}

/**
 * Digits, and the signs, point and exponent between them; of `true` and `false` the `e` as well, which is no whole
 * number.
 */
function isOfNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2b || code === 0x2e || (code | 0x20) === 0x65;
}
