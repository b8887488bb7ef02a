import type { Random } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Memory, StateEntry } from "../model/state.ts";
import type { StateStore, Swap, Swapped } from "../model/state-store.ts";
import { append, type Book, openBook, takeIn } from "./book.ts";
import type { HolderPlace } from "./holder.ts";
import { maySend } from "./lease.ts";
import { memoryOf, type StateWorld } from "./memories.ts";
import { type RunMemory, runMemory } from "./run-memory.ts";

/** What keeping the memory of a run needs. */
export interface KeeperInput {
  readonly at: StateWorld;
  readonly random: Random;
  /** Who holds its leases, for people. */
  readonly holder: string;
  readonly accounts: readonly Account[];
  /** As they were read. */
  readonly memories: ReadonlyMap<string, Memory>;
}

/** Entries by account and local address. */
export type EntriesByAccount = ReadonlyMap<string, ReadonlyMap<string, StateEntry>>;

/** What a store with a history says of a swap, by account. */
export type WordsOf = (account: string) => Swap["words"];

/** Everything that is shared while the memory of a run is kept. */
export interface Keeping extends KeeperInput {
  readonly books: ReadonlyMap<string, Book>;
  readonly run: RunMemory;
  /** When journals were last written, in milliseconds since 1970. */
  appended: number;
}

/** Opens the books of the accounts whose memories were read. */
export function openKeeping(input: KeeperInput): Keeping {
  const { memories } = input;
  const books = input.accounts.flatMap((account) => {
    const memory = memories.get(account.name);
    return memory === undefined ? [] : [[account.name, openBook(account, memory)] as const];
  });
  return { ...input, books: new Map(books), run: runMemory(memories), appended: Number.NEGATIVE_INFINITY };
}

/** Why nothing may be sent to an account: it has no lease, or one that is about to end. */
export function lapsed({ books, at: { clock } }: Keeping, account: string): Problem | undefined {
  const hold = books.get(account)?.hold;
  if (hold !== undefined && maySend(hold, { now: clock.now(), elapsed: clock.elapsed() })) return undefined;
  return problem("lease-lost", { account, until: hold?.lease.until }, { account });
}

/** Takes in what was noted of an account. */
export function takeNoted({ run, books }: Keeping, name: string): void {
  const changes = run.unsaved.get(name);
  const book = books.get(name);
  if (changes === undefined || book === undefined) return;
  takeIn(book, changes);
  run.unsaved.delete(name);
}

/**
 * Writes to the journals what is known and not in them. Of accounts without a lease nothing is: nothing was sent there,
 * and what is only noted is found out again.
 */
export function writeJournals(keeping: Keeping): Problem | undefined {
  const { run, books, at } = keeping;
  let first: Problem | undefined;
  for (const [name, changes] of run.unsaved) {
    const book = books.get(name);
    if (book?.hold === undefined) continue;
    const trouble = append(at, book, changes);
    // A journal that cannot be written holds up no other.
    first ??= trouble;
    if (trouble !== undefined) continue;
    run.unsaved.delete(name);
    keeping.appended = at.clock.now();
  }
  return first;
}

/** Where the mark of the holder of an account stands. */
export function holderPlace({ at }: Pick<Keeping, "at">, { account }: Book): HolderPlace {
  return { ...at, journals: at.storeOf(account).journals };
}

/** A swap of one account, with its book. */
export interface BookSwap {
  readonly book: Book;
  readonly swap: Swap;
}

/** What became of the swaps of one store. */
export interface SwappedGroup {
  readonly books: readonly Book[];
  readonly swapped: Swapped;
}

/** Swaps accounts: those of one store together, all or none. */
export function swapTogether(
  { at }: Pick<Keeping, "at">,
  swaps: readonly BookSwap[],
): Promise<readonly SwappedGroup[]> {
  const stores = new Map<StateStore, BookSwap[]>();
  for (const one of swaps) {
    const store = at.storeOf(one.book.account);
    stores.set(store, [...(stores.get(store) ?? []), one]);
  }
  const all = [...stores].map(async ([store, own]): Promise<SwappedGroup> => {
    const swapped = await store.swap(own.map(({ swap }) => swap));
    return { books: own.map(({ book }) => book), swapped };
  });
  return Promise.all(all);
}

/**
 * Takes on what the store has of an account where it is still under our own lease: our own swap landed and its answer
 * was lost, or somebody wrote by hand. What that person added is kept. True where that is so.
 */
export async function takeOwnAgain({ at }: Pick<Keeping, "at">, book: Book, swapped: Swapped): Promise<boolean> {
  const { account, hold } = book;
  const stored = swapped.status === "moved" ? swapped.stored.get(account.name) : undefined;
  if (stored === undefined || hold === undefined) return false;
  const memory = await memoryOf(at, account, stored);
  if ("code" in memory || memory.lease?.nonce !== hold.lease.nonce) return false;
  for (const [local, entry] of memory.entries)
    if (!book.memory.entries.has(local) && !book.entries.has(local)) book.entries.set(local, entry);
  book.memory = memory;
  return true;
}
