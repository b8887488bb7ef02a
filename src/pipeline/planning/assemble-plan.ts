import { defined } from "../../model/defined.ts";
import { once as madeOnce } from "../../model/once.ts";
import type { PlanState } from "../../model/plan.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { guardsOf } from "../../model/project.ts";
import type { Desired } from "../../model/resource.ts";
import type { Planned } from "../../model/world.ts";
import { documentsDigest } from "../../plan/meaning.ts";
import { makePlan, type PlanInput } from "../../plan/plan.ts";
import type { ResourceContext, Work } from "../../plan/planned.ts";
import { once } from "../../resolve/places.ts";
import { instantIso } from "../../schema/instant.ts";
import { listedBefore } from "../listings.ts";
import { appliedAfter, type Ordered, orderFindings, unpushed } from "../order.ts";
import { entryOf, exceptedIn, grantedIn, isExpired, type Run } from "../run.ts";
import type { CheckedReferences } from "./check-references.ts";
import type { Compared } from "./compare.ts";
import type { DesiredState } from "./desired-state.ts";
import type { Matched } from "./match-without-id.ts";
import { findUnmanaged } from "./unmanaged.ts";
import { type UnreadAccounts, unreadAccounts, withoutUnread } from "./unread.ts";
import { type Waiting, waitingProblems, withoutDependents } from "./waiting.ts";

/** What the phases before have found out. */
export interface Findings {
  readonly state: DesiredState;
  readonly waiting: Waiting;
  readonly matched: Matched;
  readonly compared: Compared;
  readonly references: CheckedReferences;
  /** How the commit stands to what was applied last. */
  readonly ordered: Promise<Ordered | undefined>;
}

/**
 * Puts the plan together from what was found, and keeps with it what carrying it out needs. Of accounts of which
 * nothing was read, only the reason is reported.
 */
export async function assemblePlan(run: Run, findings: Findings): Promise<Planned> {
  const { state, waiting, matched, compared, references } = findings;
  const { world, selection, project, checked, states, clients } = run;
  const unread = unreadAccounts(run, matched, compared, references);
  const unmanaged = await findUnmanaged(run, matched.known);
  const { works, problems } = withoutDependents(
    run,
    waiting,
    worksOf(findings).filter(({ desired }) => unread.isRead(desired)),
  );
  const held = [...waitingProblems(waiting, state.waiting), ...problems];
  const input: PlanInput = {
    tool: world.tool,
    accounts: run.accounts,
    kinds: world.kinds,
    works,
    adoptions: matched.adopted.filter(unread.isRead),
    about: (desired) => contextOf(run, desired),
    unchanged: compared.unchanged,
    problems: [...problemsOf(run, findings, unmanaged.problems, unread), ...held],
    recovery: waiting.work,
    involved: checked.documents,
    unmanaged: unmanaged.found.filter(unread.isRead),
    documents: madeOnce(() => documentsDigest(checked.projectValue, state.desired)),
    most: new Map(run.accounts.map(({ name }) => [name, guardsOf(project, name).maxChanges])),
    states: statesOf(run),
    allowed: selection.allowed ?? [],
  };
  const ordered = await findings.ordered;
  const source = ordered?.head.status === "commit" ? ordered.head.source : undefined;
  const from = source && { commit: source.commit, dirty: source.dirty };
  const plan = withOrder(run, ordered, { ...input, ...defined({ source: from }) }, state.desired);
  // Adopted ones have their ids now; the ones to be made will have theirs from the platform.
  const more = [...matched.created, ...matched.waiting, ...state.waiting];
  const desired = [...matched.known, ...more.filter(unread.isRead)];
  return {
    checked,
    plan,
    desired,
    live: unread.live,
    diffs: compared.diffs.filter(({ desired: own }) => unread.isRead(own)),
    states,
    access: run.known.access,
    clients,
    ids: state.ids,
    ownership: run.ownership,
    unread: unread.names,
    ...defined({ source }),
    unpushed: () => unpushed(run, ordered),
    applied: (at) => appliedAfter(run, ordered, at),
    before: await listedBefore(matched.created, run.listed),
  };
}

/** Where the memories of the accounts are kept, and which one was read. */
function statesOf({ accounts, known, states }: Run): ReadonlyMap<string, PlanState> {
  return new Map(
    accounts.map((account) => {
      const memory = states.get(account.name);
      const { store } = known.access.storeOf(account).place;
      const commit = store === "branch" ? memory?.version : undefined;
      const asOf = memory?.asOf === undefined ? undefined : instantIso(memory.asOf, "UTC");
      return [account.name, { store, ...defined({ commit, asOf }), known: memory?.known === true }];
    }),
  );
}

/** Accounts of which nothing is remembered: an empty memory, or a lost one. */
function withoutMemory({ accounts, states, known }: Run): Problem[] {
  return accounts.flatMap((account): Problem[] => {
    const { name } = account;
    if (account.sandbox || states.get(name)?.known !== false) return [];
    const { place } = known.access.storeOf(account);
    const where = place.store === "branch" ? place.branch(name) : `${place.folder}/${name}`;
    return [problem("state-none", { account: name, place: where }, { account: name })];
  });
}

/** A plan; where its commit must not be applied, one that says so. Old documents that change nothing are no problem. */
function withOrder(
  run: Run,
  ordered: Ordered | undefined,
  input: PlanInput,
  desired: readonly Desired[],
): ReturnType<typeof makePlan> {
  const plan = makePlan(input);
  if (ordered === undefined) return plan;
  const { problems, consent } = orderFindings(run, ordered, plan, desired);
  if (problems.length + consent.length === 0) return plan;
  return makePlan({ ...input, problems: [...input.problems, ...problems], consent });
}

function worksOf({ matched, compared }: Findings): Work[] {
  return [
    ...compared.diffs.map((diff): Work => ({ action: "update", desired: diff.desired, diff })),
    ...matched.created.map((desired): Work => ({ action: "create", desired })),
    ...compared.removals.map((removal): Work => ({ action: "delete", desired: removal.desired, removal })),
  ];
}

function contextOf(run: Run, desired: Desired): ResourceContext {
  return {
    entry: entryOf(run, desired),
    context: run.context,
    locate: run.locate,
    drift: guardsOf(run.project, desired.account).drift,
    granted: grantedIn(run, desired),
    excepted: exceptedIn(run, desired),
    expired: isExpired(run, desired),
  };
}

function problemsOf(
  run: Run,
  { state, matched, compared, references }: Findings,
  ofUnmanaged: readonly Problem[],
  unread: UnreadAccounts,
): Problem[] {
  const { checked, unconnected } = run;
  const found = once([
    ...matched.problems,
    ...unconnected,
    ...compared.problems,
    ...references.problems,
    ...withoutMemory(run),
    ...ofUnmanaged,
  ]);
  return [
    ...withoutUnread(checked.problems, checked.documents, unread.isRead),
    ...unread.withoutAdvice([...state.problems, ...found]),
    ...unread.foreign,
  ];
}
