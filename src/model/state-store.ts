import type { Commits } from "./commits.ts";
import type { Processes, Random } from "./ports.ts";
import type { Problem } from "./problem.ts";
import type { Account } from "./project.ts";
import type { Text } from "./text.ts";

/** What a store has of one account, as it was read. */
export interface Stored {
  /** What a swap is held against; undefined where the store has nothing of the account. */
  readonly version?: string;
  /** The text of `state.yaml`; absent where there is none. */
  readonly state?: string;
  /** The text of `lease.yaml`; absent where there is none. */
  readonly lease?: string;
  /** Where the store was out of reach and the last look at it serves: when that was, in milliseconds since 1970. */
  readonly asOf?: number;
}

/** Files of one account that are to take the place of those it was read with. */
export interface Swap {
  readonly account: string;
  /** The version that was read; undefined where there was nothing. */
  readonly base: string | undefined;
  /** Absent where the file stays as it is. */
  readonly state?: Text;
  /** Absent where the file stays as it is. */
  readonly lease?: string;
  /** What a store with a history says of the change: a subject, lines below it, and trailers. */
  readonly words: { readonly subject: string; readonly body: readonly string[]; readonly trailers: readonly Trailer[] };
}

/** A line `Name: value` at the end of a record. */
export type Trailer = readonly [name: string, value: string];

/** What became of a swap. */
export type Swapped =
  /** All of it landed; the versions by account. */
  | { readonly status: "landed"; readonly versions: ReadonlyMap<string, string> }
  /** Nothing of it landed: the files of some accounts are not those it was made from. What all of them are by now. */
  | { readonly status: "moved"; readonly stored: ReadonlyMap<string, Stored> }
  /** Nothing of it landed: whoever keeps the store says no, or it cannot be written. */
  | { readonly status: "refused"; readonly problem: Problem }
  /** Nobody can say whether it landed. */
  | { readonly status: "unknown"; readonly problem: Problem };

/** One record of a store with a history, newest first. */
export interface StoreRecord {
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly author: string;
  readonly subject: string;
  readonly body: readonly string[];
  readonly trailers: readonly Trailer[];
}

/** Where a store is, for people and reports. */
export type StorePlace =
  | { readonly store: "branch"; readonly remote: string; readonly branch: (account: string) => string }
  | { readonly store: "folder"; readonly folder: string };

/**
 * Where the memory of accounts is kept: two small files an account, replaced by comparing and swapping. It knows neither
 * what they say nor what a lease is.
 */
export interface StateStore {
  readonly place: StorePlace;
  /** Where the journals of accounts stand: a folder, and a path below it. */
  readonly journals: { readonly root: string; readonly folder: string };
  /**
   * Reads accounts, all in one look. With `cache` only what is at hand is read, and nobody is asked. A problem in place
   * of an account means that its memory cannot be trusted, which is never an empty memory.
   */
  read(accounts: readonly string[], from?: "store" | "cache"): Promise<ReadonlyMap<string, Stored | Problem>>;
  /** Replaces the files of accounts: of all of them, or of none. Tries again by itself where that can help. */
  swap(swaps: readonly Swap[]): Promise<Swapped>;
  /** The accounts that the store has anything of, as the last look at it showed: those of other projects are not. */
  accounts(): Promise<readonly string[] | Problem>;
  /** The records of an account, newest first; an empty list where the store keeps none. */
  history(
    account: string,
    limit: number,
  ): Promise<{ readonly records: readonly StoreRecord[]; readonly complete: boolean } | Problem>;
}

/** Where what was live of accounts is kept: one text an account, as the `state` of its files. No lease stands in it. */
export type LiveStore = Pick<StateStore, "place" | "read" | "swap">;

/** Keys by which what is kept is known to be ours. */
export interface StateKeys {
  /** Of `WXCARDS_STATE_KEY`: every file is sealed with it, and one without its seal is not read. */
  readonly seal?: Uint8Array;
  /**
   * By which bodies that put something up again are known to be ours; undefined where an account has only a token. Asked
   * for only where there is such a body.
   */
  readonly mac: (account: Account) => Promise<Uint8Array | undefined>;
}

/** Where the memories of a run are kept, and in whose name. */
export interface StateAccess {
  readonly storeOf: (account: Account) => StateStore;
  /** Where snapshots of an account stand. */
  readonly liveOf: (account: Account) => LiveStore;
  readonly keys: StateKeys;
  /** Who holds leases, for people. */
  readonly holder: string;
  readonly random: Random;
  /** Absent where no other run can be under way. */
  readonly processes?: Processes;
  /** The repository that documents are read from; absent outside git. */
  readonly commits?: Commits;
  /** Whether nobody is there to read a warning: `CI` is set. */
  readonly isJob: boolean;
  /** Address of the run of continuous integration. */
  readonly run?: string;
  /** Whether git tracks a file of a folder; absent where nothing is under version control. */
  readonly tracks?: (folder: string, file: string) => Promise<boolean>;
  /** What is to be told of the place, such as that it is a folder in a work tree of git. */
  readonly problems: readonly Problem[];
}
