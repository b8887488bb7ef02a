import { localAddress } from "../model/document.ts";
import { unwritten } from "../model/file-trouble.ts";
import { canonicalJson, type Json } from "../model/json.ts";
import { type Lock, type LockEntry, withReplaced } from "../model/lock.ts";
import { joinedIds } from "../model/objects.ts";
import type { Clock, Files } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { formerLocks } from "./former-lock.ts";
import { lockFile, lockText, readLock } from "./lock.ts";

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

/** The lock files that can be trusted, for telling what is new; what is wrong with others is told where they are needed. */
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
  /** Remembers what a write led to, on disk within about a second. A problem means that it could not be written, and then nothing further may be sent. */
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
 * Writes a lock file after each resource, but while a long apply goes on only about once a second: a lost digest costs a later drift report, nothing else.
 * What a run could not find out again, a review, is written at once.
 */
export function lockStore(input: {
  files: Files;
  project: Project;
  locks: ReadonlyMap<string, Lock>;
  clock: Clock;
}): LockStore {
  const { files, project, clock } = input;
  // What this run knows better than the file, by account: laid over the file as it stands when it is written, since another run may have written too.
  const fresh = new Map<string, Map<string, LockEntry>>();
  const dirty = new Set<string>();
  // Former names whose memory has moved to the new ones, by account.
  const renamed = new Map<string, Set<string>>();
  let written = Number.NEGATIVE_INFINITY;

  const freshOf = (account: string): Map<string, LockEntry> => {
    const own = fresh.get(account) ?? new Map<string, LockEntry>();
    fresh.set(account, own);
    return own;
  };
  const note = (desired: Desired, settled: LockEntry): void => {
    const address = localAddress(desired.address);
    const former = desired.movedFrom;
    const left = former === undefined ? undefined : input.locks.get(desired.account)?.entries.get(former);
    if (former !== undefined && left !== undefined) {
      const { pending: _moved, ...deletion } = left;
      // The memory of a deletion belongs to the name.
      if (left.deleted === true) freshOf(desired.account).set(former, deletion);
      else renamed.set(desired.account, (renamed.get(desired.account) ?? new Set()).add(former));
      dirty.add(desired.account);
    }
    for (const [local, ids] of Object.entries(desired.objectsFrom ?? {})) takeOver(desired.account, local, ids);
    const known = fresh.get(desired.account)?.get(address) ?? input.locks.get(desired.account)?.entries.get(address);
    const entry = withReplaced(known ?? left, settled);
    if (known !== undefined && canonicalJson(known as unknown as Json) === canonicalJson(entry as unknown as Json))
      return;
    freshOf(desired.account).set(address, entry);
    dirty.add(desired.account);
  };
  // The rest of an entry stays where it is: another document follows it, in this run or in another.
  const takeOver = (account: string, local: string, ids: readonly string[]): void => {
    const entries = freshOf(account);
    const left = entries.get(local) ?? input.locks.get(account)?.entries.get(local);
    const rules = Object.entries(left?.objects ?? {}).filter(([id]) => !ids.includes(id));
    if (left === undefined || rules.length === Object.keys(left.objects ?? {}).length) return;
    dirty.add(account);
    if (rules.length === 0) {
      entries.delete(local);
      renamed.set(account, (renamed.get(account) ?? new Set()).add(local));
    } else entries.set(local, { ...left, id: joinedIds(rules.map(([id]) => id)), objects: Object.fromEntries(rules) });
  };
  const write = (): Problem | undefined => {
    for (const name of dirty) {
      const entries = fresh.get(name) ?? new Map<string, LockEntry>();
      const account = project.accounts.find((candidate) => candidate.name === name) as Account;
      const file = lockFile(account);
      const { lock, problems } = readLock(files, project, account);
      if (problems[0] !== undefined) return { ...problems[0], class: "failure" };
      const kept = [...lock.entries].filter(([address]) => !renamed.get(name)?.has(address));
      const text = lockText({ ...lock, entries: new Map([...kept, ...entries]) });
      const trouble = files.writeInside(project.root, file, text);
      if (trouble !== undefined) return unwritten("lock-not-written", file, trouble, { account: name });
      dirty.delete(name);
    }
    written = clock.now();
    return undefined;
  };
  return {
    note,
    writeSoon: (resource, entry) => {
      note(resource, entry);
      const hurry = entry.review !== undefined || clock.now() - written >= pauseMs;
      return dirty.size > 0 && hurry ? write() : undefined;
    },
    writeNow: (resource, entry) => {
      note(resource, entry);
      return dirty.size > 0 ? write() : undefined;
    },
    moved: (resource) => {
      const account = project.accounts.find((candidate) => candidate.name === resource.account) as Account;
      const address = localAddress(resource.address);
      const text = (lock: Lock | undefined) => canonicalJson((lock?.entries.get(address) ?? null) as unknown as Json);
      if (text(readLock(files, project, account).lock) === text(input.locks.get(resource.account))) return undefined;
      const args = { address: resource.address, account: resource.account };
      return { code: "lock-moved", severity: "error", class: "stale", args, address: resource.address };
    },
    entryOf: (resource) => fresh.get(resource.account)?.get(localAddress(resource.address)) ?? resource.lock,
    close: () => (dirty.size > 0 ? write() : undefined),
  };
}
