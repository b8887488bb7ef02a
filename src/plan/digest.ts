import { defined } from "../model/defined.ts";
import { fullDigest } from "../model/digest.ts";
import type { Json } from "../model/json.ts";
import type { Change, Plan } from "../model/plan.ts";

/**
 * Digest of what a plan means: accounts, consent, steps, and of each change its address, id, action, fields without
 * lines, and what was seen.
 *
 * Equal inputs give an equal digest whatever the order of files and keys, the locale or the zone. Problems, lines and
 * counts are not in it.
 */
export function meaningDigest(plan: Pick<Plan, "accounts" | "consent" | "steps" | "changes" | "sandbox">): string {
  const losing = new Set(plan.changes.flatMap(({ address, lost = [] }) => (lost.length === 0 ? [] : [address])));
  const sent = new Set(plan.steps.map(({ address }) => address));
  const meaning = {
    accounts: plan.accounts.map(({ name, platform, identity }) => ({ name, platform, identity })),
    sandbox: plan.sandbox,
    // Consent that nothing asks for changes nothing.
    consent: plan.consent
      .filter(({ what, address }) => what !== "lossy" || losing.has(address))
      // How many were given out moves by itself, and so does whether that is too many.
      .filter(({ what }) => what !== "reach")
      .map(({ what, address }) => ({ what, address })),
    steps: plan.steps,
    changes: plan.changes.filter(({ address, action }) => sent.has(address) || action === "adopt").map(changeMeaning),
  };
  return fullDigest(meaning as unknown as Json);
}

/**
 * What is approved of a change: what is sent, and what was seen where that is sent. What is kept may move on: nothing is
 * sent there. What has come to be impossible since was not approved with the rest. What is taken down is approved as a
 * whole, and so is what makes up a resource of several objects.
 */
export function changeMeaning({ address, id, action, fields, seen, objects }: Change) {
  const wanted = fields.filter(({ verdict }) => verdict === "send" || verdict === "blocked");
  return {
    ...{ address, id, action },
    ...(action === "update" ? {} : { seen }),
    ...defined({ objects }),
    fields: wanted.map(({ line: _line, thisChange: _thisChange, ...field }) => field),
  };
}
