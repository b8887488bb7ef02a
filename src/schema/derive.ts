import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { childPointer, dotted, type Pointer } from "../model/pointer.ts";
import type { DocumentedField, FieldPolicy } from "../model/policy.ts";

/** Finds what a `$ref` names: an absolute `file#/pointer`, or one within the schema at hand. */
export type ResolveRef = (ref: string, from: JsonObject) => { readonly schema: JsonObject; readonly root: JsonObject };

interface Inherited {
  readonly [keyword: string]: Json | undefined;
}

/** Keywords that speak of one place only and are not handed down. */
const ownOnly = new Set([
  "x-atomic",
  "x-one-value",
  "x-list",
  "x-clear",
  "x-same",
  "x-ref",
  "x-bytes",
  "x-bytes-warn",
  "x-before",
  "x-holds",
  "x-page-of",
  "x-unit",
  "x-wording",
  "x-items-per-object",
  "x-unique",
  "x-personal",
  "x-applies-when",
  "x-joins",
  "x-required",
  "x-move",
  "x-label",
  "x-description",
]);

/**
 * The policy table of one kind, from what its schema says of `spec`, and of `settings` where it has any.
 *
 * Throws with the pointer of the field when a field does not say what the house asks of it: whether it may change and
 * who says so, what order means in an array, and `null` exactly where it can be cleared. Build time only.
 */
export function derivePolicies(root: JsonObject, parts: readonly SchemaPart[], resolve: ResolveRef): DocumentedField[] {
  const table: DocumentedField[] = [];
  for (const { schema, pointer } of parts) walk({ schema, root, pointer, inherited: {}, atom: undefined });
  // Replacing is the way of resources that are several objects; for one object nothing carries it out.
  const replaced = table.find(({ change }) => change === "replace");
  if (replaced !== undefined && !table.some(({ itemsPerObject }) => itemsPerObject !== undefined))
    throw new Error(`${dotted(replaced.pointer)}: can be replaced only in a kind with x-items-per-object`);
  return table;

  function walk(at: SchemaPlace): void {
    const { schema, root: here } = merged(at.schema, at.root, resolve);
    const { pointer, atom } = at;
    const words = { ...at.inherited, ...ownWords(schema) };
    const types = typesOf(schema, here, resolve);
    const { properties } = schema;
    const isOne = schema["x-one-value"] !== undefined;
    if (isOne || !isObject(properties)) {
      const inside = isOne ? keysBelow(schema, here) : undefined;
      table.push(
        entry({ pointer, schema, words, types, atomic: false, atom, members: membersOf(schema, here), inside }),
      );
      return;
    }
    const isAtom = schema["x-atomic"] === true;
    if (isAtom) table.push(entry({ pointer, schema, words, types, atomic: true }));
    const inherited = Object.fromEntries(Object.entries(words).filter(([keyword]) => !ownOnly.has(keyword)));
    const below = { root: here, inherited, atom: isAtom ? pointer : atom };
    for (const [key, child] of Object.entries(properties))
      walk({ ...below, schema: child as JsonObject, pointer: childPointer(pointer, key) });
  }

  /** What may stand in an object that is one value, in every depth. */
  function keysBelow(schema: JsonObject, here: JsonObject): readonly Pointer[] {
    const { schema: full, root: there } = merged(schema, here, resolve);
    const { items, properties } = full;
    if (isObject(items)) return keysBelow(items, there).map((path) => `/-${path}`);
    return Object.entries(isObject(properties) ? properties : {}).flatMap(([key, child]) => {
      const at = childPointer("", key);
      return [at, ...keysBelow(child as JsonObject, there).map((path) => `${at}${path}`)];
    });
  }

  /** The members that an item of a list of objects may have. */
  function membersOf(schema: JsonObject, here: JsonObject): readonly string[] | undefined {
    const items = isObject(schema["items"]) ? merged(schema["items"], here, resolve).schema : {};
    return isObject(items["properties"]) ? Object.keys(items["properties"]) : undefined;
  }
}

/** A part of a schema whose members are fields, and the pointer of that part as a field. */
export interface SchemaPart {
  readonly schema: JsonObject;
  readonly pointer: Pointer;
}

/** Where the walk through a schema is. */
interface SchemaPlace {
  readonly schema: JsonObject;
  readonly root: JsonObject;
  readonly pointer: Pointer;
  readonly inherited: Inherited;
  /** The object sent whole around it. */
  readonly atom: Pointer | undefined;
}

/** One field as the walk meets it. */
interface FieldPlace {
  readonly pointer: Pointer;
  readonly schema: JsonObject;
  /** Keywords of its own, and those that were handed down. */
  readonly words: Inherited;
  readonly types: readonly string[];
  /** True for an object that is sent whole. */
  readonly atomic: boolean;
  /** The object sent whole that it belongs to. */
  readonly atom?: Pointer | undefined;
  /** Of a list of objects. */
  readonly members?: readonly string[] | undefined;
  /** Of an object that is one value. */
  readonly inside?: readonly Pointer[] | undefined;
}

