import type { Pointer } from "../model/pointer.ts";
import type { Judged } from "./judge.ts";

/**
 * An atomic object goes out whole or not at all: when one member cannot be carried out, the others are held back with it.
 *
 * What the platform moved is left as it is; what the file asks for besides cannot be done either, and its line says why.
 */
export function settleAtoms(judged: readonly Judged[]): Judged[] {
  const blockers = new Map<Pointer, Judged>();
  for (const one of judged) {
    const { atom } = one.field.policy;
    if (atom !== undefined && one.reason !== undefined && one.field.policy.move === undefined) blockers.set(atom, one);
    if (atom !== undefined && one.verdict === "blocked") blockers.set(atom, one);
  }
  return judged.map((one) => {
    const blocker = blockers.get(one.field.policy.atom ?? "-");
    if (blocker === undefined || one.verdict !== "send") return one;
    if (blocker.verdict === "blocked") return { ...one, verdict: "blocked" };
    if (one.origin === "drift") return { ...one, verdict: "keep" };
    const { code, args } = blocker.reason as NonNullable<Judged["reason"]>;
    return { ...one, verdict: "blocked", reason: { code, severity: "error", args } };
  });
}
