import { isObject, type JsonObject } from "../../model/json.ts";
import { plainText } from "../../yaml/plain-scalar.ts";

/**
 * The members of an object below its key, each a line, so that histories of two versions differ line by line. Written
 * here, since `yaml` takes seconds and hundreds of megabytes for the state of thousands of resources.
 */
export function membersText(value: JsonObject, indent: string): string {
  const members = Object.entries(value);
  if (members.length === 0) return " {}\n";
  const lines = members.map(([key, member]) => {
    const before = `${indent}${plainText(key)}:`;
    if (isObject(member)) return before + membersText(member, `${indent}  `);
    if (typeof member === "string") return `${before} ${plainText(member)}\n`;
    // JSON on one line is YAML as well.
    return `${before} ${JSON.stringify(member)}\n`;
  });
  return `\n${lines.join("")}`;
}

/** One member at the left of a file. */
export function topLine(key: string, value: JsonObject[string]): string {
  if (isObject(value)) return `${plainText(key)}:${membersText(value, "  ")}`;
  return `${plainText(key)}: ${typeof value === "string" ? plainText(value) : JSON.stringify(value)}\n`;
}
