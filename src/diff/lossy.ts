import type { Consent } from "../model/plan.ts";
import type { Pointer } from "../model/pointer.ts";

/** Losing what is live needs consent, with which a request may also go out without what the platform refuses. */
export function lossyConsent(input: {
  /** Live members that are carried along and may be left out where the platform refuses them. */
  readonly droppable: readonly Pointer[];
  readonly lost: readonly Pointer[];
  readonly granted: ReadonlySet<Consent["what"]>;
}): Omit<Consent, "address">[] {
  const given = input.granted.has("lossy");
  return input.lost.length > 0 || (given && input.droppable.length > 0) ? [{ what: "lossy", given }] : [];
}

/** Each sort of consent once, of one resource. */
export function consentsOnce(consents: readonly Omit<Consent, "address">[], address: string): Consent[] {
  const isFirst = ({ what }: Omit<Consent, "address">, index: number) =>
    consents.findIndex((other) => other.what === what) === index;
  return consents.filter(isFirst).map((consent) => ({ ...consent, address }));
}
