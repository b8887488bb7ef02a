import type { Entry } from "./entry.ts";
import type { PlaceOfEntry } from "./places.ts";
import type { Section } from "./sections.ts";

/*
 * The order of cutting: first what does not change, then what is kept as drift, ordinary changes, reviews, what is one
 * way or about money, replaces, deletes, and last what is wrong. A turn is a number; smaller ones come first.
 */

/** The turns of what stands beside changes. */
export const turns = {
  quiet: 1,
  unmanaged: 2,
  /** What to do about warnings, and agreement one by one. */
  remedies: 20,
  agreement: 21,
  open: 22,
  warnings: 44,
  warningPlaces: 45,
  errorRemedies: 100,
  errors: 101,
  errorPlaces: 102,
  /** What agreement is asked for by whom; that it is asked for stays. */
  sortOfAgreement: 103,
} as const;

/** The turns of an entry, form by form: whole, without what does not change, in a line, by its name. */
export interface TurnsOfEntry {
  readonly whole: number;
  readonly brief: number;
  readonly line: number;
  readonly names: number;
  /** Among others behind one sentence. */
  readonly folded: number;
}

const classes: Readonly<Record<PlaceOfEntry, number>> = {
  drift: 3,
  others: 3.5,
  other: 4,
  review: 5,
  grave: 6,
  replace: 7,
  delete: 8,
  trouble: 9,
};

/** What is kept in front of everybody for ever is behind all other turns. */
const lastResort = 200;

/** The turns of an entry by where it stands; one that is kept is told by itself while anything else can be cut. */
export function turnsOf({ place }: Pick<Entry, "place">, isKept: boolean): TurnsOfEntry {
  const own = classes[place];
  const end = isKept ? lastResort + own * 10 : own * 10;
  return { whole: 10 + own, brief: own * 10, line: own * 10 + 1, names: end + 2, folded: end + 3 };
}

/** So many deletes, replaces and changes that are one way or about money are never cut. */
const mostKept = 300;

/** The entries that are never cut: the first of those, deletes before replaces before the others. */
export function keptEntries(sections: readonly Section[]): ReadonlySet<Entry> {
  const entries = sections.flatMap((section) => section.entries);
  const ranked = (["delete", "replace", "grave"] as const).flatMap((sort) =>
    entries.filter((entry) => sortOf(entry) === sort),
  );
  const kept = new Set<Entry>();
  let count = 0;
  for (const entry of ranked) {
    if (count + entry.members.length > mostKept) continue;
    count += entry.members.length;
    kept.add(entry);
  }
  return kept;
}

/** What an entry is, also where it cannot be carried out. */
function sortOf({ place, action, rows }: Entry): "delete" | "replace" | "grave" | undefined {
  if (place === "drift") return undefined;
  if (action === "delete" || action === "replace") return action;
  const isGrave = place === "grave" || rows.some(({ weight }) => weight === "grave");
  return isGrave ? "grave" : undefined;
}
