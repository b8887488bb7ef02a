import type { Json } from "../model/json.ts";
import { isWord, scalar, unusual } from "./plain-scalar.ts";

/** A value that begins at a place of the text, and where it ends. */
interface Token<Value extends Json = Json> {
  readonly value: Value;
  readonly end: number;
}

/** Names may have letters of any script; these are the scripts that names are likely to be in. */
const key =
  /[A-Za-z/\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3][\w/\-\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{0,99}(?=:(?:[ \n]|$))/y;
/** The longest key in quotes: YAML takes 1,024 characters, up to the colon. */
const longestKey = 1_000;
const flowScalar = /[A-Za-z\d\u4e00-\u9fa5-][^,[\]{}:#"'\n]*/y;
/** Keys that JavaScript's objects have of their own. */
const inherited = new Set(["constructor", "prototype", "__proto__"]);

/** True where a plain key begins. */
export function isKeyAt(text: string, at: number): boolean {
  key.lastIndex = at;
  return key.test(text);
}

/** A key, and where the colon behind it stands. `lineEnd` is where its line ends, as for all of these. */
export function keyAt(text: string, at: number, lineEnd: number): { readonly name: string; readonly end: number } {
  if (text[at] === '"') {
    const { value, end } = quotedAt(text, at, lineEnd, '"');
    const next = text[end + 1] ?? "\n";
    const isKey = text[end] === ":" && (next === " " || next === "\n") && end - at <= longestKey;
    if (!isKey || inherited.has(value)) throw unusual;
    return { name: value, end };
  }
  key.lastIndex = at;
  const name = key.exec(text)?.[0];
  if (name === undefined || inherited.has(name) || isWord(name)) throw unusual;
  return { name, end: at + name.length };
}

/** A text in quotes. */
export function quotedAt(text: string, at: number, lineEnd: number, quote: string): Token<string> {
  const close = text.indexOf(quote, at + 1);
  if (close === -1 || close >= lineEnd) throw unusual;
  const value = text.slice(at + 1, close);
  if (quote === '"' && value.includes("\\")) return escapedAt(text, at, lineEnd);
  if (text[close + 1] === quote) throw unusual;
  return { value, end: close + 1 };
}

/** A text in double quotes with escapes: those that JSON has too, and `yaml` reads alike. */
function escapedAt(text: string, at: number, lineEnd: number): Token<string> {
  let close = at + 1;
  while (close < lineEnd && text[close] !== '"') close += text[close] === "\\" ? 2 : 1;
  if (close >= lineEnd) throw unusual;
  return { value: unescaped(text.slice(at, close + 1)), end: close + 1 };
}

/** A value without quotes, up to its line's end or a comment. */
export function plainAt(text: string, at: number, lineEnd: number): Token {
  // Of the line alone: in a long file without comments a search for the next one would go on to the end, line after
  // line.
  const line = text.slice(at, lineEnd);
  const comment = line.indexOf(" #");
  let length = comment === -1 ? line.length : comment;
  while (line.charCodeAt(length - 1) === 32) length -= 1;
  const written = line.slice(0, length);
  if (written.includes(": ") || written.endsWith(":")) throw unusual;
  return { value: scalar(written), end: at + length };
}

/** A value without quotes within brackets. */
export function flowPlainAt(text: string, at: number): Token {
  flowScalar.lastIndex = at;
  let written = flowScalar.exec(text)?.[0];
  if (written === undefined) throw unusual;
  while (written.endsWith(" ")) written = written.slice(0, -1);
  return { value: scalar(written), end: at + written.length };
}

/** What a text in double quotes says. Half of a character is a mistake, of which `yaml` tells. */
function unescaped(quoted: string): string {
  let value = "";
  try {
    value = JSON.parse(quoted) as string;
  } catch {
    throw unusual;
  }
  if (/\p{Surrogate}/u.test(value)) throw unusual;
  return value;
}
