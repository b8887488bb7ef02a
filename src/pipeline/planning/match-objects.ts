import { importedEntry } from "../../import/import.ts";
import { itemsOf } from "../../model/items.ts";
import type { KindEntry } from "../../model/kind.ts";
import { withObjects, withoutIntent } from "../../model/lock.ts";
import { idsIn, isUnnamed } from "../../model/objects.ts";
import { mayStillShow } from "../../model/patience.ts";
import { isBelow } from "../../model/pointer.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Desired, LiveResource } from "../../model/resource.ts";
import { matchObjects } from "../../resolve/match-objects.ts";
import { entryOf, isNew, type Run, readAll } from "../run.ts";
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
  // What a lost answer may have led to belongs to whoever sent it, before anybody else looks.
  const inTurn = [...group.filter(({ lock }) => lock.pending), ...group.filter(({ lock }) => !lock.pending)];
  for (const desired of inTurn) {
    const isRemovedThere = await isThere(run, desired, desired.lock.pending?.removes);
    const isFree = isUnowned(run, desired, isRemovedThere, entry);
    const candidates = listed.objects.filter((object) => !taken.has(object.id) && isFree(object));
    const match = matchObjects({ desired, entry, candidates, isRemovedThere, context, locate });
    if (match.what === "stop") matching.problems.push(match.problem);
    else if (match.what === "create") unmatched(run, desired, matching);
    else {
      for (const { id } of match.objects) taken.add(id);
      const resource = withFound(desired, match.objects, { entry, context });
      ids.set(resource.address, resource.id);
      matching.adopted.push(resource);
    }
  }
}

/** Nothing was found of a resource: it is made, unless it is known, or is to be gone. */
function unmatched(run: Run, desired: Desired, { created, waiting, complete, problems }: Matching): void {
  const { pending } = desired.lock;
  if (!isNew(desired)) complete.push(desired);
  else if (!desired.document.absent) created.push(desired);
  // Made a moment ago, it may not be listed yet; made long ago, it would be.
  else if (pending !== undefined && mayStillShow(pending.at, run.now)) problems.push(unsettled(run, desired));
  else waiting.push(desired);
}

/** Whether an object is still there that was about to be taken down when an answer was lost. */
async function isThere(run: Run, desired: Desired, id: string | undefined): Promise<boolean> {
  if (id === undefined) return false;
  const seen = await readAll(run, [{ ...desired, id }]);
  return seen.get(desired.address)?.status !== "missing";
}

/** Tells objects that nobody owns: neither by their ids, nor by their items where they show none. */
function isUnowned(
  { ownership, locks }: Run,
  desired: Desired,
  isRemovedThere: boolean,
  entry: KindEntry,
): (object: LiveResource) => boolean {
  const { account, kind, lock } = desired;
  const isGone = (id: string) => !isRemovedThere && idsIn(lock.pending?.removes).includes(id);
  const entries = [...(locks.get(account)?.entries ?? [])].filter(([local]) => local.startsWith(`${kind}/`));
  const objects = entries.flatMap(([, remembered]) => Object.entries(remembered.objects ?? {}));
  const owned = new Set(objects.filter(([id]) => !isGone(id)).flatMap(([, items]) => items));
  return (object) => {
    const names = isUnnamed(object.id) ? (object.aliases ?? []) : [object.id];
    const items = isUnnamed(object.id) ? itemsOf(object.spec, entry) : [];
    return !names.some((id) => ownership.isKnown({ account, kind, id })) && !items.some((item) => owned.has(item));
  };
}

/** A resource with the objects that were found to be its own. */
function withFound(
  desired: Desired,
  objects: readonly LiveResource[],
  seen: Parameters<typeof importedEntry>[3],
): Desired {
  const found = objects.map((object) => [object.id, itemsOf(object.spec, seen.entry)] as const);
  const { pending } = desired.lock;
  const known = Object.entries(desired.lock.objects ?? {}).filter(([id]) => !idsIn(pending?.removes).includes(id));
  const lock = withObjects(withoutIntent(desired.lock), Object.fromEntries([...known, ...found]));
  const id = lock.id ?? "";
  const fields = desired.fields.filter(({ path }) => !isBelow(path, desired.document.ignore));
  return { ...desired, id, fields, lock: importedEntry({ ...desired, id, fields }, lock, objects, seen) };
}

function unsettled({ locate }: Run, { address, document, lock }: Desired): Problem {
  const place = locate(document.source, "/name", "key");
  const args = { address, since: lock.pending?.at ?? "" };
  return problem("absent-while-pending", args, { address, place });
}
