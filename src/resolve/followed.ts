import { defined } from "../model/defined.ts";
import type { Document } from "../model/document.ts";
import { idsIn, joinedIds } from "../model/objects.ts";
import { once } from "../model/once.ts";
import { idKey, kindIn, type Ownership, ownEntry, type States } from "../model/ownership.ts";
import type { FieldDigests, StateEntry } from "../model/state.ts";

/** What a document takes over of entries under other names, because it writes their ids. */
export interface Followed {
  readonly memory: StateEntry;
  /** The entry that it takes over whole. */
  readonly movedFrom?: string;
  /** Of other entries that lost their documents: the ids it takes over. */
  readonly objectsFrom: Readonly<Record<string, readonly string[]>>;
}

/** Who follows which id, worked out once for all documents of a run. */
export interface IdFollower {
  /** What a document without an entry of its own takes over; undefined when nobody remembers its ids. */
  of(document: Document): Followed | undefined;
  /** An entry without the objects that another document writes by their ids and its own document does not. */
  released(document: Document, entry: StateEntry | undefined): StateEntry | undefined;
  /** Local addresses of an account whose entries are taken over by id. */
  isFollowed(account: string, local: string): boolean;
}

/**
 * Follows resources by the ids that documents write: a document that was renamed and holds its `id:` is the same one,
 * whatever it is called.
 *
 * A resource made of several objects may also be divided: each document takes over what was remembered of the ids it
 * writes, and what nobody writes stays with the first of them. A document that still has its entry gives up only
 * objects that it does not write itself, and only when it writes its ids at all.
 */
export function idFollower(
  documents: readonly Document[],
  states: States,
  ownership: Ownership,
  isFree: (account: string, local: string) => boolean,
): IdFollower {
  const idsOf = (document: Document) => writtenIds(document, ownership);
  const keyOf = ({ account, kind }: Document, id: string) => idKey({ account, kind, id });
  // Laid out when somebody asks: in most runs every document has an entry of its own, and none has objects.
  const writers = once(
    () => new Set(documents.flatMap((document) => idsOf(document).map((id) => keyOf(document, id)))),
  );
  const holders = once(() => holdersOf(states));
  const byAddress = once(() => new Map(documents.map((document) => [document.address, document])));
  const entryAt = ({ account }: Document, local: string) => states.get(account)?.entries.get(local);
  const released = (document: Document, entry: StateEntry | undefined): StateEntry | undefined => {
    if (entry?.objects === undefined || document.id === undefined) return entry;
    const own = idsOf(document);
    const all = Object.keys(entry.objects);
    const ids = all.filter((id) => own.includes(id) || !writers().has(keyOf(document, id)));
    if (ids.length === all.length) return entry;
    return ids.length === 0 ? undefined : partOf(entry, ids);
  };
  /** True for an entry that has objects which a document writes, and which the document of the entry gives up. */
  const gives = (document: Document, local: string): boolean => {
    if (isFree(document.account, local)) return true;
    const holder = byAddress().get(`${document.account}/${local}`);
    const entry = entryAt(document, local);
    if (holder === undefined || holder === document || entry?.objects === undefined) return false;
    const kept = released(holder, entry)?.objects ?? {};
    return idsOf(document).some((id) => entry.objects?.[id] !== undefined && !Object.hasOwn(kept, id));
  };
  const sourcesOf = (document: Document): string[] => {
    if (released(document, ownEntry(document, states))?.id !== undefined) return [];
    const found = new Set(idsOf(document).flatMap((id) => holders().get(keyOf(document, id)) ?? []));
    return [...found].filter((local) => gives(document, local));
  };
  const sources = new Map<Document, readonly string[]>();
  for (const document of documents) {
    const locals = sourcesOf(document);
    if (locals.length > 0) sources.set(document, locals);
  }
  const claimers = (account: string, local: string) =>
    [...sources].flatMap(([other, locals]) => (other.account === account && locals.includes(local) ? [other] : []));
  const followed = new Set(
    [...sources].flatMap(([{ account }, locals]) => locals.map((local) => `${account}/${local}`)),
  );
  /**
   * The ids of an entry that a document takes over: those it writes, and of a free entry those that nobody writes, if
   * it is the first.
   */
  const takenBy = (document: Document, local: string, entry: StateEntry): string[] => {
    const own = idsOf(document);
    const all = claimers(document.account, local);
    const isFirst = isFree(document.account, local) && all[0] === document;
    const isOpen = (id: string) => !all.some((other) => idsOf(other).includes(id));
    return Object.keys(entry.objects ?? {}).filter((id) => own.includes(id) || (isFirst && isOpen(id)));
  };
  return {
    released,
    isFollowed: (account, local) => followed.has(`${account}/${local}`),
    of: (document) => {
      const parts = (sources.get(document) ?? []).flatMap((local): Part[] => {
        const entry = entryAt(document, local);
        if (entry === undefined) return [];
        const isSingle = entry.objects === undefined;
        const ids = isSingle ? idsIn(entry.id) : takenBy(document, local, entry);
        return [
          { local, ids, isFree: isFree(document.account, local), entry, taken: isSingle ? entry : partOf(entry, ids) },
        ];
      });
      return takenOver(parts);
    },
  };
}

