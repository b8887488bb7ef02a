import type { Consent } from "../model/plan.ts";
import type { Pointer } from "../model/pointer.ts";

/** Losing what is live wants consent; where it was given, it also lets a request go out without what the platform refuses. */
export function lossyConsent(input: {
  /** Live members that go along and may be left out where the platform refuses them. */
  readonly droppable: readonly Pointer[];
  readonly lost: readonly Pointer[];
  readonly given: boolean;
  readonly address: string;
}): Consent[] {
  const { droppable, lost, given, address } = input;
  return lost.length > 0 || (given && droppable.length > 0) ? [{ what: "lossy", address, given }] : [];
}
