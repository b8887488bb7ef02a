import type { JsonObject } from "../model/json.ts";

/**
 * The text in which a body goes out: that of `JSON.stringify`, with every `{ "$number": "<number>" }` as the bare
 * number of these characters.
 *
 * The mark is for numbers that JavaScript would round: an object with this one key, whose value is a number as JSON
 * writes it. Anything else that only looks like it stays what it is, and so does a text that contains these characters.
 * A key that an answer really had in this form was read with one `$` more, and goes out without it.
 */
export function wireJson(value: JsonObject): string {
  const json = JSON.stringify(value);
  return json.includes('$number":') ? json.replace(markedNumber, "$1").replace(ownKey, '"$1":') : json;
}

/**
 * In what `JSON.stringify` gives, a quote within a text has a backslash before it: these quotes have none, so this can
 * only be the object.
 */
const markedNumber = /\{"\$number":"(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)"\}/g;

/** A key of an answer that looks like the mark's; see `platform/answer.ts`. */
const ownKey = /(?<=[{,])"\$(\$+number)":/g;
