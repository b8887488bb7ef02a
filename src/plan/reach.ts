import type { KindEntry } from "../model/kind.ts";
import type { Consent, Reach } from "../model/plan.ts";
import type { Guards } from "../model/project.ts";
import type { Desired, LiveResource } from "../model/resource.ts";

/** How many of a live resource were given out; undefined where the platform does not show it. */
export function reachOf(live: LiveResource, { kind }: KindEntry): Reach | undefined {
  const count = kind.givenOut?.(live.spec);
  return count === undefined ? undefined : { givenOut: count };
}

/** What consent to a change of something live needs. */
export interface ReachInput {
  readonly desired: Pick<Desired, "address">;
  readonly live: LiveResource;
  readonly entry: KindEntry;
  readonly guards: Pick<Guards, "maxReach">;
  /** What has been agreed to for the resource. */
  readonly granted: ReadonlySet<Consent["what"]>;
}

/** The consent that a change wants which reaches more people than the guards of its account let through. */
export function reachConsents({ desired, live, entry, guards, granted }: ReachInput): Consent[] {
  const { maxReach } = guards;
  const reach = maxReach === undefined ? undefined : reachOf(live, entry);
  if (maxReach === undefined || reach === undefined || reach.givenOut <= maxReach) return [];
  return [{ what: "reach", address: desired.address, given: granted.has("reach") }];
}
