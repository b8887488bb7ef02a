import { defined } from "../model/defined.ts";
import type { Document } from "../model/document.ts";
import { idsIn, joinedIds } from "../model/objects.ts";
import { claimedName, kindIn, type Ownership, ownEntry, type States } from "../model/ownership.ts";
import type { CodedArgs } from "../model/problem.ts";
import { emptyEntry, type Intent, type StateEntry } from "../model/state.ts";
import { idFollower } from "./followed.ts";

/** What is remembered of one document's resource. */
export interface Memory {
  readonly memory: StateEntry;
  /** The local address whose memory it takes over. */
  readonly movedFrom?: string;
  /** The ids that it takes over of other entries, by local address. */
  readonly objectsFrom?: Readonly<Record<string, readonly string[]>>;
  /** Why nobody can say whose memory this is. */
  readonly refused?: { readonly found: CodedArgs; readonly pointer: string };
}

/** An entry of a memory that no document claims any more. */
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
  /** Addresses with an intent to create that was never settled, and that no document claims any more. */
  readonly orphaned: readonly string[];
  /**
   * Addresses of which something was taken down to be replaced, is not up again, and that no document claims any more.
   */
  readonly down: readonly string[];
}

/**
 * Joins documents with the entries of memories: by name, by `was:` for a rename that is not done yet, and by id.
 *
 * An entry belongs to one document; of one with several objects, each object does.
 */
export function memories(documents: readonly Document[], states: States, ownership: Ownership): Memories {
  const claims = claimsOf(documents, states);
  const isFree = (account: string, local: string) => !claims.has(`${account}/${local}`);
  const follower = idFollower(documents, states, ownership, isFree);
  const unclaimed: { readonly account: string; readonly local: string; readonly entry: StateEntry }[] = [];
  for (const { account, entries } of states.values())
    for (const [local, entry] of entries)
      if (isFree(account, local) && !follower.isFollowed(account, local)) unclaimed.push({ account, local, entry });
  let addresses: ReadonlySet<string> | undefined;
  const isDeclared = (address: string): boolean => {
    addresses ??= new Set(documents.map((document) => document.address));
    return addresses.has(address);
  };
  return {
    ...leftovers(unclaimed, ownership),
    replaced: ({ account, kind, address, id }) =>
      idsIn(id).flatMap((part) => {
        const successor = ownership.successorOf({ account, kind, id: part });
        if (successor === undefined) return [];
        const owner = claims.get(`${account}/${successor.local}`);
        return [{ id: part, ids: successor.ids, ...defined({ other: owner === address ? undefined : owner }) }];
      }),
    of: (document) => {
      const { account, kind, was, address } = document;
      const own = follower.released(document, ownEntry(document, states));
      if (was !== undefined && isDeclared(`${account}/${kind}/${was}`)) {
        const args = { was, address, done: own?.id !== undefined };
        return { memory: own ?? emptyEntry, refused: { found: { code: "was-still-there", args }, pointer: "/was" } };
      }
      const claimed = claimedMemory(document, states);
      if (claimed !== undefined) return claimed;
      // Known by its id under another name: a rename that does not say so, or cannot, since `was:` is one for all
      // accounts.
      const followed = follower.of(document);
      if (followed === undefined || own?.pending === undefined) return followed ?? { memory: own ?? emptyEntry };
      return { ...followed, memory: { ...followed.memory, pending: own.pending } };
    },
  };
}

/** Whose an entry is, by its address: the document's that claims it by `was:`, else that of the same name. */
function claimsOf(documents: readonly Document[], states: States): ReadonlyMap<string, string> {
  const claims = new Map<string, string>();
  for (const document of documents) {
    const { account, address } = document;
    claims.set(address, address);
    const local = claimedName(document, states);
    if (local !== undefined) claims.set(`${account}/${local}`, address);
  }
  return claims;
}

/**
 * What a document takes over by `was:`. A deleted resource stays what it is; what was started under its name since then
 * moves on.
 */
function claimedMemory(document: Document, states: States): Memory | undefined {
  const movedFrom = claimedName(document, states);
  const former = movedFrom === undefined ? undefined : states.get(document.account)?.entries.get(movedFrom);
  if (movedFrom === undefined || former === undefined) return undefined;
  if (former.deleted !== true) return { memory: former, movedFrom };
  return former.pending && { memory: { ...emptyEntry, pending: former.pending }, movedFrom };
}

/** What the memory has and no document claims. */
function leftovers(
  unclaimed: readonly { readonly account: string; readonly local: string; readonly entry: StateEntry }[],
  ownership: Ownership,
): Pick<Memories, "orphaned" | "down" | "lost"> {
  const lost = new Map<string, Lost>();
  const present = unclaimed.filter(({ entry }) => entry.deleted !== true);
  for (const { account, local, entry } of present) {
    const kind = kindIn(local);
    const ids = [...idsIn(entry.id), ...Object.keys(entry.former ?? {})];
    const isManaged = ids.some((id) => ownership.managerOf({ account, kind, id }) !== undefined);
    const key = `${account} ${kind}`;
    if (ids.length > 0 && !isManaged && !lost.has(key)) lost.set(key, { other: local, id: joinedIds(ids) });
  }
  const addressOf = ({ account, local }: (typeof unclaimed)[number]) => `${account}/${local}`;
  return {
    orphaned: unclaimed.filter(({ entry }) => entry.pending !== undefined && makes(entry.pending)).map(addressOf),
    down: present.filter(({ entry }) => Object.keys(entry.former ?? {}).length > 0).map(addressOf),
    lost: ({ account, kind }) => lost.get(`${account} ${kind}`),
  };
}

/** True for a request that was to make something; taking something down leaves nothing behind that nobody knows. */
function makes({ items, removes }: Intent): boolean {
  return removes === undefined || items !== undefined;
}
