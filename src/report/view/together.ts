import type { Entry } from "./entry.ts";
import type { Row } from "./row.ts";

/** Fewer resources than this are read one by one. */
const fewest = 4;

/**
 * Entries in which the very same happens to several resources, made one. Lists are the same where they gain and lose
 * the same, whatever they hold besides.
 */
export function together(entries: readonly Entry[]): Entry[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  const merged = new Map<Entry, Entry>();
  const absorbed = new Set<Entry>();
  for (const group of groups.values()) {
    const [first, ...others] = group;
    if (first === undefined || group.length < fewest) continue;
    merged.set(first, asOne(first, group));
    for (const other of others) absorbed.add(other);
  }
  return entries.filter((entry) => !absorbed.has(entry)).map((entry) => merged.get(entry) ?? entry);
}

function keyOf({ place, action, kind, rows, notes, along, members }: Entry): string {
  const endings = members.flatMap((member) => member.endings.map(({ word, details }) => [word, details]));
  const asks = members.flatMap((member) => member.asks);
  return JSON.stringify([place, action, kind, rows.map(keyOfRow), notes, along, asks, endings]);
}

function keyOfRow({ change, ...row }: Row): unknown {
  if (change.kind !== "list" || isOneSided(change.counts)) return { change, row };
  return { gained: change.gained, lost: change.lost, row };
}

function isOneSided(counts: readonly [number, number] | undefined): boolean {
  return counts?.includes(0) === true;
}

/** What is the same for all stands once; how many items a list has may differ, and is said of none then. */
function asOne(first: Entry, group: readonly Entry[]): Entry {
  const rows = first.rows.map((row, index): Row => {
    const { change } = row;
    if (change.kind !== "list") return row;
    const lists = group.map(({ rows: own }) => JSON.stringify(own[index]?.change));
    if (lists.every((list) => list === lists[0])) return row;
    const { gained, lost } = change;
    return { ...row, change: { kind: "list", gained, lost } };
  });
  return { ...first, rows, members: group.flatMap(({ members }) => members) };
}
