import type { KindEntry } from "../model/kind.ts";
import type { FieldPolicy } from "../model/policy.ts";

/** The fields of a kind that name people; none of most kinds. */
export function personalFields({ policies }: Pick<KindEntry, "policies">): readonly FieldPolicy[] {
  return [...policies.values()].filter(({ personal }) => personal !== undefined);
}
