import { importedEntry } from "../../import/import.ts";
import { itemsOf, withoutFormer } from "../../model/items.ts";
import { idsIn, isUnnamed } from "../../model/objects.ts";
import type { Problem } from "../../model/problem.ts";
import type { Desired, LiveResource } from "../../model/resource.ts";
import { isGone } from "../../model/resource.ts";
import { type Intent, type StateEntry, withObjects, withoutIntent } from "../../model/state.ts";
import { isIntended } from "../../resolve/match-objects.ts";
import { entryOf, type Run, readOne } from "../run.ts";
import { isUnowned } from "../unowned.ts";
import { nothingCame } from "./look-up-one.ts";
import type { Recovering, Settled } from "./recovering.ts";

/** What became of objects that were to be taken down. */
interface Removed {
  /** The entry without those that are gone. */
  readonly entry: StateEntry;
  readonly gone: readonly string[];
  readonly there: readonly string[];
}

/**
 * Looks for what came of a call that took an object down or added one; gives the entry as it is known to be by then.
 * What was taken down is put up again afterwards.
 */
export async function lookUpObjects(
  recovering: Recovering,
  resource: Desired,
  { at, items, removes }: Intent,
): Promise<Settled> {
  const removed = await lookUpRemoved(recovering, resource, idsIn(removes));
  if ("unread" in removed) return { result: "unread", problems: [removed.unread] };
  if (items !== undefined) return lookUpAdded(recovering, resource, { at, items }, removed);
  if (removed.there.length === 0) return { result: "adopted", entry: withoutIntent(removed.entry) };
  return nothingCame(recovering.run.now, at, stillUp(removed));
}

/** What is there was never taken down: it needs not be put up. */
function stillUp({ entry, there }: Removed): StateEntry {
  const { former = {}, ...rest } = withoutIntent(entry);
  const left = Object.entries(former).filter(([id]) => !there.includes(id));
  return left.length === 0 ? rest : { ...rest, former: Object.fromEntries(left) };
}

async function lookUpRemoved(
  { run }: Recovering,
  resource: Desired,
  removes: readonly string[],
): Promise<Removed | { readonly unread: Problem }> {
  const { gone, unread } = await goneOf(run, resource, removes);
  if (unread !== undefined) return { unread };
  const there = removes.filter((id) => !gone.includes(id));
  const left = Object.entries(resource.memory.objects ?? {}).filter(([id]) => !gone.includes(id));
  return {
    entry: gone.length === 0 ? resource.memory : withObjects(resource.memory, Object.fromEntries(left)),
    gone,
    there,
  };
}

/** Those of some objects that are not there any more, each read by its id. */
async function goneOf(
  run: Run,
  resource: Desired,
  ids: readonly string[],
): Promise<{ readonly gone: readonly string[]; readonly unread?: Problem }> {
  const gone: string[] = [];
  for (const id of ids) {
    const live = await readOne(run, { ...resource, id });
    if (live.status === "found") continue;
    if (!isGone(live)) return { gone, unread: live.problem };
    gone.push(id);
  }
  return { gone };
}

/**
 * What was added shows in the listing: the items and the shared fields that were sent. What was added and answered
 * without an id is known by its items alone, and is up once the listing shows it.
 */
async function lookUpAdded(
  { run, taken }: Recovering,
  resource: Desired,
  { at, items }: Pick<Intent, "at"> & { readonly items: readonly string[] },
  { entry: before, gone, there }: Removed,
): Promise<Settled> {
  const { account, kind } = resource;
  const entry = entryOf(run, resource);
  const { context } = run;
  const listed = await run.listed(account, kind);
  if ("problem" in listed) return { result: "unread", problems: [listed.problem] };
  const isFree = isUnowned(run, resource, gone);
  const about = { desired: resource, entry, context, isRemovedThere: there.length > 0 };
  const unnamed = Object.keys(before.objects ?? {}).filter(isUnnamed);
  const isAnswered = ({ aliases = [] }: LiveResource) => aliases.some((alias) => unnamed.includes(alias));
  const isOwn = (object: LiveResource) =>
    !taken.has(object.id) && (isAnswered(object) || (isFree(object) && isIntended(object, about)));
  const shown = listed.objects.filter(isOwn);
  // A listing may be late, and show what was taken down since.
  const { gone: over, unread } = await goneOf(
    run,
    resource,
    shown.map(({ id }) => id).filter((id) => !isUnnamed(id)),
  );
  if (unread !== undefined) return { result: "unread", problems: [unread] };
  const own = shown.filter(({ id }) => !over.includes(id));
  for (const { id } of own) taken.add(id);
  const found = own.map((object) => [object.id, itemsOf(object.spec, entry)] as const);
  const unseen = unnamed.filter((id) => !own.some(({ aliases = [] }) => aliases.includes(id)));
  const all = withFound(before, found, (id) => !isUnnamed(id) || unseen.includes(id));
  const seen = withFound(before, found, (id) => !isUnnamed(id));
  const up = new Set(Object.values(seen.objects ?? {}).flat());
  const isUp = (item: string) => up.has(item);
  // What no read shows counts as sent.
  const known = (objects: StateEntry) =>
    withoutFormer(importedEntry(resource, objects, own, { entry, context }), isUp, entry);
  if (items.every(isUp)) return { result: "adopted", entry: withoutIntent(known(seen)) };
  const settled = nothingCame(run.now, at, stillUp({ entry: known(seen), gone, there }));
  return found.length === 0 ? settled : { entry: known(all), ...settled };
}

/** An entry with the objects that were found, and of those it had the ones that stay. */
function withFound(
  entry: StateEntry,
  found: readonly (readonly [string, readonly string[]])[],
  stays: (id: string) => boolean,
): StateEntry {
  const kept = Object.entries(entry.objects ?? {}).filter(([id]) => stays(id));
  if (found.length === 0 && kept.length === Object.keys(entry.objects ?? {}).length) return entry;
  return withObjects(entry, Object.fromEntries([...kept, ...found]));
}
