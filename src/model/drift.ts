import type { Consent, Verdict } from "./plan.ts";
import type { DriftGuard } from "./project.ts";

/** What is to become of what somebody changed elsewhere: of a field, or of the items of a list. */
export interface DriftJudgement {
  readonly verdict: Extract<Verdict, "send" | "keep" | "blocked">;
  /** The agreement that this rests on, or that it waits for. */
  readonly consent?: { readonly what: "drift"; readonly given: boolean };
}

/**
 * The judge of what both sides have changed, and of what differs while nothing is remembered: sending it may undo what
 * somebody did elsewhere, and leaving it undoes the file. Only the guard `overwrite` sends it without consent.
 */
export function judgeConflict(guard: DriftGuard, granted: ReadonlySet<Consent["what"]>): DriftJudgement {
  const judged = judgeDrift(guard, granted);
  return judged.verdict === "keep" ? { verdict: "send", consent: { what: "drift", given: false } } : judged;
}

/** The one judge of drift: consent sends it, otherwise the guard of the project decides. */
export function judgeDrift(guard: DriftGuard, granted: ReadonlySet<Consent["what"]>): DriftJudgement {
  if (granted.has("drift")) return { verdict: "send", consent: { what: "drift", given: true } };
  if (guard === "overwrite") return { verdict: "send" };
  return guard === "refuse" ? { verdict: "blocked", consent: { what: "drift", given: false } } : { verdict: "keep" };
}