/** An entry that a document takes over, or takes objects of. */
interface Part {
  readonly local: string;
  readonly ids: readonly string[];
  /** True for an entry that no document claims. */
  readonly isFree: boolean;
  readonly entry: StateEntry;
  readonly taken: StateEntry;
}

function takenOver(parts: readonly Part[]): Followed | undefined {
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  const free = parts.filter((part) => part.isFree);
  const whole = free.find(({ ids, entry }) => ids.length === idsIn(entry.id).length);
  const others = free.filter(({ local }) => local !== whole?.local);
  return {
    memory: rest.reduce((memory, { taken }) => joined(memory, taken), first.taken),
    ...defined({ movedFrom: whole?.local }),
    objectsFrom: Object.fromEntries(others.map(({ local, ids }) => [local, ids])),
  };
}

/**
 * The ids that a document writes. One of an object that was replaced stands for those that came after it, or for itself
 * while none is up.
 */
function writtenIds({ account, kind, id }: Document, { successorOf }: Ownership): string[] {
  return idsIn(id).flatMap((part) => {
    const ids = successorOf({ account, kind, id: part })?.ids ?? [];
    return ids.length === 0 ? [part] : ids;
  });
}

/** The entry of each id that is remembered; of a resource that has none any more, of those it had. */
function holdersOf(states: States): ReadonlyMap<string, string> {
  const holders = new Map<string, string>();
  for (const { account, entries } of states.values())
    for (const [local, { id, replaced = [], deleted }] of entries) {
      const ids = deleted === true ? [] : id === undefined ? replaced : idsIn(id);
      for (const part of ids) holders.set(idKey({ account, kind: kindIn(local), id: part }), local);
    }
  return holders;
}

/** An entry with some of its objects only. */
function partOf(entry: StateEntry, ids: readonly string[]): StateEntry {
  const objects = Object.entries(entry.objects ?? {}).filter(([id]) => ids.includes(id));
  return { ...entry, id: joinedIds(objects.map(([id]) => id)), objects: Object.fromEntries(objects) };
}

/** Two entries as one: what they do not remember alike is not known of the whole. */
function joined(entry: StateEntry, other: StateEntry): StateEntry {
  const objects = Object.entries({ ...entry.objects, ...other.objects }).sort(([a], [b]) => (a < b ? -1 : 1));
  const settled: FieldDigests = Object.fromEntries(
    Object.entries(entry.settled).filter(([path, digest]) => other.settled[path] === digest),
  );
  const former = { ...entry.former, ...other.former };
  return {
    ...entry,
    settled,
    id: joinedIds(objects.map(([id]) => id)),
    objects: Object.fromEntries(objects),
    ...defined({
      former: Object.keys(former).length === 0 ? undefined : former,
      unverified: entry.unverified ?? other.unverified,
    }),
  };
}
