import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import type { LiveResource } from "../model/resource.ts";
import type { LivePart } from "../model/spread.ts";
import { joinedIds } from "../model/spread.ts";
import { termsDigest } from "../schema/terms.ts";

/** Objects that differ in nothing but the items they hold make up one resource: their ids together, in the order of the listing. */
export function together(
  context: FormContext,
): (objects: readonly LiveResource[], entry: KindEntry) => readonly string[] {
  return (objects, entry) => {
    const groups = new Map<string, string[]>();
    for (const { id, spec } of objects) {
      const terms = termsDigest(spec, entry, context);
      const group = groups.get(terms);
      if (group === undefined) groups.set(terms, [id]);
      else group.push(id);
    }
    return [...groups.values()].map(joinedIds);
  };
}

/** True when objects that are to be one resource have the same terms. */
export function areAlike(parts: readonly LivePart[], entry: KindEntry, context: FormContext): boolean {
  const shown = parts.filter(({ over }) => over !== true);
  return new Set(shown.map(({ spec }) => termsDigest(spec, entry, context))).size <= 1;
}
