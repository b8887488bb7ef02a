import { projectParts } from "../config/project-parts.ts";
import type { Applied, AppliedMemory } from "../model/applied.ts";
import type { Head } from "../model/commits.ts";
import type { Consent, Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";
import type { Memory } from "../model/state.ts";
import { documentsOf } from "../plan/applied-documents.ts";
import { type Judged, judge, judgeOrder } from "../state/order/judge.ts";
import { nextApplied } from "../state/order/next-applied.ts";
import { orderProblem } from "../state/order/order-problem.ts";
import type { Run } from "./run.ts";

/** How the commit that documents are read from stands to what was applied last, account by account. */
export interface Ordered {
  readonly head: Head;
  readonly accounts: ReadonlyMap<string, OrderedAccount>;
}

interface OrderedAccount {
  readonly order: Judged;
  /** Digest of what its documents say. */
  readonly documents: string;
}

/** Judges the commit for every account with a memory; nobody is asked on the network where commits speak for themselves. */
export async function orderOf(run: Run): Promise<Ordered | undefined> {
  const { commits } = run.known.access;
  if (commits === undefined) return undefined;
  const { project, checked, states } = run;
  const head = await commits.describe(
    projectParts(
      project,
      checked.all.map(({ source }) => source.file),
    ),
  );
  // Nothing is applied to an account without documents, and nothing is begun for it.
  const real = run.accounts.filter(({ sandbox, name }) => !sandbox && states.has(name));
  const accounts = new Map<string, OrderedAccount>();
  const questions = head.status === "commit" ? commits.ask(head.source) : unasked;
  try {
    for (const { name } of real) {
      const documents = documentsOf(name, checked.all);
      const order = await judge({ head, documents, memory: memoryOf(states.get(name)) }, questions);
      accounts.set(name, { order, documents });
    }
  } finally {
    await questions.close();
  }
  return { head, accounts };
}

/** Where there is no commit nothing is asked. */
const unasked = {
  near: async () => "unknown" as const,
  far: async () => "unknown" as const,
  tip: async () => "unknown" as const,
  operations: () => 0,
  close: async () => {},
};

function memoryOf({ applied, recent = [] }: Partial<Memory> = {}): AppliedMemory {
  return applied === undefined ? { recent } : { applied, recent };
}

/** What is wrong with applying this commit, and the consent by which it is applied all the same. */
export function orderFindings(
  run: Run,
  { head, accounts }: Ordered,
  plan: Pick<Plan, "steps" | "changes">,
  desired: readonly Desired[],
): { readonly problems: readonly Problem[]; readonly consent: readonly Consent[] } {
  const problems: Problem[] = [];
  const consent: Consent[] = [];
  const memories = new Map(desired.map(({ address, memory }) => [address, memory]));
  for (const [account, { order }] of accounts) {
    const applied: Applied | undefined = run.states.get(account)?.applied;
    if (head.status !== "commit" || applied === undefined) continue;
    const isOf = ({ address }: { readonly address: string }) => address.startsWith(`${account}/`);
    const isRollback = isRollbackOf(run, account);
    const found = orderProblem({
      ...{ account, order, applied, isRollback, head: head.source },
      changes: plan.steps.filter(isOf).length,
      undone: plan.changes.filter((change) => isOf(change) && undoes(change, memories.get(change.address))).length,
      isJob: run.known.access.isJob,
    });
    if (found !== undefined) problems.push(found);
    if (isRollback && order.verdict === "stale") consent.push({ what: "rollback", address: "", account, given: true });
  }
  return { problems, consent };
}

/** True where going back to an older commit was agreed to. */
function isRollbackOf({ selection }: Run, account: string): boolean {
  return (selection.allowed ?? []).some(
    ({ what, address }) => what === "rollback" && (address === undefined || address === account),
  );
}

/** True for a change of something that the last apply has set. */
function undoes({ fields, action }: Plan["changes"][number], memory: Desired["memory"] | undefined): boolean {
  if (action === "delete") return true;
  return fields.some(({ path, verdict }) => verdict === "send" && memory?.settled[path] !== undefined);
}

/** What the state says of the commit after a run, whether or not it wrote anything; undefined where that stays as it is. */
export async function appliedAfter(
  run: Run,
  ordered: Ordered | undefined,
  at: string,
): Promise<ReadonlyMap<string, AppliedMemory>> {
  const after = new Map<string, AppliedMemory>();
  const { commits, run: job } = run.known.access;
  if (ordered === undefined || commits === undefined || ordered.head.status !== "commit") return after;
  const { head } = ordered;
  const questions = commits.ask(ordered.head.source);
  try {
    for (const [account, { order, documents }] of ordered.accounts) {
      const before = memoryOf(run.states.get(account));
      // Equal documents say nothing of which commit is newer.
      const isEqual = order.verdict === "same" && order.because === "documents";
      const whole = isEqual ? await judgeOrder({ head, documents, memory: before }, questions) : order;
      const isRollback = isRollbackOf(run, account);
      const next = nextApplied(before, {
        ...{ head, documents, order: whole, isRollback, at },
        ...(job === undefined ? {} : { run: job }),
      });
      if (next !== before) after.set(account, next);
    }
  } finally {
    await questions.close();
  }
  return after;
}

/** A commit that was applied and that the remote does not have. */
export async function unpushed(run: Run, ordered: Ordered | undefined): Promise<readonly Problem[]> {
  const { commits } = run.known.access;
  if (commits === undefined || ordered?.head.status !== "commit") return [];
  const { commit } = ordered.head.source;
  if ((await commits.isPushed(commit)) !== "no") return [];
  return [problem("commit-not-pushed", { head: commit, remote: commits.remote })];
}
