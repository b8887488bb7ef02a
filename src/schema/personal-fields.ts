import type { WireRequest } from "../model/client.ts";
import type { KindEntry } from "../model/kind.ts";
import type { FieldPolicy, PolicyTable } from "../model/policy.ts";

/** The fields of a kind that name people; none of most kinds. Looked through once: there may be thousands of documents. */
export function personalFields({ policies }: Pick<KindEntry, "policies">): readonly FieldPolicy[] {
  const before = known.get(policies);
  if (before !== undefined) return before;
  const found = [...policies.values()].filter(({ personal }) => personal !== undefined);
  known.set(policies, found);
  return found;
}

/** A request about a resource; one of a kind whose documents name people says so, whether this one names any or not. */
export function markedRequest(request: WireRequest, entry: Pick<KindEntry, "policies">): WireRequest {
  return personalFields(entry).length === 0 ? request : { ...request, namesPeople: true };
}

const known = new WeakMap<PolicyTable, readonly FieldPolicy[]>();
