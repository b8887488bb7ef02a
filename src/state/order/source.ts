/** The commit that documents are read from. */
export interface Source {
  readonly commit: string;
  /** As the commit itself names them, first one first. */
  readonly parents: readonly string[];
  /** When it was committed, in seconds since 1970, as its committer's clock had it. */
  readonly date: number;
  /** True where the project is not what the commit holds. */
  readonly dirty: boolean;
  /** The branch, tag or pull request, whole: `refs/heads/main`. Absent where nothing says so. */
  readonly ref?: string;
}

/** What HEAD is: a commit, a branch without any yet, or nothing, outside of git. */
export type Head =
  | { readonly status: "commit"; readonly source: Source }
  | { readonly status: "no-commit" }
  | { readonly status: "no-git" };
