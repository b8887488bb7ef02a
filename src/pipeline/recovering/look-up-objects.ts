import { importedEntry } from "../../import/import.ts";
import { itemsOf, withoutFormer } from "../../model/items.ts";
import { type LockEntry, withObjects, withoutIntent } from "../../model/lock.ts";
import { idsIn } from "../../model/objects.ts";
import type { Problem } from "../../model/problem.ts";
import type { Desired, LiveResource } from "../../model/resource.ts";
import { isGone } from "../../model/resource.ts";
import { isIntended } from "../../resolve/match-objects.ts";
import { entryOf, readAll } from "../run.ts";
import { isUnowned } from "../unowned.ts";
import { nothingCame } from "./look-up-one.ts";
import type { Recovering, Settled } from "./recovering.ts";

/**
 * Looks for what came of a call that took an object down or added one; gives the entry as it is known to be by then.
 * What was taken down is put up again afterwards.
 */
export async function lookUpObjects(recovering: Recovering, resource: Desired): Promise<Settled> {
  const { removes, items } = resource.lock.pending ?? {};
  const down = removes === undefined ? undefined : await lookUpRemoved(recovering, resource, removes);
  if (down?.unread !== undefined) return { result: "unread", problems: [down.unread] };
  const before = down?.entry ?? resource.lock;
  if (items !== undefined) return lookUpAdded(recovering, resource, before, down?.isThere === true);
  if (down?.isThere !== true) return { result: "adopted", entry: withoutIntent(before) };
  return nothingCame(recovering.run.now, resource, stillUp(resource, before, removes));
}

/** It is there, and was never taken down: it needs not be put up. */
function stillUp(_resource: Desired, before: LockEntry, removes: string | undefined): LockEntry {
  const { former = {}, ...rest } = withoutIntent(before);
  const left = Object.entries(former).filter(([id]) => !idsIn(removes).includes(id));
  return left.length === 0 ? rest : { ...rest, former: Object.fromEntries(left) };
}

async function lookUpRemoved(
  { run }: Recovering,
  resource: Desired,
  removes: string,
): Promise<{ entry?: LockEntry; isThere?: boolean; unread?: Problem }> {
  const gone = new Set<string>();
  for (const id of idsIn(removes)) {
    const live = (await readAll(run, [{ ...resource, id }])).get(resource.address);
    if (live === undefined) continue;
    if (live.status === "unreadable" || (live.status === "missing" && !isGone(live))) return { unread: live.problem };
    if (live.status === "missing") gone.add(id);
  }
  const left = Object.entries(resource.lock.objects ?? {}).filter(([id]) => !gone.has(id));
  const entry = gone.size === 0 ? resource.lock : withObjects(resource.lock, Object.fromEntries(left));
  return { entry, isThere: gone.size < idsIn(removes).length };
}

/** What was added shows in the listing: the items and the shared fields that were sent. */
async function lookUpAdded(
  { run, taken }: Recovering,
  resource: Desired,
  before: LockEntry,
  isRemovedThere: boolean,
): Promise<Settled> {
  const { account, kind } = resource;
  const entry = entryOf(run, resource);
  const { context } = run;
  const listed = await run.listed(account, kind);
  if ("problem" in listed) return { result: "unread", problems: [listed.problem] };
  const isFree = isUnowned(run, resource, isRemovedThere ? [] : idsIn(resource.lock.pending?.removes));
  const isOwn = (object: LiveResource) =>
    !taken.has(object.id) &&
    isFree(object) &&
    isIntended(object, { desired: resource, entry, context, isRemovedThere });
  const own = listed.objects.filter(isOwn);
  for (const { id } of own) taken.add(id);
  const found = own.map((object) => [object.id, itemsOf(object.spec, entry)] as const);
  const items = new Set([...found.flatMap(([, some]) => some), ...Object.values(before.objects ?? {}).flat()]);
  const objects = { ...before.objects, ...Object.fromEntries(found) };
  const isUp = (item: string) => items.has(item);
  const all = found.length === 0 ? before : withObjects(before, objects);
  // What no read shows counts as sent.
  const known = withoutFormer(importedEntry(resource, all, own, { entry, context }), isUp, entry);
  if (resource.lock.pending?.items?.every(isUp) === true) return { result: "adopted", entry: withoutIntent(known) };
  const settled = nothingCame(run.now, resource, withoutIntent(known));
  return found.length === 0 ? settled : { ...settled, entry: settled.entry ?? known };
}
