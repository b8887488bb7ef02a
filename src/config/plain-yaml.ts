import type { Json, JsonObject } from "../model/json.ts";
import { isWord, scalar, unusual } from "./plain-scalar.ts";

/** One document of a file: its value, which document of the file it is, and the line of its first key. */
export interface PlainDocument {
  readonly value: Json;
  readonly index: number;
  readonly line: number;
  /** From its first key to its end, in the text with line feeds alone. */
  readonly range: readonly [start: number, end: number];
}

/** Where a member or an item stands in the text, by the object or list that holds it: the key's part of the text, and the value's. */
export type PlainPlaces = WeakMap<object, Map<string | number, PlainPlace>>;

export interface PlainPlace {
  readonly key: readonly [start: number, end: number];
  readonly value: readonly [start: number, end: number];
}

/** How plain YAML is read. */
export interface PlainReading {
  readonly shrink?: Shrink;
  /** Most values, lists and maps among them. */
  readonly nodes?: number;
  /** Takes down where everything stands; not together with `shrink`, which puts other objects in the place of those that were read. */
  readonly places?: PlainPlaces;
}

/** What plain YAML says, or the line, from 1, where something is not plain or there are too many values. */
export type PlainRead =
  | { readonly documents: PlainDocument[] }
  | { readonly stopped: "unusual" | "too-many"; readonly line: number };

/** Thrown at the first value that is too many. */
const tooMany = Symbol("too many");

/** Makes maps smaller that stay in memory for long: those that end at this depth, the whole document being 1. */
export interface Shrink {
  readonly depth: number;
  map(value: JsonObject): JsonObject;
}

type Members = Record<string, Json>;

const deepest = 30;

