import { define } from "./entry.ts";

/** The commit that documents are read from, and the one that was applied last. */
export interface TwoCommits {
  /** Their whole names. */
  readonly head: string;
  readonly applied: string;
  /** When that was applied, in ISO 8601. */
  readonly at: string;
  /** Where it was applied from, whole, such as `refs/heads/main`. */
  readonly ref?: string | undefined;
}

/** How the commit in the work tree stands to what was applied last. */
export const orderProblems = {
  "drift-not-saved": define<{ readonly file: string }>("error", "usage"),
  "base-unknown": define<{ readonly ref: string; readonly isShallow: boolean }>("error", "usage"),
  "base-outside-git": define<{ readonly ref: string }>("error", "usage"),
  "base-unreadable": define<{ readonly ref: string; readonly reason: string }>("error", "failure"),
  "base-submodule": define<{ readonly ref: string; readonly folder: string }>("warning", "document"),
  "base-with-errors": define<{ readonly ref: string; readonly errors: number }>("warning", "document"),
  "older-commit": define<
    TwoCommits & {
      /** True for a commit that is older; else it stands beside, and no branch ends with it. */
      readonly isOlder: boolean;
    }
  >("error", "stale"),
  "order-unknown": define<TwoCommits>("error", "stale"),
  "commit-diverged": define<
    TwoCommits & {
      /** How many changes touch what the last apply set. */
      readonly changes: number;
    }
  >("warning", "stale"),
  "commit-not-pushed": define<{ readonly head: string; readonly remote: string }>("warning", "stale"),
};
