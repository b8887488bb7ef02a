import type { Problem } from "../model/problem.ts";
import type { StateEntry } from "../model/state.ts";
import { acquire } from "./acquire.ts";
import { type KeeperInput, lapsed, openKeeping, type WordsOf, writeJournals } from "./keeping.ts";
import { release } from "./release.ts";

/** A call of no plan that must not land twice. */
export interface AnnouncedCall<Done> {
  readonly account: string;
  /** Under which it is remembered until it is known what came of it. */
  readonly local: string;
  /** What is remembered of it. */
  readonly entry: StateEntry;
  /** What a store with a history says of its beginning. */
  readonly begin: WordsOf;
  /**
   * Sends it, unless `lapsed` says right before why it may not: the lease is about to end. `isOpen` is true where nobody
   * can say what came of it: then it stays remembered.
   */
  readonly send: (lapsed: () => Problem | undefined) => Promise<{ readonly done: Done; readonly isOpen: boolean }>;
  /** What a store with a history says of its end. */
  readonly words: (done: Done) => WordsOf;
}

/** What came of it, and what could not be remembered of that. */
export interface Sent<Done> {
  readonly done: Done;
  readonly problems: readonly Problem[];
}

/**
 * Sends a call under a lease of its own, which says with it that it is about to be sent, as the journal of this machine
 * does: a run that is killed at any point leaves word of it. `moved` where somebody has written since the memory was
 * read; problems where nothing was sent.
 */
export async function sendAnnounced<Done>(
  input: KeeperInput,
  call: AnnouncedCall<Done>,
): Promise<"moved" | readonly Problem[] | Sent<Done>> {
  const keeping = openKeeping(input);
  const { account, local, entry, begin } = call;
  const announced = new Map([[account, new Map([[local, entry]])]]);
  const acquired = await acquire(keeping, [account], announced, begin);
  if (acquired.status === "moved") return "moved";
  if (acquired.status === "refused") return [acquired.problem];
  const remember = (known: StateEntry | undefined) => keeping.run.unsaved.set(account, new Map([[local, known]]));
  remember(entry);
  const unsent = writeJournals(keeping) ?? lapsed(keeping, account);
  if (unsent !== undefined) {
    remember(undefined);
    return [unsent, ...(await release(keeping, { words: begin }))];
  }
  const { done, isOpen } = await call.send(() => lapsed(keeping, account));
  if (!isOpen) remember(undefined);
  return { done, problems: await release(keeping, { words: call.words(done) }) };
}
