import type { FormContext } from "../model/form.ts";
import { itemsField, itemsOf } from "../model/items.ts";
import type { KindEntry } from "../model/kind.ts";
import type { DeclaredField, Desired, LiveResource } from "../model/resource.ts";
import { liveKey } from "../schema/live-key.ts";
import { isInPlace, isWriteOnly, type Shown, showing } from "../schema/showing.ts";
import type { Keys } from "./differences.ts";

/**
 * What is live at the declared fields, canonical: what a plan was made from. Of fields that no read is known to show,
 * only what this one shows; of a resource made of several objects, each of them.
 */
export function fingerprintOf(desired: Desired, live: LiveResource, entry: KindEntry, context: FormContext): Keys {
  if (live.objects !== undefined) return objectFingerprints(desired, live, entry, context);
  return Object.fromEntries(
    desired.fields
      .filter((field) => !isWriteOnly(field.policy) || !isHidden(field, live, entry, context))
      .map((field) => [field.path, liveKey(live.spec, field.policy, entry, context)]),
  );
}

function objectFingerprints(desired: Desired, { objects = [] }: LiveResource, entry: KindEntry, context: FormContext) {
  const list = itemsField(entry).pointer;
  const shared = desired.fields.filter(({ path }) => path !== list);
  return Object.fromEntries(
    objects.map(({ id, items, spec }) => {
      const values = shared.map(({ path, policy }) => [path, liveKey(spec, policy, entry, context)] as const);
      return [`/${id}`, { items: [...items].sort(), ...Object.fromEntries(values) }];
    }),
  );
}

/** True for a field of which the read shows nothing, and may hide it. */
export function isHidden(field: DeclaredField, shown: Shown, entry: KindEntry, context: FormContext): boolean {
  return showing(field, shown, entry, context) === "hidden";
}

/**
 * True when every declared field shows as declared and nothing is with the review: most resources of most plans, so
 * that this much is found out without laying anything out.
 */
export function isAsDeclared(desired: Desired, live: LiveResource, entry: KindEntry, context: FormContext): boolean {
  const { memory } = desired;
  if (memory.review !== undefined) return false;
  if (live.objects !== undefined) return areAsDeclared(desired, live, entry, context);
  const fields = live.unseen === undefined ? desired.fieldsUnlike?.(live.spec) : undefined;
  return (fields ?? desired.fields).every((field) => isInPlace(field, live, memory.settled, entry, context));
}

/**
 * True when every object has every shared field as declared, all together have exactly the declared items, and nothing
 * is open.
 */
function areAsDeclared(
  { memory, fields, document }: Desired,
  { objects = [], lost = [] }: LiveResource,
  entry: KindEntry,
  context: FormContext,
): boolean {
  const isOpen = lost.length > 0 || memory.former !== undefined || memory.pending !== undefined;
  if (isOpen || objects.some(({ expired, asked }) => expired === true || asked !== undefined)) return false;
  const list = itemsField(entry).pointer;
  const isShown = (field: DeclaredField) =>
    objects.every((object) => isInPlace(field, object, memory.settled, entry, context));
  if (!fields.every((field) => field.path === list || isShown(field))) return false;
  if (!fields.some(({ path }) => path === list)) return true;
  const declared = itemsOf(document.spec, entry);
  const found = new Set(objects.flatMap(({ items }) => items));
  return found.size === declared.length && declared.every((item) => found.has(item));
}
