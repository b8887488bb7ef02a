/**
 * The way of the data on one screen: config → resolve → observe → diff → plan → apply → settle. Only this file and `pipeline/` call the stages;
 * reporting is the caller's.
 */
import { relative, resolve as resolvePath } from "node:path";
import { apply } from "./apply/apply.ts";
import { documentFiles, filesAt, readDocuments } from "./config/documents.ts";
import { locator } from "./config/locate.ts";
import { lockedIds } from "./config/lock.ts";
import { lockKeeper, readLocks } from "./config/lock-keeper.ts";
import { readProject } from "./config/project.ts";
import { diffResource, isAsDeclared, seenAt } from "./diff/diff.ts";
import type { ResourceDiff } from "./model/diff.ts";
import { canonicalJson } from "./model/json.ts";
import type { KindEntry } from "./model/kind.ts";
import type { ApplyReport, EndedStep } from "./model/outcome.ts";
import type { Plan, Step } from "./model/plan.ts";
import type { Problem } from "./model/problem.ts";
import type { Project } from "./model/project.ts";
import type { Desired, Live, LiveResource } from "./model/resource.ts";
import type { Checked, OfflineWorld, Planned, Selection, World } from "./model/world.ts";
import { observe } from "./observe/observe.ts";
import { connectAll } from "./pipeline/connect.ts";
import { creationBook, notPending } from "./pipeline/creation-book.ts";
import { isNew, placeNewcomers } from "./pipeline/newcomers.ts";
import { findUnmanaged } from "./pipeline/unmanaged.ts";
import { type Approval, type ApprovedPlan, approve } from "./plan/approve.ts";
import { documentsDigest } from "./plan/meaning.ts";
import { forgotten, makePlan, sortProblems } from "./plan/plan.ts";
import { grantedTo, idleConsents } from "./resolve/consent.ts";
import { atField, atId, once, strangeAccount } from "./resolve/placing.ts";
import { desire, resolveDocuments } from "./resolve/resolve.ts";
import { selectAccounts, selectDocuments } from "./resolve/select.ts";
import { instantIso } from "./schema/instant.ts";
import { hasLanded, settle } from "./settle/settle.ts";

/** Pauses before reading back again what does not show yet. */
const readBackWaitsMs = [500, 1_500] as const;

/** Reads and checks the project file and its documents. Rules about time are applied only when asked for: no clock may enter a plan. */
export async function check(
  world: OfflineWorld,
  selection: Selection,
  time: "with-clock" | "without-clock",
): Promise<Checked> {
  const { locate, written } = locator();
  const { kinds, files, projectErrors, workingDirectory } = world;
  const asked = {
    sandbox: selection.sandbox,
    ...(selection.project === undefined ? {} : { given: selection.project }),
  };
  const read = readProject({ files, projectErrors, workingDirectory, locate, written, ...asked });
  const { project } = read;
  if (project === undefined) return { projectValue: null, documents: [], all: [], problems: read.problems };
  const paths = selection.paths?.map((path) =>
    relative(project.root, resolvePath(workingDirectory, path)).replaceAll("\\", "/"),
  );
  const given = paths && (await Promise.all(paths.map((path) => filesAt(files, project, path)))).flat();
  const raw = readDocuments({ files, project, kinds, locate, written }, given ?? (await documentFiles(files, project)));
  const now = time === "with-clock" ? { now: world.clock.now() } : {};
  const resolved = resolveDocuments({ documents: raw.documents, project, kinds, locate, ...now });
  const selected = selectDocuments(resolved.documents, project, selection);
  const problems = sortProblems([...read.problems, ...raw.problems, ...resolved.problems, ...selected.problems]);
  return {
    project,
    projectValue: read.value ?? null,
    documents: selected.documents,
    all: resolved.documents,
    problems,
  };
}

