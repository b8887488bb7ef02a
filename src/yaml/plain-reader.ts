import type { Json, JsonObject } from "../model/json.ts";
import type { Shrink } from "../model/shrink.ts";
import type { PlainDocument, PlainPlace, PlainPlaces, PlainReading } from "./plain-document.ts";
import { unusual } from "./plain-scalar.ts";
import { flowPlainAt, isKeyAt, keyAt, plainAt, quotedAt } from "./plain-tokens.ts";

/** Thrown at the first value that is too many. */
export const tooMany = Symbol("too many");

type Members = Record<string, Json>;

/** A value, and its part of the text. */
interface Placed {
  readonly value: Json;
  readonly start: number;
  readonly end: number;
}

const deepest = 30;

/** What a literal text ends with, by its head. */
const literalEndings: ReadonlyMap<string, string> = new Map([
  ["|", "\n"],
  ["|-", ""],
]);

/** Walks a text line by line; `indent` is that of the line it stands on, −1 at the end of a document. */
export class PlainReader {
  readonly #text: string;
  readonly #shrink: Shrink | undefined;
  readonly #places: PlainPlaces | undefined;
  /** How many values may still come. */
  #left: number;
  #start = 0;
  #end = -1;
  #line = 0;
  #indent = -1;

  constructor(text: string, { shrink, places, nodes = Number.POSITIVE_INFINITY }: PlainReading) {
    this.#text = text;
    this.#shrink = shrink;
    this.#places = places;
    this.#left = nodes;
  }

  /** The line that is being read. */
  get line(): number {
    return this.#line;
  }

