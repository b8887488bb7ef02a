import { isObject, type JsonObject } from "../../model/json.ts";
import { isRecord } from "../exact-json.ts";

/**
 * A template with changes in it: what is not named stays; objects inside are replaced, or laid over member by member.
 * Lists are always replaced.
 */
export function laid(stored: JsonObject, sent: JsonObject, nested: "merge" | "replace"): JsonObject {
  const result = new Map(Object.entries(stored));
  for (const [key, value] of Object.entries(sent)) {
    const old = result.get(key);
    result.set(key, nested === "merge" && isRecord(value) && isRecord(old) ? { ...old, ...value } : value);
  }
  return Object.fromEntries(result);
}

/** The changed object with what stands at a dotted path as it was before. */
export function withOld(changed: JsonObject, old: JsonObject, path: string): JsonObject {
  const [key = "", ...deeper] = path.split(".");
  const [now, before] = [changed[key], old[key]];
  if (deeper.length > 0) {
    if (!isObject(now)) return changed;
    return { ...changed, [key]: withOld(now, isObject(before) ? before : {}, deeper.join(".")) };
  }
  if (before !== undefined) return { ...changed, [key]: before };
  const { [key]: _changed, ...others } = changed;
  return others;
}
