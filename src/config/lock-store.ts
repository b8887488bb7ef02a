import { localAddress } from "../model/document.ts";
import type { Clock, Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import type { AccountState, StateEntry } from "../model/state.ts";
import { formerLocks } from "./former-lock.ts";
import { type LockBook, lockBook } from "./lock-book.ts";
import { type Memory, readMemory, stampOf } from "./memory.ts";
import { runMemory } from "./run-memory.ts";

/**
 * Reads what is remembered of some accounts, lock files with their journals laid over them, and tells lock files that
 * were left under a former name. `known` are memories that were read before: of those only what has changed is read again.
 * Writes nothing.
 */
export async function readLocks(
  files: Files,
  project: Project,
  accounts: readonly Account[],
  known: ReadonlyMap<string, Memory> = new Map(),
): Promise<{ states: ReadonlyMap<string, Memory>; problems: Problem[] }> {
  const states = new Map<string, Memory>();
  const problems: Problem[] = [];
  for (const account of accounts) {
    const before = known.get(account.name);
    const isSame = before !== undefined && before.source.stamp === stampOf(files, project, account);
    const read = isSame ? { memory: before, problems: [] } : readMemory(files, project, account);
    states.set(account.name, read.memory);
    problems.push(...read.problems);
  }
  problems.push(...(await formerLocks(files, project, accounts)));
  return { states, problems };
}

/**
 * The memory of some accounts, as far as it can be trusted, for telling what is new; what is wrong with others is told
 * where they are needed.
 */
export function trustedLocks(
  files: Files,
  project: Project,
  accounts: readonly Account[] = project.accounts,
): ReadonlyMap<string, Memory> {
  return new Map(
    accounts.flatMap((account) => {
      const { memory, problems } = readMemory(files, project, account);
      return problems.length > 0 ? [] : [[account.name, memory] as const];
    }),
  );
}

/** Keeps lock files in step with what an apply did. */
export interface LockStore {
  /**
   * Tries whether the memory of some accounts can be written, before anything is sent. A problem means that it cannot,
   * and then nothing may be sent.
   */
  open(accounts: Iterable<string>): Problem | undefined;
  /**
   * Remembers what a write led to, on disk within about a second. A problem means that it could not be written, and
   * then nothing further may be sent.
   */
  writeSoon(resource: Desired, entry: StateEntry): Problem | undefined;
  /** Remembers what needs no hurry: it is on disk with the next write or at the end. */
  note(resource: Desired, entry: StateEntry): void;
  /** Remembers, durably when it returns: for what must not be lost before, or right after, a request. */
  writeNow(resource: Desired, entry: StateEntry): Problem | undefined;
  /**
   * A problem when the memory on disk no longer says of a resource what this run began with: another run is at work on
   * it.
   */
  moved(resource: Desired): Problem | undefined;
  /** What is remembered of a resource now. */
  entryOf(resource: Desired): StateEntry;
  /** Writes the lock files, where something is to be brought into them. */
  close(): Problem | undefined;
}

/** Between two appends to a journal while nothing in it is irreplaceable. */
const pauseMs = 1_000;

/** After so many outcomes the lock file is written: of a machine that is lost with its journal no more is forgotten. */
const outcomesPerFile = 100;

/**
 * Keeps what a run learns in the journal of each account, and brings it into the lock file every 100 outcomes and at
 * the end.
 *
 * While a long apply goes on the journal is written only about once a second: a lost digest costs a later drift report,
 * nothing else. What a run could not find out again, an intent or a review, is written at once.
 */
export function lockStore(input: {
  files: Files;
  project: Project;
  states: ReadonlyMap<string, AccountState>;
  clock: Clock;
}): LockStore {
  const { files, project, clock } = input;
  const memory = runMemory(input.states);
  const books = new Map<string, LockBook>();
  let appended = Number.NEGATIVE_INFINITY;
  let outcomes = 0;

  const bookOf = (name: string): LockBook => {
    const account = project.accounts.find((candidate) => candidate.name === name) as Account;
    const empty: AccountState = { account: name, identity: account.identity, entries: new Map() };
    const book = books.get(name) ?? lockBook(files, project, account, input.states.get(name) ?? empty);
    books.set(name, book);
    return book;
  };
  const append = (): Problem | undefined => {
    for (const [name, changes] of memory.unsaved) {
      const trouble = bookOf(name).append(changes);
      if (trouble !== undefined) return trouble;
      memory.unsaved.delete(name);
    }
    appended = clock.now();
    return undefined;
  };
  const write = (): Problem | undefined => {
    outcomes = 0;
    for (const name of new Set([...input.states.keys(), ...memory.unsaved.keys()])) {
      const changes = memory.unsaved.get(name);
      if (changes === undefined && !bookOf(name).hasJournal()) continue;
      const trouble = bookOf(name).write(changes ?? new Map());
      if (trouble !== undefined) return trouble;
      memory.unsaved.delete(name);
    }
    return undefined;
  };
  return {
    open: (accounts) => {
      for (const name of accounts) {
        const trouble = bookOf(name).open();
        if (trouble !== undefined) return trouble;
      }
      return undefined;
    },
    note: memory.note,
    writeSoon: (resource, entry) => {
      memory.note(resource, entry);
      outcomes += 1;
      if (outcomes >= outcomesPerFile) return write();
      const hurry = entry.review !== undefined || clock.now() - appended >= pauseMs;
      return hurry ? append() : undefined;
    },
    writeNow: (resource, entry) => {
      memory.note(resource, entry);
      return append();
    },
    moved: ({ account, address }) => {
      const moved = bookOf(account).isMoved(localAddress(address));
      if (typeof moved !== "boolean") return moved;
      return moved ? problem("lock-moved", { address, account }, { address }) : undefined;
    },
    entryOf: memory.entryOf,
    close: write,
  };
}
