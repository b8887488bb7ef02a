/**
 * The way of the data on one screen: config → resolve → observe → diff → plan → apply → settle. The only file that calls the stages; reporting is the
 * caller's.
 */
import { relative, resolve as resolvePath } from "node:path";
import { apply } from "./apply/apply.ts";
import { documentFiles, readDocuments } from "./config/documents.ts";
import { locator } from "./config/locate.ts";
import { lockKeeper, readLocks } from "./config/lock-keeper.ts";
import { readProject } from "./config/project.ts";
import { diffResource } from "./diff/diff.ts";
import type { Client } from "./model/client.ts";
import type { ResourceDiff } from "./model/diff.ts";
import type { Document, Locate } from "./model/document.ts";
import type { Json } from "./model/json.ts";
import type { KindEntry, Kinds, SchemaError } from "./model/kind.ts";
import type { Lock } from "./model/lock.ts";
import type { ApplyReport, EndedStep } from "./model/outcome.ts";
import type { Plan, Step } from "./model/plan.ts";
import type { Clock, Files } from "./model/ports.ts";
import type { Problem } from "./model/problem.ts";
import type { Account, Project } from "./model/project.ts";
import type { Desired, Live } from "./model/resource.ts";
import { observe } from "./observe/observe.ts";
import { forgotten, makePlan, sortProblems } from "./plan/plan.ts";
import { desire, resolveDocuments } from "./resolve/resolve.ts";
import { selectDocuments } from "./resolve/select.ts";
import { instantIso } from "./schema/instant.ts";
import { hasLanded, settle } from "./settle/settle.ts";

/** What checking documents may touch. */
export interface OfflineWorld {
  readonly kinds: Kinds;
  readonly projectErrors: (value: Json) => readonly SchemaError[];
  readonly files: Files;
  readonly clock: Clock;
  readonly workingDirectory: string;
}

/** Everything a run may touch, and what it knows by itself. */
export interface World extends OfflineWorld {
  /** Name and version, for plans. */
  readonly tool: string;
  /** The client of an account, or why there is none (no credential). */
  readonly connect: (account: Account, project: Project) => Promise<Client | Problem>;
  readonly signal?: AbortSignal;
  readonly onRead?: (done: number, total: number) => void;
  readonly onStep?: (step: Step, done: number, total: number) => void;
}

/** What the command line asks for. */
export interface Selection {
  readonly project?: string;
  readonly sandbox: boolean;
  /** Only these files, for `validate`. */
  readonly paths?: readonly string[];
  readonly accounts: readonly string[];
  readonly targets: readonly string[];
  readonly concurrency: number;
}

/** What was found offline. No project is given back when the project file itself is wrong. */
export interface Checked {
  readonly project?: Project;
  readonly projectValue: Json;
  readonly documents: readonly Document[];
  readonly problems: readonly Problem[];
}

/** A plan with what it was made from, for carrying it out; or the offline problems that kept it from being made. */
export interface Planned {
  readonly checked: Checked;
  readonly plan?: Plan;
  readonly desired: readonly Desired[];
  readonly live: ReadonlyMap<string, Live>;
  readonly locks: ReadonlyMap<string, Lock>;
  readonly clients: ReadonlyMap<string, Client>;
}

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
  const given = selection.project === undefined ? {} : { given: selection.project };
  const read = readProject({
    files,
    projectErrors,
    workingDirectory,
    sandbox: selection.sandbox,
    locate,
    written,
    ...given,
  });
  const { project } = read;
  if (project === undefined) return { projectValue: null, documents: [], problems: read.problems };
  const paths = selection.paths?.map((path) =>
    relative(project.root, resolvePath(world.workingDirectory, path)).replaceAll("\\", "/"),
  );
  const found = paths ?? (await documentFiles(files, project));
  const raw = readDocuments({ files, project, kinds, locate, written }, found);
  const now = time === "with-clock" ? { now: world.clock.now() } : {};
  const resolved = resolveDocuments({ documents: raw.documents, project, kinds, locate, ...now });
  const selected = selectDocuments(resolved.documents, project, selection);
  const problems = sortProblems([...read.problems, ...raw.problems, ...resolved.problems, ...selected.problems]);
  return { project, projectValue: read.value ?? null, documents: selected.documents, problems };
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
  const { locks, problems: lockProblems } = readLocks(world.files, project, accounts);
  if (lockProblems.length > 0)
    return { ...nothing, checked: { ...checked, problems: [...checked.problems, ...lockProblems] } };
  const { locate } = locator();
  const wished = wishes(world, { ...checked, project }, locks, locate);
  const { clients, problems: connectProblems } = await connectAll(world, project, accounts);
  const reachable = wished.desired.filter((one) => clients.has(one.account));
  const live = await observe({ ...world, desired: reachable, clients, concurrency: selection.concurrency });
  const context = { timezone: project.timezone };
  const diffs: ResourceDiff[] = [];
  const unread: Problem[] = [];
  for (const one of reachable) {
    const state = live.get(one.address) as Live;
    const entry = world.kinds.get(one.kind) as KindEntry;
    if (state.status === "found")
      diffs.push(diffResource({ desired: one, live: state, entry, context, drift: project.guards.drift, locate }));
    else unread.push(atId(state.problem, one, project, locate));
  }
  const made = makePlan({
    tool: world.tool,
    accounts,
    kinds: world.kinds,
    context,
    diffs,
    problems: [...checked.problems, ...wished.problems, ...connectProblems, ...once(unread)],
    unmanaged: forgotten(wished.desired, lockedIds(locks)),
    documents: documentsMeaning(checked, wished.desired),
    locate,
  });
  return { checked, plan: made, desired: wished.desired, live, locks, clients };
}

