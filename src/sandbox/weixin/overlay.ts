import { isObject, type JsonObject } from "../../model/json.ts";

/**
 * Objects that an update changes member by member. All others are taken whole, also those that no table knows: what was
 * stored gives way to what was sent, members not sent included.
 *
 * Source: note on overwriting in the documentation of card/update; its samples and the payloads of SDKs send custom
 * fields and cells, `bonus_rule`, `date_info` and `url_cell` complete.
 */
const BY_MEMBER = new Set(["base_info", "pay_info", "swipe_card", "modify_msg_operation", "activate_msg_operation"]);

/**
 * Lays the sent members over the stored ones: objects member by member where an update does so, everything else
 * replaced.
 */
export function overlay(stored: JsonObject, sent: JsonObject): JsonObject {
  const result = new Map(Object.entries(stored));
  for (const [key, value] of Object.entries(sent)) {
    const old = result.get(key);
    result.set(key, isObject(value) && isObject(old) && BY_MEMBER.has(key) ? overlay(old, value) : value);
  }
  return Object.fromEntries(result);
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
