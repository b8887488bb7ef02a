import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { plainText } from "../../yaml/plain-scalar.ts";

/**
 * The members of an object below its key, each a line, so that histories of two versions differ line by line. Written
 * here, since `yaml` takes seconds and hundreds of megabytes for the state of thousands of resources.
 */
export function membersText(value: JsonObject, indent: string): string {
  const keys = Object.keys(value);
  if (keys.length === 0) return " {}\n";
  let text = "\n";
  for (const key of keys) {
    const member = value[key] as Json;
    text += `${indent}${plainKey(key)}:`;
    if (isObject(member)) text += membersText(member, `${indent}  `);
    // JSON on one line is YAML as well.
    else text += ` ${typeof member === "string" ? plainText(member) : JSON.stringify(member)}\n`;
  }
  return text;
}

/** Most keys that are remembered: the same fields stand in thousands of entries. */
const mostKeys = 1_000;
const plainKeys = new Map<string, string>();

function plainKey(key: string): string {
  const known = plainKeys.get(key);
  if (known !== undefined) return known;
  const text = plainText(key);
  if (plainKeys.size < mostKeys) plainKeys.set(key, text);
  return text;
}

/** One member at the left of a file. */
export function topLine(key: string, value: JsonObject[string]): string {
  if (isObject(value)) return `${plainText(key)}:${membersText(value, "  ")}`;
  return `${plainText(key)}: ${typeof value === "string" ? plainText(value) : JSON.stringify(value)}\n`;
}
