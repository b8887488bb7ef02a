import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { ValueShape } from "../model/policy.ts";
import type { ResolveRef } from "./derive.ts";
import { type SchemaLanguage, wordsIn } from "./localized.ts";

/** Keywords of JSON Schema and ours that bound a value, and what they are called in a shape. */
const bounds = {
  "x-bytes": "bytes",
  "x-bytes-warn": "bytesWarn",
  "x-before": "before",
  minLength: "leastCharacters",
  maxLength: "mostCharacters",
  minimum: "least",
  maximum: "most",
  minItems: "leastItems",
  maxItems: "mostItems",
  uniqueItems: "distinct",
  pattern: "pattern",
  enum: "values",
  examples: "examples",
} as const;

/** A schema whose shape is asked for. */
export interface ShapeSource {
  readonly schema: JsonObject;
  /** The schema it stands in. */
  readonly root: JsonObject;
  readonly resolve: ResolveRef;
  /** Of the words beside items and members. */
  readonly language: SchemaLanguage;
}

/**
 * The shape of the values a schema takes, its `$ref` followed, with the shape of a list's items below it. Build time
 * only.
 *
 * Not for validating: that is the compiled validators' work. This is what people read.
 */
export function valueShape({ schema, root, resolve, language }: ShapeSource): ValueShape {
  const { whole, from } = withReference(schema, root, resolve);
  const limits = Object.entries(bounds).flatMap(([keyword, name]) =>
    whole[keyword] === undefined ? [] : [[name, whole[keyword] as Json]],
  );
  const { items, properties } = whole;
  const required = Array.isArray(whole["required"]) ? (whole["required"] as readonly string[]) : [];
  const below = (child: JsonObject) => ({ schema: child, root: from, resolve, language });
  return {
    types: typesOf(whole, from, resolve),
    ...Object.fromEntries(limits),
    ...(isObject(items) ? { item: { ...valueShape(below(items)), ...described(below(items)) } } : {}),
    ...(isObject(properties) ? { members: membersOf(properties, required) } : {}),
  };

  function membersOf(all: JsonObject, needed: readonly string[]) {
    return Object.entries(all).map(([key, child]) => ({
      key,
      required: needed.includes(key),
      ...described(below(child as JsonObject)),
      ...valueShape(below(child as JsonObject)),
    }));
  }
}

function described({ schema, root, resolve, language }: ShapeSource): { description: string } {
  const { description } = wordsIn(withReference(schema, root, resolve).whole, language);
  return { description };
}

function withReference(
  schema: JsonObject,
  root: JsonObject,
  resolve: ResolveRef,
): { whole: JsonObject; from: JsonObject } {
  const { $ref, ...own } = schema;
  if (typeof $ref !== "string") return { whole: schema, from: root };
  const target = resolve($ref, root);
  const below = withReference(target.schema, target.root, resolve);
  return { whole: { ...below.whole, ...own }, from: below.from };
}

function typesOf(whole: JsonObject, from: JsonObject, resolve: ResolveRef): readonly string[] {
  const { type, anyOf } = whole;
  const named = typeof type === "string" ? [type] : Array.isArray(type) ? (type as readonly string[]) : undefined;
  const branches = Array.isArray(anyOf) ? (anyOf as readonly JsonObject[]) : [];
  const all =
    named ??
    branches.flatMap((branch) => {
      const { whole: full, from: there } = withReference(branch, from, resolve);
      return typesOf(full, there, resolve);
    });
  return [...new Set(all)].filter((one) => one !== "null");
}
