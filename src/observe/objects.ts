import { defined } from "../model/defined.ts";
import { itemsField, itemsOf } from "../model/items.ts";
import type { KindEntry } from "../model/kind.ts";
import { isUnnamed, joinedIds, type LiveObject } from "../model/objects.ts";
import { withValue } from "../model/pointer.ts";
import { type Desired, isGone, type Live, type LiveResource } from "../model/resource.ts";

/**
 * One resource from the readings of its objects: found when any of them was, together with those that are lost; what
 * could not be read makes all of it unreadable, since an object nobody saw may hold any item.
 */
export function assembled(
  desired: Desired,
  entry: KindEntry,
  ids: readonly string[],
  readings: ReadonlyMap<string, Live>,
): Live {
  const all = ids.map((id) => ({ id, live: withoutLate(id, readings) }));
  // An answer of another type is about something else: the object may be there.
  const unreadable = all.flatMap(({ live }) => (live.status === "found" || isGone(live) ? [] : [live.problem]))[0];
  if (unreadable !== undefined) return { status: "unreadable", problem: unreadable };
  const objects = once(
    all.flatMap(({ id, live }) => (live.status === "found" ? [partOf(desired, entry, id, live)] : [])),
  );
  const first = objects[0];
  const lost = all.flatMap(({ id, live }) => (live.status === "missing" ? [id] : []));
  if (first === undefined) return (all[0] as { live: Live }).live;
  const states = [...new Set(objects.map(({ state }) => state))].join(", ");
  return {
    status: "found",
    id: joinedIds(objects.map(({ id }) => id)),
    spec: withValue(first.spec, itemsField(entry).pointer, [...new Set(objects.flatMap(({ items }) => items))]),
    review: "passed",
    state: states,
    objects,
    lost,
  };
}

/**
 * The reading of one object. A listing may be late, and show for items that were added without an id the object that was
 * taken down for them: that one is gone by its own id.
 */
function withoutLate(id: string, readings: ReadonlyMap<string, Live>): Live {
  const live = readings.get(id) as Live;
  if (live.status !== "found" || isUnnamed(live.id)) return live;
  const own = live.id === id ? undefined : readings.get(live.id);
  return own !== undefined && isGone(own) ? own : live;
}

/**
 * An object that was found without an id takes the id that the listing shows, when it shows one; an expired one has the
 * items it had.
 */
function partOf(desired: Desired, entry: KindEntry, asked: string, live: LiveResource): LiveObject {
  const id = isUnnamed(asked) && isUnnamed(live.id) ? asked : live.id;
  const expired = Object.keys(live.spec).length === 0;
  const items = expired ? (desired.memory.objects?.[asked] ?? []) : itemsOf(live.spec, entry).sort();
  return {
    id,
    spec: live.spec,
    state: live.state,
    items,
    ...defined({ expired: expired || undefined, asked: id === asked ? undefined : asked }),
  };
}

/** Each object once: what a document names by its id may be remembered by what it holds. */
function once(objects: readonly LiveObject[]): LiveObject[] {
  const named = objects.filter(({ id }) => !isUnnamed(id));
  const holds = (object: LiveObject, items: readonly string[]) => object.items.some((item) => items.includes(item));
  const unnamed = objects.filter(({ id }) => isUnnamed(id));
  const still = unnamed.filter(({ items }) => !named.some((object) => holds(object, items)));
  const identified = named.map((object): LiveObject => {
    const former = unnamed.find(({ items }) => holds(object, items));
    return former === undefined ? object : { ...object, asked: former.id };
  });
  return [...new Map([...identified, ...still].map((object) => [object.id, object])).values()];
}
