/** What a state remembers of the commit that was last applied to its account. */
export interface Applied {
  /** Its name, 40 or 64 hex digits. */
  readonly commit: string;
  /** The parents that the commit itself names, first one first: a shallow clone knows them as well. */
  readonly parents: readonly string[];
  /** When it was committed, in seconds since 1970, as its committer's clock had it. */
  readonly date: number;
  /** Digest of the documents that were applied, which are not those of the commit where `dirty` is true. */
  readonly documents: string;
  /** True where the documents were not what the commit holds. */
  readonly dirty: boolean;
  /** The branch, tag or pull request it was applied from, whole: `refs/heads/main`. Absent for a detached HEAD. */
  readonly ref?: string;
  /** When it was applied; ISO 8601 with offset. */
  readonly at: string;
  /** Address of the run of continuous integration that applied it. */
  readonly run?: string;
}

/** What a state remembers of commits: the one that was last applied, and those before it. */
export interface AppliedMemory {
  /** Absent where nothing was applied from a commit yet. */
  readonly applied?: Applied;
  /** The names of at most `recentLimit` commits applied before it, newest first. */
  readonly recent: readonly string[];
}

/** How many commits are remembered beside the last one. */
export const recentLimit = 8;
