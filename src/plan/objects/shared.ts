import type { ObjectsDiff } from "../../model/diff.ts";
import { isEmpty, type JsonObject } from "../../model/json.ts";
import { type Pointer, valueAt, withoutValue, withValue } from "../../model/pointer.ts";
import type { Desired } from "../../model/resource.ts";
import type { SharedValues } from "../../schema/shared-values.ts";
import type { CarriedAlong } from "../step.ts";

/**
 * Values without anything that the platform might not know: without what the catalogue does not name, and in the types
 * that it names.
 */
export function plainValues(
  values: JsonObject,
  { carried, instead }: SharedValues,
  sent: readonly Pointer[],
): JsonObject {
  const isLeft = (path: Pointer) => !sent.includes(path) && valueAt(values, path) !== undefined;
  const replaced = Object.entries(instead).filter(([path]) => isLeft(path));
  return replaced.reduce((kept, [path, value]) => withValue(kept, path, value), carried.reduce(withoutValue, values));
}

/**
 * Values with what the document says in the place of those that no field can have; without those of which it says
 * nothing.
 */
export function usableValues({ values, unusable }: SharedValues, desired: Desired): JsonObject {
  return unusable.reduce((kept, path) => {
    const field = desired.fields.find((declared) => declared.path === path);
    return field === undefined || isEmpty(field.wire) ? withoutValue(kept, path) : withValue(kept, path, field.wire);
  }, values);
}

/** Values without what nobody knows: an object of its own has nothing to keep. */
export function knownValues({ values, carried }: SharedValues): JsonObject {
  return carried.reduce(withoutValue, values);
}

/**
 * The values of an object that takes the place of another: what the document changes over what was live, so that what
 * nobody declares stays.
 */
export function laidOver(former: JsonObject, desired: Desired, { sent }: ObjectsDiff): JsonObject {
  const isBare = Object.keys(former).length === 0;
  let values = former;
  for (const { path, policy, wire } of desired.fields) {
    if (policy.itemsPerObject !== undefined || !(isBare || sent.includes(path))) continue;
    // An object has no field to clear: what says nothing is left out.
    values = isEmpty(wire) ? withoutValue(values, path) : withValue(values, path, wire);
  }
  return values;
}

/** The values of a new object: what the document declares, but for some fields, over what its other objects have. */
export function declaredValues(desired: Desired, but: readonly Pointer[], shared: JsonObject): JsonObject {
  let values = shared;
  for (const { path, wire } of desired.fields)
    if (!but.includes(path) && !isEmpty(wire)) values = withValue(values, path, wire);
  return values;
}

/** What is carried along that nobody knows, and what may be left out with consent to lose it. */
export function carriedAlong({ carried, droppable, instead }: SharedValues, sent: readonly Pointer[]): CarriedAlong {
  return { carried, droppable: droppable.filter((path) => !sent.includes(path)), instead };
}