/** Makes a plan: reads documents, lock files and live state, and writes nothing anywhere. */
export async function plan(world: World, selection: Selection): Promise<Planned> {
  const checked = await check(world, selection, "without-clock");
  const nothing = { checked, desired: [], live: new Map(), locks: new Map(), clients: new Map() };
  const { project, documents } = checked;
  if (project === undefined || checked.problems.some((problem) => problem.severity === "error")) return nothing;
  const accounts = project.accounts.filter((account) =>
    documents.some((document) => document.account === account.name),
  );
  // Also of accounts that lost their last document: what they know is not managed any more, and the plan says so.
  const asked = selectAccounts(project, selection);
  const { locks, problems: damaged } = readLocks(world.files, project, asked);
  if (damaged.length > 0) return { ...nothing, checked: { ...checked, problems: [...checked.problems, ...damaged] } };

  const { kinds, tool } = world;
  const { locate } = locator();
  const everything = checked.all.filter((document) => asked.some((account) => account.name === document.account));
  const whole = desire({ documents: everything, project, kinds, locks, locate });
  const chosen = new Set(documents.map((document) => document.address));
  const wished = {
    desired: whole.desired.filter((one) => chosen.has(one.address)),
    problems: whole.problems.filter((problem) => chosen.has(problem.address ?? "") || problem.code === "id-behind-two"),
  };
  const { clients, problems: unconnected } = await connectAll(world, project, accounts);
  const reached = wished.desired.filter((one) => clients.has(one.account));
  const newcomers = await placeNewcomers(
    world,
    { project, clients, locks, all: whole.desired },
    selection,
    reached.filter(isNew),
  );
  const reachable = [...reached.filter((one) => !isNew(one)), ...newcomers.adopted];
  const context = { timezone: project.timezone };
  const consenting = { allowed: selection.allowed ?? [], now: world.clock.now(), timezone: project.timezone };
  const compare = (one: Desired, live: Live): Compared => {
    if (live.status !== "found" || one.document.absent) return { live };
    const entry = kinds.get(one.kind) as KindEntry;
    // Live and declared are one: the document stands for both, and the answer need not be kept.
    if (isAsDeclared(one, live, entry, context)) return { live: { ...live, spec: one.document.spec } };
    const granted = grantedTo(one, consenting);
    return {
      live,
      // A copy: its fields are laid out once.
      diff: diffResource({ desired: { ...one }, live, entry, context, drift: project.guards.drift, granted, locate }),
    };
  };
  const { concurrency } = selection;
  const compared = await observe({ ...world, desired: reachable, clients, concurrency, take: compare });
  const live = new Map([...compared].map(([address, seen]) => [address, seen.live]));
  const states = reachable.map((one) => ({ one, state: live.get(one.address) as Live }));
  const diffs = [...compared.values()].flatMap(({ diff }) => (diff === undefined ? [] : [diff]));
  const unchanged = states.filter(
    ({ one, state }) =>
      state.status === "found" && !one.document.absent && compared.get(one.address)?.diff === undefined,
  );
  const removals = states.flatMap(({ one, state }) =>
    one.document.absent && state.status === "found"
      ? [{ desired: one, live: state, granted: grantedTo(one, consenting).has("delete") }]
      : [],
  );
  const unread = states.flatMap(({ one, state }) =>
    // What is to be gone and is not there is as it should be.
    state.status === "found" || (one.document.absent && isGone(one, state))
      ? []
      : [atId(state.problem, one, project, locate)],
  );
  const strange = accounts.flatMap((account) => strangeAccount(account, states));
  const idle = [
    ...diffs.map(({ desired, consents }) => ({ one: desired, consents })),
    ...unchanged.map(({ one }) => ({ one, consents: [] })),
    ...removals.map(({ desired }) => ({
      one: desired,
      consents: [{ what: "delete" as const, address: "", given: true }],
    })),
  ].flatMap(({ one, consents }) => idleConsents(one, consents, consenting, locate));
  const searched = selection.unmanaged
    ? await findUnmanaged(world, selection, { project, checked, locks, clients, placed: reachable })
    : { found: [], problems: [] };
  const unmanaged = [...searched.found, ...forgotten(checked.all, lockedIds(locks))];
  const problems = [
    ...checked.problems,
    ...wished.problems,
    ...newcomers.problems,
    ...unconnected,
    ...strange,
    ...once(unread),
    ...idle,
    ...searched.problems,
  ];
  const guard = { maxChanges: project.guards.maxChanges, allowed: selection.allowed ?? [] };
  const made = makePlan({
    tool,
    accounts,
    kinds,
    context,
    diffs,
    unchanged: unchanged.length,
    creations: newcomers.created,
    adoptions: newcomers.adopted,
    removals,
    problems,
    unmanaged,
    documents: documentsDigest(checked.projectValue, wished.desired),
    locate,
    ...guard,
  });
  // Adopted ones have their ids now; the ones to be made will have theirs from the platform.
  const desired = [...reachable, ...newcomers.created, ...newcomers.waiting];
  return { checked, plan: made, desired, live, locks, clients };
}

/** What comparing a resource with its reading gave: no difference when it is as declared, missing, unreadable or to be gone. */
interface Compared {
  readonly live: Live;
  readonly diff?: ResourceDiff;
}

/** True when a resource was there once and is not any more: an id that nobody ever saw is rather a slip of the pen. */
function isGone(one: Desired, state: Exclude<Live, LiveResource>): boolean {
  return state.status === "missing" && (one.lock.id !== undefined || state.problem.code === "resource-deleted");
}

/** The part of a fresh plan that a saved one approves. */
export function approvedPart(saved: ApprovedPlan, fresh: Plan): Approval {
  return approve(saved, fresh);
}

/** What the documents wish for by themselves, without lock files or live state. */
export function wishes(world: OfflineWorld, checked: Checked & { project: Project }): readonly Desired[] {
  const { documents, project } = checked;
  return desire({ documents, project, kinds: world.kinds, locks: new Map(), locate: locator().locate }).desired;
}