  documents(): PlainDocument[] {
    const found: PlainDocument[] = [];
    this.#advance();
    // The mark before the first document is optional.
    if (this.#isMark()) this.#advance();
    while (this.#start <= this.#text.length) {
      if (this.#indent < 0) throw unusual;
      const line = this.#line;
      this.#count();
      const start = this.#start + this.#indent;
      const value = this.#map(this.#indent, 1);
      found.push({ value, index: found.length, line, range: [start, this.#start] });
      if (this.#indent >= 0) throw unusual;
      if (this.#isMark()) this.#advance();
    }
    return found;
  }

  #count(): void {
    this.#left -= 1;
    if (this.#left < 0) throw tooMany;
  }

  #place(holder: object, name: string | number, key: PlainPlace["key"], value: PlainPlace["value"]): void {
    if (this.#places === undefined) return;
    const places = this.#places.get(holder) ?? new Map<string | number, PlainPlace>();
    this.#places.set(holder, places.set(name, { key, value }));
  }

  #kept(value: Json): Json {
    return this.#shrink !== undefined && typeof value === "string" ? this.#shrink.text(value) : value;
  }

  /** Goes to the next line that says something. */
  #advance(): void {
    for (;;) {
      this.#start = this.#end + 1;
      this.#line += 1;
      this.#indent = -1;
      if (this.#start > this.#text.length) return;
      const end = this.#text.indexOf("\n", this.#start);
      this.#end = end === -1 ? this.#text.length : end;
      const first = this.#afterBlanks(this.#start);
      if (first === this.#end || this.#text[first] === "#") continue;
      if (!this.#isMark()) this.#indent = first - this.#start;
      return;
    }
  }

  #isMark(): boolean {
    return this.#end - this.#start === 3 && this.#text.startsWith("---", this.#start);
  }

  #afterBlanks(from: number): number {
    return this.#blanksEnd(from, this.#end);
  }

  #isItem(): boolean {
    return this.#text.startsWith("- ", this.#start + this.#indent);
  }

  #map(indent: number, depth: number): JsonObject {
    const members: Members = {};
    let count = 0;
    if (depth > deepest) throw unusual;
    while (this.#indent === indent) {
      const from = this.#start + indent;
      const { name, end } = keyAt(this.#text, from, this.#end);
      if (Object.hasOwn(members, name)) throw unusual;
      this.#count();
      const member = this.#member(end, indent, depth);
      members[name] = member.value;
      count += 1;
      this.#place(members, name, [from, end], [member.start, member.end]);
    }
    if (this.#indent > indent) throw unusual;
    return this.#shrink === undefined ? members : this.#shrink.map(members, count);
  }

  /** The value behind a key whose colon stands at `colon`; ends on the line of the next key. */
  #member(colon: number, indent: number, depth: number): Placed {
    const at = this.#afterBlanks(colon + 1);
    if (at === this.#end || this.#text[at] === "#") return this.#below(colon + 1, indent, depth);
    if (this.#text[at] === "|") {
      const { value, end } = this.#literal(at, indent);
      return { value: this.#kept(value), start: at, end };
    }
    const { value, end } = this.#inline(at);
    this.#advance();
    return { value: this.#kept(value), start: at, end };
  }

  /** A block below its key, or nothing, which then stands right behind the colon. */
  #below(behind: number, indent: number, depth: number): Placed {
    this.#advance();
    const [start, end] = [this.#start + this.#indent, this.#end];
    if (this.#indent > indent) return { value: this.#block(depth + 1), start, end };
    if (this.#indent === indent && this.#isItem()) return { value: this.#list(indent, depth + 1), start, end };
    return { value: null, start: behind, end: behind };
  }

  #block(depth: number): Json {
    return this.#isItem() ? this.#list(this.#indent, depth) : this.#map(this.#indent, depth);
  }

  #list(indent: number, depth: number): Json[] {
    const items: Json[] = [];
    if (depth > deepest) throw unusual;
    while (this.#indent === indent && this.#isItem()) {
      const at = this.#afterBlanks(this.#start + indent + 1);
      if (at === this.#end) throw unusual;
      this.#count();
      const { value, end } = this.#item(at, depth);
      items.push(value);
      this.#place(items, items.length - 1, [at, end], [at, end]);
    }
    if (this.#indent > indent) throw unusual;
    return items;
  }

  /** The item of a list that begins at a place behind its dash. */
  #item(at: number, depth: number): { value: Json; end: number } {
    if (!isKeyAt(this.#text, at)) {
      const { value, end } = this.#inline(at);
      this.#advance();
      return { value: this.#kept(value), end };
    }
    const end = this.#end;
    // A map that begins behind the dash: its other keys stand below the first.
    this.#indent = at - this.#start;
    return { value: this.#map(this.#indent, depth + 1), end };
  }

  /** A literal text, whose head stands at `at`; ends on the line behind it. */
  #literal(at: number, parent: number): { value: string; end: number } {
    const ending = literalEndings.get(this.#text.slice(at, this.#end));
    if (ending === undefined) throw unusual;
    const lines: string[] = [];
    let indent = -1;
    let last = 0;
    for (let end = this.#nextEnd(); end !== -1; end = this.#nextEnd()) {
      const start = this.#end + 1;
      const first = this.#blanksEnd(start, end);
      if (first === end) {
        if (end - start > Math.max(indent, 0)) throw unusual;
        lines.push("");
      } else {
        const kept = literalIndent(first - start, indent, parent);
        if (kept === undefined) break;
        indent = kept;
        lines.push(this.#text.slice(start + indent, end));
        last = end + 1;
      }
      this.#end = end;
      this.#line += 1;
    }
    if (indent < 0 || this.#isLastUnended()) throw unusual;
    while (lines.at(-1) === "") lines.pop();
    this.#advance();
    return { value: lines.join("\n") + ending, end: last };
  }

  /** Where the next line ends; −1 where no line break ends it. */
  #nextEnd(): number {
    return this.#text.indexOf("\n", this.#end + 1);
  }

  /** True when there is a last line that no line break ends: that is left to `yaml`. */
  #isLastUnended(): boolean {
    return this.#nextEnd() === -1 && this.#end + 1 < this.#text.length;
  }

  #blanksEnd(start: number, end: number): number {
    let at = start;
    while (at < end && this.#text.charCodeAt(at) === 32) at += 1;
    return at;
  }

  /** A value that ends on its line. */
  #inline(at: number): { value: Json; end: number } {
    const found = this.#started(at, 0) ?? plainAt(this.#text, at, this.#end);
    const rest = this.#afterBlanks(found.end);
    if (rest < this.#end && (rest === found.end || this.#text[rest] !== "#")) throw unusual;
    return found;
  }

  /** A value that its first character announces: in quotes or in brackets. */
  #started(at: number, depth: number): { value: Json; end: number } | undefined {
    const first = this.#text[at];
    if (first === '"' || first === "'") return quotedAt(this.#text, at, this.#end, first);
    if (first === "[" || first === "{") return this.#flow(at, first === "[" ? "]" : "}", depth + 1);
    return undefined;
  }

  #flow(at: number, close: "]" | "}", depth: number): { value: Json; end: number } {
    if (depth > 5) throw unusual;
    const items: Json[] = [];
    const members: Members = {};
    const isList = close === "]";
    const holder = isList ? items : members;
    let next = this.#afterBlanks(at + 1);
    if (this.#text[next] === close) return { value: holder, end: next + 1 };
    for (;;) {
      this.#count();
      const key = isList ? undefined : this.#flowKey(next, members);
      const start = key?.value ?? next;
      const found = this.#started(start, depth) ?? flowPlainAt(this.#text, start);
      const [value, end] = [this.#kept(found.value), found.end];
      if (key === undefined) items.push(value);
      else members[key.name] = value;
      this.#place(holder, key?.name ?? items.length - 1, key?.range ?? [start, end], [start, end]);
      next = this.#afterBlanks(end);
      if (this.#text[next] === close) return { value: holder, end: next + 1 };
      if (this.#text[next] !== ",") throw unusual;
      next = this.#afterBlanks(next + 1);
    }
  }

  /** A key within braces, and where its value begins. */
  #flowKey(at: number, members: Members): { name: string; range: PlainPlace["key"]; value: number } {
    const { name, end } = keyAt(this.#text, at, this.#end);
    if (Object.hasOwn(members, name)) throw unusual;
    return { name, range: [at, end], value: this.#afterBlanks(end + 1) };
  }
}

/**
 * How far a literal text is indented, which its first line with a text says; undefined at a line that is no part of it
 * any more. `own` is how far that line is indented, `parent` how far the key is.
 */
function literalIndent(own: number, known: number, parent: number): number | undefined {
  const indent = known < 0 ? own : known;
  if (indent <= parent) throw unusual;
  if (own >= indent) return indent;
  if (own > parent) throw unusual;
  return undefined;
}
