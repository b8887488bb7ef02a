import { localAddress } from "../model/document.ts";
import { unwritten } from "../model/file-trouble.ts";
import { canonicalJson, type Json } from "../model/json.ts";
import type { Lock, LockEntry } from "../model/lock.ts";
import type { Clock, Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { formerLocks } from "./former-lock.ts";
import { lockFile, lockText, readLock } from "./lock.ts";
import { runMemory } from "./run-memory.ts";

/** Reads the lock files of some accounts, and tells those that were left under a former name. */
export async function readLocks(
  files: Files,
  project: Project,
  accounts: readonly Account[],
): Promise<{ locks: ReadonlyMap<string, Lock>; problems: Problem[] }> {
  const locks = new Map<string, Lock>();
  const problems: Problem[] = [];
  for (const account of accounts) {
    const read = readLock(files, project, account);
    locks.set(account.name, read.lock);
    problems.push(...read.problems);
  }
  problems.push(...(await formerLocks(files, project, accounts)));
  return { locks, problems };
}

/**
 * The lock files that can be trusted, for telling what is new; what is wrong with others is told where they are needed.
 */
export function trustedLocks(files: Files, project: Project): ReadonlyMap<string, Lock> {
  return new Map(
    project.accounts.flatMap((account) => {
      const { lock, problems } = readLock(files, project, account);
      return problems.length > 0 ? [] : [[account.name, lock] as const];
    }),
  );
}

/** Keeps lock files in step with what an apply did. */
export interface LockStore {
  /**
   * Remembers what a write led to, on disk within about a second. A problem means that it could not be written, and
   * then nothing further may be sent.
   */
  writeSoon(resource: Desired, entry: LockEntry): Problem | undefined;
  /** Remembers what needs no hurry: it is written with the next write or at the end. */
  note(resource: Desired, entry: LockEntry): void;
  /** Remembers, durably when it returns: for what must not be lost before, or right after, a request. */
  writeNow(resource: Desired, entry: LockEntry): Problem | undefined;
  /** A problem when the file no longer says of a resource what this run began with: another run is at work on it. */
  moved(resource: Desired): Problem | undefined;
  /** What is remembered of a resource now. */
  entryOf(resource: Desired): LockEntry;
  /** Writes what is left. */
  close(): Problem | undefined;
}

/** Between two writes of a large lock file while nothing in it is irreplaceable. */
const pauseMs = 1_000;

/**
 * Writes a lock file after each resource, but while a long apply goes on only about once a second: a lost digest costs
 * a later drift report, nothing else. What a run could not find out again, a review, is written at once.
 */
export function lockStore(input: {
  files: Files;
  project: Project;
  locks: ReadonlyMap<string, Lock>;
  clock: Clock;
}): LockStore {
  const { files, project, clock } = input;
  const memory = runMemory(input.locks);
  let written = Number.NEGATIVE_INFINITY;

  const write = (): Problem | undefined => {
    for (const name of memory.dirty) {
      const account = project.accounts.find((candidate) => candidate.name === name) as Account;
      const file = lockFile(account);
      // As it stands now: another run may have written too.
      const { lock, problems } = readLock(files, project, account);
      if (problems[0] !== undefined) return { ...problems[0], class: "failure" };
      const text = lockText({ ...lock, entries: memory.laidOver(name, lock.entries) });
      const trouble = files.writeInside(project.root, file, text);
      if (trouble !== undefined) return unwritten("lock-not-written", file, trouble, { account: name });
      memory.dirty.delete(name);
    }
    written = clock.now();
    return undefined;
  };
  return {
    note: memory.note,
    writeSoon: (resource, entry) => {
      memory.note(resource, entry);
      const hurry = entry.review !== undefined || clock.now() - written >= pauseMs;
      return memory.dirty.size > 0 && hurry ? write() : undefined;
    },
    writeNow: (resource, entry) => {
      memory.note(resource, entry);
      return memory.dirty.size > 0 ? write() : undefined;
    },
    moved: (resource) => {
      const account = project.accounts.find((candidate) => candidate.name === resource.account) as Account;
      const address = localAddress(resource.address);
      const text = (lock: Lock | undefined) => canonicalJson((lock?.entries.get(address) ?? null) as unknown as Json);
      if (text(readLock(files, project, account).lock) === text(input.locks.get(resource.account))) return undefined;
      const args = { address: resource.address, account: resource.account };
      return problem("lock-moved", args, { address: resource.address });
    },
    entryOf: memory.entryOf,
    close: () => (memory.dirty.size > 0 ? write() : undefined),
  };
}
