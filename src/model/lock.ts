import type { Json } from "./json.ts";
import type { Pointer } from "./pointer.ts";

/** Digests of field values by pointer below `spec`. */
export type FieldDigests = Readonly<Record<Pointer, string>>;

/** Fields handed in for review, and since when. */
export interface ReviewRecord {
  /** ISO 8601 with offset. */
  readonly since: string;
  readonly fields: FieldDigests;
}

/** What the lock file remembers of one resource. */
export interface LockEntry {
  readonly id?: string;
  /** Of each managed field: the value last read back equal; of a write-only field: the value last sent. */
  readonly settled: FieldDigests;
  readonly review?: ReviewRecord;
  /** Values that a call which must not be repeated carried, that were accepted, and that do not show. */
  readonly unshown?: FieldDigests;
  /** A create that was about to be sent: its answer may have been lost. */
  readonly pending?: { readonly operation: string; readonly body: string; readonly at: string };
  /** True when the resource was deleted by a document with `state: absent`. */
  readonly deleted?: true;
  /** Members this version does not use, kept as they are. */
  readonly rest?: Readonly<Record<string, Json>>;
}

/** One id a lock file knows. */
export interface LockedId {
  readonly address: string;
  readonly account: string;
  readonly kind: string;
  readonly id: string;
}

/** The lock file of one account. */
export interface Lock {
  readonly account: string;
  readonly identity: string;
  /** By local address, `MemberCard/gold`. */
  readonly entries: ReadonlyMap<string, LockEntry>;
}

/** An entry that remembers nothing. */
export const emptyLockEntry: LockEntry = { settled: {} };
