import type { Pointer } from "../model/pointer.ts";
import type { Judged } from "./judge.ts";

/**
 * An atomic object goes out whole or not at all: when one member cannot be carried out, the others are not sent either.
 *
 * What the platform moved is left as it is; what the file asks for besides cannot be done either, and its line says
 * why.
 */
export function holdBackAtoms(judged: readonly Judged[]): Judged[] {
  const blockers = new Map<Pointer, Judged>();
  for (const member of judged) {
    const { atom, move } = member.field.policy;
    const isBlocker = member.verdict === "blocked" || (member.reason !== undefined && move === undefined);
    if (atom !== undefined && isBlocker) blockers.set(atom, member);
  }
  return judged.map((member) => {
    const blocker = blockers.get(member.field.policy.atom ?? "-");
    if (blocker === undefined || member.verdict !== "send") return member;
    if (blocker.verdict === "blocked") return { ...member, verdict: "blocked" };
    if (member.origin === "drift") return { ...member, verdict: "keep" };
    const reason = blocker.reason as NonNullable<Judged["reason"]>;
    return { ...member, verdict: "blocked", reason: { ...reason, severity: "error" } };
  });
}
