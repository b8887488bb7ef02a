import { listAccount } from "../import/listing.ts";
import type { Client } from "../model/client.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { LiveResource } from "../model/resource.ts";

/** What listings need. */
export interface ListingsInput {
  readonly project: Project;
  readonly kinds: Kinds;
  readonly clients: ReadonlyMap<string, Client>;
  readonly concurrency: number;
  readonly signal?: AbortSignal;
}

/** What an account has of a kind: ids, and the resources themselves where the listing shows them. */
export type Listing =
  | { readonly ids: readonly string[]; readonly objects: readonly LiveResource[] }
  | { readonly problem: Problem };

/** Lists an account once in a run, however many ask. What writes changed in between is not in it: for that, ask for new listings. */
export function listings(input: ListingsInput): (account: string, kind: string) => Promise<Listing> {
  const known = new Map<string, Promise<Listing>>();
  const list = async (name: string, kindName: string): Promise<Listing> => {
    const { kind } = input.kinds.get(kindName) as KindEntry;
    const account = input.project.accounts.find((one) => one.name === name) as Account;
    const client = input.clients.get(name);
    if (kind.listing === undefined || client === undefined) return { ids: [], objects: [] };
    const { concurrency, signal } = input;
    const stop = signal ? { signal } : {};
    const found = await listAccount({ account, kind, listing: kind.listing, client, concurrency, ...stop });
    return "problem" in found ? found : { ids: found.ids, objects: found.objects };
  };
  return (account, kind) => {
    const key = `${account} ${kind}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const listed = list(account, kind);
    known.set(key, listed);
    return listed;
  };
}
