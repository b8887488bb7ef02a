import type { Applied, AppliedMemory } from "../../model/applied.ts";
import type { Head, Questions, Relation, Tip } from "../../model/commits.ts";

/**
 * How the commit in the work tree stands to the one that was last applied, with what says so.
 *
 * ```text
 * first     nothing was applied yet
 * same      the documents were applied already, or the commit was
 * forward   newer: child by its own parents, ancestor by history, substitute where the applied commit itself is lost
 * diverged  beside it, and the tip of a branch, a tag or a pull request: it may undo what was applied, so it is counted
 * stale     older (parent, descendant, substitute), or beside it and the tip of nothing
 * unknown   no git and no commit: nothing to judge. no-answer: there would be, and nobody could say
 * ```
 */
export type Order =
  | { readonly verdict: "first"; readonly because: "no-memory" }
  | { readonly verdict: "same"; readonly because: "documents" | "commit" }
  | { readonly verdict: "forward"; readonly because: "child" | "ancestor" | "substitute" }
  | { readonly verdict: "diverged"; readonly because: Tip }
  | { readonly verdict: "stale"; readonly because: "parent" | "descendant" | "substitute" | "no-tip" }
  | { readonly verdict: "unknown"; readonly because: "no-git" | "no-commit" | "no-answer" };

/** An order, and what finding it out cost. */
export type Judged = Order & {
  /** Operations that have asked the remote so far, for this account and others. */
  readonly network: number;
};

/** What an order is judged by. */
export interface OrderInput {
  readonly head: Head;
  /** Digest of the documents that are to be applied, in the form that `applied` has. */
  readonly documents: string;
  readonly memory: AppliedMemory;
}

/**
 * Judges a commit before anything of it is written: the same for plans and for writing. Equal documents are never
 * stale, and are no reason to ask a remote.
 */
export function judge(input: OrderInput, questions: Questions): Promise<Judged> {
  const { head, documents, memory } = input;
  const isSame = head.status === "commit" && documents === memory.applied?.documents;
  return isSame ? counted({ verdict: "same", because: "documents" }, questions) : judgeOrder(input, questions);
}

/**
 * Judges a commit whatever its documents say. Whoever writes asks this where `judge` said that the documents are the
 * same: the newer commit has to be remembered all the same, else a late job between the two would pass as newer.
 */
export async function judgeOrder({ head, memory }: OrderInput, questions: Questions): Promise<Judged> {
  const { applied, recent } = memory;
  if (applied === undefined) return counted({ verdict: "first", because: "no-memory" }, questions);
  if (head.status !== "commit") return counted({ verdict: "unknown", because: head.status }, questions);
  const { commit, parents } = head.source;
  if (commit === applied.commit) return counted({ verdict: "same", because: "commit" }, questions);
  // What the commits say of themselves is true in any clone, and settles the usual merge and the usual old job.
  if (parents.includes(applied.commit)) return counted({ verdict: "forward", because: "child" }, questions);
  if (applied.parents.includes(commit)) return counted({ verdict: "stale", because: "parent" }, questions);
  return counted(await byHistory(applied, recent, questions), questions);
}

async function byHistory(applied: Applied, recent: readonly string[], questions: Questions): Promise<Order> {
  switch (await relationOf(applied.commit, questions, applied.date)) {
    case "ancestor":
      return { verdict: "forward", because: "ancestor" };
    case "descendant":
      return { verdict: "stale", because: "descendant" };
    case "equal":
      return { verdict: "same", because: "commit" };
    case "apart":
      return byTip(questions);
    case "absent":
      return bySubstitutes([...applied.parents, ...recent], questions);
    case "unknown":
      return noAnswer;
  }
}

/** The applied commit is on no remote any more, or never was: those before it stand in, the newest that is there first. */
async function bySubstitutes(substitutes: readonly string[], questions: Questions): Promise<Order> {
  for (const commit of new Set(substitutes)) {
    const relation = await relationOf(commit, questions);
    if (relation === "ancestor") return { verdict: "forward", because: "substitute" };
    if (relation === "descendant") return { verdict: "stale", because: "substitute" };
    if (relation === "unknown") return noAnswer;
    // What was applied before the last one comes again: that is new only where a branch was taken back to it.
    if (relation === "equal") return byTip(questions);
  }
  return byTip(questions);
}

/** Neither is older: what somebody's branch holds now is meant, what an old job has is not. */
async function byTip(questions: Questions): Promise<Order> {
  const tip = await questions.tip();
  if (tip === "unknown") return noAnswer;
  return tip === "none" ? { verdict: "stale", because: "no-tip" } : { verdict: "diverged", because: tip };
}

async function relationOf(
  commit: string,
  questions: Questions,
  date?: number,
): Promise<Relation | "absent" | "unknown"> {
  const near = await questions.near(commit);
  return near === "unknown" ? questions.far(commit, date) : near;
}

const noAnswer = { verdict: "unknown", because: "no-answer" } as const satisfies Order;

function counted(order: Order, questions: Questions): Promise<Judged> {
  return Promise.resolve({ ...order, network: questions.operations() });
}
