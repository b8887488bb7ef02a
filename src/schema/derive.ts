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
  "x-items-per-object",
  "x-unique",
  "x-applies-when",
  "x-joins",
  "x-required",
  "x-move",
]);

/**
 * The policy table of one kind, from the `spec` of its schema.
 *
 * Throws with the pointer of the field when a field does not say what the house asks of it: whether it may change and who says so, what order
 * means in an array, and `null` exactly where it can be cleared. Build time only.
 */
export function derivePolicies(root: JsonObject, spec: JsonObject, resolve: ResolveRef): DocumentedField[] {
  const table: DocumentedField[] = [];
  walk({ schema: spec, root, pointer: "", inherited: {}, atom: undefined });
  // Replacing is the way of resources that are several objects; for one object nothing carries it out.
  const replaced = table.find(({ change }) => change === "replace");
  if (replaced !== undefined && !table.some(({ itemsPerObject }) => itemsPerObject !== undefined))
    throw new Error(`${dotted(replaced.pointer)}: can be replaced only in a kind with x-items-per-object`);
  return table;

  function walk(at: {
    schema: JsonObject;
    root: JsonObject;
    pointer: Pointer;
    inherited: Inherited;
    atom: Pointer | undefined;
  }): void {
    const { schema, root: here } = merged(at.schema, at.root, resolve);
    const words = { ...at.inherited, ...ownWords(schema) };
    const own = (keyword: string) => schema[keyword];
    const types = typesOf(schema, here, resolve);
    const properties = schema["properties"];
    const isAtom = own("x-atomic") === true;
    if (isObject(properties)) {
      if (isAtom) table.push(entry(at.pointer, schema, words, types, { atomic: true }));
      const handedDown = Object.fromEntries(Object.entries(words).filter(([keyword]) => !ownOnly.has(keyword)));
      for (const [key, child] of Object.entries(properties)) {
        const pointer = childPointer(at.pointer, key);
        walk({
          schema: child as JsonObject,
          root: here,
          pointer,
          inherited: handedDown,
          atom: isAtom ? at.pointer : at.atom,
        });
      }
      return;
    }
    const items = isObject(schema["items"]) ? merged(schema["items"], here, resolve).schema : {};
    const members = isObject(items["properties"]) ? Object.keys(items["properties"]) : undefined;
    table.push(entry(at.pointer, schema, words, types, { atomic: false, atom: at.atom, members }));
  }
}

function entry(
  pointer: Pointer,
  schema: JsonObject,
  words: Inherited,
  types: readonly string[],
  place: { atomic: boolean; atom?: Pointer; members?: readonly string[] },
): DocumentedField {
  const refuse = (why: string): never => {
    throw new Error(`${dotted(pointer) || "spec"}: ${why}`);
  };
  const change = words["x-change"] as FieldPolicy["change"] | undefined;
  const source = words["x-source"] as string | undefined;
  const clear = (schema["x-clear"] ?? "impossible") as FieldPolicy["clear"];
  if (change === undefined) refuse("says nothing of x-change: a field that nobody decided about must not be sent");
  if (source === undefined) refuse("has no x-source");
  if (types.includes("array") && schema["x-list"] === undefined) refuse("is an array without x-list");
  if (isObject(schema["x-list"])) refuse("is a keyed list, and nothing compares lists by key");
  if (schema["x-items-per-object"] !== undefined && schema["x-list"] !== "set")
    refuse("is spread over several objects, and its order would be lost");
  if (types.includes("null") !== (clear !== "impossible"))
    refuse("takes null exactly where x-clear says how it is cleared");
  if (place.atom !== undefined && clear !== "impossible" && clear !== "empty-string" && clear !== "empty-list")
    refuse("is a member of an atomic object and cannot be cleared by members");
  return {
    pointer,
    types: types.filter((type) => type !== "null"),
    change: change as FieldPolicy["change"],
    via: (words["x-via"] as string | undefined) ?? "update",
    ...(schema["x-joins"] === undefined ? {} : { joins: schema["x-joins"] as Pointer }),
    ...(schema["x-move"] === undefined ? {} : { move: schema["x-move"] as FieldPolicy["move"] }),
    review: words["x-review"] === true,
    money: words["x-money"] === true,
    ...(place.atom === undefined ? {} : { atom: place.atom }),
    atomic: place.atomic,
    ...(schema["x-list"] === undefined ? {} : { list: schema["x-list"] as FieldPolicy["list"] }),
    readback: (words["x-readback"] ?? "exact") as FieldPolicy["readback"],
    clear,
    ...(schema["x-required"] === undefined ? {} : { required: "create" as const }),
    ...(schema["x-same"] === undefined ? {} : { same: schema["x-same"] as string }),
    ...(schema["x-ref"] === undefined ? {} : { ref: schema["x-ref"] as string }),
    ...(schema["x-unit"] === undefined ? {} : { unit: schema["x-unit"] as string }),
    ...(schema["x-items-per-object"] === undefined ? {} : { itemsPerObject: schema["x-items-per-object"] as number }),
    ...(schema["x-unique"] === undefined ? {} : { unique: true as const }),
    ...(place.members === undefined ? {} : { members: place.members }),
    ...(schema["x-applies-when"] === undefined
      ? {}
      : { appliesWhen: schema["x-applies-when"] as FieldPolicy["appliesWhen"] }),
    ...(Array.isArray(schema["enum"])
      ? { enum: (schema["enum"] as Json[]).filter((v): v is string => typeof v === "string") }
      : {}),
    ...(schema["x-bytes"] === undefined ? {} : { bytes: schema["x-bytes"] as number }),
    ...(schema["x-bytes-warn"] === undefined ? {} : { bytesWarn: schema["x-bytes-warn"] as number }),
    ...(schema["x-before"] === undefined ? {} : { before: schema["x-before"] as string }),
    ...(schema["x-holds"] === undefined ? {} : { holds: schema["x-holds"] as FieldPolicy["holds"] }),
    ...(schema["x-page-of"] === undefined ? {} : { pageOf: schema["x-page-of"] as string }),
    description: (schema["description"] as string | undefined) ?? refuse("has no description"),
    source: source as string,
  };
}

/** A schema with what its `$ref` names laid under its own words. */
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
