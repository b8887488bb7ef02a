/** Plain JSON data: what documents hold, what travels on the wire, what a plan is made of. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Keys of wire data are the platform's own names. */
export type JsonObject = { readonly [key: string]: Json };

/** True for a JSON object: not null, not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * True for a value that carries nothing: null, `""`, `[]`, and objects whose members carry nothing.
 *
 * The platform answers `[]` for lists never set and objects of empty strings for objects that were cleared; to a reader
 * all of them say "not set". Source: captured card/get answers, 2015–2019. `false` and `0` do carry something: the
 * platform echoes them once they were sent.
 */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.values(value).every(isEmpty);
  return false;
}

/**
 * JSON text with sorted keys and no spaces: equal values give equal text, whatever the order of their keys.
 *
 * Used for comparing and for digests; never sent.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const { given, keys, heads } = orderOf(Object.keys(value));
  // In order already, and nothing to put in order below: the engine writes it in one go.
  if (given === keys && areScalars(value, keys)) return JSON.stringify(value);
  let members = "";
  for (let at = 0; at < keys.length; at += 1)
    members += (heads[at] as string) + canonicalJson(value[keys[at] as string] as Json);
  return `{${members}}`;
}

function areScalars(value: JsonObject, keys: readonly string[]): boolean {
  for (let at = 0; at < keys.length; at += 1) {
    const member = value[keys[at] as string];
    const type = typeof member;
    if (type !== "string" && type !== "number" && type !== "boolean" && member !== null) return false;
  }
  return true;
}

/** Keys of an object in their canonical order, `given` itself where that is one; and what stands before the value of each. */
interface KeyOrder {
  readonly given: readonly string[];
  readonly keys: readonly string[];
  readonly heads: readonly string[];
}

/** By the first key: objects of one sort come one after the other, and their keys are put in order once. */
const orders = new Map<string, KeyOrder>();
const mostOrders = 1_000;

function orderOf(given: readonly string[]): KeyOrder {
  const first = given[0] ?? "";
  const known = orders.get(first);
  if (known !== undefined && isSame(known.given, given)) return known;
  const isSorted = given.every((key, at) => at === 0 || (given[at - 1] as string) < key);
  const keys = isSorted ? given : [...given].sort();
  const heads = keys.map((key, at) => `${at === 0 ? "" : ","}${JSON.stringify(key)}:`);
  const order = { given, keys, heads };
  if (orders.size >= mostOrders) orders.clear();
  orders.set(first, order);
  return order;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at += 1) if (some[at] !== others[at]) return false;
  return true;
}

/** True where a scalar somewhere in a value passes a test. */
export function someScalar(value: Json, test: (scalar: string | number | boolean | null) => boolean): boolean {
  if (typeof value !== "object" || value === null) return test(value);
  if (isList(value)) return value.some((item) => someScalar(item, test));
  for (const key in value) if (someScalar((value as JsonObject)[key] as Json, test)) return true;
  return false;
}

/** True for a value that is nested in more levels than so many; looks no deeper, however deep it is. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) if (isDeeper((value as JsonObject)[key], levels - 1)) return true;
  return false;
}

/** Whether two values are one, whatever the order of their keys. */
export function equalJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (isList(a))
    return isList(b) && a.length === b.length && a.every((item, index) => equalJson(item, b[index] ?? null));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key] ?? null, b[key] ?? null))
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * A value as text, whatever came: of a scalar what it says, of a number that JavaScript would round its digits, of the
 * rest its JSON. For answers, whose types nobody vouches for: `String` fails on some objects.
 */
export function asText(value: Json | undefined): string {
  if (value === undefined) return "";
  if (typeof value !== "object") return String(value);
  const digits = isObject(value) ? value["$number"] : undefined;
  return typeof digits === "string" && Object.keys(value as JsonObject).length === 1 ? digits : JSON.stringify(value);
}

/** Compares two texts by UTF-16 code unit, the same in every locale; for sorting what is printed or digested. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
