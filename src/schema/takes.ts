import { isObject, type Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { documentOf, inDocument } from "../model/parts.ts";
import { isBelow, type Pointer } from "../model/pointer.ts";

/** True for a value that a document may hold at a field: what is advised has to work. */
export function takes({ kind, validate }: KindEntry, path: Pointer, value: Json): boolean {
  const errors = validate(documentOf(kind.name, path, value));
  return !errors.some(({ instancePath }) => isBelow(instancePath, [inDocument(path)]));
}

/**
 * The digits of the first whole number in a value that JavaScript would round: answers have such as texts, or marked.
 */
export function largeDigits(value: Json): string | undefined {
  if (Array.isArray(value)) return (value as readonly Json[]).map(largeDigits).find((digits) => digits !== undefined);
  const digits = isObject(value) ? value["$number"] : value;
  if (typeof digits !== "string" || !/^-?\d{16,}$/.test(digits)) return undefined;
  return Number.isSafeInteger(Number(digits)) ? undefined : digits;
}
