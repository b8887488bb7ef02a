import type { KindEntry } from "../model/kind.ts";
import { withValue } from "../model/pointer.ts";
import type { Desired, Live, LiveResource } from "../model/resource.ts";
import { isUnnamed, joinedIds, type LivePart } from "../model/spread.ts";
import { itemsOf, spreadField } from "../model/spread-items.ts";

/**
 * One resource from the readings of its objects: found when one of them was, with those that are lost beside it; what could not be read makes all of it
 * unreadable, since an object nobody saw may hold any item.
 */
export function assembled(
  one: Desired,
  entry: KindEntry,
  ids: readonly string[],
  readings: ReadonlyMap<string, Live>,
): Live {
  const all = ids.map((id) => ({ id, live: readings.get(id) as Live }));
  const unreadable = all.find(({ live }) => live.status === "unreadable");
  if (unreadable !== undefined) return unreadable.live;
  const parts = once(all.flatMap(({ id, live }) => (live.status === "found" ? [partOf(one, entry, id, live)] : [])));
  const first = parts[0];
  const lost = all.flatMap(({ id, live }) => (live.status === "missing" ? [id] : []));
  if (first === undefined) return (all[0] as { live: Live }).live;
  const states = [...new Set(parts.map(({ state }) => state))].join(", ");
  return {
    status: "found",
    id: joinedIds(parts.map(({ id }) => id)),
    spec: withValue(first.spec, spreadField(entry).pointer, [...new Set(parts.flatMap(({ items }) => items))]),
    review: "passed",
    state: states,
    parts,
    lost,
  };
}

/** An object found without an id takes the one the listing shows, when it shows one; one that is over holds what it held. */
function partOf(one: Desired, entry: KindEntry, asked: string, live: LiveResource): LivePart {
  const id = isUnnamed(asked) && isUnnamed(live.id) ? asked : live.id;
  const over = Object.keys(live.spec).length === 0;
  const items = over ? (one.lock.rules?.[asked] ?? []) : itemsOf(live.spec, entry).sort();
  return {
    id,
    spec: live.spec,
    state: live.state,
    items,
    ...(over ? { over } : {}),
    ...(id === asked ? {} : { asked }),
  };
}

/** Each object once: what a document names by its id may be remembered by what it holds. */
function once(parts: readonly LivePart[]): LivePart[] {
  const named = parts.filter(({ id }) => !isUnnamed(id));
  const holds = (part: LivePart, items: readonly string[]) => part.items.some((item) => items.includes(item));
  const unnamed = parts.filter(({ id }) => isUnnamed(id));
  const still = unnamed.filter(({ items }) => !named.some((part) => holds(part, items)));
  const told = named.map((part): LivePart => {
    const former = unnamed.find(({ items }) => holds(part, items));
    return former === undefined ? part : { ...part, asked: former.id };
  });
  return [...new Map([...told, ...still].map((part) => [part.id, part])).values()];
}
