import { importedEntry } from "../../import/import.ts";
import { itemsOf } from "../../model/items.ts";
import { isBelow } from "../../model/pointer.ts";
import { type Desired, type LiveResource, withFields } from "../../model/resource.ts";
import { withObjects } from "../../model/state.ts";
import { matchObjects } from "../../resolve/match-objects.ts";
import { entryOf, type Run } from "../run.ts";
import { isUnowned } from "../unowned.ts";
import type { DesiredState } from "./desired-state.ts";
import type { Matching } from "./matching.ts";

/**
 * Matches resources of one account and kind that are made of several objects, which the listing shows; one without an
 * id is known by the items it has.
 */
export async function matchResourcesOfObjects(
  run: Run,
  { ids }: DesiredState,
  group: readonly Desired[],
  matching: Matching,
): Promise<void> {
  const { context, locate } = run;
  const first = group[0] as Desired;
  const entry = entryOf(run, first);
  const listed = await run.listed(first.account, first.kind);
  if ("problem" in listed) {
    matching.problems.push(listed.problem);
    return;
  }
  const taken = new Set<string>();
  for (const desired of group) {
    const isFree = isUnowned(run, desired);
    const candidates = listed.objects.filter((object) => !taken.has(object.id) && isFree(object));
    const match = matchObjects({ desired, entry, candidates, context, locate });
    if (match.what === "stop") matching.problems.push(match.problem);
    else if (match.what === "create") matching.created.push(desired);
    else {
      for (const { id } of match.objects) taken.add(id);
      const resource = withFound(desired, match.objects, { entry, context });
      ids.set(resource.address, resource.id);
      matching.adopted.push(resource);
    }
  }
}

/** A resource with the objects that were found to be its own. */
export function withFound(
  desired: Desired,
  objects: readonly LiveResource[],
  seen: Parameters<typeof importedEntry>[3],
): Desired {
  const found = objects.map((object) => [object.id, itemsOf(object.spec, seen.entry)] as const);
  const memory = withObjects(desired.memory, { ...desired.memory.objects, ...Object.fromEntries(found) });
  const id = memory.id ?? "";
  const fields = desired.fields.filter(({ path }) => !isBelow(path, desired.document.ignore));
  const own = { ...withFields(desired, fields), id };
  return { ...own, memory: importedEntry(own, memory, objects, seen) };
}
