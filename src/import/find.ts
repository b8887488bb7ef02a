import type { Client } from "../model/client.ts";
import { foreignCredential } from "../model/credential.ts";
import { addressOf } from "../model/document.ts";
import type { ImportTarget } from "../model/import.ts";
import { itemsOf } from "../model/items.ts";
import type { Kind, KindEntry, Kinds } from "../model/kind.ts";
import { idsIn, isUnnamed } from "../model/objects.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type Account, isOf } from "../model/project.ts";
import type { Live, LiveResource } from "../model/resource.ts";
import type { Inventory } from "./inventory.ts";
import { listAccount } from "./listing.ts";
import type { Wanted } from "./wanted.ts";

/** What is to be read, and what is known without. */
export interface Found {
  readonly wanted: readonly Wanted[];
  /** How many a document manages already. */
  readonly managed: number;
  readonly problems: readonly Problem[];
}

/** What looking through whole accounts needs. */
export interface AccountsInput {
  readonly accounts: readonly Account[];
  readonly kinds: Kinds;
  /** By account name. */
  readonly clients: ReadonlyMap<string, Client>;
  readonly concurrency: number;
  readonly inventory: Inventory;
  /** The ids of the resources that objects make up, of a kind with several objects to a resource. */
  readonly together: (objects: readonly LiveResource[], entry: KindEntry) => readonly string[];
  readonly signal: AbortSignal;
}

/** Everything that accounts have and no document manages. An account that cannot be listed stops no other. */
export async function listAccounts(input: AccountsInput): Promise<Found> {
  const found: Found[] = [];
  for (const account of input.accounts)
    for (const entry of input.kinds.values())
      if (isOf(account, entry.kind.platform)) found.push(await listKind(input, account, entry));
  return {
    wanted: found.flatMap(({ wanted }) => wanted),
    managed: found.reduce((sum, { managed }) => sum + managed, 0),
    problems: found.flatMap(({ problems }) => problems),
  };
}

/** What an account has of one kind and no document manages; nothing where the platform lists nothing. */
async function listKind(input: AccountsInput, account: Account, entry: KindEntry): Promise<Found> {
  const { clients, concurrency, inventory, signal } = input;
  const { kind } = entry;
  const { listing } = kind;
  if (listing === undefined) return { wanted: [], managed: 0, problems: [] };
  const client = clients.get(account.name) as Client;
  const options = { concurrency, signal };
  const listed = await listAccount({ account, kind, listing, client, ...options });
  if (!("ids" in listed)) return { wanted: [], managed: 0, problems: [listed.problem] };
  const strange = strangeListing(account, kind, listed.ids, inventory);
  if (strange !== undefined) return { wanted: [], managed: 0, problems: [strange] };
  const wantedOf = (id: string): Wanted => ({ account: account.name, kind: kind.name, id });
  if (kind.multiObject !== undefined) {
    const own = listed.objects.filter((object) => isUnmanaged(object, account, entry, inventory));
    const managed = listed.objects.length - own.length;
    return { wanted: input.together(own, entry).map(wantedOf), managed, problems: [] };
  }
  const all = listed.ids.map(wantedOf);
  const free = all.filter((resource) => inventory.managedBy(resource) === undefined);
  return { wanted: free, managed: all.length - free.length, problems: [] };
}

/** True for an object of several that no document has, by its id, or by what it holds where no id is shown. */
function isUnmanaged(
  { id, aliases = [], spec }: LiveResource,
  account: Account,
  entry: KindEntry,
  inventory: Inventory,
): boolean {
  const about = { account: account.name, kind: entry.kind.name };
  if ([id, ...aliases].some((one) => inventory.managedBy({ ...about, id: one }) !== undefined)) return false;
  return !isUnnamed(id) || !itemsOf(spec, entry).some((item) => inventory.holderOf(about, item) !== undefined);
}

/** Each object by itself. */
export function oneByOne(objects: readonly LiveResource[]): readonly string[] {
  return objects.map(({ id }) => id);
}

/** What looking for named resources needs. */
export interface AskedInput {
  readonly targets: readonly ImportTarget[];
  readonly accounts: readonly Account[];
  readonly inventory: Inventory;
  readonly read: (wanted: readonly Wanted[]) => Promise<readonly { readonly live: Live }[]>;
}

/**
 * The named resources that can be imported: their addresses are free, and no document has their ids under another
 * address.
 */
export async function askedFor({ targets, accounts, inventory, read }: AskedInput): Promise<Found> {
  const problems: Problem[] = [];
  const wanted: Wanted[] = [];
  let managed = 0;
  for (const account of accounts) {
    const own = targets.filter((target) => target.account === account.name);
    const kinds = [...new Set(own.map(({ kind }) => kind))];
    const strange = await strangeReads(account, kinds, inventory, read);
    if (strange !== undefined) {
      problems.push(strange);
      continue;
    }
    for (const target of own) {
      const verdict = verdictOn(target, wanted, inventory);
      if (verdict === "managed") managed += 1;
      else if (verdict === "free")
        wanted.push({ account: target.account, kind: target.kind, id: target.id, name: target.name });
      else problems.push(verdict);
    }
  }
  return { wanted, managed, problems };
}

/**
 * Whether a named resource has its document already, may get one, or why it may not. `wanted` are those named before
 * it.
 */
function verdictOn(
  target: ImportTarget,
  wanted: readonly Wanted[],
  inventory: Inventory,
): "managed" | "free" | Problem {
  const { account, kind, name, id } = target;
  const address = addressOf(account, kind, name);
  const twin = wanted.find((other) => sharesId(other, target));
  const manager =
    twin === undefined ? inventory.managedBy(target) : addressOf(twin.account, twin.kind, twin.name ?? "");
  if (manager === address) return "managed";
  if (manager !== undefined) return problem("id-behind-two", { id, other: manager, address }, { address });
  return inventory.isTaken(address, id) ? problem("address-taken", { address, id }, { address }) : "free";
}

/** A listing holds deleted resources too: when not one of the known ids is in it, it is another account's. */
function strangeListing(
  account: Account,
  kind: Kind,
  ids: readonly string[],
  inventory: Inventory,
): Problem | undefined {
  // Objects of several come and go with every change, and a listing may not show their ids.
  if (kind.multiObject !== undefined) return undefined;
  const listed = new Set(ids);
  const known = inventory.knownIds(account.name, kind.name);
  return known.length === 0 || known.some((id) => listed.has(id))
    ? undefined
    : foreignCredential(account, known.length);
}

/** One known id that the account has is enough, so the first read settles it as a rule. */
async function strangeReads(
  account: Account,
  kinds: readonly string[],
  inventory: Inventory,
  read: AskedInput["read"],
): Promise<Problem | undefined> {
  const known = kinds.flatMap((kind) => inventory.knownIds(account.name, kind).map((id) => ({ kind, id })));
  for (const { kind, id } of known) {
    const [seen] = await read([{ account: account.name, kind, id }]);
    if (seen?.live.status !== "missing" || seen.live.problem.code !== "resource-missing") return undefined;
  }
  return known.length === 0 ? undefined : foreignCredential(account, known.length);
}

/** True for two names of one resource: an id and a former one of it. */
function sharesId(sought: Wanted, other: Wanted): boolean {
  const ids = idsIn(other.id);
  return (
    sought.account === other.account && sought.kind === other.kind && idsIn(sought.id).some((id) => ids.includes(id))
  );
}
