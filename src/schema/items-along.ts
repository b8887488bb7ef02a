import { canonicalJson, isObject, type Json, type JsonObject } from "../model/json.ts";
import { childPointer, type Pointer } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { isResendable } from "./live-members.ts";

/** A value that goes out whole, and what that does to what is live in it. */
export interface WholeValue {
  readonly value: Json;
  /** Live members that nobody declares and that are carried along as they were read. */
  readonly undeclared: readonly Pointer[];
  /** Those of them that the catalogue does not know. */
  readonly carried: readonly Pointer[];
  /** Live members that cannot be carried along. */
  readonly lost: readonly Pointer[];
  /** Known members that would be carried along and hold no value of their fields, or none where there has to be one. */
  readonly unusable: readonly Pointer[];
}

/**
 * A declared list of objects with what the platform knows of each item besides: members that are not in the catalogue
 * are carried along with the item that is the same in all others, or that was changed in its own lists only. Those of
 * an item that is gone, or of which nobody can say what became of it, are lost.
 */
export function itemsAlong(
  path: Pointer,
  live: readonly Json[],
  declared: readonly Json[],
  members: readonly string[],
): WholeValue {
  const rests = live.filter(isObject).flatMap((item) => {
    const rest = Object.entries(item).filter(([key]) => !members.includes(key));
    return rest.length === 0 ? [] : [{ item, rest }];
  });
  const taken = new Set<number>();
  const pairs = new Map<Json, readonly (readonly [string, Json])[]>();
  const lost: Pointer[] = [];
  for (const { item, rest } of rests) {
    const match = [same, alike]
      .map((test) =>
        declared.findIndex((other, index) => !taken.has(index) && isObject(other) && test(item, other, members)),
      )
      .find((index) => index !== -1);
    if (match === undefined) lost.push(...rest.map(([key]) => childPointer(path, key)));
    else {
      taken.add(match);
      pairs.set(
        declared[match] as Json,
        rest.filter(([, value]) => isResendable(value)),
      );
      lost.push(...rest.filter(([, value]) => !isResendable(value)).map(([key]) => childPointer(path, key)));
    }
  }
  const value = declared.map((item) =>
    isObject(item) ? { ...item, ...Object.fromEntries(pairs.get(item) ?? []) } : item,
  );
  const carried = [...pairs.values()].flatMap((rest) => rest.map(([key]) => childPointer(path, key)));
  return {
    value,
    undeclared: [...new Set(carried)],
    carried: [...new Set(carried)],
    lost: [...new Set(lost)],
    unusable: [],
  };
}

/** The members of the items of a live list that the catalogue does not know, each once. */
export function strangeMembers(value: Json, { pointer, members }: FieldPolicy): Pointer[] {
  if (members === undefined || !Array.isArray(value)) return [];
  const keys = (value as readonly Json[]).filter(isObject).flatMap((item) => Object.keys(item));
  return [...new Set(keys)].filter((key) => !members.includes(key)).map((key) => childPointer(pointer, key));
}

function known(item: JsonObject, members: readonly string[], test: (value: Json) => boolean): string {
  return canonicalJson(
    Object.fromEntries(Object.entries(item).filter(([key, value]) => members.includes(key) && test(value))),
  );
}

function same(a: JsonObject, b: JsonObject, members: readonly string[]): boolean {
  return known(a, members, () => true) === known(b, members, () => true);
}

function alike(a: JsonObject, b: JsonObject, members: readonly string[]): boolean {
  const isPlain = (value: Json) => typeof value !== "object";
  return known(a, members, isPlain) === known(b, members, isPlain);
}
