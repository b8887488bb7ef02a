import { askedFor, type Found, listAccounts } from "../../import/find.ts";
import { type Inventory, inventoryOf } from "../../import/inventory.ts";
import { together } from "../../import/together.ts";
import { undeclared, type Wanted } from "../../import/wanted.ts";
import { addressOf } from "../../model/document.ts";
import type { ImportTarget } from "../../model/import.ts";
import { joinedIds } from "../../model/objects.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Live } from "../../model/resource.ts";
import { refersToOthers } from "../../plan/references.ts";
import { makerOf } from "../planning/idempotency-keys.ts";
import { entryOf, type Run, readAll } from "../run.ts";

/** A resource that is wanted as a document, as it was read. */
export interface WantedReading {
  readonly resource: Wanted;
  readonly live: Live;
}

/** What is to become documents, and what is managed already. */
export interface FoundWanted {
  readonly wanted: readonly WantedReading[];
  readonly inventory: Inventory;
  /** How many a document manages. */
  readonly managed: number;
  readonly problems: readonly Problem[];
}

/** Finds the named resources, or without targets all that no document manages, and reads them. */
export async function findWanted(run: Run, targets: readonly ImportTarget[] | undefined): Promise<FoundWanted> {
  const inventory = inventoryOf(run.checked.all, run.states, run.ownership);
  const found = await (targets === undefined ? findAll(run, inventory) : findNamed(run, inventory, targets));
  // What names other resources comes after them, so that it can say their names.
  const refers = (resource: Wanted) => refersToOthers(resource, run.world.kinds);
  const inTurn = [...found.wanted.filter((resource) => !refers(resource)), ...found.wanted.filter(refers)];
  const readings = (await read(run, inTurn)).map((reading) => ({ ...reading, maker: makerOfReading(run, reading) }));
  const wanted = readings.filter(({ maker }) => maker === undefined);
  const isAll = targets === undefined;
  return {
    wanted,
    inventory,
    managed: found.managed + (isAll ? readings.length - wanted.length : 0),
    problems: [...found.problems, ...(isAll ? [] : readings.flatMap(alreadyMade))],
  };
}

function findAll(run: Run, inventory: Inventory): Promise<Found> {
  const { kinds, signal } = run.world;
  const { concurrency } = run.selection;
  const options = { kinds, clients: run.clients, concurrency, inventory, signal };
  return listAccounts({ accounts: reachable(run), together: together(run.context), ...options });
}

function findNamed(run: Run, inventory: Inventory, targets: readonly ImportTarget[]): Promise<Found> {
  // An object that was replaced: what its resource is made of now is what somebody wants who names it.
  const followed = targets.map((target) => ({
    ...target,
    id: joinedIds(run.ownership.presentIds(target)) || target.id,
  }));
  return askedFor({ accounts: reachable(run), inventory, targets: followed, read: (all) => read(run, all) });
}

function reachable({ accounts, clients }: Run) {
  return accounts.filter(({ name }) => clients.has(name));
}

async function read(run: Run, wanted: readonly Wanted[]): Promise<WantedReading[]> {
  const asked = wanted.map((resource) => ({ resource, bare: undeclared(resource, run.project) }));
  const seen = await readAll(
    run,
    asked.map(({ bare }) => bare),
  );
  return asked.map(({ resource, bare }) => ({ resource, live: seen.get(bare.address) as Live }));
}

/**
 * The document that made a resource and whose id nobody knows: it is that document's all the same, and the next plan
 * finds it by its idempotency key.
 */
function makerOfReading(run: Run, { resource, live }: WantedReading): string | undefined {
  if (live.status !== "found" || live.idempotencyKey === undefined) return undefined;
  const { account, kind } = resource;
  const documents = run.checked.all.filter((document) => document.account === account && document.kind === kind);
  const { settings } = undeclared(resource, run.project);
  const makers = { kind: entryOf(run, resource).kind, settings, documents, memory: run.states.get(account) };
  return makerOf(makers)(live.idempotencyKey);
}

/** A resource that is asked for by its id, and that a document of the project made: two documents would manage it. */
function alreadyMade({ resource, maker }: WantedReading & { readonly maker: string | undefined }): Problem[] {
  const { account, kind, id, name = "" } = resource;
  const address = addressOf(account, kind, name);
  return maker === undefined ? [] : [problem("id-behind-two", { id, other: maker, address }, { address })];
}
