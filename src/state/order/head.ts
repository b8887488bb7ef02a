import type { Head, ProjectParts } from "../../model/commits.ts";
import { defined } from "../../model/defined.ts";
import { type AskHere, linesHere, linesOf } from "./own-git.ts";

/** The variables in which runners of continuous integration say what they checked out. */
export type RefVariables = Readonly<
  Partial<
    Record<
      "GITHUB_REF" | "CI_MERGE_REQUEST_REF_PATH" | "CI_COMMIT_TAG" | "CI_COMMIT_BRANCH" | "CI_COMMIT_REF_NAME",
      string
    >
  >
>;

/**
 * The commit that a project is read from. Asks at the project's folder; whether that is in a repository at all is known
 * to whoever opened it, who says `no-git` otherwise. Changes nothing, not even the index.
 */
export async function describeHead(ask: AskHere, parts: ProjectParts, variables: RefVariables): Promise<Head> {
  const commit = (await linesHere(ask, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]))?.[0];
  if (commit === undefined) return { status: "no-commit" };
  const [raw, symbolic, dirty] = await Promise.all([
    ask(["cat-file", "commit", commit]),
    branchOf(ask),
    isDirty(ask, parts),
  ]);
  if (raw.code !== 0) return { status: "no-commit" };
  const source = { commit, ...headerOf(linesOf(raw)), dirty };
  return { status: "commit", source: { ...source, ...defined({ ref: namedRef(variables) ?? symbolic }) } };
}

/** The branch that is checked out here, whole; undefined for a detached HEAD. */
export async function branchOf(ask: AskHere): Promise<string | undefined> {
  return (await linesHere(ask, ["symbolic-ref", "--quiet", "HEAD"]))?.[0];
}

/** What runners of continuous integration say they checked out, whole. */
export function namedRef(variables: RefVariables): string | undefined {
  const { CI_COMMIT_TAG: tag, CI_COMMIT_BRANCH, CI_COMMIT_REF_NAME } = variables;
  const branch = CI_COMMIT_BRANCH || CI_COMMIT_REF_NAME;
  const whole = variables.GITHUB_REF || variables.CI_MERGE_REQUEST_REF_PATH;
  if (whole) return whole;
  if (tag) return `refs/tags/${tag}`;
  return branch ? `refs/heads/${branch}` : undefined;
}

/** Parents and date of a raw commit, whose lines before the first name of a person hold no foreign words. */
function headerOf(lines: readonly string[]): { readonly parents: readonly string[]; readonly date: number } {
  const author = lines.findIndex((line) => line.startsWith("author "));
  const parents = lines.slice(0, Math.max(author, 0)).filter((line) => line.startsWith("parent "));
  const committer = lines.slice(Math.max(author, 0)).find((line) => line.startsWith("committer "));
  const date = Number(committer?.match(/ (-?\d+) [+-]\d+$/)?.[1]);
  return {
    parents: parents.map((line) => line.slice("parent ".length)),
    date: Number.isSafeInteger(date) ? date : 0,
  };
}

/** Whether the project differs from HEAD: a part of it changed, is gone, or is not in the commit at all. */
async function isDirty(ask: AskHere, { files, isPart }: ProjectParts): Promise<boolean> {
  const [status, tree, prefix] = await Promise.all([
    ask([
      ...["status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames", "--ignore-submodules=none"],
      ...["--", "."],
    ]),
    // Named, since a clone may hold no other folders of the commit.
    ask(["ls-tree", "-r", "-z", "HEAD", "--", ...new Set(files.map(firstPart))]),
    linesHere(ask, ["rev-parse", "--show-prefix"]),
  ]);
  // What nobody can compare is not what the commit holds.
  if (status.code !== 0 || tree.code !== 0 || prefix === undefined) return true;
  const inside = (path: string) =>
    path.startsWith(prefix[0] ?? "") ? path.slice((prefix[0] ?? "").length) : undefined;
  const committed = entriesOf(linesOf(tree, "\0"));
  const holds = (path: string) => committed.files.has(path) || committed.repositories.some((one) => isBelow(path, one));
  if (!files.every(holds)) return true;
  return linesOf(status, "\0").some((line) => {
    const path = inside(line.slice(3));
    if (path === undefined) return false;
    return isPart(path) || (committed.repositories.includes(path) && files.some((file) => isBelow(file, path)));
  });
}

const firstPart = (path: string) => path.split("/", 1)[0] ?? path;
const isBelow = (path: string, folder: string) => path.startsWith(`${folder}/`);

/** The files of a tree, and the repositories that stand in it as submodules, whose files are theirs. */
function entriesOf(lines: readonly string[]) {
  const entries = lines.map((line) => ({ mode: line.slice(0, 6), path: line.slice(line.indexOf("\t") + 1) }));
  const isRepository = ({ mode }: { readonly mode: string }) => mode === "160000";
  return {
    files: new Set(entries.filter((entry) => !isRepository(entry)).map(({ path }) => path)),
    repositories: entries.filter(isRepository).map(({ path }) => path),
  };
}
