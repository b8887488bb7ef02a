import type { FormContext } from "../model/form.ts";
import type { Json, JsonObject } from "../model/json.ts";
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
  return compareKey(valueAt(spec, policy.pointer), formOf(policy, entry), policy.list === "set", context);
}
