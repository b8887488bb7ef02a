import type { Consent } from "../model/plan.ts";
import type { Pointer } from "../model/pointer.ts";

/** Losing what is live wants consent; where it was given, it also lets a request go out without what the platform refuses. */
export function lossyConsent(input: {
  readonly carried: readonly Pointer[];
  readonly lost: readonly Pointer[];
  readonly given: boolean;
  readonly address: string;
}): Consent[] {
  const { carried, lost, given: isGranted, address } = input;
  return lost.length > 0 || (isGranted && carried.length > 0) ? [{ what: "lossy", address, given: isGranted }] : [];
}
