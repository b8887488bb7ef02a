import { byText } from "../model/json.ts";
import type { Allowed, Change, Consent } from "../model/plan.ts";

/**
 * What the guards of a project ask consent for, and whether there is any. Filters over changes; nothing here changes
 * one.
 */
export function consentNeeded(input: {
  readonly changes: readonly Change[];
  /** What single resources rest on or wait for. */
  readonly single: readonly Consent[];
  /** How many resources of each account may change in one run without consent. */
  readonly most: ReadonlyMap<string, number>;
  readonly allowed: readonly Allowed[];
}): Consent[] {
  const { changes, single, most, allowed } = input;
  const changed = changes.filter((change) => change.action !== "none" && change.action !== "adopt");
  const many = [...most]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([account, limit]): Consent[] => {
      if (changed.filter(({ address }) => address.startsWith(`${account}/`)).length <= limit) return [];
      const isGiven = ({ what, address }: Allowed) => what === "many" && (address === undefined || address === account);
      return [{ what: "many", address: "", account, given: allowed.some(isGiven) }];
    });
  return [...single, ...many];
}
