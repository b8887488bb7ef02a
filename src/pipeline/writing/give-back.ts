import type { Outcome } from "../../model/outcome.ts";
import type { Problem } from "../../model/problem.ts";
import { unlessBug } from "./bugs.ts";
import { recordOf } from "./words.ts";
import { nowIn, type Writing } from "./writing.ts";

/**
 * Brings what was learnt into the store, says which commit was applied, and gives the leases back. Tells what did not get
 * there, and a commit that others do not have.
 */
export async function giveBack(writing: Writing, outcomes: readonly Outcome[]): Promise<readonly Problem[]> {
  const { store, planned } = writing;
  const told = (bug: Problem): readonly Problem[] => [bug];
  const applied = await unlessBug(
    writing,
    async () => planned.applied?.(nowIn(writing)),
    () => undefined,
  );
  const input = { words: recordOf(writing, outcomes), applied: (account: string) => applied?.get(account) };
  const unwritten = await unlessBug(writing, () => store.release(input), told);
  if (!outcomes.some(({ status }) => status === "done")) return unwritten;
  return [...unwritten, ...(await unlessBug(writing, async () => (await planned.unpushed?.()) ?? [], told))];
}
