import { problem } from "../../src/model/problem.ts";
import type { StateStore, Stored, StoreRecord, Swap, Swapped } from "../../src/model/state-store.ts";
import { partsOf } from "../../src/model/text.ts";

/** What is to befall a swap. */
export type StoreFault =
  /** It lands, and nobody hears of it. */
  | "lost-answer"
  /** It does not land, and nobody can say so. */
  | "lost-request"
  /** Whoever keeps the store says no. */
  | "refused"
  /** Somebody else swaps first: what the account is to hold then. */
  | { readonly before: { readonly account: string; readonly state?: string; readonly lease?: string } };

/** A store of state in the memory of a test, with what happened to it. */
export interface MemoryStore extends StateStore {
  /** What stands, by account. */
  readonly content: Map<string, Stored>;
  /** All that was asked to be swapped, in order. */
  readonly swaps: (readonly Swap[])[];
  /** How often it was read, the cache left out. */
  reads: number;
  /** Asked before each swap, counted from 1; what it gives befalls the swap. */
  fault: (count: number, swaps: readonly Swap[]) => StoreFault | undefined;
  /** Set while the store is out of reach: what was last seen serves, as of then. */
  outOfReach: number | undefined;
}

/** A store that any number of runs of a test may share: each opens it as it is. */
export function memoryStore(journals = { root: "/project", folder: ".wxcards/journal" }): MemoryStore {
  const content = new Map<string, Stored>();
  const records = new Map<string, StoreRecord[]>();
  let versions = 0;
  const put = (swap: Pick<Swap, "account" | "state" | "lease"> & Partial<Swap>): string => {
    versions += 1;
    const version = `v${versions}`;
    const { state, lease } = swap;
    const text = state === undefined ? {} : { state: [...partsOf(state)].join("") };
    const before = content.get(swap.account);
    content.set(swap.account, { ...before, ...text, ...(lease === undefined ? {} : { lease }), version });
    const { words = { subject: "by hand", body: [], trailers: [] } } = swap;
    records.set(swap.account, [
      { id: version, at: versions, author: "wxcards", ...words },
      ...(records.get(swap.account) ?? []),
    ]);
    return version;
  };
  const unknown = (): Swapped => ({
    status: "unknown",
    problem: problem("state-not-written", { file: "state", reason: "EIO" }),
  });
  const store: MemoryStore = {
    content,
    swaps: [],
    reads: 0,
    fault: () => undefined,
    outOfReach: undefined,
    place: { store: "folder", folder: "memory" },
    journals,
    read: async (accounts, from = "store") => {
      if (from === "store") store.reads += 1;
      const asOf = store.outOfReach === undefined ? {} : { asOf: store.outOfReach };
      return new Map(accounts.map((account) => [account, { ...content.get(account), ...asOf }]));
    },
    swap: async (swaps) => {
      store.swaps.push(swaps);
      const fault = store.fault(store.swaps.length, swaps);
      if (fault === "refused")
        return { status: "refused", problem: problem("state-not-written", { file: "state", reason: "EROFS" }) };
      if (fault === "lost-request") return unknown();
      if (typeof fault === "object") put(fault.before);
      if (swaps.some(({ account, base }) => content.get(account)?.version !== base))
        return { status: "moved", stored: new Map(swaps.map(({ account }) => [account, { ...content.get(account) }])) };
      const landed = new Map(swaps.map((swap) => [swap.account, put(swap)]));
      return fault === "lost-answer" ? unknown() : { status: "landed", versions: landed };
    },
    accounts: async () => [...content.keys()].sort(),
    history: async (account, limit) => {
      const all = records.get(account) ?? [];
      return { records: all.slice(0, limit), complete: all.length <= limit };
    },
  };
  return store;
}
