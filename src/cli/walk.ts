import type { Dirent } from "node:fs";
import { join } from "node:path";
import { type FolderState, type PathMatcher, pathMatcher } from "../config/pattern.ts";
import { fileProblem } from "../model/file-trouble.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Disk } from "./disk.ts";
import { mountsBelow } from "./mounts.ts";

/**
 * How much is looked at for documents: more than any project has, and a moment's work. `steps` are those of matching
 * names.
 */
export const walkLimits = { entries: 100_000, depth: 64, steps: 10_000_000 } as const;

type Limits = Readonly<Record<keyof typeof walkLimits, number>>;

/** A folder that is still to be read, relative to the root; the root itself is empty. */
interface Folder {
  readonly path: string;
  readonly depth: number;
  readonly state: FolderState;
}

/**
 * The document files below a folder that patterns find, relative to it with `/`, sorted.
 *
 * Enters only folders that some pattern can still match, and never a link, so that nothing outside is read whatever a
 * pattern says. A link that has the name of a document is in the list: whoever reads it says that it is none. Gives a
 * problem past `walkLimits` and for a folder that cannot be read, since a list that was cut would look like documents
 * that were removed.
 */
export function walk(
  disk: Disk,
  root: string,
  patterns: readonly string[],
  limits: Limits = walkLimits,
): readonly string[] | Problem {
  const matcher = pathMatcher(patterns);
  const folders: Folder[] = [{ path: "", depth: 0, state: matcher.root }];
  const walking: Walking = { matcher, mounts: mountsBelow(disk, root), limits, folders, found: [], entries: 0 };
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = entriesOf(disk, join(root, folder.path), folder.path);
    if ("code" in entries) return entries;
    for (const entry of entries) {
      const wrong = take(folder, entry, walking);
      if (wrong !== undefined) return wrong;
    }
  }
  return walking.found.sort();
}

/** A walk that is under way. */
interface Walking extends Entering {
  /** Still to be read. */
  readonly folders: Folder[];
  readonly found: string[];
  entries: number;
}

/** Takes an entry of a folder for what it is; gives why the walk ends, when it does. */
function take(folder: Folder, entry: Dirent, walking: Walking): Problem | undefined {
  const { matcher, limits, folders, found } = walking;
  walking.entries += 1;
  const tooMuch = whatIsTooMuch(folder.path, { entries: walking.entries, steps: matcher.work.steps }, limits);
  if (tooMuch !== undefined) return tooMuch;
  if (entry.isDirectory()) {
    const next = entered(folder, entry.name, walking);
    if (next !== undefined && "code" in next) return next;
    if (next !== undefined) folders.push(next);
  } else if ((entry.isFile() || entry.isSymbolicLink()) && matcher.finds(folder.state, entry.name))
    found.push(inFolder(folder, entry.name));
  return undefined;
}

/** What decides whether a folder is entered. */
interface Entering {
  readonly matcher: PathMatcher;
  /** Paths of other file systems below the root. */
  readonly mounts: readonly string[];
  readonly limits: Limits;
}

/** The folder of a name, when some pattern may find something in it. */
function entered(parent: Folder, name: string, { matcher, mounts, limits }: Entering): Folder | Problem | undefined {
  const state = matcher.enter(parent.state, name);
  if (state === undefined) return undefined;
  if (parent.depth === limits.depth) return tooLarge(parent.path, limits);
  const path = inFolder(parent, name);
  // Not even its names are of the repository.
  if (mounts.includes(path)) return fileProblem(path, { trouble: "mount", part: path });
  return { path, depth: parent.depth + 1, state };
}

function inFolder({ path }: Folder, name: string): string {
  return path === "" ? name : `${path}/${name}`;
}

function entriesOf(disk: Disk, folder: string, path: string): readonly Dirent[] | Problem {
  try {
    return disk.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "";
    // Gone since its name was read.
    if (reason === "ENOENT" || reason === "ENOTDIR") return [];
    return problem("file-unreadable", { file: path === "" ? "." : path, reason });
  }
}

function whatIsTooMuch(folder: string, done: Pick<Limits, "entries" | "steps">, limits: Limits): Problem | undefined {
  if (done.entries > limits.entries) return tooLarge(folder, limits);
  if (done.steps <= limits.steps) return undefined;
  return problem("too-many-files", { folder: folder === "" ? "." : folder, work: true });
}

function tooLarge(folder: string, { entries, depth }: Limits): Problem {
  return problem("too-many-files", { folder: folder === "" ? "." : folder, entries, depth });
}
