import type { Json, JsonObject } from "../model/json.ts";
import { filled, type OnLine, type Shrink } from "../model/shrink.ts";
import { onLine, sameEnd } from "./on-line.ts";
import type { PlainDocument, PlainPlaces, PlainReading } from "./plain-document.ts";
import { PlainLiterals } from "./plain-literal.ts";
import { unusual } from "./plain-scalar.ts";
import { PlainTokens } from "./plain-tokens.ts";

/** Thrown at the first value that is too many. */
export const tooMany = Symbol("too many");

type Members = Record<string, Json>;

const deepest = 30;

const hash = 35;
const bar = 124;

/** Reads the documents of a text. */
export class PlainReader extends PlainLiterals {
  readonly #tokens: PlainTokens;
  readonly #shrink: Shrink | undefined;
  readonly #places: PlainPlaces | undefined;
  /** Whether a value of what was read is null. */
  hasNull = false;
  /** How many values may still come. */
  #left: number;
  /** The part of the text of the value that was read last. */
  #valueStart = 0;
  #valueEnd = 0;

  constructor(text: string, { shrink, places, nodes = Number.POSITIVE_INFINITY }: PlainReading) {
    super(text);
    this.#tokens = new PlainTokens(text);
    this.#shrink = shrink;
    this.#places = places;
    this.#left = nodes;
  }

  documents(): PlainDocument[] {
    const found: PlainDocument[] = [];
    this.advance();
    // The mark before the first document is optional.
    if (this.isMark()) this.advance();
    while (this.start <= this.text.length) {
      if (this.indent < 0) throw unusual;
      const line = this.line;
      this.#count();
      const start = this.start + this.indent;
      const value = this.#map(this.indent, 1);
      found.push({ value, index: found.length, line, range: [start, this.start] });
      if (this.indent >= 0) throw unusual;
      if (this.isMark()) this.advance();
    }
    return found;
  }

  #count(): void {
    this.#left -= 1;
    if (this.#left < 0) throw tooMany;
  }

  /** Takes down where a member stands, its value being the one that was read last. */
  #place(holder: object, name: string | number, keyStart: number, keyEnd: number): void {
    if (this.#places === undefined) return;
    const places = this.#places.get(holder) ?? new Map();
    this.#places.set(holder, places.set(name, { key: [keyStart, keyEnd], value: [this.#valueStart, this.#valueEnd] }));
  }

