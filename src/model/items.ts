import type { Json, JsonObject } from "./json.ts";
import type { KindEntry } from "./kind.ts";
import { valueAt } from "./pointer.ts";
import type { FieldPolicy } from "./policy.ts";
import { type StateEntry, withoutDoubt } from "./state.ts";

/** The list that is divided among objects: the field with `x-items-per-object`. */
export function itemsField({ kind, policies }: KindEntry): FieldPolicy {
  const found = [...policies.values()].find((policy) => policy.itemsPerObject !== undefined);
  if (found === undefined) throw new Error(`${kind.name} has no field with x-items-per-object`);
  return found;
}

/** The items of a spec, each once, as written. */
export function itemsOf(spec: JsonObject, entry: KindEntry): string[] {
  const value = valueAt(spec, itemsField(entry).pointer);
  return Array.isArray(value) ? [...new Set((value as readonly Json[]).map(String))] : [];
}

/** An entry without the former objects of which every item is where it belongs by now. */
export function withoutFormer(memory: StateEntry, isSettled: (item: string) => boolean, entry: KindEntry): StateEntry {
  const { former, ...rest } = memory;
  const left = Object.entries(former ?? {}).filter(([, body]) => !itemsOf(body, entry).every(isSettled));
  return left.length === 0 ? withoutDoubt(rest) : { ...rest, former: Object.fromEntries(left) };
}
