import type { Consent, Verdict } from "./plan.ts";
import type { DriftGuard } from "./project.ts";

/** What is to become of what somebody changed elsewhere: of a field, or of the items of a list. */
export interface DriftJudgement {
  readonly verdict: Extract<Verdict, "send" | "keep" | "blocked">;
  /** The agreement that this rests on, or that it waits for. */
  readonly consent?: { readonly what: "drift"; readonly given: boolean };
}

/** The one judge of drift: consent sends it, otherwise the guard of the project decides. */
export function judgeDrift(guard: DriftGuard, granted: ReadonlySet<Consent["what"]>): DriftJudgement {
  if (granted.has("drift")) return { verdict: "send", consent: { what: "drift", given: true } };
  if (guard === "overwrite") return { verdict: "send" };
  return guard === "refuse" ? { verdict: "blocked", consent: { what: "drift", given: false } } : { verdict: "keep" };
}
