import { type FileTrouble, unwritten } from "../model/file-trouble.ts";
import type { Files } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import { type AccountState, openPart, type StateEntry } from "../model/state.ts";
import { type EntryChanges, entryDigest, journalFile, journalHead, journalLine } from "./journal.ts";
import { lockFile, lockText } from "./lock.ts";
import { hasJournal, type Memory, readMemory, stampOf } from "./memory.ts";

/** The memory of one account on disk: its lock file and its journal. Problems mean that it could not be kept. */
export interface LockBook {
  /** True when somebody else changed what is on disk of a resource since the run began. */
  isMoved(local: string): boolean | Problem;
  /** Makes the journal and tries the folder of the lock file, so that what cannot be written is known before a request. */
  open(): Problem | undefined;
  /** Adds entries to the journal; they are on disk when it returns. */
  append(changes: EntryChanges): Problem | undefined;
  /** Writes the lock file, with the entries of the journal and more, and empties the journal. */
  write(changes: EntryChanges): Problem | undefined;
  /** True when there is a journal, which may hold what the lock file does not. */
  hasJournal(): boolean;
}

/** Opens the memory of an account; `lock` is what the run began with. */
export function lockBook(files: Files, project: Project, account: Account, memory: AccountState): LockBook {
  const begun = memory as AccountState & Partial<Memory>;
  let entries = new Map(memory.entries);
  let stamp = begun.source?.stamp;
  let journalBytes = begun.source?.journalBytes ?? 0;
  // What this run has written itself.
  const own = new Map<string, StateEntry | undefined>();

  /** Reads what is on disk again where it is not what this run knows: another run may have written too. */
  const look = (): Problem | undefined => {
    if (stamp !== undefined && stampOf(files, project, account) === stamp) return undefined;
    const { memory, problems } = readMemory(files, project, account);
    if (problems[0] !== undefined) return { ...problems[0], class: "failure" };
    entries = new Map(memory.entries);
    ({ stamp, journalBytes } = memory.source);
    return undefined;
  };
  const unkept = (file: string, trouble: FileTrouble): Problem =>
    unwritten("lock-not-written", file, trouble, { account: account.name });
  const add = (lines: string): Problem | undefined => {
    const file = journalFile(account);
    const text = `${journalBytes === 0 ? journalHead(account) : ""}${lines}`;
    const trouble = files.appendInside(project.root, file, journalBytes, text);
    if (trouble !== undefined) return unkept(file, trouble);
    journalBytes += Buffer.byteLength(text);
    return undefined;
  };
  /** What stays behind says what the lock file says, and is laid over it again without harm. */
  const drop = (): undefined => {
    if (files.removeInside(project.root, journalFile(account)) === undefined) journalBytes = 0;
    stamp = stampOf(files, project, account);
  };
  const keep = (changes: EntryChanges): void => {
    for (const [local, entry] of changes) own.set(local, entry);
    withChanges(entries, changes);
    stamp = stampOf(files, project, account);
  };

  return {
    isMoved: (local) => {
      const unread = look();
      if (unread !== undefined) return unread;
      const [known, found] = [own.has(local) ? own.get(local) : memory.entries.get(local), entries.get(local)];
      return known !== found && entryDigest(known) !== entryDigest(found);
    },
    open: () => {
      const unread = look();
      if (unread !== undefined) return unread;
      const file = lockFile(account);
      const trouble = files.tryInside(project.root, file);
      if (trouble !== undefined) return unkept(file, trouble);
      const unwritable = add("");
      if (unwritable === undefined) keep(new Map());
      return unwritable;
    },
    append: (changes) => {
      const unread = look();
      if (unread !== undefined) return unread;
      const trouble = add(journalLine(changes, entries));
      if (trouble === undefined) keep(changes);
      return trouble;
    },
    write: (changes) => {
      const unread = look();
      if (unread !== undefined) return unread;
      const empty = Buffer.byteLength(journalHead(account));
      if (changes.size === 0 && journalBytes <= empty) return drop();
      // What is settled by now is so for the journal as well, should the lock file be written and the journal stay.
      const settled = new Map([...changes].filter(([local]) => isOpen(entries.get(local))));
      const unsettled = settled.size === 0 ? undefined : add(journalLine(settled, entries));
      if (unsettled !== undefined) return unsettled;
      const file = lockFile(account);
      const text = lockText({ ...memory, entries: withChanges(new Map(entries), changes) });
      const trouble = files.writeInside(project.root, file, text);
      if (trouble !== undefined) return unkept(file, trouble);
      keep(changes);
      return drop();
    },
    hasJournal: () => hasJournal(files, project, account),
  };
}

function isOpen(entry: StateEntry | undefined): boolean {
  return entry !== undefined && openPart(entry) !== undefined;
}

function withChanges(entries: Map<string, StateEntry>, changes: EntryChanges): ReadonlyMap<string, StateEntry> {
  for (const [local, entry] of changes) {
    if (entry === undefined) entries.delete(local);
    else entries.set(local, entry);
  }
  return entries;
}
