import { valueDigest } from "../../model/digest.ts";
import type { FormContext } from "../../model/form.ts";
import { itemsOf } from "../../model/items.ts";
import type { KindEntry } from "../../model/kind.ts";
import { type Pointer, valueAt } from "../../model/pointer.ts";
import type { DeclaredField, Desired } from "../../model/resource.ts";
import { type SharedValues, sharedValues } from "../../schema/shared-values.ts";
import { showing } from "../../schema/showing.ts";

/** An object that was taken down and is not up again. */
export interface FormerObject {
  readonly items: readonly string[];
  readonly values: SharedValues;
  /** Declared fields that somebody changed elsewhere, and that the replacement was to leave as they were. */
  readonly drifted: readonly Pointer[];
}

/** What the memory keeps of objects that were taken down to be replaced and are not up again. */
export function formerObjects(
  desired: Desired,
  { entry, context, overwrites }: { entry: KindEntry; context: FormContext; overwrites: boolean },
): FormerObject[] {
  const { former = {}, settled } = desired.memory;
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
