import type { Problem } from "../../model/problem.ts";
import type { Account } from "../../model/project.ts";
import type { Memory, StateEntry } from "../../model/state.ts";
import type { Pushed } from "../../model/state-view.ts";
import type { Known, Selection, World } from "../../model/world.ts";
import { changeByHand } from "../../state/by-hand.ts";
import {
  addressesIn,
  type EntryChanges,
  entryDigest,
  type Journal,
  laidOver,
  readJournal,
} from "../../state/journal.ts";
import { readJournals } from "../../state/journal-file.ts";
import { keepingInput, readKnown } from "../known.ts";
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
async function pushOnce(world: World, opened: OpenedMemory, one: OneJournal): Promise<"moved" | readonly Problem[]> {
  const { account } = one;
  const known = await readKnown(world, opened.project, [account], "store");
  if ("length" in known) return known;
  const memory = known.memories.get(account.name);
  return memory === undefined
    ? (known.problems.get(account.name) ?? [])
    : brought(world, opened, { ...one, known, memory });
}

async function brought(
  world: World,
  { project }: OpenedMemory,
  { account, journal, isOurs, known, memory }: OneJournal & { readonly known: Known; readonly memory: Memory },
): Promise<"moved" | readonly Problem[]> {
  const changes = isOurs ? new Map<string, StateEntry | undefined>() : changesBy(memory, journal);
  // The run that held this lease has ended: it is what left the journal.
  const isHolder = memory.lease !== undefined && memory.lease.nonce === journal.nonce;
  if (!isOurs && changes.size === 0 && !isHolder) return [];
  const { lease: _ended, ...rest } = memory;
  const free: Memory = isHolder ? rest : memory;
  const input = keepingInput(world, project, { ...known, memories: new Map([[account.name, free]]) });
  const addresses = [...addressesIn(journal)].map((local) => `${account.name}/${local}`);
  return changeByHand(input, {
    ...{ account: account.name, changes },
    begin: wordsOf(world, "begin"),
    words: wordsOf(world, "push", () => addresses),
  });
}

/** What a journal says that the memory does not. */
function changesBy({ entries }: Memory, journal: Journal): EntryChanges {
  const laid = laidOver(entries, journal);
  const differing = [...addressesIn(journal)].filter(
    (local) => entryDigest(laid.get(local)) !== entryDigest(entries.get(local)),
  );
  return new Map(differing.map((local) => [local, laid.get(local)] as const));
}
