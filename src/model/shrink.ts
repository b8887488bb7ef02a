import { isObject, type Json, type JsonObject } from "./json.ts";

/** Most texts that are remembered for the next values. */
const mostTexts = 50_000;

/**
 * Makes values that stay in memory small: equal to what was given, at a third of its size.
 *
 * An object that grew key by key is a hash table beyond a dozen members, and a part of a file's text keeps the whole
 * text; what `JSON.parse` builds is neither. Equal texts become one: the cards of a shop say the same again and again.
 */
export function shrinker(): (value: JsonObject) => JsonObject {
  const known = new Map<string, string>();
  const shared = (text: string): string => {
    const before = known.get(text);
    if (before === undefined && known.size < mostTexts) known.set(text, text);
    return before ?? text;
  };
  const share = (value: Json): Json => {
    if (typeof value === "string") return shared(value);
    if (Array.isArray(value)) return value.map(share);
    if (!isObject(value)) return value;
    const members = value as Record<string, Json>;
    for (const key of Object.keys(members)) members[key] = share(members[key] as Json);
    return members;
  };
  return (value) => share(JSON.parse(JSON.stringify(value)) as JsonObject) as JsonObject;
}
