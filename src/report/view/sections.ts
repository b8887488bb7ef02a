import type { Change } from "../../model/plan.ts";
import { type EntriesContext, entriesOf } from "./entries.ts";
import type { Entry } from "./entry.ts";
import { type PlaceOfEntry, places } from "./places.ts";
import { together } from "./together.ts";

/** Entries that stand together, in the order of what is planned. */
export interface Section {
  readonly place: PlaceOfEntry;
  readonly entries: readonly Entry[];
}

/** Some changes in the order of reading; sections without an entry are left out. */
export function sectionsOf(changes: readonly Change[], context: EntriesContext): Section[] {
  const all = together(changes.flatMap((change) => entriesOf(change, context)));
  return inSections(all);
}

/** Entries by where they stand. */
export function inSections(entries: readonly Entry[]): Section[] {
  return places.flatMap((place) => {
    const own = entries.filter((entry) => entry.place === place);
    return own.length === 0 ? [] : [{ place, entries: own }];
  });
}
