import type { Applied } from "../../model/applied.ts";
import type { Source } from "../../model/commits.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Order } from "./judge.ts";

/** What an order means depends on what would be written, and where. */
export interface OrderMeaning {
  readonly account: string;
  readonly order: Order;
  readonly head: Source;
  readonly applied: Applied;
  /** How many changes would be sent. */
  readonly changes: number;
  /** How many of them touch what the last apply set. */
  readonly undone: number;
  /** True where `CI` is set: nobody is there to read a warning. */
  readonly isJob: boolean;
  /** True with consent `rollback`. */
  readonly isRollback: boolean;
}

/**
 * What is wrong with applying a commit, for plans and for writing alike; undefined where nothing is. Old documents that
 * would change nothing are no problem.
 */
export function orderProblem(meaning: OrderMeaning): Problem | undefined {
  const { account, order, applied, isJob, isRollback } = meaning;
  const { commit, at, ref } = applied;
  const commits = { head: meaning.head.commit, applied: commit, at, ref };
  if (isRollback || meaning.changes === 0) return undefined;
  if (order.verdict === "stale")
    return problem("older-commit", { ...commits, isOlder: order.because !== "no-tip" }, { account });
  if (order.because === "no-answer")
    return problem("order-unknown", commits, { account, severity: isJob ? "error" : "warning" });
  if (order.verdict === "diverged" && meaning.undone > 0)
    return problem("commit-diverged", { ...commits, changes: meaning.undone }, { account });
  return undefined;
}
