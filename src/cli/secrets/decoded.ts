import { holdsHidden } from "../../model/hidden-characters.ts";

/**
 * A text as bytes with its spellings undone: JSON, percent, HTML, YAML and terminal escapes, any number of times over.
 * Blanks, line ends, quotes, backslashes, `+` and what nobody sees are left out, because spellings differ about them. A
 * secret and a text that holds it, however it is spelled there, give the same bytes.
 */
export interface Decoded {
  readonly bytes: Uint8Array;
  readonly length: number;
  /** Where in the text the spelling of each byte begins. */
  readonly starts: Int32Array;
}

const backslash = 0x5c;
const percent = 0x25;
const ampersand = 0x26;
const escapeKey = 0x1b;
/** Not part of what a text says. */
const dropped = -1;
/** Above all code points: a byte of UTF-8, as percent encoding writes it. */
const byteFlag = 0x200000;

/** What each ASCII character is: 0 stands for itself, 1 is left out, 2 may begin a longer spelling. */
const sorts = new Uint8Array(128);
for (let code = 0; code < 0x21; code += 1) sorts[code] = 1;
for (const code of [0x22, 0x27, 0x2b, 0x60, 0x7f]) sorts[code] = 1;
for (const code of [backslash, percent, ampersand, escapeKey]) sorts[code] = 2;

/** After a backslash these stand for blanks, line ends and other controls; in YAML the capitals too. */
const controls = new Set([..."0abefnrtvNLP"].map((letter) => letter.charCodeAt(0)));

const entities: Readonly<Record<string, number>> = { lt: 0x3c, gt: 0x3e, quot: dropped, apos: dropped, nbsp: dropped };

/** Undoes the spellings of a text, in one pass. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a call for each byte that is printed would cost too much
export function decoded(text: string): Decoded {
  const isAscii = !/[^\0-\x7f]/.test(text);
  const bytes = new Uint8Array(isAscii ? text.length : text.length * 3);
  const starts = new Int32Array(bytes.length);
  let length = 0;
  const put = (byte: number, start: number): void => {
    bytes[length] = byte;
    starts[length] = start;
    length += 1;
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const sort = code < 0x80 ? (sorts[code] as number) : 2;
    if (sort === 0) {
      bytes[length] = code;
      starts[length] = at;
      length += 1;
      at += 1;
      continue;
    }
    if (sort === 1) {
      at += 1;
      continue;
    }
    const value = unitAt(text, at);
    if (value >= byteFlag) put(value - byteFlag, at);
    else if (value >= 0 && value < 0x80) put(value, at);
    else if (value >= 0) for (const byte of utf8(value)) put(byte, at);
    at = unitEnd;
  }
  return { bytes, length, starts };
}

/** Where the spelling that begins at a place ends. */
export function endOfUnit(text: string, at: number): number {
  unitAt(text, at);
  return unitEnd;
}

let unitEnd = 0;

/** What the spelling at a place stands for: a code point, a byte, or nothing. Its end is left in `unitEnd`. */
function unitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  unitEnd = at + 1;
  if (code === backslash) return visibly(behindAmpersand(text, escaped(text, at + 1)));
  if (code === percent || code === ampersand) {
    const value = code === percent ? percented(text, at) : entity(text, at);
    return visibly(behindAmpersand(text, value % byteFlag === backslash ? escaped(text, unitEnd) : value));
  }
  if (code === escapeKey) return painted(text, unitEnd);
  if (code < 0x80) return visibly(code);
  const point = text.codePointAt(at) as number;
  if (point > 0xffff) unitEnd = at + 2;
  return visibly(point);
}

/**
 * What an `&` that is spelled itself begins: `\u0026#65;`, `%26#65;` and `&#38;#65;` are the `A` of somebody who escaped a
 * page once more.
 */
function behindAmpersand(text: string, value: number): number {
  let last = value;
  while (last % byteFlag === ampersand) {
    const end = unitEnd;
    last = entity(text, end - 1);
    if (unitEnd === end) return last;
  }
  return last;
}

/** A value, or nothing for what is left out. */
function visibly(value: number): number {
  const code = value >= byteFlag ? value - byteFlag : value;
  if (code < 0x80) return code >= 0 && sorts[code] !== 1 && code !== backslash ? value : dropped;
  if (value >= byteFlag) return value;
  // Nearly all Chinese characters, for which nobody has to ask.
  if (code > 0x3164 && code < 0xd800) return value;
  return code === 0xa0 || holdsHidden(String.fromCodePoint(code)) ? dropped : value;
}

/**
 * What follows a backslash: `\n`, `\u00e9`, `\u{e9}`, `\xe9`, `\U000000e9`, behind any number of backslashes in any
 * spelling, as escaping several times makes them.
 */
