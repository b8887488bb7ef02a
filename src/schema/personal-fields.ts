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

const known = new WeakMap<PolicyTable, readonly FieldPolicy[]>();
