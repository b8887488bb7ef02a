import { isIPv4, isIPv6 } from "node:net";
import { childPointer, type Pointer } from "../../model/pointer.ts";

/** An `errmsg` taken apart. */
export interface ErrmsgParts {
  /** What is left: the message itself, which may be empty. */
  readonly text: string;
  /** Names the request to the platform, for seven days: three groups of 8 hex digits. */
  readonly rid?: string;
  /** The same in the older forms, `hint: [x]` and `hints: [ req_id: x ]`. */
  readonly hint?: string;
}

/** A key of a body we sent. */
export interface BodyKey {
  /** Where it stands in the body, such as `/member_card/base_info/brand_name`. */
  readonly pointer: Pointer;
  readonly key: string;
}

const STOP = "Error before ";
const RID = /\brid:\s{0,8}([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})$/i;
const HINT = /[\s,]?hints?:\s{0,8}\[\s{0,8}(?:req_id:\s{0,8})?([^\]\s]{0,80})\s{0,8}\]/i;

/**
 * Takes the marks of three eras off an `errmsg`, so that texts can be compared and the mark can be shown by itself.
 *
 *     ok rid: 5f0a1b2c-1a2b3c4d-5e6f7a8b                    today; the message may be nothing but this
 *     invalid code, hints: [ req_id: ihlEY24ce-GYdrra ]     around 2018
 *     data format error hint: [KBiGwa0802r556] Error …      2015 to 2021; not always at the end
 *
 * A hint is looked for only in front of `Error before `: what follows is our own body, which may say anything.
 *
 * Source: captured answers, 2015–2022.
 */
export function splitErrmsg(errmsg: string): ErrmsgParts {
  const { before, rid } = cutRid(errmsg);
  let text = trimSeparators(before);
  const stop = text.indexOf(STOP);
  const hint = HINT.exec(stop < 0 ? text : text.slice(0, stop));
  if (hint !== null) text = trimSeparators(text.slice(0, hint.index) + text.slice(hint.index + hint[0].length));
  return { text: text.trimStart(), ...(rid && { rid }), ...(hint?.[1] && { hint: hint[1] }) };
}

/**
 * The text in front of the rid, as it is, and the rid; looks at the end only, so that a rid inside our own body is not
 * taken for one.
 */
function cutRid(errmsg: string): { readonly before: string; readonly rid?: string } {
  const whole = errmsg.trimEnd();
  const tail = Math.max(0, whole.length - 40);
  const found = RID.exec(whole.slice(tail));
  return found?.[1] === undefined ? { before: errmsg } : { before: whole.slice(0, tail + found.index), rid: found[1] };
}

/** Without spaces and commas at the end. A loop, because `[\s,]+$` takes quadratic time on long runs. */
function trimSeparators(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s,]/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/**
 * The address the platform saw us call from, as it stands in the texts of 40164 (`invalid ip 203.0.113.7 ipv6
 * ::ffff:203.0.113.7, not in whitelist`) and of some 61004 (`… requestIP: 203.0.113.7`).
 *
 * A plain IPv4 address wins over an IPv6 one; of `::ffff:203.0.113.7` only the IPv4 part is given. A masked address
 * (`203.0.x.7`) is given as it is: good for recognising, not for pasting. Not for other codes, whose texts may hold
 * addresses out of our own body.
 */
