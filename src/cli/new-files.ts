import { unwritten } from "../model/file-trouble.ts";
import type { Problem } from "../model/problem.ts";
import type { Notes } from "../report/messages/notes.ts";
import { page } from "../report/page.ts";
import { gitignoreFile, linesMissing } from "./gitignore.ts";
import { isUnedited } from "./init-ci/stamp.ts";
import type { GuardedEffects } from "./session.ts";

/** Writes the files of `init`, and keeps what became of them. */
export interface NewFiles {
  /** Writes a file that is not there yet; one that is stays as it is. */
  add(path: string, text: string): Promise<void>;
  /** Writes a file that says whether somebody has edited it; what nobody has edited is brought up to date. */
  renew(path: string, text: string): void;
  /** Adds what others wrote, or could not write. */
  take(others: { readonly written: readonly string[]; readonly problems: readonly Problem[] }): void;
  readonly written: readonly string[];
  readonly problems: readonly Problem[];
}

/** In bytes; a workflow of a hundred accounts is smaller. */
const mostBytes = 4 * 1_048_576;

/** Opens the writing of files below the working directory. */
export function newFiles(effects: GuardedEffects, notes: Notes): NewFiles {
  const { files, io } = effects;
  const root = io.workingDirectory;
  const written: string[] = [];
  const problems: Problem[] = [];
  const write = (path: string, text: string) => {
    const trouble = files.writeInside(root, path, text);
    if (trouble === undefined) written.push(path);
    else problems.push(unwritten("file-not-written", path, trouble));
  };
  const note = (line: string) => io.stderr(page([line]));
  return {
    written,
    problems,
    take: (others) => {
      written.push(...others.written);
      problems.push(...others.problems);
    },
    add: async (path, text) => {
      if (files.kindInside(root, path) === undefined) return write(path, text);
      // Of `.gitignore` also what it lacks.
      const missing = path === gitignoreFile ? await linesMissing(effects) : [];
      note(missing.length === 0 ? notes.staysAsItIs(path) : notes.addToIgnored(path, missing));
    },
    renew: (path, text) => {
      const bytes = files.readInside(root, path, mostBytes);
      const there = bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : undefined;
      if (there?.replaceAll("\r\n", "\n") === text) note(notes.isUpToDate(path));
      else if (files.kindInside(root, path) === undefined || (there !== undefined && isUnedited(there)))
        write(path, text);
      else note(notes.isEdited(path));
    },
  };
}
