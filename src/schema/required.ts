import type { JsonObject } from "../model/json.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import type { FieldPolicy, PolicyTable } from "../model/policy.ts";

/**
 * What the platform asks of a new resource and a document does not say. An object that is sent whole and is missing
 * stands for its members.
 */
export function missingToCreate(spec: JsonObject, policies: PolicyTable): Pointer[] {
  return requiredIn(policies).flatMap(({ pointer, atom }) => {
    const isMissing = valueAt(spec, pointer) === undefined && (atom === undefined || valueAt(spec, atom) !== undefined);
    return isMissing ? [pointer] : [];
  });
}

/** The fields of a kind that creating needs. Looked through once a kind: there may be thousands of documents. */
function requiredIn(policies: PolicyTable): readonly FieldPolicy[] {
  const before = known.get(policies);
  if (before !== undefined) return before;
  const found = [...policies.values()].filter(({ required }) => required === "create");
  known.set(policies, found);
  return found;
}

const known = new WeakMap<PolicyTable, readonly FieldPolicy[]>();
