import type { Problem } from "../model/problem.ts";
import { acquire } from "./acquire.ts";
import type { EntryChanges } from "./journal.ts";
import { type KeeperInput, openKeeping, type WordsOf } from "./keeping.ts";
import { release } from "./release.ts";

/** A change of a memory that no run makes. */
export interface HandChange {
  readonly account: string;
  readonly changes: EntryChanges;
  /** What a store with a history says of the beginning, and of the change. */
  readonly begin: WordsOf;
  readonly words: WordsOf;
}

/**
 * Changes the memory of an account under a lease of its own, which is given back with the change. `moved` where somebody
 * has written since the memory was read: it is to be read again. Problems where nothing was changed.
 */
export async function changeByHand(input: KeeperInput, change: HandChange): Promise<"moved" | readonly Problem[]> {
  const keeping = openKeeping(input);
  const { account, changes, begin, words } = change;
  const acquired = await acquire(keeping, [account], new Map(), begin);
  if (acquired.status === "moved") return "moved";
  if (acquired.status === "refused") return [acquired.problem];
  keeping.run.unsaved.set(account, new Map(changes));
  return release(keeping, { words });
}
