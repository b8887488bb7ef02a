import type { Outcome } from "../../model/outcome.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { unlessBug } from "./bugs.ts";
import { recordOf } from "./words.ts";
import { nowIn, type Writing } from "./writing.ts";

/** For the store, once the time for requests is over; in milliseconds. */
const lastMs = 500;

/**
 * After an interruption there are seconds: a store that is slower keeps nobody from the report, and what it did not take
 * is in the journal.
 */
function outOfTime({ world: { graceSignal, clock }, plan }: Writing): Promise<readonly Problem[]> {
  const names = [...new Set(plan.steps.map(({ address }) => address.slice(0, address.indexOf("/"))))];
  const problems = names.map((account) => problem("state-not-released", { account, why: "interrupted" }, { account }));
  return new Promise((resolve) => {
    const end = () => void clock.sleep(lastMs).then(() => resolve(problems));
    if (graceSignal.aborted) end();
    else graceSignal.addEventListener("abort", end, { once: true });
  });
}

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
  const unwritten = await unlessBug(writing, () => Promise.race([store.release(input), outOfTime(writing)]), told);
  if (!outcomes.some(({ status }) => status === "done")) return unwritten;
  return [...unwritten, ...(await unlessBug(writing, async () => (await planned.unpushed?.()) ?? [], told))];
}
