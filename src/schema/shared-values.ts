import { isExactNumber, numberOf } from "../model/exact-number.ts";
import type { FormContext } from "../model/form.ts";
import { asText, isEmpty, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { type Pointer, withValue } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import type { Desired } from "../model/resource.ts";
import { isOfKnownType, isResendable, type LiveMember, liveMembers } from "./live-members.ts";
import { type Shown, showing } from "./showing.ts";
import { missingMembers, unusableMembers } from "./unusable.ts";

/** The shared fields of one object, with the values with which it would be added again. */
export interface SharedValues {
  /**
   * In the nesting of `spec`, without the list of items: exactly as read, and what the read hides as the document
   * declares it.
   */
  readonly values: JsonObject;
  /** Members that the catalogue does not know, and that are carried along. */
  readonly carried: readonly Pointer[];
  /**
   * Members that may not come back exactly: unknown ones, values of another type than documented,
   * numbers that most readers round.
   */
  readonly unsure: readonly Pointer[];
  /** Live members that nobody declares and without which an object can be added all the same. */
  readonly droppable: readonly Pointer[];
  /** What is sent in place of some of them, by pointer: the same value in the type that the catalogue names. */
  readonly instead: JsonObject;
  /**
   * Known members that hold no value of their fields, or none where there has to be one: with them an object cannot be
   * added again.
   */
  readonly unusable: readonly Pointer[];
}

/** The shared fields of a live object. An expired one shows none, and so has none here. */
export function sharedValues(shown: Shown, desired: Desired, entry: KindEntry, context: FormContext): SharedValues {
  if (shown.expired === true) return { values: {}, carried: [], unsure: [], droppable: [], instead: {}, unusable: [] };
  const all = liveMembers(shown.spec, "", entry);
  const members = all.filter(({ policy }) => policy?.itemsPerObject === undefined);
  const along = members.filter(({ value }) => isResendable(value));
  const instead = Object.fromEntries(
    along.flatMap(({ path, value, policy }) => {
      const plain = policy === undefined ? undefined : inKnownType(value, policy);
      return plain === undefined ? [] : [[path, plain] as const];
    }),
  );
  let values: JsonObject = {};
  for (const field of desired.fields)
    if (
      field.policy.itemsPerObject === undefined &&
      !isEmpty(field.wire) &&
      showing(field, shown, entry, context) === "hidden"
    )
      values = withValue(values, field.path, field.wire);
  for (const { path, value } of along) values = withValue(values, path, value);
  return {
    values,
    carried: along.filter(({ policy }) => policy === undefined).map(({ path }) => path),
    unsure: members.filter(isUnsure).map(({ path }) => path),
    droppable: along
      // A constant of the kind is no content of this object.
      .filter(({ policy }) => policy?.enum?.length !== 1)
      .filter(({ path, policy }) => policy?.required === undefined || Object.hasOwn(instead, path))
      .map(({ path }) => path)
      .filter((path) => !desired.fields.some((field) => field.path === path)),
    instead,
    unusable: [...unusableMembers(all, entry), ...missingMembers(values, "", entry)],
  };
}

function isUnsure({ value, policy }: LiveMember): boolean {
  return policy === undefined || !isResendable(value) || isExactNumber(value) || !isOfKnownType(value, policy);
}

/**
 * A value of another type than the catalogue names, in that type, where it means the same there; undefined for any
 * other.
 */
function inKnownType(value: Json, policy: FieldPolicy): Json | undefined {
  if (isOfKnownType(value, policy)) return undefined;
  const { types } = policy;
  if (typeof value === "string" && /^(?:0|[1-9]\d*)$/.test(value) && types.includes("integer")) return numberOf(value);
  const isNumber = typeof value === "number" || isExactNumber(value);
  return isNumber && types.includes("string") ? asText(value) : undefined;
}