/** Tabs, carriage returns, controls, marks of byte order, line separators and halves of characters. */
const odd = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
/** Names may have letters of any script; these are the scripts that names are likely to be in. */
const key =
  /[A-Za-z/\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3][\w/\-\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{0,99}(?=:(?:[ \n]|$))/y;
/** The longest key in quotes: YAML takes 1,024 characters, up to the colon. */
const longestKey = 1_000;
const flowScalar = /[A-Za-z\d\u4e00-\u9fa5-][^,[\]{}:#"'\n]*/y;
/** Keys that JavaScript's objects have of their own. */
const inherited = new Set(["constructor", "prototype", "__proto__"]);

/**
 * Reads the plain YAML that most files are made of, some fourteen times faster than `yaml` does: block maps and lists, one-line values, texts in quotes
 * without escapes, literal texts (`|`, `|-`), one-line `[…]` and `{…}`, comments, several documents.
 *
 * Undefined for everything else, mistakes included: then `yaml` reads, and it alone says what is wrong. What is read here is what `yaml` reads; a
 * property test holds the two side by side.
 */
export function readPlainYaml(text: string, reading: PlainReading = {}): PlainDocument[] | undefined {
  const read = readPlain(text, reading);
  return "documents" in read ? read.documents : undefined;
}

/** The same, with the line where it stopped. Line ends of Windows are no difference. */
export function readPlain(text: string, reading: PlainReading = {}): PlainRead {
  const unix = unixLines(text);
  const found = odd.exec(unix);
  if (found !== null) return { stopped: "unusual", line: lineOf(unix, found.index) };
  const reader = new PlainReader(unix, reading);
  try {
    return { documents: reader.documents() };
  } catch (reason) {
    if (reason !== unusual && reason !== tooMany) throw reason;
    return { stopped: reason === unusual ? "unusual" : "too-many", line: reader.line };
  }
}

/** A text with line feeds alone for the line ends of Windows; the offsets of places in it count them so. */
export function unixLines(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

/** Walks a text line by line; `indent` is that of the line it stands on, −1 at the end of a document. */
class PlainReader {
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
    let at = from;
    while (at < this.#end && this.#text.charCodeAt(at) === 32) at += 1;
    return at;
  }

  #isItem(): boolean {
    return this.#text.startsWith("- ", this.#start + this.#indent);
  }

  #map(indent: number, depth: number): JsonObject {
    const members: Members = {};
    if (depth > deepest) throw unusual;
    while (this.#indent === indent) {
      const { name, end } = this.#keyAt(this.#start + indent);
      if (Object.hasOwn(members, name)) throw unusual;
      this.#count();
      const from = this.#start + indent;
      const at = this.#afterBlanks(end + 1);
      let value: PlainPlace["value"] = [at, this.#end];
      if (at === this.#end || this.#text[at] === "#") {
        this.#advance();
        const isBlock = this.#indent > indent || (this.#indent === indent && this.#isItem());
        // Nothing stands right behind the colon.
        value = isBlock ? [this.#start + this.#indent, this.#end] : [end + 1, end + 1];
        if (this.#indent > indent) members[name] = this.#block(depth + 1);
        else members[name] = isBlock ? this.#list(indent, depth + 1) : null;
      } else if (this.#text[at] === "|") {
        const found = this.#literal(at, indent);
        members[name] = found.value;
        value = [at, found.end];
      } else {
        const found = this.#inline(at);
        members[name] = found.value;
        value = [at, found.end];
        this.#advance();
      }
      this.#place(members, name, [from, end], value);
    }
    if (this.#indent > indent) throw unusual;
    return this.#shrink?.depth === depth ? this.#shrink.map(members) : members;
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
      key.lastIndex = at;
      let value: PlainPlace["value"] = [at, this.#end];
      if (key.test(this.#text)) {
        // A map that begins behind the dash: its other keys stand below the first.
        this.#indent = at - this.#start;
        items.push(this.#map(this.#indent, depth + 1));
      } else {
        const found = this.#inline(at);
        items.push(found.value);
        value = [at, found.end];
        this.#advance();
      }
      this.#place(items, items.length - 1, value, value);
    }
    if (this.#indent > indent) throw unusual;
    return items;
  }

  /** A key, and where the colon behind it stands. */
  #keyAt(at: number): { name: string; end: number } {
    if (this.#text[at] === '"') {
      const { value, end } = this.#quoted(at, '"');
      const next = this.#text[end + 1] ?? "\n";
      const isKey = this.#text[end] === ":" && (next === " " || next === "\n") && end - at <= longestKey;
      if (!isKey || inherited.has(value)) throw unusual;
      return { name: value, end };
    }
    key.lastIndex = at;
    const name = key.exec(this.#text)?.[0];
    if (name === undefined || inherited.has(name) || isWord(name)) throw unusual;
    return { name, end: at + name.length };
  }

  /** A literal text, whose head stands at `at`; ends on the line behind it. */
  #literal(at: number, parent: number): { value: string; end: number } {
    const head = this.#text.slice(at, this.#end);
    if (head !== "|" && head !== "|-") throw unusual;
    const lines: string[] = [];
    let indent = -1;
    let last = 0;
    for (;;) {
      const start = this.#end + 1;
      const end = this.#text.indexOf("\n", start);
      if (end === -1) break;
      let first = start;
      while (first < end && this.#text.charCodeAt(first) === 32) first += 1;
      if (first === end) {
        if (end > start && end - start > indent) throw unusual;
        lines.push("");
      } else {
        if (indent < 0) indent = first - start;
        if (indent <= parent) throw unusual;
        if (first - start < indent) {
          if (first - start > parent) throw unusual;
          break;
        }
        lines.push(this.#text.slice(start + indent, end));
        last = end + 1;
      }
      this.#end = end;
      this.#line += 1;
    }
    // A last line that no line break ends is left to `yaml`.
    const rest = this.#text.indexOf("\n", this.#end + 1) === -1 && this.#end + 1 < this.#text.length;
    if (indent < 0 || rest) throw unusual;
    while (lines.at(-1) === "") lines.pop();
    this.#advance();
    return { value: lines.join("\n") + (head === "|" ? "\n" : ""), end: last };
  }

  /** A value that ends on its line. */
  #inline(at: number): { value: Json; end: number } {
    const found = this.#started(at, 0) ?? this.#plain(at);
    const rest = this.#afterBlanks(found.end);
    if (rest < this.#end && (rest === found.end || this.#text[rest] !== "#")) throw unusual;
    return found;
  }

  /** A value that its first character announces: in quotes or in brackets. */
  #started(at: number, depth: number): { value: Json; end: number } | undefined {
    const first = this.#text[at];
    if (first === '"' || first === "'") return this.#quoted(at, first);
    if (first === "[" || first === "{") return this.#flow(at, first === "[", depth + 1);
    return undefined;
  }

  #quoted(at: number, quote: string): { value: string; end: number } {
    const close = this.#text.indexOf(quote, at + 1);
    if (close === -1 || close >= this.#end) throw unusual;
    const value = this.#text.slice(at + 1, close);
    if (quote === '"' && value.includes("\\")) return this.#escaped(at);
    if (this.#text[close + 1] === quote) throw unusual;
    return { value, end: close + 1 };
  }

  /** A text in double quotes with escapes: those that JSON has too, and `yaml` reads alike. */
  #escaped(at: number): { value: string; end: number } {
    let close = at + 1;
    while (close < this.#end && this.#text[close] !== '"') close += this.#text[close] === "\\" ? 2 : 1;
    if (close >= this.#end) throw unusual;
    const value = unescaped(this.#text.slice(at, close + 1));
    return { value, end: close + 1 };
  }

  #plain(at: number): { value: Json; end: number } {
    // Of the line alone: in a long file without comments a search for the next one would go on to the end, line after line.
    const line = this.#text.slice(at, this.#end);
    const comment = line.indexOf(" #");
    let length = comment === -1 ? line.length : comment;
    while (line.charCodeAt(length - 1) === 32) length -= 1;
    const written = line.slice(0, length);
    if (written.includes(": ") || written.endsWith(":")) throw unusual;
    return { value: scalar(written), end: at + length };
  }

  #flow(at: number, isList: boolean, depth: number): { value: Json; end: number } {
    if (depth > 5) throw unusual;
    const items: Json[] = [];
    const members: Members = {};
    const close = isList ? "]" : "}";
    let next = this.#afterBlanks(at + 1);
    if (this.#text[next] === close) return { value: isList ? items : members, end: next + 1 };
    for (;;) {
      let name = "";
      let from: PlainPlace["key"] | undefined;
      this.#count();
      if (!isList) {
        const found = this.#keyAt(next);
        name = found.name;
        if (Object.hasOwn(members, name)) throw unusual;
        from = [next, found.end];
        next = this.#afterBlanks(found.end + 1);
      }
      const { value, end } = this.#started(next, depth) ?? this.#flowPlain(next);
      if (isList) items.push(value);
      else members[name] = value;
      this.#place(isList ? items : members, isList ? items.length - 1 : name, from ?? [next, end], [next, end]);
      next = this.#afterBlanks(end);
      if (this.#text[next] === close) return { value: isList ? items : members, end: next + 1 };
      if (this.#text[next] !== ",") throw unusual;
      next = this.#afterBlanks(next + 1);
    }
  }

  #flowPlain(at: number): { value: Json; end: number } {
    flowScalar.lastIndex = at;
    let written = flowScalar.exec(this.#text)?.[0];
    if (written === undefined) throw unusual;
    while (written.endsWith(" ")) written = written.slice(0, -1);
    return { value: scalar(written), end: at + written.length };
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
