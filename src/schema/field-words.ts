import { isObject, type JsonObject } from "../model/json.ts";
import { childPointer, type Pointer } from "../model/pointer.ts";
import type { FieldWords } from "../model/policy.ts";
import type { ResolveRef } from "./derive.ts";
import { valueShape } from "./value-shape.ts";

/**
 * The words for people of every field of one kind, objects included, by pointer below `spec` and in the order of the
 * schema. Build time only: they are kept apart from the policy tables, which every start reads.
 */
export function fieldWords(root: JsonObject, spec: JsonObject, resolve: ResolveRef): ReadonlyMap<Pointer, FieldWords> {
  const words = new Map<Pointer, FieldWords>();
  walk(spec, root, "", "");
  return words;

  function walk(schema: JsonObject, from: JsonObject, pointer: Pointer, inherited: string): void {
    const { $ref, ...own } = schema;
    const target = typeof $ref === "string" ? resolve($ref, from) : { schema: {}, root: from };
    const whole: JsonObject = { ...target.schema, ...own };
    const text = (key: string, otherwise: string) => (typeof whole[key] === "string" ? whole[key] : otherwise);
    const source = text("x-source", inherited);
    const { properties } = whole;
    const shape = isObject(properties) ? {} : { shape: valueShape(whole, target.root, resolve) };
    const described = { title: text("title", ""), description: text("description", ""), source, ...shape };
    if (pointer !== "") words.set(pointer, described);
    if (!isObject(properties)) return;
    for (const [key, child] of Object.entries(properties))
      walk(child as JsonObject, target.root, childPointer(pointer, key), source);
  }
}
