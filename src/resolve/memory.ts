import { type Document, localAddress } from "../model/document.ts";
import { emptyLockEntry, type Lock, type LockEntry } from "../model/lock.ts";
import type { Problem } from "../model/problem.ts";

/** What the lock files remember of one document's resource. */
export interface Memory {
  readonly lock: LockEntry;
  /** The local address whose memory it takes over. */
  readonly movedFrom?: string;
  /** Why nobody can say whose memory is meant. */
  readonly refused?: { readonly code: string; readonly args: Problem["args"]; readonly pointer: string };
}

/** An entry of a lock file that no document claims any more. */
export interface Lost {
  readonly other: string;
  readonly id: string;
}

/** Who remembers what, worked out once for all documents of a run. */
export interface Memories {
  of(document: Document): Memory;
  /** A resource of the same kind that has lost its document: a new name may be its new one. */
  lost(document: Document): Lost | undefined;
  /** Addresses whose creation was announced, never settled, and that no document claims any more. */
  readonly forsaken: readonly string[];
}

/**
 * Lays documents beside the entries of the lock files: by name, by `was:` for a rename that is not done yet, and by id.
 *
 * An entry belongs to one document. One that is marked as deleted is the memory of a deletion only: for anything else its name is free.
 */
export function memories(documents: readonly Document[], locks: ReadonlyMap<string, Lock>): Memories {
  const entryOf = (account: string, local: string) => locks.get(account)?.entries.get(local);
  const ownOf = (document: Document): LockEntry | undefined => {
    const entry = entryOf(document.account, localAddress(document.address));
    if (entry?.deleted !== true) return entry;
    const isTombstone = document.absent && (document.id === undefined || document.id === entry.id);
    return isTombstone ? entry : pendingOnly(entry);
  };
  const addresses = new Set(documents.map(({ address }) => address));
  /** The former name of a rename that is not done yet. */
  const claimOf = (document: Document): string | undefined =>
    document.was === undefined || ownOf(document)?.id !== undefined ? undefined : `${document.kind}/${document.was}`;
  const claims = new Set(
    documents.flatMap((document) => {
      const local = claimOf(document);
      return local === undefined ? [] : [`${document.account}/${local}`];
    }),
  );
  const isFree = (account: string, local: string) =>
    !addresses.has(`${account}/${local}`) && !claims.has(`${account}/${local}`);
  const managed = new Set(
    documents.flatMap((document) => {
      const ids = [document.id, ownOf(document)?.id, entryOf(document.account, claimOf(document) ?? "")?.id];
      return ids.flatMap((id) => (id === undefined ? [] : [`${document.account} ${document.kind} ${id}`]));
    }),
  );
  const byId = new Map<string, string>();
  const lost = new Map<string, Lost>();
  const forsaken: string[] = [];
  for (const { account, entries } of locks.values())
    for (const [local, { id, deleted, pending }] of entries) {
      const kind = local.split("/")[0] ?? "";
      if (pending !== undefined && isFree(account, local)) forsaken.push(`${account}/${local}`);
      if (id === undefined || deleted === true || !isFree(account, local)) continue;
      byId.set(`${account} ${kind} ${id}`, local);
      const key = `${account} ${kind}`;
      if (!managed.has(`${key} ${id}`) && !lost.has(key)) lost.set(key, { other: local, id });
    }

  return {
    forsaken,
    lost: ({ account, kind }) => lost.get(`${account} ${kind}`),
    of: (document) => {
      const { account, kind, id, was } = document;
      const own = ownOf(document);
      if (was !== undefined && addresses.has(`${account}/${kind}/${was}`)) {
        const args = { was, address: document.address, done: own?.id !== undefined };
        return { lock: own ?? emptyLockEntry, refused: { code: "was-still-there", args, pointer: "/was" } };
      }
      const claim = claimOf(document);
      const former = claim === undefined ? undefined : entryOf(account, claim);
      if (former !== undefined && former.deleted !== true && claim !== undefined)
        return { lock: former, movedFrom: claim };
      // Known by its id under a name that lost its document: a rename that does not say so, or cannot, since `was:` is one for all accounts.
      const known = id === undefined || own?.id !== undefined ? undefined : byId.get(`${account} ${kind} ${id}`);
      if (known === undefined) return { lock: own ?? emptyLockEntry };
      if (document.source.overlay !== undefined)
        return { lock: entryOf(account, known) ?? emptyLockEntry, movedFrom: known };
      const args = { address: document.address, other: known, id: id ?? null, same: true };
      return { lock: own ?? emptyLockEntry, refused: { code: "renamed-perhaps", args, pointer: "/name" } };
    },
  };
}

/** What counts of a deleted entry for another resource under its name: that one may have been announced already. */
function pendingOnly({ pending }: LockEntry): LockEntry | undefined {
  return pending === undefined ? undefined : { ...emptyLockEntry, pending };
}
