import type { Pointer } from "./pointer.ts";

/** What a run did to one resource. */
export interface HistoryChange {
  readonly address: string;
  /** As the plan called it, such as `update`; `recover` for what an earlier run had left open. */
  readonly action: string;
  /** The fields that were sent, below `spec`. */
  readonly fields: readonly Pointer[];
  /** What became of it, such as `settled`; several words, joined by `+`, where its steps came to different ends. */
  readonly outcome: string;
}

/** One run that wrote what is remembered of an account, as the record says it. */
export interface HistoryRun {
  /** The record itself: a commit on the branch of the account. */
  readonly commit: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly account: string;
  /** Who it was, as the environment or git named them. */
  readonly actor: string;
  /** What was done: `apply`, `import`, `recover`, `forget`, `unlock`, `push`; `other` for what is no record of ours. */
  readonly did: string;
  /** Its first line. */
  readonly subject: string;
  /** True for a run that has begun, and whose end nobody has seen: it is under way, or it was killed. */
  readonly open?: true;
  /** Of a lease that was broken: who held it. */
  readonly holder?: string;
  /** The commit that the documents were of; `dirty` where they were not what it holds. */
  readonly source?: { readonly commit: string; readonly dirty: boolean };
  /** Address of the run of continuous integration. */
  readonly run?: string;
  /** Of the plan. */
  readonly digest?: string;
  readonly tool?: string;
  readonly changes: readonly HistoryChange[];
}

/** Who did what to which account, newest first. */
export interface History {
  /** False where there was more, or what is at hand is not all. */
  readonly complete: boolean;
  readonly runs: readonly HistoryRun[];
  /** The accounts asked for whose store keeps no history. */
  readonly without: readonly string[];
}
