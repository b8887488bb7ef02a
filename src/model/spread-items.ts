import type { Json, JsonObject } from "./json.ts";
import type { KindEntry } from "./kind.ts";
import { valueAt } from "./pointer.ts";
import type { FieldPolicy } from "./policy.ts";

/** The list that is spread, by the schema. */
export function spreadField({ kind, policies }: KindEntry): FieldPolicy {
  const found = [...policies.values()].find((policy) => policy.spread !== undefined);
  if (found === undefined) throw new Error(`${kind.name} has no field with x-spread`);
  return found;
}

/** The items of a spec, each once, as written. */
export function itemsOf(spec: JsonObject, entry: KindEntry): string[] {
  const value = valueAt(spec, spreadField(entry).pointer);
  return Array.isArray(value) ? [...new Set((value as readonly Json[]).map(String))] : [];
}
