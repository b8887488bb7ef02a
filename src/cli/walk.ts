import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { type FolderState, pathMatcher } from "../config/pattern.ts";
import { fileProblem } from "../model/file-trouble.ts";
import { expected, type Problem } from "../model/problem.ts";
import { mountsBelow } from "./mounts.ts";

/** How much is looked at for documents: more than any project has, and a moment's work. `steps` are those of matching names. */
export const walkLimits = { entries: 100_000, depth: 64, steps: 10_000_000 } as const;

/** A folder that is still to be read, relative to the root; the root itself is empty. */
interface Folder {
  readonly path: string;
  readonly depth: number;
  readonly state: FolderState;
}

/**
 * The document files below a folder that patterns find, relative to it with `/`, sorted.
 *
 * Enters only folders that some pattern can still match, and never a link, so that nothing outside is read whatever a pattern says. A link that has the name of
 * a document is in the list: whoever reads it says that it is none. Throws an expected problem past `walkLimits` and for a folder that cannot be read, since a
 * list that was cut would look like documents that were removed.
 */
export function walk(
  root: string,
  patterns: readonly string[],
  limits: Readonly<Record<keyof typeof walkLimits, number>> = walkLimits,
): readonly string[] {
  const matcher = pathMatcher(patterns);
  const found: string[] = [];
  const mounts = mountsBelow(root);
  const folders: Folder[] = [{ path: "", depth: 0, state: matcher.root }];
  let entries = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { path, depth, state } = folder;
    for (const entry of entriesOf(root, path)) {
      entries += 1;
      if (entries > limits.entries) throw tooLarge(path, limits);
      if (matcher.work.steps > limits.steps) throw tooMuch(path);
      const { name } = entry;
      const below = path === "" ? name : `${path}/${name}`;
      if (entry.isDirectory()) {
        const next = matcher.enter(state, name);
        if (next === undefined) continue;
        if (depth === limits.depth) throw tooLarge(path, limits);
        // Not even its names are of the repository.
        if (mounts.includes(below)) throw expected(fileProblem(below, { trouble: "mount", part: below }));
        folders.push({ path: below, depth: depth + 1, state: next });
      } else if ((entry.isFile() || entry.isSymbolicLink()) && matcher.finds(state, name)) found.push(below);
    }
  }
  return found.sort();
}

function entriesOf(root: string, path: string): readonly Dirent[] {
  try {
    return readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "";
    // Gone since its name was read.
    if (reason === "ENOENT" || reason === "ENOTDIR") return [];
    throw expected({
      code: "file-unreadable",
      severity: "error",
      class: "usage",
      args: { file: path === "" ? "." : path, reason },
    });
  }
}

function tooMuch(folder: string): Error {
  return refused({ folder: folder === "" ? "." : folder, work: true });
}

function tooLarge(folder: string, { entries, depth }: Readonly<Record<keyof typeof walkLimits, number>>): Error {
  return refused({ folder: folder === "" ? "." : folder, entries, depth });
}

function refused(args: Problem["args"]): Error {
  return expected({ code: "too-many-files", severity: "error", class: "document", args });
}
