import { isExactNumber } from "../model/exact-number.ts";
import type { FormContext } from "../model/form.ts";
import { isEmpty, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { type Pointer, withValue } from "../model/pointer.ts";
import type { Desired } from "../model/resource.ts";
import { isOfKnownType, isResendable, type LiveMember, liveMembers } from "./live-members.ts";
import { type Shown, showing } from "./showing.ts";

/** The terms of one object of a resource made of several, as they would be put up again. */
export interface ObjectTerms {
  /** In the nesting of `spec`, without the list that is spread: exactly as read, and what the read hides as the document says it. */
  readonly values: JsonObject;
  /** Members that the catalogue does not know, and that go along. */
  readonly carried: readonly Pointer[];
  /** Members that nobody can be sure to put up again exactly: unknown ones, values of another type than documented, numbers that most readers round. */
  readonly unsure: readonly Pointer[];
  /** Live members that nobody declares and without which an object can be put up all the same. */
  readonly droppable: readonly Pointer[];
}

/** The terms of a live object. One that is over shows none, and has none. */
export function objectTerms(shown: Shown, desired: Desired, entry: KindEntry, context: FormContext): ObjectTerms {
  if (shown.over === true) return { values: {}, carried: [], unsure: [], droppable: [] };
  const members = liveMembers(shown.spec, "", entry).filter(({ policy }) => policy?.spread === undefined);
  const along = members.filter(({ value }) => isResendable(value));
  let values: JsonObject = {};
  for (const field of desired.fields)
    if (field.policy.spread === undefined && !isEmpty(field.wire) && showing(field, shown, entry, context) === "hidden")
      values = withValue(values, field.path, field.wire);
  for (const { path, value } of along) values = withValue(values, path, value);
  return {
    values,
    carried: along.filter(({ policy }) => policy === undefined).map(({ path }) => path),
    unsure: members.filter(isUnsure).map(({ path }) => path),
    droppable: along
      .filter(
        ({ path, policy }) => policy?.required === undefined && !desired.fields.some((field) => field.path === path),
      )
      .map(({ path }) => path),
  };
}

function isUnsure({ value, policy }: LiveMember): boolean {
  return policy === undefined || !isResendable(value) || isExactNumber(value) || !isOfKnownType(value, policy);
}
