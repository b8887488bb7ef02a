import type { Json } from "../model/json.ts";
import { harmlessJson } from "./harmless.ts";

/** A value as every JSON output writes it: indented, harmless to print, with a line break at its end. */
export function jsonText(value: Json): string {
  return `${harmlessJson(JSON.stringify(value, null, 2))}\n`;
}
