import type { Pointer } from "../model/pointer.ts";
import type { Judged } from "./judge.ts";

/**
 * An atomic object goes out whole or not at all: when one member is blocked, its other members are held back with it.
 *
 * They carry no reason of their own; the blocked member's says it all.
 */
export function settleAtoms(judged: readonly Judged[]): Judged[] {
  const blocked = new Set<Pointer>();
  for (const one of judged)
    if (one.verdict === "blocked" && one.field.policy.atom !== undefined) blocked.add(one.field.policy.atom);
  return judged.map((one) =>
    one.verdict === "send" && blocked.has(one.field.policy.atom ?? "-") ? { ...one, verdict: "blocked" } : one,
  );
}
