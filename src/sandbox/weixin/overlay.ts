import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/**
 * Objects that an update takes whole: what was stored gives way to what was sent, members not sent included.
 *
 * Source: note on overwriting in the documentation of card/update; its samples and the payloads of SDKs send them complete.
 */
const WHOLE = new Set([
  "custom_field1",
  "custom_field2",
  "custom_field3",
  "custom_cell1",
  "custom_cell2",
  "bonus_rule",
  "date_info",
  "url_cell",
]);

/** Lays the sent members over the stored ones: objects member by member except those taken whole, lists and scalars replaced. */
export function overlay(stored: JsonObject, sent: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...stored };
  for (const [key, value] of Object.entries(sent)) {
    const old = result[key];
    result[key] = isObject(value) && isObject(old) && !WHOLE.has(key) ? overlay(old, value) : value;
  }
  return result;
}

/** The object without what stands at a dotted path; the same object when nothing stands there. */
export function without(root: JsonObject, path: string): JsonObject {
  const dot = path.indexOf(".");
  const key = dot < 0 ? path : path.slice(0, dot);
  if (!Object.hasOwn(root, key)) return root;
  const { [key]: child, ...others } = root;
  if (dot < 0) return others;
  return isObject(child) ? { ...others, [key]: without(child, path.slice(dot + 1)) } : root;
}

/** The object with the key `base_info`, or an empty one. */
export function baseInfoOf(content: JsonObject): JsonObject {
  const base = content["base_info"];
  return isObject(base) ? base : {};
}
