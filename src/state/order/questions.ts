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
