import { locator } from "../config/locate.ts";
import { lockedIds } from "../config/lock.ts";
import { importedEntry } from "../import/import.ts";
import { listAccount } from "../import/listing.ts";
import type { Client } from "../model/client.ts";
import { valueDigest } from "../model/digest.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Lock } from "../model/lock.ts";
import { isBelow } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import type { Selection, World } from "../model/world.ts";
import { observe } from "../observe/observe.ts";
import { planCreation } from "../plan/create.ts";
import { placeNewcomer } from "../resolve/newcomer.ts";
import { notPending } from "./creation-book.ts";

/** Whether neither its document nor the lock file knows an id. */
export function isNew(one: Desired): boolean {
  return one.id === "";
}

/** What is needed to place documents that know no id. */
interface Surroundings {
  readonly project: Project;
  readonly clients: ReadonlyMap<string, Client>;
  readonly locks: ReadonlyMap<string, Lock>;
  readonly all: readonly Desired[];
}

/** Documents without an id: found again on the platform, to be made, or a reason to stop. Listings are asked for only when there are some. */
export async function placeNewcomers(
  world: World,
  around: Surroundings,
  selection: Selection,
  newcomers: readonly Desired[],
) {
  const placed = {
    adopted: [] as Desired[],
    created: [] as Desired[],
    waiting: [] as Desired[],
    problems: [] as Problem[],
  };
  const { locate } = locator();
  const groups = new Map<string, Desired[]>();
  for (const one of newcomers) {
    const key = `${one.account} ${one.kind}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  for (const group of groups.values()) {
    const first = group[0] as Desired;
    const found = await strangers(world, around, selection, first);
    if ("problem" in found) {
      placed.problems.push(found.problem);
      continue;
    }
    const taken = new Set<string>();
    for (const one of group) {
      const entry = world.kinds.get(one.kind) as KindEntry;
      const context = { timezone: around.project.timezone };
      const candidates = found.live.filter(({ id }) => !taken.has(id));
      const body = valueDigest(planCreation(one, entry, 0, locate).steps[0]?.body ?? null);
      const place = placeNewcomer({ one, entry, candidates, body, context, locate });
      if (place.what === "adopt") taken.add(place.live.id);
      if (place.what === "adopt") placed.adopted.push(adopted(one, place.live.id));
      else if (place.what === "create") placed.created.push(one);
      else placed.problems.push(place.problem);
      if (place.what === "wait") placed.waiting.push(one);
    }
  }
  return placed;
}

/** What no read shows counts as sent: adopting changes nothing on the platform. */
function adopted(one: Desired, id: string): Desired {
  const fields = one.fields.filter((field) => !isBelow(field.path, one.document.ignore));
  return { ...one, id, fields, lock: importedEntry({ ...one, fields }, notPending(one.lock)) };
}

/** The live resources of an account that neither a document nor the lock file knows. */
async function strangers(
  world: World,
  around: Surroundings,
  selection: Selection,
  like: Desired,
): Promise<{ live: LiveResource[] } | { problem: Problem }> {
  const { kind } = world.kinds.get(like.kind) as KindEntry;
  const account = around.project.accounts.find(({ name }) => name === like.account) as Account;
  const client = around.clients.get(like.account) as Client;
  if (kind.listing === undefined) return { live: [] };
  const { concurrency } = selection;
  const listed = await listAccount({
    account,
    kind,
    listing: kind.listing,
    client,
    concurrency,
    ...(world.signal ? { signal: world.signal } : {}),
  });
  if ("problem" in listed) return listed;
  const known = new Set([...around.all.map(({ id }) => id), ...lockedIds(around.locks).map(({ id }) => id)]);
  const unknown = listed.ids
    .filter((id) => !known.has(id))
    .map((id) => ({ ...like, id, address: `${like.account}/${like.kind}/${id}` }));
  const states = await observe({ ...world, desired: unknown, clients: around.clients, concurrency });
  const unread = [...states.values()].find((state) => state.status === "unreadable");
  if (unread?.status === "unreadable") return { problem: unread.problem };
  return { live: [...states.values()].flatMap((state) => (state.status === "found" ? [state] : [])) };
}
