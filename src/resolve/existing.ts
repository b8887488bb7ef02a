import type { Document } from "../model/document.ts";
import { ownershipOf } from "../model/ownership.ts";
import type { AccountState } from "../model/state.ts";
import { type Memories, memories } from "./memory.ts";

/** Lock files by account, read when somebody asks; one that cannot be trusted is left out. */
export type StatesAtHand = () => ReadonlyMap<string, AccountState>;

/**
 * Tells whether the resource of a document is there, or may be: the document names its id, or the memory has
 * anything of it. Only what is new is judged as a whole by its document.
 */
export function existence(
  documents: readonly Document[],
  statesAtHand?: StatesAtHand,
): (document: Document) => boolean {
  let remembered: { readonly states: ReadonlyMap<string, AccountState>; readonly all: Memories } | undefined;
  return (document) => {
    if (document.id !== undefined || document.absent) return true;
    if (statesAtHand === undefined) return false;
    if (remembered === undefined) {
      const states = statesAtHand();
      remembered = { states, all: memories(documents, states, ownershipOf(documents, states)) };
    }
    if (!remembered.states.has(document.account)) return true;
    const { memory, refused } = remembered.all.of(document);
    if (refused !== undefined || memory.pending !== undefined || memory.former !== undefined) return true;
    return memory.id !== undefined && memory.deleted !== true;
  };
}
