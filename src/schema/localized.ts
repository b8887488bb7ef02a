import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { childPointer, type Pointer } from "../model/pointer.ts";

/** The languages in which a schema says what a field is, as `schemas/vocabulary.schema.json` asks for. */
export const schemaLanguages = ["en", "zh-CN"] as const;

/** One of them. */
export type SchemaLanguage = (typeof schemaLanguages)[number];

/** What a schema says of itself in one language; empty texts where it says nothing. */
export function wordsIn(schema: JsonObject, language: SchemaLanguage): { readonly label: string; description: string } {
  const text = (keyword: string) => {
    const byLanguage = schema[keyword];
    const words = isObject(byLanguage) ? byLanguage[language] : undefined;
    return typeof words === "string" ? words : "";
  };
  return { label: text("x-label"), description: text("x-description") };
}

/**
 * What is wrong with the words of a schema, with the pointer of each place: every field, list item and shared shape has
 * a label and a description in every language, and none beside them in one language only. Build time only.
 */
export function wordFaults(schema: JsonObject): string[] {
  return ofPlace(schema, "");
}

/** Keywords whose members are schemas under names. */
const named = ["properties", "definitions"];

function below(schema: JsonObject, at: Pointer): string[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const place = childPointer(at, keyword);
    if (named.includes(keyword) && isObject(value))
      return Object.entries(value).flatMap(([name, child]) => ofPlace(child, childPointer(place, name)));
    if (keyword === "items") return ofPlace(value, place);
    if (keyword === "anyOf" && Array.isArray(value))
      return (value as readonly Json[]).flatMap((branch, index) => ofPlace(branch, childPointer(place, index)));
    return keyword === "additionalProperties" && isObject(value) ? ofPlace(value, place) : [];
  });
}

function ofPlace(schema: Json, at: Pointer): string[] {
  if (!isObject(schema)) return [];
  // What only names a shared shape has its words.
  if (Object.keys(schema).join() === "$ref") return [];
  const single = ["title", "description"].filter((keyword) => typeof schema[keyword] === "string");
  return [
    ...single.map((keyword) => `#${at} says ${keyword}: x-label and x-description say it in every language`),
    ...missing(schema, at),
    ...below(schema, at),
  ];
}

function missing(schema: JsonObject, at: Pointer): string[] {
  return ["x-label", "x-description"]
    .filter((keyword) => !(keyword in schema))
    .map((keyword) => `#${at} has no ${keyword}`);
}
