import { isObject, type Json, type JsonObject } from "./json.ts";

/** Where in a plan the value of an earlier answer goes: `{ "$result": { "step": "1", "at": "/card_id" } }`. */
export interface ResultReference {
  /** The step whose answer brings the value. */
  readonly step: string;
  /** Pointer into the answer. */
  readonly at: string;
}

/** A reference to a value that the answer of a step will bring, as bodies hold it. */
export function resultOf(step: string, at: string): JsonObject {
  return { $result: { step, at } };
}

/** A value in which every reference to an answer is replaced; `replace` gives undefined for one that stays as it is. */
export function mapResults(value: Json, replace: (reference: ResultReference) => Json | undefined): Json {
  return mapJson(value, (part) => {
    const reference = isObject(part) ? part["$result"] : undefined;
    if (!isObject(reference)) return undefined;
    return replace({ step: String(reference["step"]), at: String(reference["at"]) }) ?? part;
  });
}

/**
 * A value in which parts are replaced, the outermost first; `replace` gives undefined for a part whose own parts are
 * looked at.
 */
export function mapJson(value: Json, replace: (part: Json) => Json | undefined): Json {
  const replaced = replace(value);
  if (replaced !== undefined) return replaced;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => mapJson(item, replace));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapJson(member, replace)]));
}