  #kept(value: Json): Json {
    if (value === null) this.hasNull = true;
    return this.#shrink !== undefined && typeof value === "string" ? this.#shrink.text(value) : value;
  }

  #map(indent: number, depth: number): JsonObject {
    if (depth > deepest) throw unusual;
    const map = this.#shrink === undefined ? this.#grown(indent, depth, {}, []) : this.#likeLast(indent, depth);
    if (this.indent > indent) throw unusual;
    return map;
  }

  /** A map, read key by key into what of it is there. */
  #grown(indent: number, depth: number, members: Members, keys: string[]): JsonObject {
    let isPlain = true;
    while (this.indent === indent) {
      const from = this.start + indent;
      const name = this.#tokens.key(from, this.end);
      const end = this.#tokens.end;
      isPlain &&= end === from + name.length;
      if (Object.hasOwn(members, name)) throw unusual;
      this.#count();
      members[name] = this.#member(end, indent, depth);
      keys.push(name);
      this.#place(members, name, from, end);
    }
    const map = this.#shrink?.map(members, keys.length) ?? members;
    if (isPlain) this.#shrink?.remember(keys, map);
    return map;
  }

  /**
   * The same where maps are made small: as long as the keys are those of the last one that began like it, nothing is
   * looked up and nothing grows.
   */
  #likeLast(indent: number, depth: number): JsonObject {
    const first = this.#tokens.key(this.start + indent, this.end);
    const last = this.#shrink?.likeLast(first);
    if (last === undefined) return this.#grown(indent, depth, {}, []);
    // Maps within this one may begin with the same key: what it is a copy of is settled before they are read.
    const { keys: all, members: before, values: known, lines } = last;
    const values: Json[] = [];
    for (let at = 0; at < all.length; at += 1) {
      const key = all[at] as string;
      const from = this.start + indent;
      if (this.indent !== indent || !this.#tokens.isPlainKey(from, key)) break;
      this.#count();
      values.push(
        this.#sameMember(from + key.length, lines[at]) ??
          this.#otherMember(from + key.length, indent, depth, lines, at),
      );
    }
    if (values.length === all.length && this.indent !== indent) {
      last.members = filled(all, { members: before, values: known }, values);
      last.values = values;
      return last.members;
    }
    const keys = all.slice(0, values.length);
    const members: Members = {};
    for (const [at, key] of keys.entries()) members[key] = values[at] as Json;
    return this.#grown(indent, depth, members, keys);
  }

  /** The value behind a colon when it is written as the last one was: nothing is cut out and nothing looked up. */
  #sameMember(colon: number, last: OnLine | undefined): Json | undefined {
    if (last === undefined) return undefined;
    const at = this.afterBlanks(colon + 1);
    const end = sameEnd(last, this.text, at, this.end);
    if (end === -1) return undefined;
    this.#valueStart = at;
    this.#valueEnd = end;
    this.advance();
    return last.value;
  }

  /** Any other value behind a colon, which is the last one from now on. */
  #otherMember(colon: number, indent: number, depth: number, lines: (OnLine | undefined)[], index: number): Json {
    const value = this.#member(colon, indent, depth);
    lines[index] = onLine(this.text, this.#valueStart, this.#valueEnd, value);
    return value;
  }

  /** The value behind a key whose colon stands at `colon`; ends on the line of the next key. */
  #member(colon: number, indent: number, depth: number): Json {
    const at = this.afterBlanks(colon + 1);
    if (at === this.end) return this.#below(colon + 1, indent, depth);
    const first = this.text.charCodeAt(at);
    if (first === hash) return this.#below(colon + 1, indent, depth);
    if (first === bar) return this.#literal(at, indent);
    return this.#onLine(at);
  }

  /** A value that ends on its line; ends on the next one. */
  #onLine(at: number): Json {
    const value = this.#kept(this.#inline(at));
    this.#valueStart = at;
    this.#valueEnd = this.#tokens.end;
    this.advance();
    return value;
  }

  /** A block below its key, or nothing, which then stands right behind the colon. */
  #below(behind: number, indent: number, depth: number): Json {
    this.advance();
    const [start, end] = [this.start + this.indent, this.end];
    let value: Json = null;
    const isBlock = this.indent > indent;
    const isList = this.indent === indent && this.isItem();
    if (isBlock) value = this.#block(depth + 1);
    else if (isList) value = this.#list(indent, depth + 1);
    else this.hasNull = true;
    this.#valueStart = isBlock || isList ? start : behind;
    this.#valueEnd = isBlock || isList ? end : behind;
    return value;
  }

  #block(depth: number): Json {
    return this.isItem() ? this.#list(this.indent, depth) : this.#map(this.indent, depth);
  }

  #list(indent: number, depth: number): Json[] {
    const items: Json[] = [];
    if (depth > deepest) throw unusual;
    while (this.indent === indent && this.isItem()) {
      const at = this.afterBlanks(this.start + indent + 1);
      if (at === this.end) throw unusual;
      this.#count();
      items.push(this.#item(at, depth));
      this.#place(items, items.length - 1, at, this.#valueEnd);
    }
    if (this.indent > indent) throw unusual;
    return items;
  }

  /** The item of a list that begins at a place behind its dash. */
  #item(at: number, depth: number): Json {
    if (!this.#tokens.isKey(at)) return this.#onLine(at);
    const end = this.end;
    // A map that begins behind the dash: its other keys stand below the first.
    this.indent = at - this.start;
    const value = this.#map(this.indent, depth + 1);
    this.#valueStart = at;
    this.#valueEnd = end;
    return value;
  }

  #literal(at: number, parent: number): Json {
    const value = this.#kept(this.literal(at, parent));
    this.#valueStart = at;
    this.#valueEnd = this.literalEnd;
    return value;
  }

  /** A value that ends on its line. */
  #inline(at: number): Json {
    const value = this.#started(at, 0) ?? this.#tokens.plain(at, this.end);
    const { end } = this.#tokens;
    const rest = this.afterBlanks(end);
    if (rest < this.end && (rest === end || this.text.charCodeAt(rest) !== hash)) throw unusual;
    return value;
  }

  /** A value that its first character announces: in quotes or in brackets. */
  #started(at: number, depth: number): Json | undefined {
    const first = this.text[at];
    if (first === '"' || first === "'") return this.#tokens.quoted(at, this.end, first);
    if (first === "[" || first === "{") return this.#flow(at, first === "[" ? "]" : "}", depth + 1);
    return undefined;
  }

  #flow(at: number, close: "]" | "}", depth: number): Json {
    if (depth > 5) throw unusual;
    const items: Json[] = [];
    const members: Members = {};
    const isList = close === "]";
    const holder = isList ? items : members;
    let next = this.afterBlanks(at + 1);
    if (this.text[next] === close) return this.#ended(holder, next);
    for (;;) {
      this.#count();
      const name = isList ? items.length : this.#flowKey(next, members);
      const keyEnd = this.#tokens.end;
      const start = isList ? next : this.afterBlanks(keyEnd + 1);
      const value = this.#kept(this.#started(start, depth) ?? this.#tokens.flowPlain(start));
      if (isList) items.push(value);
      else members[name] = value;
      this.#valueStart = start;
      this.#valueEnd = this.#tokens.end;
      this.#place(holder, name, next, isList ? this.#valueEnd : keyEnd);
      next = this.afterBlanks(this.#valueEnd);
      if (this.text[next] === close) return this.#ended(holder, next);
      if (this.text[next] !== ",") throw unusual;
      next = this.afterBlanks(next + 1);
    }
  }

  #ended(holder: Json, close: number): Json {
    this.#tokens.end = close + 1;
    return holder;
  }

  #flowKey(at: number, members: Members): string {
    const name = this.#tokens.key(at, this.end);
    if (Object.hasOwn(members, name)) throw unusual;
    return name;
  }
}
