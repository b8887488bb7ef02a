import { define } from "./entry.ts";

/** What git says, in its own words. */
export interface GitReason {
  readonly reason: string;
}

/** A branch that holds the memory of an account, and where it is. */
export interface BranchArgs {
  readonly branch: string;
  readonly remote: string;
}

export interface LostArgs extends BranchArgs {
  /** The commit that was last seen there. */
  readonly seen: string;
  /** The git directory that still has it. */
  readonly repository: string;
}

/** The memory of accounts on branches of a git repository. */
export const branchProblems = {
  "state-git-missing": define("error", "failure"),
  "state-git-old": define<{ readonly version: string; readonly least: string }>("error", "failure"),
  "state-git-unwilling": define<GitReason>("error", "failure"),
  "state-remote-unknown": define<{ readonly remote: string; readonly remotes: readonly string[] }>("error", "usage"),
  "state-repository-unmade": define<GitReason & { readonly folder: string }>("error", "failure"),
  "state-unreachable": define<GitReason & { readonly remote: string }>("error", "failure"),
  "state-not-fetched": define<BranchArgs>("error", "failure"),
  "state-rewound": define<LostArgs & { readonly tip: string }>("error", "failure"),
  "state-gone": define<LostArgs>("error", "failure"),
  "state-branch-foreign": define<BranchArgs & { readonly commit: string }>("error", "failure"),
  "state-branch-in-the-way": define<BranchArgs & { readonly other: string }>("error", "usage"),
  "state-remote-empty": define<{ readonly remote: string }>("error", "usage"),
  "state-push-refused": define<GitReason & { readonly remote: string; readonly branches: readonly string[] }>(
    "error",
    "not-allowed",
  ),
  "state-push-unknown": define<GitReason & { readonly remote: string }>("error", "failure"),
};
