import type { ResourceDiff } from "../model/diff.ts";
import type { FormContext } from "../model/form.ts";
import type { JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { FieldChange } from "../model/plan.ts";
import { type Pointer, valueAt, withValue } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { wholeList, wholeObject } from "../schema/whole.ts";

/** The fields of one operation in the nesting of `spec`, ready to send, and which declared fields they carry. */
export interface OperationValues {
  readonly operation: string;
  readonly values: JsonObject;
  readonly because: readonly Pointer[];
  /** Live members that nobody declares and that are carried along. */
  readonly undeclared: readonly Pointer[];
  /** Those of them that nobody knows. */
  readonly carried: readonly Pointer[];
}

/**
 * Lays out what goes out for one resource, one entry per operation, in the kind's order.
 *
 * Fields with any verdict but `send` are never looked at, so they cannot leak; only what the platform takes whole has
 * more in it than what is sent: see `schema/whole.ts`.
 */
export function operationValues(diff: ResourceDiff, entry: KindEntry, context: FormContext): OperationValues[] {
  const { desired, live } = diff;
  const sent = diff.fields.filter((field) => field.verdict === "send");
  const byOperation = new Map<string, Omit<OperationValues, "operation">>();
  for (const field of sent) {
    const policy = entry.policies.get(field.path) as FieldPolicy;
    const via = viaOf(policy, sent, entry);
    const { values, because, undeclared, carried } = byOperation.get(via) ?? nothing;
    const at = policy.atom ?? field.path;
    // An object is put together once, with the first of its members.
    const isThere = policy.atom !== undefined && valueAt(values, at) !== undefined;
    const whole =
      policy.atom === undefined
        ? wholeList(field, policy, live.spec)
        : wholeObject(policy.atom, { desired, live, sent, entry, context });
    byOperation.set(via, {
      values: isThere ? values : withValue(values, at, whole.value),
      undeclared: isThere ? undeclared : [...undeclared, ...whole.undeclared],
      carried: isThere ? carried : [...carried, ...whole.carried],
      because: [...because, field.path],
    });
  }
  return entry.kind.order.flatMap((operation) => {
    const group = byOperation.get(operation);
    return group === undefined ? [] : [{ operation, ...group }];
  });
}

const nothing: Omit<OperationValues, "operation"> = { values: {}, because: [], undeclared: [], carried: [] };

/** The operation that carries a field: its own, or that of the field with which it is sent. */
function viaOf({ joins, via }: FieldPolicy, sent: readonly FieldChange[], { policies }: KindEntry): string {
  const joined = joins === undefined ? undefined : sent.find(({ path }) => path === joins);
  return (joined && policies.get(joined.path)?.via) ?? via;
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
