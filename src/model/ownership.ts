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

/**
 * Which document manages which id, by `idKey`: the id it writes, the one remembered under its name, or under the name it claims. What a document writes counts more
 * than what is remembered for another one.
 */
export function managedIds(documents: readonly Document[], locks: Locks): ReadonlyMap<string, string> {
  const keyed = ({ account, kind, address }: Document, id: string | undefined) =>
    idsIn(id).map((one) => [idKey({ account, kind, id: one }), address] as const);
  const remembered = documents.flatMap((document) => {
    const claimed = locks.get(document.account)?.entries.get(claimedName(document, locks) ?? "");
    const ids = [ownEntry(document, locks)?.id, claimed?.deleted === true ? undefined : claimed?.id];
    return ids.flatMap((id) => keyed(document, id));
  });
  return new Map([...remembered, ...documents.flatMap((document) => keyed(document, document.id))]);
}
