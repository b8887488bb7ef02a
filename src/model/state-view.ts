import type { Applied } from "./applied.ts";
import type { JsonObject } from "./json.ts";
import type { Lease } from "./state.ts";

/** Where memories are, as far as it was reached. */
export interface StoreView {
  readonly kind: "branch" | "folder";
  /** What the names of the branches begin with; of a single account its branch, whole. */
  readonly branch?: string;
  /** The name of the remote. */
  readonly remote?: string;
  readonly folder?: string;
  /** The commit that was read, of a single account. */
  readonly commit?: string;
  /** When what is shown was read, in ISO 8601 with offset; of several accounts the earliest of them. */
  readonly asOf: string;
  /** False where the store was out of reach, and what was seen last is shown. */
  readonly reachable: boolean;
}

/** What is remembered of one account. */
export interface AccountView {
  readonly name: string;
  readonly identity: string;
  /** False where the store has nothing of it. */
  readonly known: boolean;
  /** The commit of its branch that was read. */
  readonly commit?: string;
  readonly applied?: Applied;
  readonly lease?: Lease;
  /**
   * By local address, as files hold them, with the journal of this machine laid over them. No body is shown: of what is
   * to be put up again the ids, and of settings that were sent their digests.
   */
  readonly entries: ReadonlyMap<string, JsonObject>;
  /** How many resources the journal of this machine tells of: what is not in the store yet. */
  readonly journal: number;
  /** Where it is, where that is another place than that of the others. */
  readonly store?: StoreView;
}

/** What is remembered of accounts, and where that is. */
export interface StateView {
  /** Absent where nothing could be opened. */
  readonly store?: StoreView;
  readonly accounts: readonly AccountView[];
}

/** A lease that was ended. */
export interface Unlocked extends Omit<Lease, "nonce" | "broken"> {
  readonly account: string;
}

/** What a journal has brought into the state of an account, or could not bring there. */
export interface Pushed {
  readonly account: string;
  /** How many resources it tells of. */
  readonly entries: number;
}

/** What was changed of the memory by hand: members that are absent were not asked for. */
export interface StateChange {
  /** Addresses. */
  readonly forgotten?: readonly string[];
  readonly unlocked?: readonly Unlocked[];
  readonly pushed?: readonly Pushed[];
  /** What is not in the state still; a problem says why. */
  readonly left?: readonly Pushed[];
}
