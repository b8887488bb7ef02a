import { type Applied, type AppliedMemory, recentLimit } from "../../model/applied.ts";
import type { Head, Source } from "../../model/commits.ts";
import { defined } from "../../model/defined.ts";
import type { Judged, Order } from "./judge.ts";

/** What is known of a run that comes to its end. */
export interface AppliedRun {
  readonly head: Head;
  /** Digest of the documents that it applied. */
  readonly documents: string;
  /** Of `judgeOrder`: equal documents say nothing of which commit is newer. */
  readonly order: Order | Judged;
  /** True where consent `rollback` was given. */
  readonly isRollback: boolean;
  /** ISO 8601 with offset. */
  readonly at: string;
  /** Address of the run of continuous integration. */
  readonly run?: string;
}

/**
 * What is remembered after a run, whether or not it wrote anything: an older job that is still in the queue must not
 * pass as newer. Never goes back without consent. Gives the very memory it was given where nothing is to be written down.
 */
export function nextApplied(before: AppliedMemory, run: AppliedRun): AppliedMemory {
  const { head, documents } = run;
  const { applied, recent } = before;
  if (head.status !== "commit") return keepCommit(before, run);
  const { source } = head;
  if (applied === undefined) return { applied: appliedOf(source, run), recent };
  if (source.commit === applied.commit) {
    const isKnown = documents === applied.documents && source.dirty === applied.dirty;
    return isKnown ? before : { applied: appliedOf(source, run), recent };
  }
  if (run.isRollback || moving.includes(run.order.verdict)) {
    const others = [applied.commit, ...recent].filter((commit) => commit !== source.commit);
    return { applied: appliedOf(source, run), recent: [...new Set(others)].slice(0, recentLimit) };
  }
  return run.order.verdict === "unknown" ? keepCommit(before, run) : before;
}

const moving: readonly Order["verdict"][] = ["first", "forward", "diverged"];

/** Nobody knows whether it is newer: what was applied is known, so that it is the same next time, and the commit stays. */
function keepCommit(before: AppliedMemory, { documents, at, run }: AppliedRun): AppliedMemory {
  const { applied, recent } = before;
  if (applied === undefined || applied.documents === documents) return before;
  const { run: _before, ...rest } = applied;
  return { applied: { ...rest, documents, dirty: true, at, ...defined({ run }) }, recent };
}

function appliedOf(source: Source, { documents, at, run }: AppliedRun): Applied {
  const { commit, parents, date, dirty, ref } = source;
  return { commit, parents, date, documents, dirty, at, ...defined({ ref, run }) };
}
