import { join } from "node:path";
import type { CommitTree, TreeEntry } from "../../model/commits.ts";
import type { GitAnswer, GitRunner } from "../../model/git.ts";
import type { EntryKind } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { discover, gitWords, question, textOf } from "../branch/discover.ts";
import type { CacheFolders } from "../branch/folders.ts";
import { objectsOf } from "../branch/objects.ts";

/** What reading a commit needs. */
export interface CommitInput {
  readonly git: GitRunner;
  readonly folders: Pick<CacheFolders, "exists">;
  /** The folder of the project, an absolute path. */
  readonly root: string;
  /** Of which files, below that folder, the content is wanted. */
  readonly isWanted: (path: string) => boolean;
  /** A branch, tag or commit, as the operator wrote it. */
  readonly ref: string;
}

/** More than any document may have, in bytes: what is larger is refused by its size, and need not be read. */
const mostBytes = 4 * 1024 * 1024;

/**
 * What a commit holds below the folder of a project, read from git's objects: nothing is checked out, fetched or
 * written, and nothing of the commit is run. A problem where the commit, or something of it, is not here; a submodule
 * is read from its own repository, where that is checked out.
 */
export async function commitTree({ git, folders, root, ref, isWanted }: CommitInput): Promise<CommitTree | Problem> {
  const found = await discover(git, root, folders);
  if (found === "outside") return problem("base-outside-git", { ref });
  if ("code" in found) return found;
  const ask = (args: readonly string[], more: { readonly input?: string | Uint8Array } = {}) =>
    git({ ...question(args, root), ...more });
  const named = await ask(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  const commit = textOf(named).trim();
  // `^main` is a name to git, of all that is not in main.
  if (named.code !== 0 || !/^[0-9a-f]+$/.test(commit))
    return problem("base-unknown", { ref, isShallow: found.isShallow });
  const unreadable = (answer: GitAnswer) => problem("base-unreadable", { ref, reason: gitWords(answer) });
  if (found.prefix !== "") {
    const folder = await ask(["--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--", found.prefix]);
    // Asked by `rev-parse`, a folder whose trees are not in this clone would pass for one that is not there.
    if (folder.code !== 0) return unreadable(folder);
    // A project that is not there yet has no documents.
    if (folder.stdout.length === 0) return { commit, entries: new Map(), unread: [] };
  }
  const listed = await ask(["ls-tree", "-r", "-z", "-l", "--full-tree", `${commit}:${found.prefix}`]);
  if (listed.code !== 0) return unreadable(listed);
  const entries = entriesIn(textOf(listed));
  const wanted = [...entries].filter(
    ([path, { kind, size }]) => kind === "file" && size <= mostBytes && isWanted(path),
  );
  const objects = await objectsOf(
    ask,
    wanted.map(([, { id }]) => id),
  );
  // A clone without contents, perhaps: what is not there would look like documents that are new.
  const missing = wanted.filter(([, { id }]) => objects?.has(id) !== true);
  if (missing.length > 0) return problem("base-unreadable", { ref, reason: missing[0]?.[0] ?? "" });
  const read = [...entries].map(([path, { id, isModule: _isModule, ...entry }]): [string, TreeEntry] => {
    const bytes = isWanted(path) ? objects?.get(id)?.bytes : undefined;
    return [path, bytes === undefined ? entry : { ...entry, bytes }];
  });
  const modules = await modulesIn({ git, folders, root, isWanted }, entries);
  return { commit, entries: new Map([...read, ...modules.entries]), unread: modules.unread };
}

/** What the submodules of a commit held by then; those that cannot be read are named. */
async function modulesIn(
  { git, folders, root, isWanted }: Omit<CommitInput, "ref">,
  entries: ReadonlyMap<string, Entry>,
): Promise<Pick<CommitTree, "entries" | "unread">> {
  const found = new Map<string, TreeEntry>();
  const unread: string[] = [];
  for (const [folder, { id: ref, isModule }] of entries) {
    if (!isModule) continue;
    const own = join(root, folder);
    // Where it is not checked out, git would answer for the repository around it.
    const isHere = folders.exists(join(own, ".git"));
    const inside = (path: string) => isWanted(`${folder}/${path}`);
    const tree = isHere ? await commitTree({ git, folders, root: own, ref, isWanted: inside }) : undefined;
    if (tree === undefined || "code" in tree) unread.push(folder);
    else {
      for (const [path, entry] of tree.entries) found.set(`${folder}/${path}`, entry);
      unread.push(...tree.unread.map((path) => `${folder}/${path}`));
    }
  }
  return { entries: found, unread };
}

/** An entry of a tree as git lists it. */
interface Entry extends TreeEntry {
  readonly id: string;
  /** True for a commit of another repository. */
  readonly isModule: boolean;
}

/** Each entry is `MODE TYPE ID SIZE<tab>PATH`; the size is `-` where there is none, and `BAD` of what cannot be read. */
function entriesIn(listed: string): ReadonlyMap<string, Entry> {
  const entries = listed.split("\0").flatMap((line): [string, Entry][] => {
    const [, mode = "", id = "", size = "", path = ""] = /^(\d+) \w+ ([0-9a-f]+) +(\S+)\t(.*)$/s.exec(line) ?? [];
    if (path === "") return [];
    const kind: EntryKind = mode.startsWith("100") ? "file" : mode === "120000" ? "link" : "other";
    return [[path, { kind, id, size: Number(size) || 0, isModule: mode === "160000" }]];
  });
  return new Map(entries);
}
