import { isObject, type Json, type JsonObject } from "../model/json.ts";

/** Changes a value in the manner of a person at the console: every object member by member, null takes a key away. */
export function patched(stored: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...stored };
  for (const [key, value] of Object.entries(patch)) {
    const old = result[key];
    if (value === null) delete result[key];
    else result[key] = isObject(value) ? patched(isObject(old) ? old : {}, value) : value;
  }
  return result;
}
