import { dirname } from "node:path";
import type { GitAnswer, GitCommand, GitRunner } from "../../model/git.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { CacheFolders } from "./folders.ts";
import { type Setting, settingsIn } from "./settings.ts";

/** Where the user's repository is, as git says it. All paths absolute. */
export interface Discovered {
  /** The top of the work tree. */
  readonly top: string;
  readonly gitDir: string;
  /** The directory that all work trees share. */
  readonly commonDir: string;
  /** The folder of the project below the top, with `/`; empty where it is the top. */
  readonly prefix: string;
  readonly isShallow: boolean;
  /** `sha1` or `sha256`. */
  readonly objectFormat: string;
  readonly settings: readonly Setting[];
}

/** The first git that knows everything which is asked of it. */
const leastGit = "2.31";

/**
 * A command in the user's repository: nothing is written, not even the index, and nothing fetched. A folder of the tree
 * that passes for a repository is none, and no program of the settings is started by a question.
 */
export function question(args: readonly string[], folder: string): GitCommand {
  const settings = ["safe.bareRepository=explicit", "core.fsmonitor=false", "core.hooksPath=/dev/null"];
  const env = { GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1" };
  return { args: [...settings.flatMap((setting) => ["-c", setting]), ...args], folder, env };
}

const asked = ["--path-format=absolute", "--git-dir", "--git-common-dir", "--show-toplevel", "--show-prefix"];

/**
 * Finds the repository a folder is in. `outside` only where no `.git` stands above: a git that is missing, too old or
 * unwilling is a problem with its own words.
 */
export async function discover(
  git: GitRunner,
  folder: string,
  folders: Pick<CacheFolders, "exists">,
): Promise<Discovered | "outside" | Problem> {
  const [version, places, listed] = await Promise.all([
    git({ args: ["version"], folder }),
    git(question(["rev-parse", ...asked, "--is-shallow-repository", "--show-object-format"], folder)),
    // With none of our settings among them.
    git({ args: ["config", "--list", "--includes", "-z"], folder }),
  ]);
  const isInside = hasRepositoryAbove(folder, folders);
  if (version.code !== 0) {
    if (!isInside) return "outside";
    return version.failure === "missing" ? problem("state-git-missing", {}) : unwilling(version);
  }
  const number = /\d+(\.\d+)+/.exec(textOf(version))?.[0] ?? "";
  if (isInside && isOld(number)) return problem("state-git-old", { version: number, least: leastGit });
  if (places.code !== 0) return isInside ? unwilling(places) : "outside";
  const lines = textOf(places).split("\n");
  const [gitDir = "", commonDir = "", top = "", prefix = "", isShallow, objectFormat = ""] = lines;
  if (lines.length !== 7 || listed.code !== 0) return unwilling(listed.code === 0 ? places : listed);
  const settings = settingsIn(listed.stdout);
  const below = prefix.replace(/\/$/, "");
  return { top, gitDir, commonDir, prefix: below, isShallow: isShallow === "true", objectFormat, settings };
}

/** The output of a command as text. */
export function textOf(answer: Pick<GitAnswer, "stdout">): string {
  return new TextDecoder().decode(answer.stdout);
}

/** Why a command of git came to nothing, in words for people. */
export function gitWords(answer: GitAnswer): string {
  return answer.stderr === "" ? (answer.failure ?? `exit code ${answer.code}`) : answer.stderr;
}

function unwilling(answer: GitAnswer): Problem {
  return problem("state-git-unwilling", { reason: gitWords(answer) });
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = leastGit.split(".").map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

function hasRepositoryAbove(folder: string, folders: Pick<CacheFolders, "exists">): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (folders.exists(`${at}/.git`)) return true;
    if (dirname(at) === at) return false;
  }
}
