import type { Document } from "../model/document.ts";
import { emptyLockEntry, type Lock, type LockEntry, type Pending } from "../model/lock.ts";
import { claimedName, formerIds, idKey, managedIds, ownEntry } from "../model/ownership.ts";
import type { Problem } from "../model/problem.ts";
import { idsIn } from "../model/spread.ts";

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
  readonly forsaken: readonly string[];
}

/**
 * Lays documents beside the entries of the lock files: by name, by `was:` for a rename that is not done yet, and by id.
 *
 * An entry belongs to one document.
 */
export function memories(documents: readonly Document[], locks: ReadonlyMap<string, Lock>): Memories {
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
  const managed = managedIds(documents, locks);
  const byId = new Map<string, string>();
  const lost = new Map<string, Lost>();
  const forsaken: string[] = [];
  for (const { account, entries } of locks.values())
    for (const [local, { id, deleted, pending, replaced = [] }] of entries) {
      const kind = local.split("/")[0] ?? "";
      if (pending !== undefined && makes(pending) && isFree(account, local)) forsaken.push(`${account}/${local}`);
      if ((id === undefined && replaced.length === 0) || deleted === true || !isFree(account, local)) continue;
      const ids = idsIn(id).map((one) => idKey({ account, kind, id: one }));
      for (const one of [...ids, ...replaced.map((former) => idKey({ account, kind, id: former }))])
        byId.set(one, local);
      const key = `${account} ${kind}`;
      if (id !== undefined && !ids.some((one) => managed.has(one)) && !lost.has(key))
        lost.set(key, { other: local, id });
    }

  const former = formerIds(locks);
  return {
    forsaken,
    replaced: ({ account, kind, address, id }) =>
      idsIn(id).flatMap((one) => {
        const successor = former(account, kind, one);
        if (successor === undefined) return [];
        const { local, ids } = successor;
        const owner = owners.get(`${account}/${local}`);
        return [{ id: one, ids, ...(owner === undefined || owner === address ? {} : { other: owner }) }];
      }),
    lost: ({ account, kind }) => lost.get(`${account} ${kind}`),
    of: (document) => {
      const { account, kind, id, was } = document;
      const own = ownEntry(document, locks);
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
      // Known by its id under a name that lost its document: a rename that does not say so, or cannot, since `was:` is one for all accounts.
      const known =
        own?.id !== undefined
          ? undefined
          : idsIn(id).flatMap((one) => byId.get(idKey({ account, kind, id: one })) ?? [])[0];
      if (known === undefined) return { lock: own ?? emptyLockEntry };
      if (document.source.overlay !== undefined)
        return { lock: entryOf(account, known) ?? emptyLockEntry, movedFrom: known };
      const args = { address: document.address, other: known, id: id ?? null, same: true };
      return { lock: own ?? emptyLockEntry, refused: { code: "renamed-perhaps", args, pointer: "/name" } };
    },
  };
}

/** True for a request that was to make something; taking something down leaves nothing behind that nobody knows. */
export function makes({ items, removes }: Pending): boolean {
  return removes === undefined || items !== undefined;
}
