import { type Document, localAddress } from "./document.ts";
import { emptyLockEntry, type Lock, type LockEntry } from "./lock.ts";
import { idsIn } from "./objects.ts";

type Locks = ReadonlyMap<string, Lock>;

/** The key of one id of an account and kind. */
export function idKey({ account, kind, id }: { account: string; kind: string; id: string }): string {
  return `${account} ${kind} ${id}`;
}

/** An object that was replaced: the entry of its resource, and what the resource is made of now. */
export interface Successor {
  /** `PayGiftRule/spring`. */
  readonly local: string;
  readonly ids: readonly string[];
}

/** What became of the object behind an id of an account and kind; undefined for one that is there still, or never was. */
export type FormerIds = (account: string, kind: string, id: string) => Successor | undefined;

/** Looks through the lock files for objects that were replaced. What some resource is made of now is no former object of another. */
export function formerIds(locks: ReadonlyMap<string, Lock>): FormerIds {
  const successors = new Map<string, Successor>();
  const present = new Set<string>();
  for (const { account, entries } of locks.values())
    for (const [local, { id, replaced = [], deleted }] of entries) {
      if (deleted === true) continue;
      const key = (part: string) => idKey({ account, kind: local.split("/")[0] ?? "", id: part });
      const ids = idsIn(id);
      for (const part of ids) present.add(key(part));
      for (const part of replaced) successors.set(key(part), { local, ids });
    }
  return (account, kind, id) => {
    const key = idKey({ account, kind, id });
    return present.has(key) ? undefined : successors.get(key);
  };
}

/** The ids that ids stand for: those of replaced objects are those of the resource's present ones. */
export function presentIds(
  { account, kind, id }: { readonly account: string; readonly kind: string; readonly id?: string | undefined },
  former: FormerIds,
): string[] {
  return [...new Set(idsIn(id).flatMap((part) => former(account, kind, part)?.ids ?? [part]))];
}

/** The entry under a document's own name. One that is marked as deleted is the memory of a deletion only: for anything else its name is free. */
export function ownEntry(document: Document, locks: Locks): LockEntry | undefined {
  const entry = locks.get(document.account)?.entries.get(localAddress(document.address));
  if (entry?.deleted !== true) return entry;
  const own = [...idsIn(entry.id), ...(entry.replaced ?? [])];
  const isTombstone = document.absent && idsIn(document.id).every((id) => own.includes(id));
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
 * than what is remembered for another one; but of a resource whose objects were replaced, those they had before are its own, whoever names them.
 */
export function managedIds(documents: readonly Document[], locks: Locks): ReadonlyMap<string, string> {
  const former = formerIds(locks);
  const keyed = ({ account, kind, address }: Document, ids: readonly string[]) =>
    ids.map((id) => [idKey({ account, kind, id }), address] as const);
  const entriesOf = (document: Document) => {
    const claimed = locks.get(document.account)?.entries.get(claimedName(document, locks) ?? "");
    return [ownEntry(document, locks), claimed?.deleted === true ? undefined : claimed];
  };
  const each = (idsOf: (document: Document) => readonly string[]) =>
    documents.flatMap((document) => keyed(document, idsOf(document)));
  return new Map([
    ...each((document) => presentIds(document, former).flatMap(idsIn)),
    ...each((document) => entriesOf(document).flatMap((entry) => idsIn(entry?.id))),
    ...each((document) => idsIn(document.id)),
    ...each((document) => entriesOf(document).flatMap((entry) => entry?.replaced ?? [])),
  ]);
}

/** The id of the object that lock files know an item to be in, by account and kind. */
export function itemHolders(
  locks: Locks,
): (one: { readonly account: string; readonly kind: string }, item: string) => string | undefined {
  const holders = new Map<string, string>();
  for (const { account, entries } of locks.values())
    for (const [local, { objects = {}, deleted }] of entries) {
      if (deleted === true) continue;
      const kind = local.split("/")[0] ?? "";
      for (const [id, items] of Object.entries(objects))
        for (const item of items) holders.set(idKey({ account, kind, id: item }), id);
    }
  return ({ account, kind }, item) => holders.get(idKey({ account, kind, id: item }));
}
