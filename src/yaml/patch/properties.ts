import { isObject, type Json } from "../../model/json.ts";
import type { Sheet } from "./sheet.ts";

/** Tags of the core schema, and which values they may stand before. */
const tags: Readonly<Record<string, (value: Json) => boolean>> = {
  "!!str": (value) => typeof value === "string",
  "!!int": (value) => Number.isInteger(value),
  "!!float": (value) => typeof value === "number",
  "!!bool": (value) => typeof value === "boolean",
  "!!null": (value) => value === null,
  "!!seq": (value) => Array.isArray(value),
  "!!map": isObject,
};

/**
 * Takes a tag away that another value cannot have, between a colon or dash and what stands there; gives the place behind
 * what stays: an anchor, or a tag that fits.
 */
export function keepProperties({ text, edits }: Sheet, at: number, after: Json): number {
  const [whole = ""] = /^(?:[ \t]+[&!]\S*)*/.exec(text.slice(at)) ?? [];
  for (const { 0: property, index } of whole.matchAll(/[ \t]+\S+/g)) {
    const fits = tags[property.trim()];
    if (fits === undefined || fits(after)) continue;
    edits.push({ start: at + index, end: at + index + property.length, text: "" });
  }
  return at + whole.length;
}
