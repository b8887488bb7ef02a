import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GitRunner } from "../model/git.ts";
import { gitRunner } from "./git-runner.ts";
import { someTimeAfter } from "./programs.ts";

/** What git says of a file; `unknown` where there is a repository and git gives no answer. */
export type Tracking = "tracked" | "untracked" | "unknown";

/** What is asked of version control. */
export interface Git {
  /** Runs a command of git. */
  readonly run: GitRunner;
  /**
   * Whether git tracks a file of a folder, in any letter case: some file systems take them for the same. Untracked
   * where there is no repository.
   */
  tracks(folder: string, file: string): Promise<Tracking>;
}

/**
 * Variables by which a surrounding git, such as one that runs a hook, points at a repository of its own; and those that
 * change what a path in a question means, as editors set them for what they run: taken by its letters, the question
 * would be about a file that nobody has.
 */
const pointers = [
  ...["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX"],
  ...["GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"],
];

/**
 * Settings of a question: no program that the configuration of the repository names is started for it, and no folder of
 * the repository passes for a repository.
 */
export const questionSettings: readonly string[] = [
  ...["-c", "core.fsmonitor=false"],
  ...["-c", "safe.bareRepository=explicit"],
];

/**
 * The git of this machine, until some time after a signal: a push under way may end, and one to a silent host does not
 * hold up the end of the run.
 */
export function realGitUntil(stop: AbortSignal): Git {
  const signal = someTimeAfter(stop);
  // Begun at once, without a turn in between: what is read meanwhile lets nobody else have one.
  const run: GitRunner = (command) => gitRunner({ env: process.env, signal })(command);
  return { ...realGit, run };
}

/** The git of this machine. Loaded only when it is asked. */
export const realGit: Git = {
  run: (command) => gitRunner({ env: process.env })(command),
  tracks: async (folder, file) => {
    const { execFile } = await import("node:child_process");
    const argv = [...questionSettings, "ls-files", "--error-unmatch", "--", `:(icase,literal)${file}`];
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !pointers.includes(name)));
    return new Promise((resolve) => {
      execFile("git", argv, { cwd: folder, timeout: 10_000, env }, (error) => {
        if (error === null) resolve("tracked");
        else if (error.code === 1) resolve("untracked");
        else resolve(isInRepository(folder) ? "unknown" : "untracked");
      });
    });
  },
};

function isInRepository(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return true;
    if (dirname(at) === at) return false;
  }
}
