import { localAddress } from "../model/document.ts";
import { canonicalJson, type Json } from "../model/json.ts";
import { type Lock, type LockEntry, withReplaced } from "../model/lock.ts";
import { joinedIds } from "../model/objects.ts";
import type { Desired } from "../model/resource.ts";

/** What a run knows better than the lock files it began with, until that is written. */
export interface RunMemory {
  /** Remembers what became of a resource; under a new name also what was remembered under the former one. */
  note(resource: Desired, settled: LockEntry): void;
  entryOf(resource: Desired): LockEntry;
  /** Names of accounts whose files are to be written. */
  readonly dirty: Set<string>;
  /** The entries of an account's file, with what this run knows laid over them. */
  laidOver(account: string, entries: ReadonlyMap<string, LockEntry>): ReadonlyMap<string, LockEntry>;
}

/** The memory of a run that has done nothing yet. */
export function runMemory(locks: ReadonlyMap<string, Lock>): RunMemory {
  // By account and local address.
  const fresh = new Map<string, Map<string, LockEntry>>();
  // Former names whose memory has moved to the new ones, by account.
  const renamed = new Map<string, Set<string>>();
  const dirty = new Set<string>();

  function freshOf(account: string): Map<string, LockEntry> {
    const own = fresh.get(account) ?? new Map<string, LockEntry>();
    fresh.set(account, own);
    return own;
  }

  function rename(account: string, local: string): void {
    renamed.set(account, (renamed.get(account) ?? new Set()).add(local));
  }

  /** Moves what is remembered under a former name; gives it. */
  function moveFrom(account: string, former: string | undefined): LockEntry | undefined {
    const left = former === undefined ? undefined : locks.get(account)?.entries.get(former);
    if (former === undefined || left === undefined) return undefined;
    const { pending: _moved, ...deletion } = left;
    // The memory of a deletion belongs to the name.
    if (left.deleted === true) freshOf(account).set(former, deletion);
    else rename(account, former);
    dirty.add(account);
    return left;
  }

  /**
   * Takes objects out of another entry. The rest of it stays where it is: another document follows it, in this run or
   * in another.
   */
  function takeOver(account: string, local: string, ids: readonly string[]): void {
    const entries = freshOf(account);
    const left = entries.get(local) ?? locks.get(account)?.entries.get(local);
    const objects = Object.entries(left?.objects ?? {}).filter(([id]) => !ids.includes(id));
    if (left === undefined || objects.length === Object.keys(left.objects ?? {}).length) return;
    dirty.add(account);
    if (objects.length === 0) {
      entries.delete(local);
      rename(account, local);
    } else
      entries.set(local, { ...left, id: joinedIds(objects.map(([id]) => id)), objects: Object.fromEntries(objects) });
  }

  return {
    dirty,
    note: ({ account, address, movedFrom, objectsFrom = {} }, settled) => {
      const local = localAddress(address);
      const left = moveFrom(account, movedFrom);
      for (const [other, ids] of Object.entries(objectsFrom)) takeOver(account, other, ids);
      const known = fresh.get(account)?.get(local) ?? locks.get(account)?.entries.get(local);
      const entry = withReplaced(known ?? left, settled);
      if (known !== undefined && canonicalJson(known as unknown as Json) === canonicalJson(entry as unknown as Json))
        return;
      freshOf(account).set(local, entry);
      dirty.add(account);
    },
    entryOf: ({ account, address, lock }) => fresh.get(account)?.get(localAddress(address)) ?? lock,
    laidOver: (account, entries) => {
      const kept = [...entries].filter(([local]) => !renamed.get(account)?.has(local));
      return new Map([...kept, ...(fresh.get(account) ?? [])]);
    },
  };
}
