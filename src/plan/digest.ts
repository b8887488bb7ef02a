import { defined } from "../model/defined.ts";
import { fullDigest } from "../model/digest.ts";
import type { Json } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";

/**
 * Digest of what a plan means: accounts, consent, steps, and of each change its address, id, action, fields without
 * lines, and what was seen.
 *
 * Equal inputs give an equal digest whatever the order of files and keys, the locale or the zone. Problems, lines and
 * counts are not in it.
 */
export function meaningDigest(plan: Pick<Plan, "accounts" | "consent" | "steps" | "changes" | "sandbox">): string {
  const losing = new Set(plan.changes.flatMap(({ address, lost = [] }) => (lost.length === 0 ? [] : [address])));
  const meaning = {
    accounts: plan.accounts,
    sandbox: plan.sandbox,
    // Consent that nothing asks for changes nothing.
    consent: plan.consent
      .filter(({ what, address }) => what !== "lossy" || losing.has(address))
      .map(({ what, address }) => ({ what, address })),
    steps: plan.steps,
    changes: plan.changes.map(({ address, id, action, fields, seen, objects }) => ({
      address,
      id,
      action,
      seen,
      ...defined({ objects }),
      fields: fields.map(({ line: _line, ...field }) => field),
    })),
  };
  return fullDigest(meaning as unknown as Json);
}
