import { listAccounts, oneByOne } from "../import/find.ts";
import { importedFrom, inventoryOf } from "../import/inventory.ts";
import { undeclared } from "../import/wanted.ts";
import type { Client } from "../model/client.ts";
import type { Lock } from "../model/lock.ts";
import { idsIn, unnamedId } from "../model/objects.ts";
import type { Unmanaged } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { Desired, Live } from "../model/resource.ts";
import type { Checked, Selection, World } from "../model/world.ts";
import { observe } from "../observe/observe.ts";
import { once } from "../resolve/placing.ts";
import { selectAccounts } from "../resolve/select.ts";
import { connectAll } from "./connect.ts";
import { listings } from "./listings.ts";

/** What the search may use that the plan has already. */
export interface Known {
  readonly project: Project;
  readonly checked: Checked;
  readonly locks: ReadonlyMap<string, Lock>;
  readonly clients: ReadonlyMap<string, Client>;
  /** Resources that this plan found again or adopts. */
  readonly placed: readonly Desired[];
}

/**
 * What accounts have and no document names, for `--unmanaged`. A listing gives ids of every state and type, so each is read: deleted ones and those of other
 * types are left out. What cannot be listed or read makes the plan incomplete, since "nothing else is there" would be a guess.
 */
export async function findUnmanaged(
  world: World,
  selection: Selection,
  known: Known,
): Promise<{ found: readonly Unmanaged[]; problems: readonly Problem[] }> {
  const { project, checked, locks } = known;
  const { kinds } = world;
  const { concurrency } = selection;
  const stop = world.signal ? { signal: world.signal } : {};
  const all = importedFrom(project, kinds, selectAccounts(project, selection), selection.accounts.length > 0);
  const named = new Set(checked.documents.map(({ account }) => account));
  const accounts = selection.targets.length === 0 ? all : all.filter(({ name }) => named.has(name));
  const missing = accounts.filter(({ name }) => !known.clients.has(name));
  // Accounts that documents name and that could not be connected have been told already.
  const unnamed = missing.filter(({ name }) => !named.has(name));
  const more = await connectAll(world, project, unnamed);
  const clients = new Map([...known.clients, ...more.clients]);
  const reachable = accounts.filter(({ name }) => clients.has(name));
  const inventory = inventoryOf(checked.all, locks);
  const listed = await listAccounts({
    ...{ accounts: reachable, kinds, clients, concurrency, inventory, ...stop },
    together: oneByOne,
  });
  const placed = new Set(known.placed.flatMap((one) => namesOf(one).map((id) => `${one.account} ${one.kind} ${id}`)));
  const wanted = listed.wanted.filter(({ account, kind, id }) => !placed.has(`${account} ${kind} ${id}`));
  const live = await observe({
    desired: wanted.map((one) => undeclared(one, project)),
    kinds,
    clients,
    concurrency,
    listed: listings({ project, kinds, clients, concurrency, ...stop }),
    ...stop,
  });
  const state = (one: (typeof wanted)[number]) => live.get(undeclared(one, project).address) as Live;
  const found = wanted
    .filter((one) => state(one).status === "found")
    .map((one): Unmanaged => {
      const name = inventory.remembered(one);
      return { account: one.account, kind: one.kind, id: one.id, ...(name === undefined ? {} : { name }) };
    });
  const unread = wanted.flatMap((one) => {
    const seen = state(one);
    return seen.status === "unreadable" ? [seen.problem] : [];
  });
  return { found, problems: [...more.problems, ...listed.problems, ...once(unread)] };
}

/** The ids of a resource, and what a listing without ids would call its objects. */
function namesOf({ id, lock: { objects = {} } }: Desired): string[] {
  return [...idsIn(id), ...Object.values(objects).map(unnamedId)];
}
