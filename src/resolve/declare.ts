import { type FormContext, isUnsendable } from "../model/form.ts";
import { isEmpty, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { childPointer, type Pointer, segments, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { addressIn } from "../model/reference.ts";
import type { DeclaredField } from "../model/resource.ts";
import { doesNotApply } from "../schema/applies-when.ts";
import { compareKey, exactForm } from "../schema/forms.ts";

/** What the addresses in a document stand for. */
export interface References {
  /** The account of the document: an address without one means it. */
  readonly account: string;
  /** The id of a resource by its address; undefined while nobody knows it. */
  idOf(address: string): string | undefined;
}

/**
 * The fields a document declares, each in the form in which it is compared and sent, in the order of the schema.
 *
 * Absent is silence: what the document does not hold is not in the list. `null` is an order: it becomes what clears the
 * field. An atomic object that is cleared as a whole becomes the clearing of each of its members. `wanted` are the fields
 * that are looked at, all of the kind where it is absent.
 */
export function declaredFields(
  spec: JsonObject,
  entry: KindEntry,
  context: FormContext,
  references: References,
  wanted: Iterable<FieldPolicy> = entry.policies.values(),
): DeclaredField[] {
  const declared: DeclaredField[] = [];
  for (const policy of wanted) {
    if (policy.atomic) continue;
    const value = declaredValue(spec, policy, entry);
    const whole = policy.atom === undefined ? undefined : valueAt(spec, policy.atom);
    if (value === undefined || (isObject(whole) && doesNotApply(policy, whole))) continue;
    const resolved = policy.ref === undefined || value === null ? value : referred(value, references);
    const field = declaredField(policy, resolved, entry, context);
    declared.push(whole === null ? { ...field, inCleared: true } : field);
  }
  return declared;
}

/** The id behind an address; until the resource is made, a reference that says whose id goes there. */
function referred(value: Json, { account, idOf }: References): Json {
  const address = addressIn(value, account);
  return address === undefined ? value : (idOf(address) ?? { $address: address });
}

function declaredValue(spec: JsonObject, policy: FieldPolicy, entry: KindEntry): Json | undefined {
  let value: Json = spec;
  const keys = segments(policy.pointer);
  for (let depth = 0; depth < keys.length; depth += 1) {
    const key = keys[depth] as string;
    if (value === null) {
      const cleared: Pointer = keys.slice(0, depth).reduce(childPointer, "");
      return entry.policies.get(cleared)?.atomic ? null : undefined;
    }
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key] as Json;
  }
  return value;
}

function declaredField(policy: FieldPolicy, value: Json, entry: KindEntry, context: FormContext): DeclaredField {
  const path = policy.pointer;
  if (value === null) return { path, policy, wire: clearingValue(policy), key: null };
  const form = (policy.same === undefined ? undefined : entry.forms[policy.same]) ?? exactForm;
  const key = compareKey(value, form, policy.list === "set", context);
  if (form.wire === undefined || isEmpty(value)) return { path, policy, wire: value, key };
  const wire = form.wire(value, context);
  return isUnsendable(wire) ? { path, policy, wire: value, key, unsendable: wire } : { path, policy, wire, key };
}

/** What clears a field on the wire; for a member of an object cleared as a whole, the empty value of its type. */
function clearingValue(policy: FieldPolicy): Json {
  return policy.clear === "empty-list" || policy.types.includes("array") ? [] : "";
}
