import { valueDigest } from "../../model/digest.ts";
import { itemsOf } from "../../model/items.ts";
import { type Pointer, valueAt } from "../../model/pointer.ts";
import type { DeclaredField, Desired } from "../../model/resource.ts";
import { type SharedValues, sharedValues } from "../../schema/shared-values.ts";
import { showing } from "../../schema/showing.ts";
import type { ResourceContext } from "../planned.ts";

/** An object that was taken down and is not up again. */
export interface FormerObject {
  readonly items: readonly string[];
  readonly values: SharedValues;
  /** Declared fields that somebody changed elsewhere, and that the replacement was to leave as they were. */
  readonly drifted: readonly Pointer[];
}

/** What telling them needs. */
export interface FormerInput extends Pick<ResourceContext, "entry" | "context" | "granted"> {
  readonly overwrites: boolean;
}

/** What the memory keeps of objects that were taken down to be replaced and are not up again. */
export function formerObjects(desired: Desired, { entry, context, granted, overwrites }: FormerInput): FormerObject[] {
  const { former = {}, settled, unverified } = desired.memory;
  // What somebody else may have written is sent with consent only: without it the document alone counts.
  if (unverified === true && !granted.has("replace")) return [];
  return Object.values(former).map((spec) => {
    const isDrifted = ({ path, policy, key }: DeclaredField) =>
      !overwrites &&
      policy.itemsPerObject === undefined &&
      settled[path] === valueDigest(key) &&
      (policy.required === undefined || valueAt(spec, path) !== undefined) &&
      showing({ policy, key }, { spec }, entry, context) === "differs";
    return {
      items: itemsOf(spec, entry),
      values: sharedValues({ spec }, desired, entry, context),
      drifted: desired.fields.filter(isDrifted).map(({ path }) => path),
    };
  });
}
