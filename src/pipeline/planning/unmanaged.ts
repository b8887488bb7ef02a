import { listAccounts, oneByOne } from "../../import/find.ts";
import { importedFrom, inventoryOf } from "../../import/inventory.ts";
import { undeclared, type Wanted } from "../../import/wanted.ts";
import { defined } from "../../model/defined.ts";
import { idsIn, unnamedId } from "../../model/objects.ts";
import { idKey } from "../../model/ownership.ts";
import type { Unmanaged } from "../../model/plan.ts";
import type { Problem } from "../../model/problem.ts";
import type { Desired, Live } from "../../model/resource.ts";
import { orphaned } from "../../plan/unmanaged.ts";
import { once } from "../../resolve/places.ts";
import { connectAll } from "../connect.ts";
import { listings } from "../listings.ts";
import { type Run, readAll } from "../run.ts";

/** Resources that no document manages, and what kept more of them from being known. */
export interface FoundUnmanaged {
  readonly found: readonly Unmanaged[];
  readonly problems: readonly Problem[];
}

/**
 * What the memory knows and no document manages; with `--unmanaged` also what accounts have. `known` are resources that
 * this plan found again or adopts.
 */
export async function findUnmanaged(run: Run, known: readonly Desired[]): Promise<FoundUnmanaged> {
  const remembered = orphaned(run.ownership);
  if (!run.selection.unmanaged) return { found: remembered, problems: [] };
  const live = await liveUnmanaged(run, known);
  return { found: [...live.found, ...remembered], problems: live.problems };
}

/**
 * What accounts have and no document names. A listing gives ids of every state and type, so each is read: deleted ones
 * and those of other types are left out. What cannot be listed or read makes the plan incomplete, since "nothing else
 * is there" would be a guess.
 */
async function liveUnmanaged(run: Run, known: readonly Desired[]): Promise<FoundUnmanaged> {
  const { world, selection, project, checked, states } = run;
  const { kinds, signal } = world;
  const { concurrency } = selection;
  const named = new Set(checked.documents.map(({ account }) => account));
  const all = importedFrom(project, kinds, run.selected, selection.accounts.length > 0);
  const accounts = selection.targets.length === 0 ? all : all.filter(({ name }) => named.has(name));
  // Accounts that documents name and that could not be connected have been reported already.
  const unnamed = accounts.filter(({ name }) => !run.clients.has(name) && !named.has(name));
  const more = await connectAll(world, project, unnamed);
  const clients = new Map([...run.clients, ...more.clients]);
  const inventory = inventoryOf(checked.all, states, run.ownership);
  const reachable = accounts.filter(({ name }) => clients.has(name));
  const options = { kinds, clients, concurrency, inventory, signal };
  const listed = await listAccounts({ accounts: reachable, ...options, together: oneByOne });
  const isKnown = new Set(known.flatMap(keysOf));
  const wanted = listed.wanted.filter((resource) => !isKnown.has(idKey(resource)));
  const asked = wanted.map((resource) => ({ resource, bare: undeclared(resource, project) }));
  const whole = { ...run, clients, listed: listings(world, selection, project, clients) };
  const live = await readAll(
    whole,
    asked.map(({ bare }) => bare),
  );
  const readings = asked.map(({ resource, bare }) => ({ resource, state: live.get(bare.address) as Live }));
  const found = readings.filter(({ state }) => state.status === "found");
  const unread = readings.flatMap(({ state }) => (state.status === "unreadable" ? [state.problem] : []));
  const unmanagedOf = ({ account, kind, id }: Wanted): Unmanaged => ({
    account,
    kind,
    id,
    ...defined({ name: inventory.remembered({ account, kind, id }) }),
  });
  return {
    found: found.map(({ resource }) => unmanagedOf(resource)),
    problems: [...more.problems, ...listed.problems, ...once(unread)],
  };
}

/** The ids of a resource, and what a listing without ids would call its objects. */
function keysOf({ account, kind, id, memory: { objects = {} } }: Desired): string[] {
  return [...idsIn(id), ...Object.values(objects).map(unnamedId)].map((part) => idKey({ account, kind, id: part }));
}
