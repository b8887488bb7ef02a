import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Pointer } from "../../model/pointer.ts";

/** The two lists of which the whitelist is made, as `spec` and requests call them. */
export const lists = ["openid", "username"] as const;

/** Most people on both lists together. Source: test whitelist of the documentation, 2018–2024. */
export const most = 10;

/** Where a list stands below `spec`. */
export function pathOf(list: (typeof lists)[number]): Pointer {
  return `/${list}`;
}

/** The people of a list; nobody where it is no list of texts. */
export function peopleIn(values: Json | undefined, list: (typeof lists)[number]): readonly string[] {
  const value: Json | undefined = isObject(values) ? (values as JsonObject)[list] : undefined;
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