function entry(place: FieldPlace): DocumentedField {
  const fault = faultOf(place);
  if (fault !== undefined) throw new Error(`${dotted(place.pointer) || "spec"}: ${fault}`);
  const { pointer, schema, words, types, atom, atomic, members, inside } = place;
  const values = schema["enum"];
  // Optional members are those of the policy; what the schema does not say stays out of the table.
  return withoutUndefined({
    pointer,
    types: types.filter((type) => type !== "null"),
    change: words["x-change"],
    via: words["x-via"] ?? "update",
    joins: schema["x-joins"],
    move: schema["x-move"],
    review: words["x-review"] === true,
    money: words["x-money"] === true,
    atom,
    atomic,
    list: schema["x-list"],
    readback: words["x-readback"] ?? "exact",
    clear: clearOf(schema),
    required: schema["x-required"] === undefined ? undefined : "create",
    same: schema["x-same"],
    ref: schema["x-ref"],
    unit: schema["x-unit"],
    wording: wordingOf(place),
    itemsPerObject: schema["x-items-per-object"],
    personal: schema["x-personal"],
    unique: schema["x-unique"] === undefined ? undefined : true,
    members,
    inside,
    appliesWhen: schema["x-applies-when"],
    enum: Array.isArray(values) ? (values as Json[]).filter((value) => typeof value === "string") : undefined,
    bytes: schema["x-bytes"],
    bytesWarn: schema["x-bytes-warn"],
    before: schema["x-before"],
    holds: schema["x-holds"],
    pageOf: schema["x-page-of"],
    source: words["x-source"],
  } satisfies Record<keyof DocumentedField, unknown>) as unknown as DocumentedField;
}

/** What the house asks of a field and it does not say. */
function faultOf({ schema, words, types, atom, inside }: FieldPlace): string | undefined {
  const clear = clearOf(schema);
  if (words["x-change"] === undefined)
    return "says nothing of x-change: a field that nobody decided about must not be sent";
  if (words["x-source"] === undefined) return "has no x-source";
  const list = listFault(schema, words, types);
  if (list !== undefined) return list;
  if (inside !== undefined && words["x-readback"] !== "none")
    return "is one value, and what a read shows of it would be compared with it whole";
  if (types.includes("null") !== (clear !== "impossible"))
    return "takes null exactly where x-clear says how it is cleared";
  if (atom !== undefined && clear === "empty-members")
    return "is a member of an atomic object and cannot be cleared by members";
  return schema["x-label"] === undefined || schema["x-description"] === undefined ? "has no words" : undefined;
}

/** The same of what a list says. */
function listFault(schema: JsonObject, words: Inherited, types: readonly string[]): string | undefined {
  const order = schema["x-list"];
  if (types.includes("array") && order === undefined) return "is an array without x-list";
  if (isObject(order)) return "is a keyed list, and nothing compares lists by key";
  if (schema["x-items-per-object"] !== undefined && order !== "set")
    return "is spread over several objects, and its order would be lost";
  if (schema["x-personal"] !== undefined && (order !== "set" || words["x-readback"] !== "none"))
    return "names people, and is no set that no read shows";
  return undefined;
}

/** A text that goes to review is read, if by nobody else. */
function wordingOf({ schema, words, types }: FieldPlace): Json | undefined {
  const isReviewed = words["x-review"] === true && types.includes("string") && schema["enum"] === undefined;
  return schema["x-wording"] ?? (isReviewed ? "text" : undefined);
}

function clearOf(schema: JsonObject): FieldPolicy["clear"] {
  return (schema["x-clear"] ?? "impossible") as FieldPolicy["clear"];
}

function withoutUndefined(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined));
}

/** A schema over what its `$ref` names: its own keywords win. */
function merged(schema: JsonObject, root: JsonObject, resolve: ResolveRef): { schema: JsonObject; root: JsonObject } {
  const ref = schema["$ref"];
  if (typeof ref !== "string") return { schema, root };
  const target = resolve(ref, root);
  const below = merged(target.schema, target.root, resolve);
  const { $ref: _ref, ...own } = schema;
  return { schema: { ...below.schema, ...own }, root: below.root };
}

function ownWords(schema: JsonObject): Inherited {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword.startsWith("x-")));
}

function typesOf(schema: JsonObject, root: JsonObject, resolve: ResolveRef): string[] {
  const type = schema["type"];
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type as string[];
  const branches = schema["anyOf"];
  if (Array.isArray(branches)) {
    const all = (branches as JsonObject[]).flatMap((branch) => {
      const full = merged(branch, root, resolve);
      return typesOf(full.schema, full.root, resolve);
    });
    return [...new Set(all)];
  }
  return [];
}
