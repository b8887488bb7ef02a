import deepDiff from "deep-diff";
import type { Json } from "../model/json.ts";
import type { Pointer } from "../model/pointer.ts";

/** Canonical values by pointer; null stands for "empty". */
export type Keys = Readonly<Record<Pointer, Json>>;

/**
 * The pointers at which two sides hold different canonical values, in the order of the declared side.
 *
 * Both sides are flat already: one entry a field, arrays in canonical order, so that the library compares values and
 * never positions of a list against each other.
 */
export function differingPointers(live: Keys, declared: Keys): Pointer[] {
  const differences = deepDiff.diff(live, declared) ?? [];
  const found = new Set(differences.map((difference) => String(difference.path?.[0])));
  return Object.keys(declared).filter((pointer) => found.has(pointer));
}
