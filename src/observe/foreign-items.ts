import { itemsOf } from "../model/items.ts";
import type { KindEntry, Mismatch } from "../model/kind.ts";
import { isUnnamed } from "../model/objects.ts";
import { dotted } from "../model/pointer.ts";
import type { Desired, LiveResource } from "../model/resource.ts";

/** The id of the object that is remembered to hold an item of an account and kind. */
export type ObjectWith = (resource: Pick<Desired, "account" | "kind">, item: string) => string | undefined;

/**
 * What an answer is about instead of the object that was asked for, by what it holds: for objects whose answers name no
 * id.
 *
 * An item is in one object only. An answer that shows none of the items that the object is remembered to hold, and some
 * that another object is remembered to hold, is about that other object. What nobody remembers may be a change that
 * somebody else made.
 */
export function foreignItems(
  resource: Desired,
  entry: KindEntry,
  live: LiveResource,
  objectWith: ObjectWith | undefined,
): Mismatch | undefined {
  const { multiObject } = entry.kind;
  const own = resource.memory.objects?.[live.id] ?? [];
  if (multiObject === undefined || objectWith === undefined || own.length === 0 || isUnnamed(live.id)) return undefined;
  const items = itemsOf(live.spec, entry);
  if (items.some((item) => own.includes(item))) return undefined;
  const other = items.map((item) => objectWith(resource, item)).find((id) => id !== undefined && id !== live.id);
  return other === undefined ? undefined : { name: dotted(multiObject.idAt), asked: live.id, came: other };
}
