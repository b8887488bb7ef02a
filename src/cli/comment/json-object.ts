import { isObject, type JsonObject } from "../../model/json.ts";
import { utf8Text } from "../../model/utf8.ts";

/** The JSON object that a file of somebody else holds; undefined for anything else. */
export function objectIn(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(utf8Text(bytes) ?? "");
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
