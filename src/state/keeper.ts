import type { Problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";
import type { Memory, StateEntry } from "../model/state.ts";
import { type Acquired, acquire } from "./acquire.ts";
import { memoryIn } from "./book.ts";
import {
  type EntriesByAccount,
  type KeeperInput,
  lapsed,
  openKeeping,
  takeNoted,
  type WordsOf,
  writeJournals,
} from "./keeping.ts";
import { type ReleaseInput, release } from "./release.ts";
import { renew } from "./renew.ts";

/** The memory of a run that writes: its leases, what it learns, and where that is kept until it is in the store. */
export interface Keeper {
  /**
   * Asks for the leases of accounts, all or none, and says with them what is about to be sent. Nothing may be sent to an
   * account before.
   */
  acquire(accounts: readonly string[], announced: EntriesByAccount, words: WordsOf): Promise<Acquired>;
  /** Asks for more time where half of a lease has passed. */
  renew(words: WordsOf): Promise<void>;
  /** Why nothing may be sent to an account: it has no lease, or one that is about to end. */
  lapsed(account: string): Problem | undefined;
  /**
   * Remembers what a write led to, on disk within about a second. A problem means that it could not be written, and
   * then nothing further may be sent.
   */
  writeSoon(resource: Desired, entry: StateEntry): Problem | undefined;
  /** Remembers what needs no hurry: it is kept with the next write or at the end. */
  note(resource: Desired, entry: StateEntry): void;
  /** Remembers, durably when it returns: for what must not be lost before, or right after, a request. */
  writeNow(resource: Desired, entry: StateEntry): Problem | undefined;
  /** What is remembered of a resource now. */
  entryOf(resource: Desired): StateEntry;
  /**
   * Brings everything into the store and gives the leases back. Problems are of accounts for which that failed: what is
   * known of them is in the journal.
   */
  release(input: ReleaseInput): Promise<readonly Problem[]>;
  /** The memories as they are known by now. */
  memories(): ReadonlyMap<string, Memory>;
}

/** Between two appends to a journal while nothing in it is irreplaceable, in milliseconds. */
const pauseMs = 1_000;

/**
 * Opens the memory of a run for writing. Nothing is written before something is asked for or learnt.
 *
 * While a long apply goes on the journal is written only about once a second: a lost digest costs a later drift report,
 * nothing else. What a run could not find out again, an intent or a review, is written at once.
 */
export function openKeeper(input: KeeperInput): Keeper {
  const keeping = openKeeping(input);
  const { run, books, at } = keeping;
  const { clock } = at;
  return {
    acquire: (accounts, announced, words) => acquire(keeping, accounts, announced, words),
    renew: (words) => renew(keeping, words),
    lapsed: (account) => lapsed(keeping, account),
    writeSoon: (resource, entry) => {
      run.note(resource, entry);
      const hurry = entry.review !== undefined || clock.now() - keeping.appended >= pauseMs;
      return hurry ? writeJournals(keeping) : undefined;
    },
    note: run.note,
    writeNow: (resource, entry) => {
      run.note(resource, entry);
      return writeJournals(keeping);
    },
    entryOf: run.entryOf,
    release: (more) => release(keeping, more),
    memories: () => {
      for (const name of [...run.unsaved.keys()]) takeNoted(keeping, name);
      return new Map([...books].map(([name, book]) => [name, memoryIn(book)]));
    },
  };
}
