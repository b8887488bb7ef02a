import type { Client } from "../model/client.ts";
import { foreignCredential } from "../model/credential.ts";
import { addressOf } from "../model/document.ts";
import type { ImportTarget } from "../model/import.ts";
import { itemsOf } from "../model/items.ts";
import type { Kind, KindEntry, Kinds } from "../model/kind.ts";
import { idsIn, isUnnamed } from "../model/objects.ts";
import type { Problem } from "../model/problem.ts";
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
  readonly signal?: AbortSignal;
}

/** Everything that accounts have and no document manages. An account that cannot be listed stops no other. */
export async function listAccounts(input: AccountsInput): Promise<Found> {
  const { accounts, kinds, clients, concurrency, inventory, signal } = input;
  const wanted: Wanted[] = [];
  const problems: Problem[] = [];
  let managed = 0;
  for (const account of accounts) {
    const fitting = [...kinds.values()].map(({ kind }) => kind).filter((kind) => isOf(account, kind.platform));
    for (const kind of fitting) {
      if (kind.listing === undefined) continue;
      const client = clients.get(account.name) as Client;
      const options = { concurrency, ...(signal ? { signal } : {}) };
      const listed = await listAccount({ account, kind, listing: kind.listing, client, ...options });
      const strange = "ids" in listed ? strangeListing(account, kind, listed.ids, inventory) : listed.problem;
      if (strange !== undefined) problems.push(strange);
      if (strange !== undefined || !("ids" in listed)) continue;
      if (kind.multiObject !== undefined) {
        const entry = kinds.get(kind.name) as KindEntry;
        const own = listed.objects.filter((object) => isUnmanaged(object, account, entry, inventory));
        managed += listed.objects.length - own.length;
        wanted.push(...input.together(own, entry).map((id) => ({ account: account.name, kind: kind.name, id })));
        continue;
      }
      const all = listed.ids.map((id): Wanted => ({ account: account.name, kind: kind.name, id }));
      const free = all.filter((one) => inventory.managedBy(one) === undefined);
      managed += all.length - free.length;
      wanted.push(...free);
    }
  }
  return { wanted, managed, problems };
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

/** The named resources that can be imported: their addresses are free, and no document has their ids under another address. */
export async function askedFor({ targets, accounts, inventory, read }: AskedInput): Promise<Found> {
  const problems: Problem[] = [];
  const wanted: Wanted[] = [];
  let managed = 0;
  for (const account of accounts) {
    const own = targets.filter((one) => one.account === account.name);
    const kinds = [...new Set(own.map((one) => one.kind))];
    const strange = await strangeReads(account, kinds, inventory, read);
    if (strange !== undefined) {
      problems.push(strange);
      continue;
    }
    for (const target of own) {
      const address = addressOf(target.account, target.kind, target.name);
      const twin = wanted.find((other) => sharesId(other, target));
      const manager =
        twin === undefined ? inventory.managedBy(target) : addressOf(twin.account, twin.kind, twin.name ?? "");
      const refuse = (code: string, args: Problem["args"]) =>
        problems.push({ code, severity: "error", class: "refused", args, address });
      if (manager === address) managed += 1;
      else if (manager !== undefined) refuse("id-behind-two", { id: target.id, other: manager, address });
      else if (inventory.isTaken(address, target.id)) refuse("address-taken", { address, id: target.id });
      else wanted.push({ account: target.account, kind: target.kind, id: target.id, name: target.name });
    }
  }
  return { wanted, managed, problems };
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
