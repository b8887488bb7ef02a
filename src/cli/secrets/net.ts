import { type Decoded, decoded, endOfUnit, lettersOf } from "./decoded.ts";
import { type Needle, packedNeedlesOf, plainNeedlesOf } from "./needles.ts";
import { looksRandom } from "./random.ts";
import { type Seeds, seedLength, seeds } from "./seeds.ts";

/** A part of a text that shows a secret, or a piece of it. */
export interface Found {
  readonly start: number;
  readonly end: number;
  /** The number of the secret, in the order in which they were added. */
  readonly secret: number;
}

/** All secrets that are looked for. */
export interface Net {
  /** Adds a secret and gives its number; -1 for a text that cannot be searched. */
  add(value: string): number;
  /** Where a text shows secrets, in order; none overlaps another. */
  find(text: string): readonly Found[];
}

/** A piece of so many characters that looks random is a leak. */
const piece = 12;
/** So many bytes of it at least, since blanks and `+` are not searched for. */
const leastOfPiece = 10;
/** What base64, hex or a row of numbers looks like at least. */
const packed = /([A-Za-z0-9+/_-]{10,})|\\[ux]|%[0-9a-f]{2}|&#|(?:[0-9a-f]{1,3}[^A-Za-z0-9]{1,4}){6}/gi;
/** A part of a path, an address or a name: chance makes no such row of words. */
const words = /^(?:[A-Z]?[a-z]{2,}(?:[A-Z][a-z]{2,})*\d?|[A-Z]{2,}|[A-Za-z]?\d{0,4})$/;
/** The exponents between the numbers of an RSA key, which all of them have. */
const exponents = "AgMBAAECggE";
/** A piece of so many bytes is a leak whatever it looks like, and so much is compared before a match is judged. */
const longPiece = 64;
/**
 * A text that matches a secret so often without showing it was made to be slow: what matches from then on is hidden
 * without judging it.
 */
const patience = 500_000;

/**
 * Finds secrets by pieces: rows of eight bytes, taken from each needle at short distances, are looked up at every byte
 * of the decoded text, and what matches is followed to both sides. One pass however many secrets there are, and linear
 * in the text: at most 64 bytes to each side are compared before a match is judged, and what was found is not looked at
 * again.
 */
export function secretNet(): Net {
  const all = seeds();
  const letters = seeds();
  // Prepared when a text comes that may hold any: most output is short words.
  let unprepared: { readonly value: string; readonly secret: number }[] = [];
  let count = 0;
  return {
    add: (value) => {
      const needles = plainNeedlesOf(value);
      if (needles.length === 0 && packedNeedlesOf(value).length === 0) return -1;
      for (const needle of needles) all.add(needle, count);
      unprepared.push({ value, secret: count });
      count += 1;
      return count - 1;
    },
    find: (text) => {
      if (count === 0 || text.length < seedLength) return [];
      if (unprepared.length > 0 && mayBePacked(text)) {
        for (const { value, secret } of unprepared)
          for (const needle of packedNeedlesOf(value)) letters.add(needle, secret);
        unprepared = [];
      }
      const whole = decoded(text);
      const view = lettersOf(whole);
      const found = [
        ...search(all, { text, whole, bytes: whole.bytes, length: whole.length }),
        ...search(letters, { text, whole, bytes: view.bytes, length: view.bytes.length, at: view.at }),
      ];
      return found.length === 0 ? found : joined(text, found);
    },
  };
}

/** True for a text in which something may stand in base64, hex or numbers. */
function mayBePacked(text: string): boolean {
  for (const [, run] of text.matchAll(packed))
    if (run === undefined || !run.split(/[/_+-]/).every((part) => words.test(part))) return true;
  return false;
}

/** What is searched: the bytes of a text, or some of them. */
interface View {
  readonly text: string;
  readonly whole: Decoded;
  readonly bytes: Uint8Array;
  readonly length: number;
  /** The place of each byte among all bytes; absent where these are all. */
  readonly at?: Int32Array;
}

/** A needle and the part of it that matches. */
interface Match {
  readonly needle: Needle;
  readonly from: number;
  readonly to: number;
  /** Where in the view it begins. */
  readonly start: number;
}

function search(index: Seeds, view: View): Found[] {
  const found: Found[] = [];
  let covered = 0;
  let rejected = 0;
  index.scan(view.bytes, view.length, (start, seed) => {
    if (start + seedLength <= covered) return;
    const near = matchAt(view, start, seed.needle, seed.offset);
    if (near === undefined) return;
    const isLeak = rejected >= patience || isTelling(view, near);
    if (!isLeak) rejected += 1;
    const match = isLeak ? grown(view, near, covered) : near;
    const end = match.start + match.to - match.from;
    if (!isLeak || end <= covered) return;
    covered = end;
    found.push({ ...placeOf(view, match), secret: seed.secret });
  });
  return found;
}

/** The match around a seed, as far as it has to be known to be judged. */
function matchAt({ bytes, length }: View, start: number, needle: Needle, offset: number): Match | undefined {
  const row = needle.bytes;
  for (let index = 0; index < seedLength; index += 1)
    if (bytes[start + index] !== row[offset + index]) return undefined;
  let before = 0;
  const mostBefore = Math.min(offset, start, longPiece);
  while (before < mostBefore && bytes[start - before - 1] === row[offset - before - 1]) before += 1;
  let after = seedLength;
  const mostAfter = Math.min(row.length - offset, length - start, longPiece);
  while (after < mostAfter && bytes[start + after] === row[offset + after]) after += 1;
  return { needle, from: offset - before, to: offset + after, start: start - before };
}

