import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { CacheFolders } from "../state/branch/folders.ts";

/** The disk of this machine, for the cache that stands below the git directory. */
export const realCacheFolders: CacheFolders = {
  exists: existsSync,
  make: (folder) => wordsOf(() => mkdirSync(folder, { recursive: true })),
  claim: (folder) => wordsOf(() => mkdirSync(folder)) === undefined,
  move: (from, to) => wordsOf(() => renameSync(from, to)),
  remove: (folder) => void wordsOf(() => rmSync(folder, { recursive: true, force: true })),
  count: (folder) => {
    let count = 0;
    wordsOf(() => {
      count = readdirSync(folder).length;
    });
    return count;
  },
  read: (path) => {
    let text: string | undefined;
    wordsOf(() => {
      text = readFileSync(path, "utf8");
    });
    return text;
  },
  write: (path, text) => void wordsOf(() => writeFileSync(path, text)),
};

function wordsOf(effect: () => unknown): string | undefined {
  try {
    effect();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
