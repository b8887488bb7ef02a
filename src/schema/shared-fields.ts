import { valueDigest } from "../model/digest.ts";
import type { FormContext } from "../model/form.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { liveKey } from "./live-key.ts";
import { mayHide } from "./showing.ts";

/**
 * The fields that all objects of a resource have in common: all that somebody may set, except for the list of items.
 */
export function sharedFields({ policies }: KindEntry): FieldPolicy[] {
  return [...policies.values()].filter(
    (policy) => !policy.atomic && policy.change !== "never" && policy.itemsPerObject === undefined,
  );
}

/**
 * Digest of the shared fields of one object, the same for what is declared, sent and live: by it an object is
 * recognised whose id no answer has shown.
 *
 * Takes a value in the nesting of `spec`. What reads may leave out, and what is a constant of the kind, is not counted.
 */
export function sharedFieldsDigest(spec: JsonObject, entry: KindEntry, context: FormContext): string {
  const counted = sharedFields(entry).filter((policy) => !mayHide(policy) && policy.enum?.length !== 1);
  const keys = counted.flatMap((policy): [string, Json][] => {
    if (valueAt(spec, policy.pointer) === undefined) return [];
    const key = liveKey(spec, policy, entry, context);
    return key === null ? [] : [[policy.pointer, key]];
  });
  return valueDigest(Object.fromEntries(keys));
}
