import type { Document } from "../model/document.ts";
import type { Lock } from "../model/lock.ts";
import { ownershipOf } from "../model/ownership.ts";
import { type Memories, memories } from "./memory.ts";

/** Lock files by account, read when somebody asks; one that cannot be trusted is left out. */
export type LocksAtHand = () => ReadonlyMap<string, Lock>;

/**
 * Tells whether the resource of a document is there, or may be: the document names its id, or the lock file remembers
 * anything of it. Only what is new is judged as a whole by its document.
 */
export function existence(documents: readonly Document[], locksAtHand?: LocksAtHand): (document: Document) => boolean {
  let remembered: { readonly locks: ReadonlyMap<string, Lock>; readonly all: Memories } | undefined;
  return (document) => {
    if (document.id !== undefined || document.absent) return true;
    if (locksAtHand === undefined) return false;
    if (remembered === undefined) {
      const locks = locksAtHand();
      remembered = { locks, all: memories(documents, locks, ownershipOf(documents, locks)) };
    }
    if (!remembered.locks.has(document.account)) return true;
    const { lock, refused } = remembered.all.of(document);
    if (refused !== undefined || lock.pending !== undefined || lock.former !== undefined) return true;
    return lock.id !== undefined && lock.deleted !== true;
  };
}
