import { isObject, type JsonObject } from "../model/json.ts";

/**
 * The JSON object in an answer, or undefined when there is none. The content type is not looked at: errors come as text/plain.
 *
 * Answers can hold raw control characters inside texts, which JSON forbids; they are escaped, never dropped, since dropping changes the user's words.
 * Source: reports of several SDKs. A whole number that JavaScript would round is given as the text of its digits: some ids of the platform exceed 2^53
 * (an SDK reads them all as texts), and so do the largest amounts that merchants have sent. Decimals and numbers with an exponent stay numbers.
 */
export function answerObject(body: Uint8Array): JsonObject | undefined {
  const text = new TextDecoder("utf-8").decode(body);
  const value = parse(text);
  if (value !== undefined) return object(text, value);
  if (!control.test(text)) return undefined;
  const escaped = escapeControls(text);
  return object(escaped, parse(escaped));
}

const control = /[\u0000-\u001f]/;

/** No answer of a platform is nested nearly as deep; whatever walks through values may do so without counting. */
const deepest = 100;

/** A number of 16 digits or more, or something within a text that looks like one. */
const maybeLarge = /[:,[\s-]\d{16}/;

/** The value of a JSON text, read once more where numbers may have been rounded. Only a text that was read before is safe to quote numbers in. */
function object(text: string, value: unknown): JsonObject | undefined {
  if (!isObject(value) || isDeeper(value, deepest)) return undefined;
  return maybeLarge.test(text) ? (JSON.parse(quoteLargeIntegers(text)) as JsonObject) : value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
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

/** Valid JSON with quotes round every whole number outside the safe range; nothing inside a text is touched. */
function quoteLargeIntegers(json: string): string {
  let out = "";
  let kept = 0;
  let at = 0;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    if (code === quote) at = afterText(json, at);
    else if (!isOfNumber(code)) at++;
    else {
      const start = at;
      while (at < json.length && isOfNumber(json.charCodeAt(at))) at++;
      if (at - start < 16) continue;
      const literal = json.slice(start, at);
      if (!/^-?\d+$/.test(literal) || Number.isSafeInteger(Number(literal))) continue;
      out += `${json.slice(kept, start)}"${literal}"`;
      kept = at;
    }
  }
  return out + json.slice(kept);
}

/** Where the text that begins at a quote has ended, its closing quote included. */
function afterText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charCodeAt(at) !== quote) at += json.charCodeAt(at) === backslash ? 2 : 1;
  return at + 1;
}

/** Digits, and the signs, point and exponent between them; of `true` and `false` the `e` as well, which is no whole number. */
function isOfNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2b || code === 0x2e || (code | 0x20) === 0x65;
}
