import { type Document, localAddress } from "./document.ts";
import { emptyLockEntry, type Lock, type LockEntry } from "./lock.ts";
import { idsIn } from "./spread.ts";

type Locks = ReadonlyMap<string, Lock>;

/** The key of one id of an account and kind. */
export function idKey({ account, kind, id }: { account: string; kind: string; id: string }): string {
  return `${account} ${kind} ${id}`;
}

/** The entry under a document's own name. One that is marked as deleted is the memory of a deletion only: for anything else its name is free. */
export function ownEntry(document: Document, locks: Locks): LockEntry | undefined {
  const entry = locks.get(document.account)?.entries.get(localAddress(document.address));
  if (entry?.deleted !== true) return entry;
  const isTombstone = document.absent && idsIn(document.id).every((id) => idsIn(entry.id).includes(id));
  if (isTombstone) return entry;
  // Another resource under the name may have been announced already.
  return entry.pending === undefined ? undefined : { ...emptyLockEntry, pending: entry.pending };
}

/** The local address that a document claims by `was:`, as long as its rename is not done. */
export function claimedName(document: Document, locks: Locks): string | undefined {
  if (document.was === undefined || ownEntry(document, locks)?.id !== undefined) return undefined;
  return `${document.kind}/${document.was}`;
}

/** Which document manages which id, by `idKey`: the id it writes, the one remembered under its name, or under the name it claims. */
export function managedIds(documents: readonly Document[], locks: Locks): ReadonlyMap<string, string> {
  return new Map(
    documents.flatMap((document) => {
      const { account, kind, address } = document;
      const claimed = locks.get(account)?.entries.get(claimedName(document, locks) ?? "");
      const ids = [document.id, ownEntry(document, locks)?.id, claimed?.deleted === true ? undefined : claimed?.id];
      return ids.flatMap(idsIn).map((id) => [idKey({ account, kind, id }), address] as const);
    }),
  );
}