export function callerAddress(errmsg: string): string | undefined {
  const words = splitErrmsg(errmsg)
    .text.split(/[\s,;()[\]"']+/)
    .map((word) => word.replace(/^::ffff:(?=.*\.)/i, ""));
  return words.find(isIPv4) ?? words.find(isMaskedIPv4) ?? words.find((word) => isIPv6(word));
}

function isMaskedIPv4(word: string): boolean {
  return word.length <= 15 && /^(?=.*[x*])\d{1,3}(?:\.(?:\d{1,3}|[x*]{1,3})){3}$/i.test(word);
}

/** The platform was never seen to cut the quoted rest shorter than this; one captured cut came after 115 characters. */
const SHORTEST_CUT = 20;

/**
 * The key over which the platform's reader stumbled, told from the text of a 47001 and the body as it went out.
 *
 * The reader is strict and, at the first thing it cannot take, quotes what it has not read yet, often cut short. In
 * every captured text it stopped inside the key, before the closing quote: `Error before ":0,"balance_url":null,…` for
 * an `init_increase_bonus` at the wrong level.
 *
 *     the rest begins with                      the key named
 *     a key, or a comma and then a key          that key
 *     the end of a key, `:`, a value, a bracket the last key that starts before the rest
 *
 * Spaces and the escaping of `/` and of line breaks may differ between the rest and the body. Undefined when the rest
 * is not found, when nothing stands before it, or when it fits at places that give different keys: it never guesses.
 * Takes time linear in the length of both.
 *
 * Source: captured answers of card/update (2017) and of activateuserform/set; Weixin community.
 */
export function offendingKey(errmsg: string, sentBody: string): BodyKey | undefined {
  const { before } = cutRid(errmsg);
  const stop = before.indexOf(STOP);
  if (stop < 0) return undefined;
  const quoted = before.slice(stop + STOP.length);
  const marked = quoted.trimEnd();
  const rest = marked.replace(/\ufffd{1,3}$/, "").replace(/(?:\.{3}|…)$/, "");
  const cut = rest !== marked || quoted.length >= SHORTEST_CUT;

  const needle = squeeze(rest).text;
  const body = squeeze(sentBody);
  if (needle === "") return undefined;
  const places = cut
    ? occurrences(needle, body.text)
    : body.text.endsWith(needle)
      ? [body.text.length - needle.length]
      : [];

  const keys = bodyKeys(sentBody);
  let found: PlacedKey | undefined;
  for (const place of places) {
    const key = keyAt(place, body, keys);
    if (key === undefined || (found !== undefined && found !== key)) return undefined;
    found = key;
  }
  return found && { pointer: found.pointer, key: found.key };
}

/** A text without what may differ on the way, and where each of its characters stood. */
interface Squeezed {
  readonly text: string;
  readonly from: readonly number[];
}

/**
 * Drops white space and its escapes, and the backslash of every other escape. A prefix of a text gives a prefix of its
 * squeezed form.
 */
function squeeze(raw: string): Squeezed {
  const kept: string[] = [];
  const from: number[] = [];
  for (let at = 0; at < raw.length; at++) {
    const escaped = raw[at] === "\\";
    if (escaped) at++;
    const char = raw[at];
    if (char === undefined || /\s/.test(char) || (escaped && /[nrtbf]/.test(char))) continue;
    kept.push(char);
    from.push(at);
  }
  return { text: kept.join(""), from };
}

/** All places where `needle` stands in `text`, overlapping ones too (Knuth–Morris–Pratt). */
function occurrences(needle: string, text: string): readonly number[] {
  const fallback = [0];
  for (let at = 1, length = 0; at < needle.length; at++) {
    while (length > 0 && needle[at] !== needle[length]) length = fallback[length - 1]!;
    if (needle[at] === needle[length]) length++;
    fallback.push(length);
  }
  const places: number[] = [];
  for (let at = 0, length = 0; at < text.length; at++) {
    while (length > 0 && (length === needle.length || text[at] !== needle[length])) length = fallback[length - 1]!;
    if (text[at] === needle[length]) length++;
    if (length === needle.length) places.push(at + 1 - length);
  }
  return places;
}

interface PlacedKey extends BodyKey {
  /** Where its opening quote stands in the body. */
  readonly start: number;
}

/** An object or list whose end has not come yet, with the member that the scan is at. */
interface OpenValue {
  readonly pointer: Pointer;
  readonly list: boolean;
  member: string | number;
}

/** The keys of a JSON text in the order they are written. Of a text that is not JSON: some of them, or none. */
function bodyKeys(json: string): readonly PlacedKey[] {
  const keys: PlacedKey[] = [];
  const open: OpenValue[] = [];
  let keyNext = false;
  for (let at = 0; at < json.length; at++) {
    const char = json[at];
    if (char !== '"') {
      follow(open, char);
      if (char === "{" || char === ",") keyNext = open.at(-1)?.list === false;
      continue;
    }
    const start = at;
    at = stringEnd(json, start);
    const top = open.at(-1);
    if (!keyNext || top === undefined) continue;
    const key = unquoted(json.slice(start, at + 1));
    if (key === undefined) return [];
    top.member = key;
    keyNext = false;
    keys.push({ start, key, pointer: memberPointer(open) });
  }
  return keys;
}

/** Takes note of a character outside of texts: what begins, what ends, what is the next item. */
function follow(open: OpenValue[], char: string | undefined): void {
  const top = open.at(-1);
  if (char === "{" || char === "[") open.push({ pointer: memberPointer(open), list: char === "[", member: 0 });
  else if (char === "}" || char === "]") open.pop();
  else if (char === "," && top?.list) top.member = Number(top.member) + 1;
}

/** The pointer of the member that the scan is at. */
function memberPointer(open: readonly OpenValue[]): Pointer {
  const top = open.at(-1);
  return top === undefined ? "" : childPointer(top.pointer, top.member);
}

/** Where the closing quote of a text stands, or the end where there is none. */
function stringEnd(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === "\\" ? 2 : 1;
  return at;
}

function unquoted(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

/** The key a stop at this place of the squeezed body is about. */
function keyAt(place: number, body: Squeezed, keys: readonly PlacedKey[]): PlacedKey | undefined {
  const skipped = body.text[place] === "," ? place + 1 : place;
  const next = keys[lastStartingBefore((body.from[skipped] ?? 0) + 1, keys)];
  if (next !== undefined && next.start === body.from[skipped]) return next;
  return keys[lastStartingBefore(body.from[place] ?? 0, keys)];
}

/** Index of the last key that starts before a position, or −1. */
function lastStartingBefore(position: number, keys: readonly PlacedKey[]): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle]?.start ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
