import type { EntryKind } from "./ports.ts";

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

/** How another commit stands to HEAD: `ancestor` means that HEAD has it in its history. */
export type Relation = "equal" | "ancestor" | "descendant" | "apart";

/** What HEAD is the tip of. */
export type Tip = "branch" | "tag" | "pull-request";

/** What the rule for old commits asks of repositories. */
export interface Questions {
  /** By the user's repository alone; unknown where it does not hold enough of the history. */
  near(commit: string): Promise<Relation | "unknown">;
  /**
   * By the remote. Absent where the remote does not have the commit; unknown where it gave no answer. The date of the
   * commit, in seconds since 1970, lets it send only the history since.
   */
  far(commit: string, date?: number): Promise<Relation | "absent" | "unknown">;
  /** What HEAD is the tip of, on the remote or, where only this repository has the branch, here. */
  tip(): Promise<Tip | "none" | "unknown">;
  /** How many operations have asked the remote so far. */
  operations(): number;
}

/** One file, link or other thing of a commit. */
export interface TreeEntry {
  readonly kind: EntryKind;
  /** In bytes. */
  readonly size: number;
  /** Of a file that was asked for. */
  readonly bytes?: Uint8Array;
}

/** What a commit holds below a folder, by path with `/`. */
export interface CommitTree {
  readonly commit: string;
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** Folders that are commits of other repositories, submodules, and are not here. */
  readonly unread: readonly string[];
}

/** What a project consists of. Paths are relative to its folder, with `/`. */
export interface ProjectParts {
  /** The project file and the documents, as they were read. */
  readonly files: readonly string[];
  /** Whether a file of this path would be one of them: one that is gone is missed by this. */
  readonly isPart: (path: string) => boolean;
}

/** The repository that documents are read from, and what can be asked about its commits. */
export interface Commits {
  /** The name of the remote. */
  readonly remote: string;
  describe(parts: ProjectParts): Promise<Head>;
  /** Questions about one HEAD, for all accounts of a run. Has to be closed. */
  ask(head: Source): Questions & { close(): Promise<void> };
  /** Whether the remote has a commit, by what is known here; nobody is asked. */
  isPushed(commit: string): Promise<"yes" | "no" | "unknown">;
}
