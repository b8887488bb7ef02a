import { isObject, type Json, type JsonObject } from "../model/json.ts";

/** `request_id`: how JSON output writes what we call `requestId`. */
export function jsonName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The way back. */
function ownName(name: string): string {
  return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/**
 * Arguments that are objects of ours, or lists of them: the names of their members change as well. Of all other values
 * the keys are data.
 */
const ownShapes: ReadonlySet<string> = new Set(["answer", "moved"]);

/** The arguments of a problem under the names that JSON has for them. */
export function underJsonNames(args: JsonObject): JsonObject {
  return renamed(args, jsonName);
}

/** The same under our own names, whichever they came with. */
export function underOwnNames(args: JsonObject): JsonObject {
  return renamed(args, ownName);
}

function renamed(args: JsonObject, rename: (name: string) => string): JsonObject {
  const members = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(members);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [rename(name), member]));
  };
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [rename(name), ownShapes.has(name) ? members(value) : value]),
  );
}
