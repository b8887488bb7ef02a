import { isTrouble } from "../model/file-trouble.ts";
import type { Files } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { AccountState } from "../model/state.ts";
import { journalFile, laidOver, readJournal } from "./journal.ts";
import { lockFile, readLock } from "./lock.ts";

/** How the files of a memory looked when they were read. */
export interface MemorySource {
  /** Another one once a file has changed. */
  readonly stamp: string;
  /** How many bytes of the journal count. */
  readonly journalBytes: number;
}

/** What is remembered of an account: its lock file, with its journal laid over it. */
export interface Memory extends AccountState {
  readonly source: MemorySource;
}

/** Reads the memory of an account, and writes nothing; what cannot be trusted is a problem and never an empty memory. */
export function readMemory(
  files: Files,
  project: Project,
  account: Account,
): { memory: Memory; problems: readonly Problem[] } {
  // Before the files are read: what changes meanwhile is found to have changed.
  const stamp = stampOf(files, project, account);
  const { memory, problems } = readLock(files, project, account);
  const journal = readJournal(files, project, account);
  if ("code" in journal)
    return { memory: { ...memory, source: { stamp, journalBytes: 0 } }, problems: [...problems, journal] };
  const entries = journal.records.length === 0 ? memory.entries : laidOver(memory.entries, journal);
  return { memory: { ...memory, entries, source: { stamp, journalBytes: journal.bytes } }, problems };
}

/** A text that is another one once the memory of an account has changed, without reading it. */
export function stampOf(files: Files, { root }: Project, account: Account): string {
  return [lockFile(account), journalFile(account)]
    .map((file) => {
      const stamp = files.stampInside(root, file);
      // What cannot be looked at cannot be read either, and that is told there.
      return isTrouble(stamp) ? stamp.reason : stamp;
    })
    .join("\n");
}

/** True where what a run that ended too soon has remembered is still to be brought into the lock file. */
export function hasJournal(files: Files, { root }: Project, account: Account): boolean {
  return files.stampInside(root, journalFile(account)) !== undefined;
}
