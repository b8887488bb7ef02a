import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import type { LiveObject } from "../model/objects.ts";
import { joinedIds } from "../model/objects.ts";
import type { LiveResource } from "../model/resource.ts";
import { sharedFieldsDigest } from "../schema/shared-fields.ts";

/**
 * Objects that differ in nothing but their items make up one resource: their ids together, in the order of the
 * listing.
 */
export function together(
  context: FormContext,
): (objects: readonly LiveResource[], entry: KindEntry) => readonly string[] {
  return (objects, entry) => {
    const groups = new Map<string, string[]>();
    for (const { id, spec } of objects) {
      const terms = sharedFieldsDigest(spec, entry, context);
      const group = groups.get(terms);
      if (group === undefined) groups.set(terms, [id]);
      else group.push(id);
    }
    return [...groups.values()].map(joinedIds);
  };
}

/** True when objects that are to be one resource have the same shared fields. */
export function areAlike(parts: readonly LiveObject[], entry: KindEntry, context: FormContext): boolean {
  const shown = parts.filter(({ expired }) => expired !== true);
  return new Set(shown.map(({ spec }) => sharedFieldsDigest(spec, entry, context))).size <= 1;
}
