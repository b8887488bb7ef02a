import { fullDigest } from "../model/digest.ts";
import { type KindEntry, pathOf } from "../model/kind.ts";
import type { Change, Consent, Step } from "../model/plan.ts";
import type { Desired, LiveResource } from "../model/resource.ts";

/** One resource to take down. */
export interface Removal {
  readonly desired: Desired;
  readonly live: LiveResource;
  /** What has to be agreed to, and whether it was. */
  readonly consents: readonly Consent[];
}

/** Plans the removal of one resource: one request. */
export function planRemoval(removal: Removal, entry: KindEntry, before: number): { step: Step; change: Change } {
  return { step: removalStep(removal, entry, before), change: removalChange(removal) };
}

function removalStep({ desired, live }: Removal, entry: KindEntry, before: number): Step {
  const name = entry.kind.removal?.(desired.settings) ?? "";
  const operation = entry.kind.operations[name];
  if (operation === undefined) throw new Error(`${desired.kind} cannot be deleted`);
  const body = operation.body({ id: desired.id, settings: desired.settings, values: {}, live: live.spec });
  const { method } = operation;
  const path = pathOf(operation, desired);
  return {
    id: String(before + 1),
    address: desired.address,
    operation: name,
    method,
    path,
    body,
    because: [],
    needs: [],
  };
}

function removalChange(removal: Removal): Change {
  const { desired, live } = removal;
  const { source, line } = desired.document;
  return {
    address: desired.address,
    id: desired.id,
    action: "delete",
    file: source.file,
    line,
    fields: [],
    seen: fullDigest(live.state),
    ...whyGone(removal),
  };
}

/** What a reviewer must know of a deletion as a whole: why, and whether it is for good. */
export function whyGone({ desired, consents }: Removal): Pick<Change, "reason" | "badges"> {
  const { reason } = desired.document;
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(consents.some(({ what }) => what === "irreversible") ? { badges: ["irreversible"] } : {}),
  };
}
