import type { Locate } from "../model/document.ts";
import { localAddress } from "../model/document.ts";
import type { Allowed, Consent } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";
import { instantSeconds } from "../schema/instant.ts";

/** What finding consents needs. */
export interface ConsentInput {
  /** From the command line. */
  readonly allowed: readonly Allowed[];
  /** Milliseconds since 1970: a consent in a document ends. */
  readonly now: number;
  readonly timezone: string;
}

/** What has been agreed to for one resource, on the command line or in its document. */
export function grantedTo(one: Desired, input: ConsentInput): ReadonlySet<Consent["what"]> {
  const said = input.allowed.filter(
    ({ address }) => address === undefined || [one.address, localAddress(one.address)].includes(address),
  );
  const written = one.document.allow.filter(({ until }) => !isOver(until, input));
  return new Set([...said, ...written].map(({ what }) => what));
}

/** Consents in a document that count no more, or that nothing needs: both want to be taken out of the file. */
export function idleConsents(one: Desired, used: readonly Consent[], input: ConsentInput, locate: Locate): Problem[] {
  return one.document.allow.flatMap(({ what, until }, index) => {
    const over = isOver(until, input);
    if (!over && used.some((consent) => consent.what === what)) return [];
    const place = locate(one.document.source, `/allow/${index}`, "value");
    const code = over ? "consent-expired" : "consent-unused";
    const args = { what, until: until ?? null };
    return [{ code, severity: "warning" as const, class: "document" as const, args, address: one.address, place }];
  });
}

function isOver(until: unknown, { now, timezone }: ConsentInput): boolean {
  const seconds = until === undefined ? undefined : instantSeconds(until, "end", timezone);
  return seconds !== undefined && seconds * 1000 < now;
}
