import type { JsonObject } from "../model/json.ts";
import { isRecord } from "./exact-json.ts";

/** Changes a value in the manner of a person at the console: every object member by member, null takes a key away. */
export function patched(stored: JsonObject, patch: JsonObject): JsonObject {
  const result = new Map(Object.entries(stored));
  for (const [key, value] of Object.entries(patch)) {
    const old = result.get(key);
    if (value === null) result.delete(key);
    else result.set(key, isRecord(value) ? patched(isRecord(old) ? old : {}, value) : value);
  }
  return Object.fromEntries(result);
}
