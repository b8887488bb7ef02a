import type { JsonObject } from "../model/json.ts";

/**
 * The text in which a body goes out: that of `JSON.stringify`, with every `{ "$number": "<digits>" }` as the bare whole number of those digits.
 *
 * The mark is for whole numbers that JavaScript would round: an object with this one key, whose value is 1 to 20 digits as JSON writes a number (no zero in
 * front of others). Anything else that only looks like it stays what it is, and so does a text that contains these characters.
 */
export function wireJson(value: JsonObject): string {
  const json = JSON.stringify(value);
  return json.includes('{"$number":') ? json.replace(mark, "$1") : json;
}

/** In what `JSON.stringify` gives, a quote within a text has a backslash before it: these quotes have none, so this can only be the object. */
const mark = /\{"\$number":"(0|[1-9]\d{0,19})"\}/g;
