import { parse, stringify } from "yaml";
import { kinds } from "../../src/kinds/registry.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { KindEntry } from "../../src/model/kind.ts";
import { valueAt, withValue } from "../../src/model/pointer.ts";
import type { FieldPolicy } from "../../src/model/policy.ts";
import type { Chance } from "./chance.ts";

/** Texts of the examples of the repository, which has at least one for every kind. */
export type Examples = readonly string[];

/** A document of a simulated project. */
export interface SimDocument {
  readonly kind: string;
  readonly name: string;
  readonly account: string;
  readonly spec: JsonObject;
  /** By what a live resource, or one of its objects, is known as this document's: no two of them may have the same. */
  readonly marks: readonly string[];
}

/** The accounts of every simulated project, by platform. */
export const accountOf = { weixin: "coffee", wechatpay: "tea" } as const;

export function entryOf(kind: string): KindEntry {
  const entry = kinds.get(kind);
  if (entry === undefined) throw new Error(`no kind ${kind}`);
  return entry;
}

/**
 * The kinds there are, those that others name first; without what every account has one of and no call shows, of which
 * nobody could make several or see what became of them.
 */
export const kindNames: readonly string[] = [...kinds.keys()]
  .filter((name) => entryOf(name).kind.unread === undefined)
  .sort((a, b) => refsOf(a).length - refsOf(b).length);

function refsOf(kind: string): readonly FieldPolicy[] {
  return [...entryOf(kind).policies.values()].filter(({ ref }) => ref !== undefined);
}

/** What a document of a kind names, by kind. */
export function namedKinds(kind: string): readonly string[] {
  return refsOf(kind).flatMap(({ ref }) => ref ?? []);
}

/**
 * A new document of a kind, made from one of its examples: with marks of its own in the texts that a resource needs, and
 * with items that no other document has. What it names is another document's.
 */
export function newDocument(
  examples: Examples,
  kind: string,
  number: number,
  variant: number,
  named: readonly SimDocument[],
): SimDocument {
  const known = read(examples).filter((example) => example["kind"] === kind);
  const example = known[variant % known.length];
  if (example === undefined || !isObject(example["spec"])) throw new Error(`no example of ${kind}`);
  const { kind: entry, policies } = entryOf(kind);
  let spec = example["spec"];
  let marks: readonly string[] = [];
  for (const policy of policies.values()) {
    const value = valueAt(spec, policy.pointer);
    if (policy.ref !== undefined && value !== undefined) {
      const target = named.find((document) => document.kind === policy.ref);
      if (target === undefined) throw new Error(`${kind} names a ${policy.ref}, and there is none`);
      spec = withValue(spec, policy.pointer, `${target.kind}/${target.name}`);
    }
    if (policy.unique && Array.isArray(value)) {
      marks = freshItems(value as readonly Json[], number, 2 + (variant % 11));
      spec = withValue(spec, policy.pointer, marks);
    }
  }
  const mark = marks.length > 0 ? undefined : [...policies.values()].find((policy) => isMark(policy, spec));
  if (mark !== undefined) {
    const text = marked(String(valueAt(spec, mark.pointer)), number);
    spec = withValue(spec, mark.pointer, text);
    marks = [text];
  }
  return { kind, name: `d${number}`, account: accountOf[entry.platform], spec, marks };
}

const parsed = new WeakMap<Examples, readonly JsonObject[]>();

function read(examples: Examples): readonly JsonObject[] {
  const known = parsed.get(examples) ?? examples.map((text) => parse(text) as JsonObject);
  parsed.set(examples, known);
  return known;
}

const texts = new WeakMap<SimDocument, string>();

/** The text of a document as it stands in its file. */
export function documentText(document: SimDocument): string {
  const { kind, name, account, spec } = document;
  const text = texts.get(document) ?? stringify({ kind, name, account, spec }, { lineWidth: 0 });
  texts.set(document, text);
  return text;
}

/** Items like those of an example that nobody else has. */
function freshItems(example: readonly Json[], number: number, count: number): readonly string[] {
  const first = BigInt(String(example[0]));
  return Array.from({ length: count }, (_, index) => String(first + BigInt(number * 1000 + index)));
}

const letters = "abcdefghijklmnopqrstuvwxyz";

/** A text of the same length whose end says which document it is of. */
function marked(text: string, number: number): string {
  const characters = [...text];
  const end = `${letters[Math.floor(number / 26) % 26]}${letters[number % 26]}`;
  return `${characters.slice(0, Math.max(0, characters.length - 2)).join("")}${end}`;
}

/** A text that tells documents apart: every new resource has one, and people choose it freely. */
function isMark(policy: FieldPolicy, spec: JsonObject): boolean {
  return policy.required === "create" && isFreeText(policy, valueAt(spec, policy.pointer));
}

function isFreeText({ types, enum: words, holds, pageOf, ref, same }: FieldPolicy, value: Json | undefined): boolean {
  if (words !== undefined || holds !== undefined || pageOf !== undefined || ref !== undefined) return false;
  if (same !== undefined && same !== "text-lines") return false;
  if (!types.includes("string") || typeof value !== "string") return false;
  // Words for people: no code, address, number or path.
  return /\p{Script=Han}/u.test(value);
}

/** The fields of a document that an edit may change. */
export function changeable({ kind, spec, marks }: SimDocument): readonly FieldPolicy[] {
  return [...entryOf(kind).policies.values()].filter((policy) => {
    const value = valueAt(spec, policy.pointer);
    if (policy.change !== "update" && policy.change !== "replace") return false;
    if (value === undefined || policy.ref !== undefined || marks.includes(String(value))) return false;
    if (policy.unique) return Array.isArray(value);
    if (policy.types.join() === "integer" && policy.same === undefined) return typeof value === "number";
    return isFreeText(policy, value);
  });
}

/** The same document after somebody has edited one of its fields. */
export function edited(document: SimDocument, draw: Chance): SimDocument {
  const { kind, spec } = document;
  const policies = changeable(document);
  if (policies.length === 0) return document;
  const policy = draw.pick(policies);
  const value = valueAt(spec, policy.pointer) as Json;
  if (Array.isArray(value)) {
    const items = value.map(String);
    const last = items.reduce((most, item) => (BigInt(item) > most ? BigInt(item) : most), 0n);
    const next = draw.percent(70) || items.length < 2 ? [...items, String(last + 1n)] : items.slice(1);
    return { ...document, spec: withValue(spec, policy.pointer, next), marks: next };
  }
  return { ...document, kind, spec: withValue(spec, policy.pointer, otherValue(value, draw)) };
}

/** Another value of the same sort. */
export function otherValue(value: Json, draw: Chance): Json {
  if (typeof value === "number") return value + 1 + draw.whole(9);
  const characters = [...String(value)];
  return `${characters.slice(0, -1).join("")}${draw.pick([...letters])}`;
}
