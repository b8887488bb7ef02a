import type { Document } from "../model/document.ts";
import { emptyLockEntry, type Intent, type Lock, type LockEntry } from "../model/lock.ts";
import { idsIn, joinedIds } from "../model/objects.ts";
import { claimedName, type Ownership, ownEntry } from "../model/ownership.ts";
import type { Problem } from "../model/problem.ts";
import { idFollower } from "./followed.ts";

/** What the lock files remember of one document's resource. */
export interface Memory {
  readonly lock: LockEntry;
  /** The local address whose memory it takes over. */
  readonly movedFrom?: string;
  /** The ids that it takes over of other entries, by local address. */
  readonly partsFrom?: Readonly<Record<string, readonly string[]>>;
  /** Why nobody can say whose memory is meant. */
  readonly refused?: { readonly code: string; readonly args: Problem["args"]; readonly pointer: string };
}

/** An entry of a lock file that no document claims any more. */
export interface Lost {
  readonly other: string;
  readonly id: string;
}

/** An id that a document names, and whose object was replaced. */
export interface ReplacedId {
  readonly id: string;
  /** What the resource is made of now. */
  readonly ids: readonly string[];
  /** The address of another document that has the resource. */
  readonly other?: string;
}

/** Who remembers what, worked out once for all documents of a run. */
export interface Memories {
  of(document: Document): Memory;
  /** A resource of the same kind that has lost its document: a new name may be its new one. */
  lost(document: Document): Lost | undefined;
  /** The ids of a document that stand for others by now. */
  replaced(document: Document): readonly ReplacedId[];
  /** Addresses whose creation was announced, never settled, and that no document claims any more. */
  readonly orphaned: readonly string[];
  /** Addresses of which something was taken down to be replaced, is not up again, and that no document claims any more. */
  readonly down: readonly string[];
}

/**
 * Lays documents beside the entries of the lock files: by name, by `was:` for a rename that is not done yet, and by id.
 *
 * An entry belongs to one document; of one with several objects, each object does.
 */
export function memories(
  documents: readonly Document[],
  locks: ReadonlyMap<string, Lock>,
  ownership: Ownership,
): Memories {
  const entryOf = (account: string, local: string) => locks.get(account)?.entries.get(local);
  const addresses = new Set(documents.map(({ address }) => address));
  const claims = new Set(
    documents.flatMap((document) => {
      const local = claimedName(document, locks);
      return local === undefined ? [] : [`${document.account}/${local}`];
    }),
  );
  const isFree = (account: string, local: string) =>
    !addresses.has(`${account}/${local}`) && !claims.has(`${account}/${local}`);
  // Whose an entry is: the document's that claims it by `was:`, else that of the same name.
  const owners = new Map(
    documents.flatMap((document) => {
      const local = claimedName(document, locks);
      const own = [document.address, document.address] as const;
      return local === undefined ? [own] : [own, [`${document.account}/${local}`, document.address] as const];
    }),
  );
  const follower = idFollower(documents, locks, ownership, isFree);
  const lost = new Map<string, Lost>();
  const forsaken: string[] = [];
  const down: string[] = [];
  for (const { account, entries } of locks.values())
    for (const [local, { id, deleted, pending, former: taken = {} }] of entries) {
      const kind = local.split("/")[0] ?? "";
      if (!isFree(account, local) || follower.isFollowed(account, local)) continue;
      if (pending !== undefined && makes(pending)) forsaken.push(`${account}/${local}`);
      if (deleted === true) continue;
      if (Object.keys(taken).length > 0) down.push(`${account}/${local}`);
      const ids = [...idsIn(id), ...Object.keys(taken)];
      const isManaged = ids.some((known) => ownership.managerOf({ account, kind, id: known }) !== undefined);
      const key = `${account} ${kind}`;
      if (ids.length > 0 && !isManaged && !lost.has(key)) lost.set(key, { other: local, id: joinedIds(ids) });
    }

  return {
    orphaned: forsaken,
    down,
    replaced: ({ account, kind, address, id }) =>
      idsIn(id).flatMap((part) => {
        const successor = ownership.successorOf({ account, kind, id: part });
        if (successor === undefined) return [];
        const { local, ids } = successor;
        const owner = owners.get(`${account}/${local}`);
        return [{ id: part, ids, ...(owner === undefined || owner === address ? {} : { other: owner }) }];
      }),
    lost: ({ account, kind }) => lost.get(`${account} ${kind}`),
    of: (document) => {
      const { account, kind, was } = document;
      const own = follower.released(document, ownEntry(document, locks));
      if (was !== undefined && addresses.has(`${account}/${kind}/${was}`)) {
        const args = { was, address: document.address, done: own?.id !== undefined };
        return { lock: own ?? emptyLockEntry, refused: { code: "was-still-there", args, pointer: "/was" } };
      }
      const claim = claimedName(document, locks);
      const former = claim === undefined ? undefined : entryOf(account, claim);
      if (former !== undefined && former.deleted !== true && claim !== undefined)
        return { lock: former, movedFrom: claim };
      // A deleted resource stays what it is; what was announced under its name since moves on.
      if (former?.pending !== undefined && claim !== undefined)
        return { lock: { ...emptyLockEntry, pending: former.pending }, movedFrom: claim };
      // Known by its id under another name: a rename that does not say so, or cannot, since `was:` is one for all accounts.
      const followed = follower.of(document);
      if (followed === undefined || own?.pending === undefined) return followed ?? { lock: own ?? emptyLockEntry };
      return { ...followed, lock: { ...followed.lock, pending: own.pending } };
    },
  };
}

/** True for a request that was to make something; taking something down leaves nothing behind that nobody knows. */
export function makes({ items, removes }: Intent): boolean {
  return removes === undefined || items !== undefined;
}
