import type { Allowed, Change, Consent } from "../model/plan.ts";

/**
 * What the guards of a project ask consent for, and whether there is any. Filters over changes; nothing here changes
 * one.
 */
export function consentNeeded(input: {
  readonly changes: readonly Change[];
  /** What single resources rest on or wait for. */
  readonly single: readonly Consent[];
  readonly maxChanges: number;
  readonly allowed: readonly Allowed[];
}): Consent[] {
  const { changes, single, maxChanges, allowed } = input;
  const changed = changes.filter((change) => change.action !== "none" && change.action !== "adopt").length;
  if (changed <= maxChanges) return [...single];
  return [...single, { what: "many", address: "", given: allowed.some((one) => one.what === "many") }];
}
