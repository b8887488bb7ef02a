import { type ListedAll, listAccount } from "../import/listing.ts";
import type { Client } from "../model/client.ts";
import { defined } from "../model/defined.ts";
import type { KindEntry } from "../model/kind.ts";
import { idKey } from "../model/ownership.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import type { Selection, World } from "../model/world.ts";

/** What an account has of a kind, or why nobody can say. */
export type Listing = ListedAll | { readonly problem: Problem };

/**
 * Lists what an account has of a kind. Whoever wants a few resources only says how many pages that is worth; a longer
 * listing ends after its first page and is not taken for known.
 */
export type Listings = (account: string, kind: string, mostPages?: number) => Promise<Listing>;

const nothing: ListedAll = { ids: [], objects: [], gone: [] };

/**
 * Lists an account once in a run, however many ask. What writes changed in between is not in it: for that, ask for new
 * listings.
 */
export function listings(
  { kinds, signal, offline }: World,
  { concurrency }: Pick<Selection, "concurrency">,
  project: Project,
  clients: ReadonlyMap<string, Client>,
): Listings {
  const known = new Map<string, Promise<Listing>>();
  const list = async (name: string, kindName: string, mostPages?: number): Promise<Listing> => {
    if (offline !== undefined) return { ...nothing, ids: offline.ids(name, kindName) };
    const { kind } = kinds.get(kindName) as KindEntry;
    const account = project.accounts.find((candidate) => candidate.name === name) as Account;
    const client = clients.get(name);
    if (kind.listing === undefined || client === undefined) return nothing;
    const options = { signal, ...defined({ mostPages }) };
    return listAccount({ account, kind, listing: kind.listing, client, concurrency, ...options });
  };
  return async (account, kind, mostPages) => {
    const key = `${account} ${kind}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (mostPages === undefined) {
      const listed = list(account, kind);
      known.set(key, listed);
      return listed;
    }
    const some = await list(account, kind, mostPages);
    if (!("problem" in some)) known.set(key, Promise.resolve(some));
    return some;
  };
}

/**
 * The ids that accounts had before resources are made in them, by `idKey`: looking for what a document may have made
 * has listed them already. A listing that failed shows none; nothing is made then.
 */
export async function listedBefore(created: readonly Desired[], listed: Listings): Promise<ReadonlySet<string>> {
  const before = new Set<string>();
  const groups = new Map(created.map(({ account, kind }) => [`${account} ${kind}`, { account, kind }]));
  for (const { account, kind } of groups.values()) {
    const all = await listed(account, kind);
    if ("problem" in all) continue;
    for (const id of [...all.ids, ...all.gone.map((object) => object.id)]) before.add(idKey({ account, kind, id }));
  }
  return before;
}
