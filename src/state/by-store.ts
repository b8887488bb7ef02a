import type { Account } from "../model/project.ts";
import type { StateAccess, StateStore } from "../model/state-store.ts";

/** Accounts by the store that keeps their memory: one look, and one swap, is for all of a store. */
export function byStore(
  { storeOf }: Pick<StateAccess, "storeOf">,
  accounts: readonly Account[],
): ReadonlyMap<StateStore, readonly Account[]> {
  const stores = new Map<StateStore, Account[]>();
  for (const account of accounts) {
    const store = storeOf(account);
    stores.set(store, [...(stores.get(store) ?? []), account]);
  }
  return stores;
}