function escaped(text: string, at: number): number {
  const next = behindBackslashes(text, at);
  unitEnd = next;
  const letter = text.charAt(next);
  if (letter === "u") {
    const point = text.charAt(next + 1) === "{" ? braced(text, next + 2) : hexAt(text, next + 1, 4);
    if (point >= 0xd800 && point < 0xdc00) return paired(text, point);
    if (point >= 0) return unpainted(text, point);
  }
  const point = letter === "x" ? hexAt(text, next + 1, 2) : letter === "U" ? hexAt(text, next + 1, 8) : -1;
  if (point >= 0) return unpainted(text, point);
  unitEnd = next;
  if (controls.has(text.charCodeAt(next))) unitEnd = next + 1;
  return dropped;
}

/** Where backslashes end, those that are spelled otherwise among them. */
function behindBackslashes(text: string, at: number): number {
  const spelled = /%(?:25)*5[cC]|u005[cC]|&(?:amp;)*#(?:92|[xX]5[cC]);/y;
  for (let next = at; ; ) {
    while (text.charCodeAt(next) === backslash) next += 1;
    spelled.lastIndex = next;
    if (!spelled.test(text)) return next;
    next = spelled.lastIndex;
  }
}

/** The second half of a character that JSON writes as two. */
function paired(text: string, high: number): number {
  const end = unitEnd;
  const next = behindBackslashes(text, end);
  const low = next > end && text.charAt(next) === "u" ? hexAt(text, next + 1, 4) : -1;
  if (low >= 0xdc00 && low < 0xe000) return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  unitEnd = end;
  return high;
}

/** `%41`, `%2541`, `%252541` and `%u0041`; a `%` before anything else stands for itself. */
function percented(text: string, at: number): number {
  let next = at + 1;
  while (text.startsWith("25", next)) next += 2;
  const byte = hexAt(text, next, 2);
  if (byte >= 0) return byteFlag + byte;
  if (next === at + 1 && text.charAt(next) === "u") {
    const point = hexAt(text, next + 1, 4);
    if (point >= 0) return point;
  }
  unitEnd = next;
  return percent;
}

/** `&lt;`, `&#65;`, `&#x41;` and each with `&amp;` for its `&`. */
function entity(text: string, at: number): number {
  let next = at + 1;
  while (text.startsWith("amp;", next)) next += 4;
  const name = /(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|lt|gt|quot|apos|nbsp);/y;
  name.lastIndex = next;
  const found = name.exec(text)?.[0].slice(0, -1);
  unitEnd = next + (found === undefined ? 0 : found.length + 1);
  if (found === undefined) return ampersand;
  if (!found.startsWith("#")) return entities[found] as number;
  const point = /^#[xX]/.test(found) ? Number.parseInt(found.slice(2), 16) : Number(found.slice(1));
  return point > 0x10ffff ? dropped : point;
}

/** A colour of the terminal, behind the character that begins it. */
function painted(text: string, at: number): number {
  const sequence = /\[[0-9;?]{0,16}[A-Za-z]/y;
  sequence.lastIndex = at;
  unitEnd = sequence.test(text) ? sequence.lastIndex : at;
  return dropped;
}

/** The same where that character is spelled: so is every one that did not come from us. */
function unpainted(text: string, point: number): number {
  return point === escapeKey ? painted(text, unitEnd) : point;
}

function braced(text: string, at: number): number {
  const digits = /[0-9a-fA-F]{1,6}\}/y;
  digits.lastIndex = at;
  const found = digits.exec(text)?.[0];
  if (found === undefined) return -1;
  unitEnd = at + found.length;
  return Math.min(Number.parseInt(found, 16), 0x10ffff);
}

function hexAt(text: string, at: number, digits: number): number {
  let value = 0;
  for (let index = at; index < at + digits; index += 1) {
    const digit = hexDigit(text.charCodeAt(index));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  if (value > 0x10ffff) return -1;
  unitEnd = at + digits;
  return value;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function utf8(point: number): readonly number[] {
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 63)];
  // Half a character is written as the sign for what cannot be read, as everywhere.
  if (point >= 0xd800 && point < 0xe000) return [0xef, 0xbf, 0xbd];
  if (point < 0x10000) return [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
  return [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
}

/**
 * The letters and digits of a decoded text, with the place of each in it: base64 in both alphabets, hex and numbers
 * with anything between them read alike so.
 */
export function lettersOf({ bytes, length }: Decoded): { readonly bytes: Uint8Array; readonly at: Int32Array } {
  const letters = new Uint8Array(length);
  const at = new Int32Array(length);
  let count = 0;
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index] as number;
    if (isLetterOrDigit(byte)) {
      letters[count] = byte;
      at[count] = index;
      count += 1;
    }
  }
  return { bytes: letters.subarray(0, count), at };
}

function isLetterOrDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