/**
 * Carries out a plan, reads back what it touched, and remembers it in the lock files. Also remembers what is equal without a write, so that later
 * drift can be told from a change of the file.
 */
export async function carryOut(world: World, planned: Planned): Promise<ApplyReport> {
  const made = planned.plan as Plan;
  const project = planned.checked.project as Project;
  const { clients, locks, desired } = planned;
  const context = { timezone: project.timezone };
  const byAddress = new Map(desired.map((one) => [one.address, one]));
  const keeper = lockKeeper({ files: world.files, project, locks, clock: world.clock });

  const entryOf = (one: Desired) => world.kinds.get(one.kind) as KindEntry;
  const readAgain = async (one: Desired): Promise<Live> => {
    // Also after an interruption: what was sent is worth a last look.
    const { kinds, signal } = world;
    const seen = await observe({
      desired: [one],
      kinds,
      clients,
      concurrency: 1,
      lastLook: true,
      ...(signal ? { signal } : {}),
    });
    return seen.get(one.address) as Live;
  };
  const judge = (one: Desired, ended: readonly EndedStep[], live: Live) =>
    settle({
      desired: one,
      ended,
      live,
      entry: entryOf(one),
      context,
      now: instantIso(world.clock.now(), project.timezone),
    });
  const settleResource = async (address: string, ended: readonly EndedStep[]) => {
    const planned = byAddress.get(address) as Desired;
    const id = ended.find((step) => step.id !== undefined)?.id ?? planned.id;
    const one = { ...planned, id, lock: keeper.entry(planned) };
    // A create whose answer was lost stays announced: the next run looks for what may have come of it.
    if (id === "") return { outcomes: ended.map(({ outcome }) => outcome) };
    let settled = judge(one, ended, await readAgain(one));
    // A read right after a write may still show the old state; only a value that stays away was not applied.
    for (const wait of readBackWaitsMs) {
      if (!settled.outcomes.some((outcome) => outcome.result === "not-applied")) break;
      await world.clock.sleep(wait, world.signal);
      settled = judge(one, ended, await readAgain(one));
    }
    const halt = keeper.remember(one, settled.lock);
    return { outcomes: settled.outcomes, ...(halt === undefined ? {} : { halt }) };
  };
  // What may have happened since the plan was made, while somebody read it or while other resources were written, is not overwritten.
  const look = async (address: string): Promise<Problem | undefined> => {
    const one = byAddress.get(address) as Desired;
    if (isNew(one)) return undefined;
    const now = await readAgain(one);
    if (now.status === "unreadable") return now.problem;
    const basis = (live: Live | undefined) => {
      if (live?.status !== "found") return null;
      return one.document.absent ? live.state : seenAt(one, live, entryOf(one), context);
    };
    if (canonicalJson(basis(now)) === canonicalJson(basis(planned.live.get(address)))) return undefined;
    return { code: "moved-meanwhile", severity: "error", class: "stale", args: { address }, address };
  };
  const lookUp = async (step: Step) => {
    const one = byAddress.get(step.address) as Desired;
    const live = await readAgain(one);
    if (one.document.absent && live.status !== "unreadable") return live.status === "missing" ? "landed" : "not-landed";
    const before = planned.live.get(step.address);
    if (live.status !== "found" || before?.status !== "found") return "unclear";
    const landed = hasLanded({ because: step.because, desired: one, before, live, entry: entryOf(one), context });
    return landed === undefined ? "unclear" : landed ? "landed" : "not-landed";
  };

  const book = creationBook(
    keeper,
    (step) => byAddress.get(step.address) as Desired,
    () => instantIso(world.clock.now(), project.timezone),
  );

  for (const one of desired) {
    if (planned.spared?.has(one.address)) continue;
    // Nothing came of an announced create: the next run may send it.
    if (isNew(one) && one.lock.pending !== undefined && !made.steps.some((step) => step.address === one.address))
      keeper.note(one, notPending(one.lock));
    const live = planned.live.get(one.address);
    const untouched = !made.steps.some((step) => step.address === one.address);
    if (untouched && (live?.status === "found" || (one.document.absent && live?.status === "missing")))
      keeper.note(one, judge(one, [], live).lock);
  }
  const { outcomes, problems } = await apply({
    ...world,
    plan: made,
    clients,
    look,
    lookUp,
    announce: book.announce,
    created: book.created,
    settle: settleResource,
  });
  for (const outcome of outcomes) {
    const step = made.steps.find(({ id }) => id === outcome.step);
    if (outcome.status === "failed" && step !== undefined && isNew(byAddress.get(step.address) as Desired))
      book.refused(step);
  }
  const unwritten = keeper.close();
  const { locate } = locator();
  return {
    outcomes: outcomes.map((outcome) =>
      outcome.problem === undefined ? outcome : { ...outcome, problem: atField(outcome.problem, desired, locate) },
    ),
    problems: unwritten === undefined ? problems : [...problems, unwritten],
    interrupted: world.signal?.aborted ?? false,
  };
}
