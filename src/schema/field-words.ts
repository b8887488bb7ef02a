import { isObject, type JsonObject } from "../model/json.ts";
import { childPointer, type Pointer } from "../model/pointer.ts";
import type { FieldWords } from "../model/policy.ts";
import type { ResolveRef, SchemaPart } from "./derive.ts";
import { type SchemaLanguage, wordsIn } from "./localized.ts";
import { valueShape } from "./value-shape.ts";

/** Where the words of a kind are taken from. */
export interface WordsSource {
  readonly root: JsonObject;
  readonly parts: readonly SchemaPart[];
  readonly resolve: ResolveRef;
  readonly language: SchemaLanguage;
}

/**
 * The words for people of every field of one kind, objects included, by pointer and in the order of the
 * schema, in one language. Build time only: they are kept apart from the policy tables, which every start reads.
 */
export function fieldWords({ root, parts, resolve, language }: WordsSource): ReadonlyMap<Pointer, FieldWords> {
  const words = new Map<Pointer, FieldWords>();
  for (const { schema, pointer } of parts) walk(schema, root, pointer, "");
  return words;

  function walk(schema: JsonObject, from: JsonObject, pointer: Pointer, inherited: string): void {
    const { $ref, ...own } = schema;
    const target = typeof $ref === "string" ? resolve($ref, from) : { schema: {}, root: from };
    const whole: JsonObject = { ...target.schema, ...own };
    const source = typeof whole["x-source"] === "string" ? whole["x-source"] : inherited;
    const { label, description } = wordsIn(whole, language);
    const { properties } = whole;
    const shape = isObject(properties)
      ? {}
      : { shape: valueShape({ schema: whole, root: target.root, resolve, language }) };
    if (pointer !== "") words.set(pointer, { title: label, description, source, ...shape });
    if (!isObject(properties)) return;
    for (const [key, child] of Object.entries(properties))
      walk(child as JsonObject, target.root, childPointer(pointer, key), source);
  }
}
