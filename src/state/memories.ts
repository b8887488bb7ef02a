import { defined } from "../model/defined.ts";
import type { Clock, Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Lease, Memory, StateEntry } from "../model/state.ts";
import type { StateAccess, StateStore, Stored } from "../model/state-store.ts";
import { instantIso } from "../schema/instant.ts";
import type { FileKeys } from "./format/seal.ts";
import { readStored } from "./format/stored.ts";
import { type Journal, journalFile, laidOver, readJournal } from "./journal.ts";
import { lastSent } from "./lease.ts";

/** Where the memories of a run are, and what reading and writing them needs. */
export interface StateWorld extends Pick<StateAccess, "storeOf" | "keys" | "processes" | "tracks"> {
  readonly files: Files;
  readonly clock: Clock;
  readonly timezone: string;
}

/** The memories of accounts, and why those of others cannot be trusted. */
export interface Memories {
  readonly memories: ReadonlyMap<string, Memory>;
  /** By account. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
}

/**
 * Reads what is remembered of accounts, one look a store, with the journals of this machine laid over it. Writes
 * nothing. What cannot be trusted is a problem and never an empty memory. `journals` are of other machines, by account.
 */
export async function readMemories(
  at: StateWorld,
  accounts: readonly Account[],
  from: "store" | "cache" = "store",
  journals: ReadonlyMap<string, Journal> = new Map(),
): Promise<Memories> {
  const stores = new Map<StateStore, Account[]>();
  for (const account of accounts) {
    const store = at.storeOf(account);
    stores.set(store, [...(stores.get(store) ?? []), account]);
  }
  const memories = new Map<string, Memory>();
  const problems = new Map<string, readonly Problem[]>();
  for (const [store, own] of stores) {
    const read = await store.read(
      own.map(({ name }) => name),
      from,
    );
    for (const account of own) {
      const stored = read.get(account.name) ?? {};
      const memory = "code" in stored ? stored : await memoryOf(at, account, stored, journals.get(account.name));
      if ("code" in memory) problems.set(account.name, [{ ...memory, account: account.name }]);
      else memories.set(account.name, memory);
    }
  }
  return { memories, problems };
}

/** The keys of the files of an account: its credential is looked for only where something has to be known as ours. */
export async function keysOf({ keys }: StateWorld, account: Account, isCovered: boolean): Promise<FileKeys> {
  return defined({ seal: keys.seal, mac: isCovered ? await keys.mac(account) : undefined });
}

/** True where a lease may hold a body: a text that does not even name one holds none. */
function hasBodies({ lease = "" }: Stored): boolean {
  return /\b(former|agreed):/.test(lease);
}

/** What a store has of an account as a memory; `more` is a journal of another machine. */
export async function memoryOf(
  at: StateWorld,
  account: Account,
  stored: Stored,
  more?: Journal,
): Promise<Memory | Problem> {
  const read = readStored(account, stored, await keysOf(at, account, hasBodies(stored)));
  if ("code" in read) return read;
  const store = at.storeOf(account);
  const journal = readJournal(at.files, store.journals, account);
  if ("code" in journal) return journal;
  const tracked = journal.bytes === 0 ? undefined : await trackedJournal(at, account);
  if (tracked !== undefined) return tracked;
  const { version, asOf } = stored;
  const journals = [journal, ...(more === undefined ? [] : [more])].filter(({ records }) => records.length > 0);
  const laid = journals.reduce(laidOver, read.entries);
  return {
    ...read,
    account: account.name,
    identity: account.identity,
    entries: read.lease === undefined ? laid : dated(laid, read.lease, at),
    known: version !== undefined,
    ...(version === undefined ? {} : { version }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(journal.bytes === 0 ? {} : { journal: journal.bytes }),
  };
}

/** A journal that comes with a commit is of another machine and another day, or of somebody who wrote it by hand. */
async function trackedJournal({ storeOf, tracks }: StateWorld, account: Account): Promise<Problem | undefined> {
  const { journals } = storeOf(account);
  const file = journalFile(journals, account);
  const isTracked = (await tracks?.(journals.root, file)) === true;
  return isTracked ? problem("journal-tracked", { file }, { account: account.name }) : undefined;
}

/**
 * What was announced under a lease may have been sent until shortly before its end: nobody has said when, where the
 * journal is on another machine.
 */
function dated(
  entries: ReadonlyMap<string, StateEntry>,
  lease: Lease,
  { clock, timezone }: StateWorld,
): ReadonlyMap<string, StateEntry> {
  const at = instantIso(lastSent(lease, clock.now()), timezone);
  return new Map(
    [...entries].map(([local, entry]) => {
      const { pending } = entry;
      const isAnnounced = pending?.at === lease.since && pending.sent === undefined;
      return [local, isAnnounced ? { ...entry, pending: { ...pending, at } } : entry];
    }),
  );
}

/**
 * Accounts without a memory while the store has one of a name that is no account here, of the very same appid or brand:
 * they were renamed, and going on would forget what was made, and make it again.
 */
export async function renamedAccounts(
  at: StateWorld,
  accounts: readonly Account[],
  all: readonly Account[],
  { memories }: Memories,
): Promise<readonly Problem[]> {
  const bare = accounts.filter(({ name, sandbox }) => !sandbox && memories.get(name)?.known === false);
  const names = new Set(all.map(({ name }) => name));
  const problems: Problem[] = [];
  for (const account of bare) {
    const store = at.storeOf(account);
    const known = await store.accounts();
    if ("code" in known) return [...problems, known];
    const others = known.filter((name) => !names.has(name));
    const read = others.length === 0 ? [] : await store.read(others, "cache");
    for (const [name, stored] of read) {
      const found =
        "code" in stored ? undefined : readStored({ ...account, name }, stored, defined({ seal: at.keys.seal }));
      if (found === undefined || "code" in found) continue;
      const args = { found: name, identity: account.identity, account: account.name };
      problems.push(problem("state-of-former-name", args, { account: account.name }));
    }
  }
  return problems;
}
