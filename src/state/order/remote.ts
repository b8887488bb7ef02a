import type { GitAnswer } from "../../model/git.ts";
import type { RunIn } from "./own-git.ts";

/** What the rule for old commits needs of the repository that a project is in. */
export interface OrderRepository {
  /** Runs git in the user's repository, at the project's folder. */
  readonly user: RunIn;
  /** Runs git with the user's settings and credentials for the remote, in the repository that `GIT_DIR` names. */
  readonly own: RunIn;
  /** The variables that lend another repository the objects of the user's. */
  readonly usersObjects: Readonly<Record<string, string>>;
  /** The remote, and its name on the command line of `own`; itself where the repository has none. */
  readonly remote: { readonly key: string; readonly isItself: boolean };
  /** `sha1` or `sha256`. */
  readonly objectFormat: string;
}

/** An empty folder of our own, which is removed when it is closed. */
export interface Scratch {
  readonly folder: string;
  close(): void | Promise<void>;
}

/** Makes a scratch folder; undefined where there is no room for one. */
export type OpenScratch = () => Scratch | undefined | Promise<Scratch | undefined>;

/** Asks a remote from a repository of our own, each time with one operation. */
export interface Line {
  /** Fetches commits and no contents, with options of `git fetch`. Writes no refs but those of the refspecs. */
  fetch(options: readonly string[], refspecs: readonly string[]): Promise<GitAnswer>;
  /** Lists the refs that match any of the patterns. */
  list(patterns: readonly string[]): Promise<GitAnswer>;
}

/**
 * A line to a remote from a bare repository. That one is asked without the objects of the user's: git would tell the
 * remote that it has all of the history behind them, which a shallow clone has not.
 */
export function openLine(run: RunIn, gitDir: string, remote: string): Line {
  const ask = (args: readonly string[]) => run(args, { env: { GIT_DIR: gitDir, GIT_NO_REPLACE_OBJECTS: "1" } });
  return {
    // Commits that are malformed have parents all the same, and whoever checks what is fetched checked them before.
    fetch: (options, refspecs) =>
      ask(["-c", "fetch.fsckObjects=false", "fetch", ...quietly, ...options, "--", remote, ...refspecs]),
    list: (patterns) => ask(["ls-remote", "--quiet", "--", remote, ...patterns]),
  };
}

const quietly = [
  ...["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance"],
  // A remote that knows no filters sends more, and git says so to nobody.
  "--filter=tree:0",
];
