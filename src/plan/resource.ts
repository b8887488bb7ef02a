import { planCreation } from "./create.ts";
import { changeObjects, createObjects, removeObjects } from "./objects/change.ts";
import type { PlannedResource, ResourceContext, Work } from "./planned.ts";
import { planRemoval } from "./remove.ts";
import { planUpdate } from "./update.ts";

/** Plans one resource, whether the platform has it as one object or as several. */
export function planResource(work: Work, about: ResourceContext): PlannedResource {
  const isOne = about.entry.kind.multiObject === undefined;
  if (work.action === "create") return (isOne ? planCreation : createObjects)(work.desired, about);
  if (work.action === "delete") return (isOne ? planRemoval : removeObjects)(work.removal, about);
  return (isOne ? planUpdate : changeObjects)(work.diff, about);
}
