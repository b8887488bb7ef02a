import type { Json } from "../model/json.ts";
import { isWord, scalar, unusual } from "./plain-scalar.ts";

/** Names may have letters of any script; these are the scripts that names are likely to be in. */
const key =
  /[A-Za-z/\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3][\w/\-\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{0,99}(?=:(?:[ \n]|$))/y;
/** The longest plain key. */
const longestPlainKey = 100;
/** The longest key in quotes: YAML takes 1,024 characters, up to the colon. */
const longestKey = 1_000;
const flowScalar = /[A-Za-z\d\u4e00-\u9fa5-][^,[\]{}:#"'\n]*/y;
/** Keys that JavaScript's objects have of their own. */
const inherited = new Set(["constructor", "prototype", "__proto__"]);

const blank = 32;
const colon = 58;

/** What a character of ASCII may be in a plain key: 1 in it, 2 also at its beginning. */
const inKey = keyCharacters();

function keyCharacters(): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of "0123456789_-") table[character.charCodeAt(0)] = 1;
  for (let code = 0; code < table.length; code += 1) if (/[A-Za-z/]/.test(String.fromCharCode(code))) table[code] = 2;
  return table;
}

/**
 * Takes single tokens out of a text: each gives its value, and leaves in `end` where it ends. Nothing is made for a
 * token but its value: a file has hundreds, and there are thousands of files.
 */
export class PlainTokens {
  readonly #text: string;
  /** Where the last token ends. */
  end = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** True where a plain key begins. */
  isKey(at: number): boolean {
    if (this.#asciiKeyEnd(at) > at) return true;
    key.lastIndex = at;
    return key.test(this.#text);
  }

  /** True where a key stands that was read before, and without quotes. */
  isPlainKey(at: number, name: string): boolean {
    const text = this.#text;
    const end = at + name.length;
    if (text.charCodeAt(end) !== colon || !text.startsWith(name, at)) return false;
    const next = end + 1 < text.length ? text.charCodeAt(end + 1) : 10;
    return next === blank || next === 10;
  }

  /** A key; it ends at the colon behind it. `lineEnd` is where its line ends, as for all of these. */
  key(at: number, lineEnd: number): string {
    if (this.#text.charCodeAt(at) === 34) return this.#quotedKey(at, lineEnd);
    const end = this.#asciiKeyEnd(at);
    const name = end > at ? this.#text.slice(at, end) : this.#keyOfAnyScript(at);
    if (inherited.has(name) || isWord(name)) throw unusual;
    this.end = at + name.length;
    return name;
  }

  #quotedKey(at: number, lineEnd: number): string {
    const name = this.quoted(at, lineEnd, '"');
    const next = this.#text[this.end + 1] ?? "\n";
    const isKey = this.#text[this.end] === ":" && (next === " " || next === "\n") && this.end - at <= longestKey;
    if (!isKey || inherited.has(name)) throw unusual;
    return name;
  }

  /** Where a key of ASCII alone ends; where it would begin when there is none, or when it is not as simple. */
  #asciiKeyEnd(at: number): number {
    const text = this.#text;
    if (inKey[text.charCodeAt(at)] !== 2) return at;
    let end = at + 1;
    while ((inKey[text.charCodeAt(end)] ?? 0) > 0) end += 1;
    if (text.charCodeAt(end) !== colon || end - at > longestPlainKey) return at;
    const next = end + 1 < text.length ? text.charCodeAt(end + 1) : 10;
    return next === blank || next === 10 ? end : at;
  }

  #keyOfAnyScript(at: number): string {
    key.lastIndex = at;
    const name = key.exec(this.#text)?.[0];
    if (name === undefined) throw unusual;
    return name;
  }

  /** A text in quotes. */
  quoted(at: number, lineEnd: number, quote: string): string {
    const close = this.#text.indexOf(quote, at + 1);
    if (close === -1 || close >= lineEnd) throw unusual;
    const value = this.#text.slice(at + 1, close);
    if (quote === '"' && value.includes("\\")) return this.#escaped(at, lineEnd);
    if (this.#text[close + 1] === quote) throw unusual;
    this.end = close + 1;
    return value;
  }

  /** A text in double quotes with escapes: those that JSON has too, and `yaml` reads alike. */
  #escaped(at: number, lineEnd: number): string {
    let close = at + 1;
    while (close < lineEnd && this.#text[close] !== '"') close += this.#text[close] === "\\" ? 2 : 1;
    if (close >= lineEnd) throw unusual;
    this.end = close + 1;
    return unescaped(this.#text.slice(at, close + 1));
  }

  /** A value without quotes, up to its line's end or a comment. */
  plain(at: number, lineEnd: number): Json {
    let written = this.#text.slice(at, lineEnd);
    const comment = written.indexOf(" #");
    if (comment !== -1) written = written.slice(0, comment);
    // Behind a value on the same line there is no other key.
    if (written.endsWith(":") || written.includes(": ")) throw unusual;
    while (written.endsWith(" ")) written = written.slice(0, -1);
    this.end = at + written.length;
    return scalar(written);
  }

  /** A value without quotes within brackets. */
  flowPlain(at: number): Json {
    flowScalar.lastIndex = at;
    let written = flowScalar.exec(this.#text)?.[0];
    if (written === undefined) throw unusual;
    while (written.endsWith(" ")) written = written.slice(0, -1);
    this.end = at + written.length;
    return scalar(written);
  }
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
