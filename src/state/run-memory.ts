import { localAddress } from "../model/document.ts";
import { canonicalJson, type Json } from "../model/json.ts";
import { joinedIds } from "../model/objects.ts";
import type { Desired } from "../model/resource.ts";
import { shrinking, shrunk } from "../model/shrink.ts";
import { type AccountState, type FieldDigests, type StateEntry, withReplaced } from "../model/state.ts";

/** What a run knows better than the memories it began with, until that is written. */
export interface RunMemory {
  /** Remembers what became of a resource; under a new name also what was remembered under the former one. */
  note(resource: Desired, settled: StateEntry): void;
  entryOf(resource: Desired): StateEntry;
  /**
   * What changed by account and local address and is not on disk yet; undefined stands for an entry that is gone.
   * Whoever has written the changes of an account takes them out.
   */
  readonly unsaved: Map<string, Map<string, StateEntry | undefined>>;
}

/** The memory of a run that has done nothing yet. */
export function runMemory(states: ReadonlyMap<string, AccountState>): RunMemory {
  // By account and local address.
  const fresh = new Map<string, Map<string, StateEntry>>();
  // Former names whose memory has moved to the new ones, by account.
  const renamed = new Map<string, Set<string>>();
  const unsaved = new Map<string, Map<string, StateEntry | undefined>>();
  const shrink = shrinking();

  function freshOf(account: string): Map<string, StateEntry> {
    const own = fresh.get(account) ?? new Map<string, StateEntry>();
    fresh.set(account, own);
    return own;
  }

  function change(account: string, local: string, entry: StateEntry | undefined): void {
    if (entry === undefined) freshOf(account).delete(local);
    else freshOf(account).set(local, entry);
    unsaved.set(account, (unsaved.get(account) ?? new Map()).set(local, entry));
  }

  function rename(account: string, local: string): void {
    const own = renamed.get(account) ?? new Set();
    if (own.has(local)) return;
    renamed.set(account, own.add(local));
    // What stands under the name by now is of another document.
    if (fresh.get(account)?.has(local) !== true) change(account, local, undefined);
  }

  /** Moves what is remembered under a former name; gives it. */
  function moveFrom(account: string, former: string | undefined): StateEntry | undefined {
    const left = former === undefined ? undefined : states.get(account)?.entries.get(former);
    if (former === undefined || left === undefined) return undefined;
    const { pending: _moved, ...deletion } = left;
    // The memory of a deletion belongs to the name.
    if (left.deleted !== true) rename(account, former);
    else if (left.pending !== undefined && fresh.get(account)?.has(former) !== true) change(account, former, deletion);
    return left;
  }

  /**
   * Takes objects out of another entry. The rest of it stays where it is: another document follows it, in this run or
   * in another.
   */
  function takeOver(account: string, local: string, ids: readonly string[]): void {
    const isGone = renamed.get(account)?.has(local) === true;
    const left = fresh.get(account)?.get(local) ?? (isGone ? undefined : states.get(account)?.entries.get(local));
    const objects = Object.entries(left?.objects ?? {}).filter(([id]) => !ids.includes(id));
    if (left === undefined || objects.length === Object.keys(left.objects ?? {}).length) return;
    if (objects.length === 0) {
      renamed.set(account, (renamed.get(account) ?? new Set()).add(local));
      change(account, local, undefined);
    } else
      change(account, local, {
        ...left,
        id: joinedIds(objects.map(([id]) => id)),
        objects: Object.fromEntries(objects),
      });
  }

  return {
    unsaved,
    note: ({ account, address, movedFrom, objectsFrom = {} }, settled) => {
      const local = localAddress(address);
      const left = moveFrom(account, movedFrom);
      for (const [other, ids] of Object.entries(objectsFrom)) takeOver(account, other, ids);
      const known = fresh.get(account)?.get(local) ?? states.get(account)?.entries.get(local);
      const entry = withReplaced(known ?? left, settled);
      if (known !== undefined && canonicalJson(known as unknown as Json) === canonicalJson(entry as unknown as Json))
        return;
      // Thousands are kept to the end of a run.
      change(account, local, { ...entry, settled: shrunk(entry.settled, shrink) as FieldDigests });
    },
    entryOf: ({ account, address, memory }) => fresh.get(account)?.get(localAddress(address)) ?? memory,
  };
}
