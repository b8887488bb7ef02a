import { defined } from "../model/defined.ts";
import { isTrouble, unwritten } from "../model/file-trouble.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import { emptyEntry, type Lease, type Memory, type StateEntry } from "../model/state.ts";
import type { Swap, Swapped } from "../model/state-store.ts";
import { isCoveredIn, leaseText } from "./format/lease-file.ts";
import { stateText } from "./format/state-file.ts";
import { type EntryChanges, journalFile, journalHead, journalLine } from "./journal.ts";
import type { Hold } from "./lease.ts";
import { keysOf, type StateWorld } from "./memories.ts";

/** The memory of one account while a run writes it: what the store has, what the journal has, and its lease. */
export interface Book {
  readonly account: Account;
  /** As the store has it by now. */
  memory: Memory;
  /** With everything that this run has learnt. */
  readonly entries: Map<string, StateEntry>;
  /** True when `entries` says more than the store. */
  isChanged: boolean;
  /** Bytes of the journal that count. */
  journal: number;
  hold?: Hold;
  /** What was announced with the lease and has not begun, by local address: it stays announced while the lease lasts. */
  announced: ReadonlyMap<string, StateEntry>;
}

/** Opens the memory of an account for writing. */
export function openBook(account: Account, memory: Memory): Book {
  // What a journal has, the store does not have yet.
  const isChanged = memory.journal !== undefined;
  const entries = new Map(memory.entries);
  return { account, memory, entries, isChanged, journal: memory.journal ?? 0, announced: new Map() };
}

/** The memory of an account as it is known by now, to be opened again later. */
export function memoryIn({ memory, entries, journal }: Book): Memory {
  const { journal: _former, ...rest } = memory;
  return { ...rest, entries, ...(journal === 0 ? {} : { journal }) };
}

/** Takes changes in; nothing is written. */
export function takeIn(book: Book, changes: EntryChanges): void {
  for (const [local, entry] of changes) {
    if (entry === undefined) book.entries.delete(local);
    else book.entries.set(local, entry);
  }
  const begun = new Set([...changes].flatMap(([local, entry]) => (entry?.pending === undefined ? [] : [local])));
  if (begun.size > 0) book.announced = new Map([...book.announced].filter(([local]) => !begun.has(local)));
  if (changes.size > 0) book.isChanged = true;
}

/** Adds changes to the journal: they are on disk when it returns. A problem means that they are not. */
export function append(at: StateWorld, book: Book, changes: EntryChanges): Problem | undefined {
  const unkept = addLines(at, book, journalLine(changes, book.entries));
  if (unkept === undefined) takeIn(book, changes);
  return unkept;
}

/**
 * Begins the journal of a lease. What was announced with it has not begun: whoever finds the journal knows that, and
 * waits for nothing.
 */
export function beginJournal(
  at: StateWorld,
  book: Book,
  announced: ReadonlyMap<string, StateEntry>,
): Problem | undefined {
  const quiet = new Map([...announced.keys()].map((local) => [local, book.entries.get(local)] as const));
  const stored = [...announced].map(([local, entry]) => [local, asStored(book.entries.get(local), entry)] as const);
  return addLines(at, book, quiet.size === 0 ? "" : journalLine(quiet, new Map(stored)));
}

/** An announced entry as the store gives it back: the state is as it was, and the lease has what is open. */
function asStored(known: StateEntry = emptyEntry, { pending, former, agreed }: StateEntry): StateEntry {
  const { pending: _pending, former: _former, agreed: _agreed, ...settled } = known;
  return { ...settled, ...defined({ pending, former, agreed }) };
}

function addLines(at: StateWorld, book: Book, lines: string): Problem | undefined {
  const { journals } = at.storeOf(book.account);
  const file = journalFile(journals, book.account);
  const text = `${book.journal === 0 ? journalHead(book.account, book.hold?.lease.nonce) : ""}${lines}`;
  // What a killed run has written last may not be on disk yet: whoever goes on with its journal rests on all of it.
  if (text === "" && book.journal === 0) return undefined;
  const trouble = at.files.appendInside(journals.root, file, book.journal, text);
  if (trouble !== undefined) return unwritten("journal-not-written", file, trouble, { account: book.account.name });
  book.journal += Buffer.byteLength(text);
  return undefined;
}

/** Takes the journal away: everything in it is in the store. One that stays is laid over it again without harm. */
export function dropJournal(at: StateWorld, book: Book): void {
  const { journals } = at.storeOf(book.account);
  if (!isTrouble(at.files.removeInside(journals.root, journalFile(journals, book.account)))) book.journal = 0;
}

/** What a swap of an account says beside its entries. */
export interface SwapInput {
  readonly words: Swap["words"];
  readonly lease?: Lease;
  /** Entries that are announced with a lease, in place of those known. */
  readonly announced?: ReadonlyMap<string, StateEntry>;
  /** False where only the lease changes. */
  readonly withState: boolean;
  /** What the state says of the commit applied last; as it was when absent. */
  readonly applied?: Pick<Memory, "applied" | "recent">;
}

/** The files of an account as they are to be. */
export async function swapOf(at: StateWorld, book: Book, input: SwapInput): Promise<Swap> {
  const { account, memory, entries } = book;
  const { words, lease, announced = new Map<string, StateEntry>(), withState, applied } = input;
  const { lease: _ended, ...rest } = memory;
  // What is known of an account without a memory is written with its first lease.
  const isWritten = withState || !memory.known;
  const serial = memory.serial + (isWritten ? 1 : 0);
  const state = { ...rest, ...applied, entries, serial };
  const whole = {
    ...rest,
    serial,
    entries: new Map([...entries, ...announced]),
    ...(lease === undefined ? {} : { lease }),
  };
  const keys = await keysOf(at, account, isCoveredIn(whole.entries.values()));
  return {
    account: account.name,
    base: memory.version,
    words,
    lease: leaseText(whole, keys),
    ...(isWritten ? { state: stateText(state, keys) } : {}),
  };
}

/** Notes that a swap of an account has landed. */
export function landedIn(
  book: Book,
  swapped: Swapped,
  input: { readonly lease?: Lease; readonly withState?: boolean; readonly applied?: SwapInput["applied"] },
): void {
  if (swapped.status !== "landed") return;
  const { lease: _former, ...rest } = book.memory;
  const version = swapped.versions.get(book.account.name);
  book.memory = {
    ...rest,
    ...input.applied,
    ...(version === undefined ? {} : { version }),
    ...(input.lease === undefined ? {} : { lease: input.lease }),
    known: true,
    serial: rest.serial + (input.withState === true || !rest.known ? 1 : 0),
  };
}
