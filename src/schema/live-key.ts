import type { FormContext } from "../model/form.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { compareKey, exactForm } from "./forms.ts";

/** The form of a field: the one its schema names, or the exact one. */
export function formOf(policy: FieldPolicy, entry: KindEntry) {
  return (policy.same === undefined ? undefined : entry.forms[policy.same]) ?? exactForm;
}

/** The canonical value of a field on the live side; null when the platform shows nothing there. */
export function liveKey(spec: JsonObject, policy: FieldPolicy, entry: KindEntry, context: FormContext): Json {
  const value = knownMembers(valueAt(spec, policy.pointer), policy);
  return compareKey(value, formOf(policy, entry), policy.list === "set", context);
}

/** A live list of objects without the members that nobody can declare: a platform may add some at any time. */
export function knownMembers(value: Json | undefined, { members }: FieldPolicy): Json | undefined {
  if (members === undefined || !Array.isArray(value)) return value;
  return (value as readonly Json[]).map((item) =>
    isObject(item) ? Object.fromEntries(Object.entries(item).filter(([key]) => members.includes(key))) : item,
  );
}
