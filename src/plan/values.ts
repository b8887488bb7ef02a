import type { ResourceDiff } from "../model/diff.ts";
import { type FormContext, isUnsendable } from "../model/form.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { FieldChange } from "../model/plan.ts";
import { type Pointer, segments, valueAt, withValue } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { isIdle } from "../schema/beside.ts";
import { formOf } from "../schema/live-key.ts";

/** The fields of one operation in the nesting of `spec`, ready to send, and which declared fields they carry. */
export interface OperationValues {
  readonly operation: string;
  readonly values: JsonObject;
  readonly because: readonly Pointer[];
}

/**
 * Lays out what goes out for one resource, one entry per operation, in the kind's order.
 *
 * Fields with any verdict but `send` are never looked at, so they cannot leak; only an atomic object takes members from the live side, because it is
 * sent whole: the live value's members that the platform lets anyone set, with the changed ones laid over.
 */
export function operationValues(diff: ResourceDiff, entry: KindEntry, context: FormContext): OperationValues[] {
  const sent = diff.fields.filter((field) => field.verdict === "send");
  const byOperation = new Map<string, { values: JsonObject; because: Pointer[] }>();
  for (const field of sent) {
    const policy = entry.policies.get(field.path) as FieldPolicy;
    const via = viaOf(policy, sent, entry);
    const group = byOperation.get(via) ?? { values: {}, because: [] };
    let { values } = group;
    if (policy.atom !== undefined && valueAt(values, policy.atom) === undefined) {
      const whole =
        policy.readback === "none"
          ? declaredMembers(diff, policy.atom)
          : liveMembers(diff.live.spec, policy.atom, entry, context);
      values = withValue(values, policy.atom, whole);
    }
    byOperation.set(via, {
      values: withValue(values, field.path, field.after),
      because: [...group.because, field.path],
    });
  }
  return entry.kind.order
    .filter((operation) => byOperation.has(operation))
    .map((operation) => {
      const { values, because } = byOperation.get(operation) as { values: JsonObject; because: Pointer[] };
      return { operation, values: withoutIdle(values, entry), because };
    });
}

/** The operation that carries a field: its own, or that of a field it goes along with. */
function viaOf({ joins, via }: FieldPolicy, sent: readonly FieldChange[], { policies }: KindEntry): string {
  const joined = joins === undefined ? undefined : sent.find(({ path }) => path === joins);
  return (joined && policies.get(joined.path)?.via) ?? via;
}

/** Without members of whole objects that mean nothing beside the others: the live ones may belong to what the object was before. */
function withoutIdle(values: JsonObject, { policies }: KindEntry): JsonObject {
  let kept = values;
  for (const policy of policies.values()) {
    const { pointer, atom, beside } = policy;
    const whole = atom === undefined || beside === undefined ? undefined : valueAt(kept, atom);
    if (atom === undefined || !isObject(whole) || !isIdle(policy, whole)) continue;
    const key = segments(pointer).at(-1) ?? "";
    if (!Object.hasOwn(whole, key)) continue;
    const { [key]: _idle, ...rest } = whole;
    kept = withValue(kept, atom, rest);
  }
  return kept;
}

/** The live state with everything laid over it that will be sent, for rules that judge the outcome. */
export function mergedState(live: JsonObject, sent: readonly OperationValues[], entry: KindEntry): JsonObject {
  let merged = live;
  for (const { values } of sent) {
    for (const policy of entry.policies.values()) {
      const value = policy.atom === undefined ? valueAt(values, policy.pointer) : undefined;
      if (value !== undefined) merged = withValue(merged, policy.pointer, value);
    }
  }
  return merged;
}

/** What the document says of an object the platform never shows: nothing live can complete it, so all of it goes out. */
function declaredMembers(diff: ResourceDiff, atom: Pointer): JsonObject {
  const members = diff.desired.fields.filter((field) => field.policy.atom === atom);
  return Object.fromEntries(members.map((field) => [segments(field.path).at(-1) ?? "", field.wire]));
}

/** The members of a live atomic object that may be sent, in wire form. Members the schema does not know are the platform's own. */
function liveMembers(live: JsonObject, atom: Pointer, entry: KindEntry, context: FormContext): JsonObject {
  const value = valueAt(live, atom);
  if (!isObject(value)) return {};
  const members: [string, Json][] = [];
  for (const [key, member] of Object.entries(value)) {
    const policy = entry.policies.get(`${atom}/${key}`);
    // What means nothing beside the live ones is an echo, and not to be made into a value.
    if (policy === undefined || policy.change === "never" || member === null || isIdle(policy, value)) continue;
    const wire = formOf(policy, entry).wire?.(member, context) ?? member;
    members.push([key, isUnsendable(wire) ? member : wire]);
  }
  return Object.fromEntries(members);
}
