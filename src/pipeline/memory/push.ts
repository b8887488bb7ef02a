import type { Problem } from "../../model/problem.ts";
import type { Account } from "../../model/project.ts";
import type { Memory } from "../../model/state.ts";
import type { Pushed } from "../../model/state-view.ts";
import type { Selection, World } from "../../model/world.ts";
import { changeByHand } from "../../state/by-hand.ts";
import { addressesIn, type Journal, readJournal } from "../../state/journal.ts";
import { readJournals } from "../../state/journal-file.ts";
import { readMemories } from "../../state/memories.ts";
import { keepingInput, stateWorld } from "../known.ts";
import { wordsOf } from "../writing/words.ts";
import { type OpenedMemory, openMemory } from "./open.ts";
import { whileMoved } from "./while-moved.ts";

/** A journal that somebody names: its bytes, and what it is called. */
export interface NamedJournal {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What was brought into the state, what was not, and why. */
export interface Pushing {
  readonly pushed: readonly Pushed[];
  readonly left: readonly Pushed[];
  readonly problems: readonly Problem[];
}

/**
 * Brings journals into the state, account by account: those of this machine, or those of a file. What somebody else has
 * written since they were begun stands, but for what was begun and is not settled.
 */
export async function pushJournals(world: World, selection: Selection, named?: NamedJournal): Promise<Pushing> {
  const opened = await openMemory(world, selection, "without-documents");
  if (!("access" in opened)) return { pushed: [], left: [], problems: opened };
  const journals = journalsOf(world, opened, named);
  if ("code" in journals) return { pushed: [], left: [], problems: [journals] };
  const all: Pushing[] = [];
  for (const account of opened.accounts) {
    const journal = journals.get(account.name);
    if (journal !== undefined)
      all.push(await pushOne(world, opened, { account, journal, isOurs: named === undefined }));
  }
  return {
    pushed: all.flatMap(({ pushed }) => pushed),
    left: all.flatMap(({ left }) => left),
    problems: [...opened.problems, ...all.flatMap(({ problems }) => problems)],
  };
}

/** The journals of a file, or those of this machine that tell of anything. */
function journalsOf(
  { files }: World,
  { access, accounts, project }: OpenedMemory,
  named: NamedJournal | undefined,
): ReadonlyMap<string, Journal> | Problem {
  if (named !== undefined) return readJournals(named.bytes, named.file, project.accounts);
  const found = new Map<string, Journal>();
  for (const account of accounts) {
    const journal = readJournal(files, access.storeOf(account).journals, account);
    if ("code" in journal) return journal;
    if (journal.bytes > 0) found.set(account.name, journal);
  }
  return found;
}

interface OneJournal {
  readonly account: Account;
  readonly journal: Journal;
  /** True for the one of this machine, which is laid over the memory when that is read. */
  readonly isOurs: boolean;
}

async function pushOne(world: World, opened: OpenedMemory, one: OneJournal): Promise<Pushing> {
  const told = { account: one.account.name, entries: addressesIn(one.journal).size };
  const done = await whileMoved(() => pushOnce(world, opened, one));
  const problems = "code" in done ? [done] : done;
  return problems.length > 0 ? { pushed: [], left: [told], problems } : { pushed: [told], left: [], problems };
}

/** Brings a journal into the state; gives why it could not. */
async function pushOnce(
  world: World,
  { project, access }: OpenedMemory,
  { account, journal, isOurs }: OneJournal,
): Promise<"moved" | readonly Problem[]> {
  // One of this machine is laid over by itself.
  const others = isOurs ? new Map() : new Map([[account.name, journal]]);
  const read = await readMemories(stateWorld(world, project, access), [account], "store", others);
  const memory = read.memories.get(account.name);
  if (memory === undefined) return read.problems.get(account.name) ?? [];
  const input = keepingInput(world, project, {
    access,
    memories: new Map([[account.name, freed(memory, journal, isOurs)]]),
  });
  const addresses = [...addressesIn(journal)].map((local) => `${account.name}/${local}`);
  return changeByHand(input, {
    ...{ account: account.name, changes: new Map() },
    begin: wordsOf(world, "begin"),
    words: wordsOf(world, "push", () => addresses),
  });
}

/**
 * The run that left a file has ended, and nobody waits for its lease. One of this machine may be under way: what is known
 * of its process decides.
 */
function freed(memory: Memory, { nonce }: Journal, isOurs: boolean): Memory {
  const { lease, ...rest } = memory;
  return !isOurs && lease !== undefined && lease.nonce === nonce ? rest : memory;
}
