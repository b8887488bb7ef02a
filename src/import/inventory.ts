import { addressOf, type Document, localAddress } from "../model/document.ts";
import type { Kinds } from "../model/kind.ts";
import { idsIn } from "../model/objects.ts";
import { claimedName, idKey, type Ownership } from "../model/ownership.ts";
import { type Account, type Project, sandboxAccountName } from "../model/project.ts";
import type { AccountState } from "../model/state.ts";
import type { Wanted } from "./wanted.ts";

/** What the project knows already, from its documents and its memories. */
export interface Inventory {
  /** The address of the document that manages an id. */
  managedBy(resource: Wanted): string | undefined;
  /** The address of the document whose objects hold an item, by what is remembered. */
  holderOf(resource: Pick<Wanted, "account" | "kind">, item: string): string | undefined;
  /** True for an address that belongs to a document, or that a memory has for another id. */
  isTaken(address: string, id: string): boolean;
  /** The name that a memory has for an id. */
  remembered(resource: Wanted): string | undefined;
  /** The local address of another name under which a memory knows an id, when that name has no document. */
  orphaned(resource: Wanted & { readonly address: string }): string | undefined;
  /** The ids that the memory of an account has of a kind, those of resources that were deleted on purpose left out. */
  knownIds(account: string, kind: string): readonly string[];
}

/**
 * Looks through documents and memories once. A document without `id:` manages the id that the memory has under its
 * name.
 */
export function inventoryOf(
  documents: readonly Document[],
  states: ReadonlyMap<string, AccountState>,
  ownership: Ownership,
): Inventory {
  const entryOf = (account: string, local: string) => states.get(account)?.entries.get(local);
  const addresses = new Set(documents.map((document) => document.address));
  for (const document of documents) {
    const claimed = claimedName(document, states);
    if (claimed !== undefined) addresses.add(`${document.account}/${claimed}`);
  }
  const named = new Map<string, string>();
  for (const memory of states.values())
    for (const [local, { id }] of memory.entries) {
      const [kind = "", name = ""] = local.split("/");
      for (const objectId of idsIn(id)) named.set(idKey({ account: memory.account, kind, id: objectId }), name);
    }
  const holders = holdersOf(addresses, states);
  const remembered = (resource: Wanted) =>
    idsIn(resource.id)
      .map((id) => named.get(idKey({ ...resource, id })))
      .find((name) => name !== undefined);
  return {
    managedBy: (resource) =>
      idsIn(resource.id)
        .map((id) => ownership.managerOf({ ...resource, id }))
        .find((address) => address !== undefined),
    holderOf: ({ account, kind }, item) => holders.get(idKey({ account, kind, id: item })),
    remembered,
    orphaned: (resource) => {
      const name = remembered(resource);
      const local = `${resource.kind}/${name}`;
      const isOther = name !== undefined && `${resource.account}/${local}` !== resource.address;
      return isOther && !addresses.has(`${resource.account}/${local}`) ? local : undefined;
    },
    isTaken: (address, id) => {
      const [account = ""] = address.split("/");
      const locked = entryOf(account, localAddress(address));
      return addresses.has(address) || (locked !== undefined && locked.deleted !== true && locked.id !== id);
    },
    knownIds: (account, kind) =>
      [...(states.get(account)?.entries ?? [])].flatMap(([local, { id, deleted }]) =>
        id !== undefined &&
        deleted !== true &&
        addressOf(account, kind, local.split("/")[1] ?? "") === `${account}/${local}`
          ? [id]
          : [],
      ),
  };
}

/** Which document's objects hold which item, as memories know it. */
function holdersOf(
  addresses: ReadonlySet<string>,
  states: ReadonlyMap<string, AccountState>,
): ReadonlyMap<string, string> {
  const holders = new Map<string, string>();
  for (const { account, entries } of states.values())
    for (const [local, { objects = {} }] of entries) {
      const address = `${account}/${local}`;
      if (!addresses.has(address)) continue;
      for (const item of Object.values(objects).flat())
        holders.set(idKey({ account, kind: local.split("/")[0] ?? "", id: item }), address);
    }
  return holders;
}

/**
 * The accounts that are looked through: those asked for by name, else all of the project that some kind can be listed
 * on; the embedded one only where there is no other.
 */
export function importedFrom(
  project: Project,
  kinds: Kinds,
  selected: readonly Account[],
  byName: boolean,
): readonly Account[] {
  if (byName) return selected;
  const listed = new Set([...kinds.values()].filter(({ kind }) => kind.listing).map(({ kind }) => kind.platform));
  const real = project.accounts.filter(({ name, platform }) => name !== sandboxAccountName && listed.has(platform));
  return real.length === 0 ? selected : real;
}
