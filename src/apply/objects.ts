import { itemsField, itemsOf } from "../model/items.ts";
import { isObject } from "../model/json.ts";
import type { KindEntry, Operation } from "../model/kind.ts";
import type { LiveObject, MultiObject } from "../model/objects.ts";
import type { Step } from "../model/plan.ts";
import { type Pointer, valueAt, withValue } from "../model/pointer.ts";
import { sharedFieldsDigest } from "../schema/shared-fields.ts";
import { showing } from "../schema/showing.ts";
import type { Sending } from "./sending.ts";

/** How a kind of several objects is carried out. */
export function multiObjectOf({ entry }: Pick<Sending, "entry">): MultiObject {
  return entry.kind.multiObject as MultiObject;
}

/** Where the body of an add says the fields of `spec`. */
export function rootOf(entry: KindEntry): Pointer {
  const { add } = entry.kind.multiObject as MultiObject;
  return (entry.kind.operations[add] as Operation).root;
}

/** A body with other items. */
export function bodyWith(body: Step["body"], items: readonly string[], entry: KindEntry): Step["body"] {
  return withValue(body, `${rootOf(entry)}${itemsField(entry).pointer}`, items);
}

/** Whether an object has the shared fields of a body. */
export function hasSharedFields({ entry, context }: Sending, object: LiveObject, body: Step["body"]): boolean {
  const spec = valueAt(body, rootOf(entry));
  const digest = sharedFieldsDigest(isObject(spec) ? spec : {}, entry, context);
  return sharedFieldsDigest(object.spec, entry, context) === digest;
}

/** Whether an object has the shared fields that the document declares, and none but declared items. */
export function fitsDocument({ desired, entry, context }: Sending, object: LiveObject): boolean {
  const list = itemsField(entry).pointer;
  const declared = new Set(itemsOf(desired.document.spec, entry));
  const isEqual = desired.fields.every(
    (field) => field.path === list || showing(field, object, entry, context) !== "differs",
  );
  return isEqual && object.items.every((item) => declared.has(item));
}