/** True for a match that is a leak; false for one that chance explains. */
function isTelling(view: View, match: Match): boolean {
  const { needle, from, to } = match;
  const isWhole = from === 0 && to === needle.bytes.length;
  const isLong = to - from >= longPiece && to > needle.open;
  return isWhole || isLong || isTellingPiece(view, match) || isCut(view, match);
}

/** What was found out of pieces: a text that repeats itself asks for the same ones again and again. */
const judgements = new WeakMap<Needle, Map<number, boolean>>();

/** True for a piece of a secret that nothing but the secret explains. */
function isTellingPiece(view: View, match: Match): boolean {
  const { needle, from, to } = match;
  if (to <= needle.open || to - from < leastOfPiece) return false;
  const known = judgements.get(needle) ?? new Map<number, boolean>();
  judgements.set(needle, known);
  const key = from * longPiece + to - from;
  const telling = known.get(key) ?? isTellingBy(match);
  known.set(key, telling);
  if (!telling || to - from >= piece) return telling;
  const { start, end } = placeOf(view, match);
  return end - start >= piece;
}

function isTellingBy({ needle, from, to }: Match): boolean {
  const { stands } = needle;
  const first = stands === undefined ? from : (stands.at[from] as number);
  const end = stands === undefined ? to : (stands.at[to - 1] as number) + 1;
  const bytes = stands?.for ?? needle.bytes;
  if (end - first < (stands === undefined ? leastOfPiece : piece) || !looksRandom(bytes, first, end)) return false;
  return to - from > exponents.length + 3 || !latin1(bytes, first, end).includes(exponents);
}

/** What stands where a text was cut. */
const cutBefore = /(?:…|\.\.\.|\\u2026|&hellip;|%E2%80%A6)["'`\s]{0,2}$/i;
const cutAfter = /^["'`\s]{0,2}(?:…|\.\.\.|\\u2026|&hellip;|%E2%80%A6)/i;

/**
 * True for a piece that is all there is to see of the secret: each of its ends is an end of the secret, or a place
 * where the text was cut, or the characters that are missing stand there and were taken for a part of another spelling,
 * such as the `n` of a secret behind a `\`.
 */
function isCut(view: View, match: Match): boolean {
  const { needle, from, to } = match;
  if (to - needle.open < seedLength && needle.open > 0) return false;
  const { text } = view;
  const { start, end } = placeOf(view, match);
  const row = needle.bytes;
  const ends =
    to === row.length ||
    (row.length - to <= 2 && standsAt(text, end, row.subarray(to))) ||
    (!isWord(text, end) && cutAfter.test(text.slice(end, end + 12)));
  if (!ends) return false;
  return (
    from === 0 ||
    (from <= 2 && isSwallowed(text, start, row.subarray(0, from))) ||
    (!isWord(text, start - 1) && cutBefore.test(text.slice(Math.max(0, start - 12), start)))
  );
}

/**
 * True where the first characters of a secret were read as the rest of an escape: the `n` of `\n`, the `41` of `%41`.
 */
function isSwallowed(text: string, start: number, first: Uint8Array): boolean {
  // The byte of `%41` begins where the spelling does, and counts as a part of the secret only by chance.
  return [start, start + first.length + 1].some(
    (at) => /[\\%]/.test(text.charAt(at - first.length - 1)) && standsAt(text, at - first.length, first),
  );
}

function standsAt(text: string, at: number, bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) if (text.charCodeAt(at + index) !== bytes[index]) return false;
  return true;
}

/** A letter or digit, with which no sign of a cut begins or ends. */
function isWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 0x20;
  // The last one of `\u2026` and `%A6`.
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39 && code !== 0x36);
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString("latin1");
}

function grown({ bytes, length }: View, match: Match, covered: number): Match {
  const row = match.needle.bytes;
  let { from, to, start } = match;
  while (from > 0 && start > covered && bytes[start - 1] === row[from - 1]) {
    from -= 1;
    start -= 1;
  }
  while (to < row.length && start + to - from < length && bytes[start + to - from] === row[to]) to += 1;
  return { needle: match.needle, from, to, start };
}

/** Where in the text a match stands. */
function placeOf({ text, whole, at }: View, { needle, from, to, start }: Match): { start: number; end: number } {
  const byteOf = (index: number) => (at === undefined ? index : (at[index] as number));
  let first = whole.starts[byteOf(start)] as number;
  let end = endOfUnit(text, whole.starts[byteOf(start + to - from - 1)] as number);
  // Not searched for, and part of base64 and of passwords.
  while (text.charAt(first - 1) === "+") first -= 1;
  while (text.charAt(end) === "+") end += 1;
  return { start: first, end: needle.padded && to === needle.bytes.length ? behindPadding(text, end) : end };
}

/** The last character of base64 that has a part of the secret in it, and what fills up the rest. */
function behindPadding(text: string, end: number): number {
  const padding = /[A-Za-z0-9+/_-]?(?:=|%3[dD]|\\u003[dD]){0,2}/y;
  padding.lastIndex = end;
  padding.test(text);
  return Math.max(end, padding.lastIndex);
}

/**
 * What may stand between two pieces of one secret: the end of a line and what goes with it. A quote may end a string of
 * JSON, which has to stay one.
 */
const between = /^(?:[\s'+,|>#*]|\\+[nr]|%0[ad]|&#1[03];)*$/i;

function joined(text: string, found: readonly Found[]): readonly Found[] {
  const ordered = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  const joint: { start: number; end: number; secret: number }[] = [];
  for (const next of ordered) {
    const last = joint.at(-1);
    const overlaps = last !== undefined && next.start < last.end;
    const continues =
      last?.secret === next.secret && next.start - last.end <= 80 && between.test(text.slice(last.end, next.start));
    if (last !== undefined && (overlaps || continues)) last.end = Math.max(last.end, next.end);
    else joint.push({ ...next });
  }
  return joint;
}