/**
 * Carries out a plan, reads back what it touched, and remembers it in the lock files. Also remembers what is equal without a write, so that later
 * drift can be told from a change of the file.
 */
export async function carryOut(world: World, selection: Selection, planned: Planned): Promise<ApplyReport> {
  const { plan: made, checked, clients, locks } = planned;
  const project = checked.project as Project;
  const context = { timezone: project.timezone };
  const byAddress = new Map(planned.desired.map((one) => [one.address, one]));
  const keeper = lockKeeper({ files: world.files, project, locks, clock: world.clock });
  const now = () => instantIso(world.clock.now(), project.timezone);
  const entryOf = (one: Desired) => world.kinds.get(one.kind) as KindEntry;
  const readAgain = async (one: Desired): Promise<Live> => {
    const { signal: _signal, onRead: _onRead, ...quiet } = world;
    const seen = await observe({ ...quiet, desired: [one], clients, concurrency: selection.concurrency });
    return seen.get(one.address) as Live;
  };
  const settleResource = async (address: string, ended: readonly EndedStep[]) => {
    const one = byAddress.get(address) as Desired;
    const judge = async () =>
      settle({ desired: one, ended, live: await readAgain(one), entry: entryOf(one), context, now: now() });
    let settled = await judge();
    // A read right after a write may still show the old state; only a value that stays away was not applied.
    for (const wait of readBackWaitsMs) {
      if (!settled.outcomes.some((outcome) => outcome.result === "not-applied")) break;
      await world.clock.sleep(wait, world.signal);
      settled = await judge();
    }
    const halt = keeper.remember(one, settled.lock);
    return { outcomes: settled.outcomes, ...(halt === undefined ? {} : { halt }) };
  };
  const lookUp = async (step: Step) => {
    const one = byAddress.get(step.address) as Desired;
    const live = await readAgain(one);
    if (live.status !== "found") return "unclear" as const;
    const landed = hasLanded(step.because, one, live, entryOf(one), context);
    return landed === undefined ? "unclear" : landed ? "landed" : "not-landed";
  };

  const untouched = planned.desired.filter((one) => !made?.steps.some((step) => step.address === one.address));
  for (const one of untouched) {
    const live = planned.live.get(one.address);
    if (live?.status === "found")
      keeper.note(one, settle({ desired: one, ended: [], live, entry: entryOf(one), context, now: now() }).lock);
  }
  const { outcomes, problems } = await apply({ ...world, plan: made as Plan, clients, lookUp, settle: settleResource });
  const unwritten = keeper.close();
  return {
    outcomes: outcomes.map((outcome) =>
      outcome.problem === undefined ? outcome : { ...outcome, problem: placed(outcome.problem, byAddress) },
    ),
    problems: unwritten === undefined ? problems : [...problems, unwritten],
    interrupted: world.signal?.aborted ?? false,
  };
}

/** What the documents wish for, laid beside what the lock files know. */
export function wishes(
  world: OfflineWorld,
  checked: Checked & { project: Project },
  locks: ReadonlyMap<string, Lock>,
  locate: Locate,
) {
  return desire({ documents: checked.documents, project: checked.project, kinds: world.kinds, locks, locate });
}

async function connectAll(world: World, project: Project, accounts: readonly Account[]) {
  const clients = new Map<string, Client>();
  const problems: Problem[] = [];
  for (const account of accounts) {
    const client = await world.connect(account, project);
    if ("call" in client) clients.set(account.name, client);
    else problems.push(client);
  }
  return { clients, problems };
}

function documentsMeaning(checked: Checked, desired: readonly Desired[]): Json {
  const documents = desired.map((one) => ({
    address: one.address,
    id: one.id,
    spec: one.document.spec,
    lock: one.lock as unknown as Json,
  }));
  return { project: checked.projectValue, documents: documents.sort((a, b) => (a.address < b.address ? -1 : 1)) };
}

function lockedIds(locks: ReadonlyMap<string, Lock>) {
  return [...locks.values()].flatMap((lock) =>
    [...lock.entries].flatMap(([address, entry]) =>
      entry.id === undefined ? [] : [{ account: lock.account, kind: address.split("/")[0] ?? "", id: entry.id }],
    ),
  );
}

function atId(problem: Problem, one: Desired, project: Project, locate: Locate): Problem {
  if (problem.address === undefined) return problem;
  const sandbox = project.accounts.some((account) => account.name === one.account && account.sandbox);
  const args = sandbox ? { ...problem.args, sandbox } : problem.args;
  return { ...problem, args, place: locate(one.document.source, "/id", "value") };
}

function placed(problem: Problem, byAddress: ReadonlyMap<string, Desired>): Problem {
  const one = problem.address === undefined ? undefined : byAddress.get(problem.address);
  if (one === undefined || problem.place !== undefined) return problem;
  const pointer = problem.path === undefined ? "/name" : `/spec${problem.path}`;
  return {
    ...problem,
    place: locator().locate(one.document.source, pointer, problem.path === undefined ? "key" : "value"),
  };
}

/** One reason of one account is told once, however many resources it kept from being read. */
function once(problems: readonly Problem[]): Problem[] {
  const seen = new Set<Problem>();
  const told = new Set<string>();
  return problems.filter((problem) => {
    const key = problem.address === undefined ? `${problem.code} ${String(problem.args["account"])}` : undefined;
    if (seen.has(problem) || (key !== undefined && told.has(key))) return false;
    seen.add(problem);
    if (key !== undefined) told.add(key);
    return true;
  });
}
