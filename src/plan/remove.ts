import { changeOf } from "./change.ts";
import type { PlannedResource, Removal, ResourceContext } from "./planned.ts";
import { reachOf } from "./reach.ts";
import { stepList } from "./step.ts";

/** Plans the removal of one resource: one request. */
export function planRemoval({ desired, live, consents }: Removal, { entry }: ResourceContext): PlannedResource {
  const operation = entry.kind.removal?.(desired.settings);
  if (operation === undefined) throw new Error(`${desired.kind} cannot be deleted`);
  const list = stepList(desired, entry);
  list.add({ operation, id: desired.id, live: live.spec });
  const change = changeOf(desired, { action: "delete", fingerprint: live.state, reach: reachOf(live, entry) });
  return { change, steps: list.steps, problems: [], consents };
}
