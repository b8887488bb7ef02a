import type { Document } from "../model/document.ts";
import type { FieldDigests, Lock, LockEntry } from "../model/lock.ts";
import { idsIn, joinedIds } from "../model/objects.ts";
import { idKey, type Ownership, ownEntry } from "../model/ownership.ts";

/** What a document takes over of entries under other names, because it writes their ids. */
export interface Followed {
  readonly lock: LockEntry;
  /** The entry that it takes over whole. */
  readonly movedFrom?: string;
  /** Of other entries that lost their documents: the ids it takes over. */
  readonly partsFrom: Readonly<Record<string, readonly string[]>>;
}

/** Who follows which id, worked out once for all documents of a run. */
export interface IdFollower {
  /** What a document without an entry of its own takes over; undefined when nobody remembers its ids. */
  of(document: Document): Followed | undefined;
  /** An entry without the objects that another document writes by their ids and its own document does not. */
  released(document: Document, entry: LockEntry | undefined): LockEntry | undefined;
  /** Local addresses of an account whose entries are taken over by id. */
  isFollowed(account: string, local: string): boolean;
}

/**
 * Follows resources by the ids that documents write: a document that was renamed and holds its `id:` is the same one, whatever it is called.
 *
 * A resource made of several objects may also be divided: each document takes over what was remembered of the ids it writes, and what nobody writes stays with the
 * first of them. A document that still has its entry gives up only objects that it does not write itself, and only when it writes its ids at all.
 */
export function idFollower(
  documents: readonly Document[],
  locks: ReadonlyMap<string, Lock>,
  { successorOf }: Ownership,
  isFree: (account: string, local: string) => boolean,
): IdFollower {
  // An id of an object that was replaced stands for those that came after it, or for itself while none is up.
  const idsOf = ({ account, kind, id }: Document) =>
    idsIn(id).flatMap((part) => {
      const ids = successorOf({ account, kind, id: part })?.ids ?? [];
      return ids.length === 0 ? [part] : ids;
    });
  const writers = new Map<string, Document[]>();
  for (const document of documents)
    for (const id of idsOf(document)) {
      const key = idKey({ ...document, id });
      writers.set(key, [...(writers.get(key) ?? []), document]);
    }
  const holders = new Map<string, string>();
  for (const { account, entries } of locks.values())
    for (const [local, { id, replaced = [], deleted }] of entries)
      for (const part of deleted === true ? [] : id === undefined ? replaced : idsIn(id))
        holders.set(idKey({ account, kind: local.split("/")[0] ?? "", id: part }), local);
  const byAddress = new Map(documents.map((document) => [document.address, document]));

  const released = (document: Document, entry: LockEntry | undefined): LockEntry | undefined => {
    if (entry?.objects === undefined || document.id === undefined) return entry;
    const own = idsOf(document);
    const isOthers = (id: string) => !own.includes(id) && writers.has(idKey({ ...document, id }));
    const ids = Object.keys(entry.objects).filter((id) => !isOthers(id));
    if (ids.length === Object.keys(entry.objects).length) return entry;
    return ids.length === 0 ? undefined : partOf(entry, ids);
  };
  const sourcesOf = (document: Document): string[] => {
    if (released(document, ownEntry(document, locks))?.id !== undefined) return [];
    const found = idsOf(document).flatMap((id) => holders.get(idKey({ ...document, id })) ?? []);
    return [...new Set(found)].filter((local) => {
      if (isFree(document.account, local)) return true;
      const holder = byAddress.get(`${document.account}/${local}`);
      const entry = locks.get(document.account)?.entries.get(local);
      if (holder === undefined || holder === document || entry?.objects === undefined) return false;
      const kept = Object.keys(released(holder, entry)?.objects ?? {});
      return idsOf(document).some((id) => entry.objects?.[id] !== undefined && !kept.includes(id));
    });
  };
  const sources = new Map(documents.map((document) => [document, sourcesOf(document)]));
  const followed = new Set(
    [...sources].flatMap(([{ account }, locals]) => locals.map((local) => `${account}/${local}`)),
  );
  /** The ids of an entry that a document takes over. */
  const takenBy = (document: Document, local: string, entry: LockEntry): string[] => {
    const all = Object.keys(entry.objects ?? {});
    const written = all.filter((id) => idsOf(document).includes(id));
    if (!isFree(document.account, local)) return written;
    const claimers = [...sources].filter(
      ([other, locals]) => other.account === document.account && locals.includes(local),
    );
    const isFirst = claimers[0]?.[0] === document;
    const open = all.filter((id) => !claimers.some(([other]) => idsOf(other).includes(id)));
    return isFirst ? all.filter((id) => written.includes(id) || open.includes(id)) : written;
  };

  return {
    released,
    isFollowed: (account, local) => followed.has(`${account}/${local}`),
    of: (document) => {
      const parts = (sources.get(document) ?? []).flatMap((local) => {
        const entry = locks.get(document.account)?.entries.get(local);
        if (entry === undefined) return [];
        const ids = entry.objects === undefined ? idsIn(entry.id) : takenBy(document, local, entry);
        const isWhole = isFree(document.account, local) && ids.length === idsIn(entry.id).length;
        return [{ local, ids, isWhole, entry: entry.objects === undefined ? entry : partOf(entry, ids) }];
      });
      const [first, ...rest] = parts;
      if (first === undefined) return undefined;
      const free = parts.filter(({ local }) => isFree(document.account, local));
      const whole = free.find(({ isWhole }) => isWhole);
      return {
        lock: rest.reduce((lock, { entry }) => joined(lock, entry), first.entry),
        ...(whole === undefined ? {} : { movedFrom: whole.local }),
        partsFrom: Object.fromEntries(free.flatMap(({ local, ids }) => (local === whole?.local ? [] : [[local, ids]]))),
      };
    },
  };
}

/** An entry with some of its objects only. */
export function partOf(entry: LockEntry, ids: readonly string[]): LockEntry {
  const rules = Object.entries(entry.objects ?? {}).filter(([id]) => ids.includes(id));
  return { ...entry, id: joinedIds(rules.map(([id]) => id)), objects: Object.fromEntries(rules) };
}

/** Two entries as one: what they do not remember alike is not known of the whole. */
function joined(entry: LockEntry, other: LockEntry): LockEntry {
  const rules = Object.entries({ ...entry.objects, ...other.objects }).sort(([a], [b]) => (a < b ? -1 : 1));
  const settled: FieldDigests = Object.fromEntries(
    Object.entries(entry.settled).filter(([path, digest]) => other.settled[path] === digest),
  );
  const former = { ...entry.former, ...other.former };
  return {
    ...{ ...entry, settled, id: joinedIds(rules.map(([id]) => id)), objects: Object.fromEntries(rules) },
    ...(Object.keys(former).length === 0 ? {} : { former }),
  };
}
