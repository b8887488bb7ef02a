/**
 * The way of the data on one screen: config → resolve → observe → diff → plan → apply → settle. The only file that calls the stages; reporting is the
 * caller's.
 */
import { relative, resolve as resolvePath } from "node:path";
import { apply } from "./apply/apply.ts";
import { documentPlace, schemaAddress, writeDocument } from "./config/document-place.ts";
import { documentText } from "./config/document-text.ts";
import { documentFiles, filesAt, readDocuments } from "./config/documents.ts";
import { locator } from "./config/locate.ts";
import { lockedIds } from "./config/lock.ts";
import { lockKeeper, readLocks } from "./config/lock-keeper.ts";
import { readProject } from "./config/project.ts";
import { diffResource } from "./diff/diff.ts";
import { commentary } from "./import/comments.ts";
import { askedFor, listAccounts } from "./import/find.ts";
import { importedEntry, importFound, nothingImported } from "./import/import.ts";
import { importedFrom, inventoryOf } from "./import/inventory.ts";
import { listAccount } from "./import/listing.ts";
import { readTargets } from "./import/targets.ts";
import { undeclared, type Wanted } from "./import/wanted.ts";
import type { Client } from "./model/client.ts";
import { valueDigest } from "./model/digest.ts";
import type { ImportReport, ImportWords } from "./model/import.ts";
import type { KindEntry } from "./model/kind.ts";
import type { Lock } from "./model/lock.ts";
import type { ApplyReport, EndedStep } from "./model/outcome.ts";
import type { Plan, Step } from "./model/plan.ts";
import type { Problem } from "./model/problem.ts";
import type { Account, Project } from "./model/project.ts";
import type { Desired, Live, LiveResource } from "./model/resource.ts";
import type { Checked, OfflineWorld, Planned, Selection, World } from "./model/world.ts";
import { observe } from "./observe/observe.ts";
import { type Approval, type ApprovedPlan, approve } from "./plan/approve.ts";
import { documentsMeaning } from "./plan/meaning.ts";
import { forgotten, makePlan, sortProblems } from "./plan/plan.ts";
import { grantedTo, idleConsents } from "./resolve/consent.ts";
import { placeNewcomer } from "./resolve/newcomer.ts";
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
  const live = await observe({ ...world, desired: reachable, clients, concurrency: selection.concurrency });

  const context = { timezone: project.timezone };
  const consenting = { allowed: selection.allowed ?? [], now: world.clock.now(), timezone: project.timezone };
  const states = reachable.map((one) => ({ one, state: live.get(one.address) as Live }));
  const diffs = states.flatMap(({ one, state }) => {
    const entry = kinds.get(one.kind) as KindEntry;
    if (state.status !== "found" || one.document.absent) return [];
    const granted = grantedTo(one, consenting);
    return [diffResource({ desired: one, live: state, entry, context, drift: project.guards.drift, granted, locate })];
  });
  const removals = states.flatMap(({ one, state }) =>
    one.document.absent && state.status === "found"
      ? [{ desired: one, live: state, granted: grantedTo(one, consenting).has("delete") }]
      : [],
  );
  const unread = states.flatMap(({ one, state }) =>
    // What is to be gone and is not there is as it should be.
    state.status === "found" || (one.document.absent && state.status === "missing")
      ? []
      : [atId(state.problem, one, project, locate)],
  );
  const strange = accounts.flatMap((account) => strangeAccount(account, states));
  const idle = diffs.flatMap((diff) => idleConsents(diff.desired, diff.consents, consenting, locate));
  const problems = [
    ...checked.problems,
    ...wished.problems,
    ...newcomers.problems,
    ...unconnected,
    ...strange,
    ...once(unread),
    ...idle,
  ];
  const unmanaged = forgotten(checked.all, lockedIds(locks));
  const meaning = documentsMeaning(checked.projectValue, wished.desired);
  const guard = { maxChanges: project.guards.maxChanges, allowed: selection.allowed ?? [] };
  const made = makePlan({
    tool,
    accounts,
    kinds,
    context,
    diffs,
    creations: newcomers.created,
    adoptions: newcomers.adopted,
    removals,
    problems,
    unmanaged,
    documents: meaning,
    locate,
    ...guard,
  });
  // Adopted ones have their ids now; the ones to be made will have theirs from the platform.
  const desired = [...reachable, ...newcomers.created, ...newcomers.waiting];
  return { checked, plan: made, desired, live, locks, clients };
}

function isNew(one: Desired): boolean {
  return one.id === "";
}

/** What is needed to place documents that know no id. */
interface Surroundings {
  readonly project: Project;
  readonly clients: ReadonlyMap<string, Client>;
  readonly locks: ReadonlyMap<string, Lock>;
  readonly all: readonly Desired[];
}

/** Documents without an id: found again on the platform, to be made, or a reason to stop. Listings are asked for only when there are some. */
async function placeNewcomers(world: World, around: Surroundings, selection: Selection, newcomers: readonly Desired[]) {
  const placed = {
    adopted: [] as Desired[],
    created: [] as Desired[],
    waiting: [] as Desired[],
    problems: [] as Problem[],
  };
  const { locate } = locator();
  const groups = new Map(
    newcomers.map((one) => [
      `${one.account} ${one.kind}`,
      newcomers.filter((other) => other.account === one.account && other.kind === one.kind),
    ]),
  );
  for (const group of groups.values()) {
    const first = group[0] as Desired;
    const found = await strangers(world, around, selection, first);
    if ("problem" in found) {
      placed.problems.push(found.problem);
      continue;
    }
    const taken = new Set<string>();
    for (const one of group) {
      const entry = world.kinds.get(one.kind) as KindEntry;
      const context = { timezone: around.project.timezone };
      const candidates = found.live.filter(({ id }) => !taken.has(id));
      const place = placeNewcomer({ one, entry, candidates, context, locate });
      if (place.what === "adopt") taken.add(place.live.id);
      if (place.what === "adopt") placed.adopted.push({ ...one, id: place.live.id });
      else if (place.what === "create") placed.created.push(one);
      else placed.problems.push(place.problem);
      if (place.what === "wait") placed.waiting.push(one);
    }
  }
  return placed;
}

/** The live resources of an account that neither a document nor the lock file knows. */
async function strangers(
  world: World,
  around: Surroundings,
  selection: Selection,
  like: Desired,
): Promise<{ live: LiveResource[] } | { problem: Problem }> {
  const { kind } = world.kinds.get(like.kind) as KindEntry;
  const account = around.project.accounts.find(({ name }) => name === like.account) as Account;
  const client = around.clients.get(like.account) as Client;
  if (kind.listing === undefined) return { live: [] };
  const { concurrency } = selection;
  const listed = await listAccount({
    account,
    kind,
    listing: kind.listing,
    client,
    concurrency,
    ...(world.signal ? { signal: world.signal } : {}),
  });
  if ("problem" in listed) return listed;
  const known = new Set([...around.all.map(({ id }) => id), ...lockedIds(around.locks).map(({ id }) => id)]);
  const unknown = listed.ids
    .filter((id) => !known.has(id))
    .map((id) => ({ ...like, id, address: `${like.account}/${like.kind}/${id}` }));
  const states = await observe({ ...world, desired: unknown, clients: around.clients, concurrency });
  const unread = [...states.values()].find((state) => state.status === "unreadable");
  if (unread?.status === "unreadable") return { problem: unread.problem };
  return { live: [...states.values()].flatMap((state) => (state.status === "found" ? [state] : [])) };
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
  const lookUp = async (step: Step) => {
    const one = byAddress.get(step.address) as Desired;
    const live = await readAgain(one);
    if (one.document.absent && live.status !== "unreadable") return live.status === "missing" ? "landed" : "not-landed";
    const before = planned.live.get(step.address);
    if (live.status !== "found" || before?.status !== "found") return "unclear";
    const landed = hasLanded({ because: step.because, desired: one, before, live, entry: entryOf(one), context });
    return landed === undefined ? "unclear" : landed ? "landed" : "not-landed";
  };

  const announce = (step: Step) => {
    const one = byAddress.get(step.address) as Desired;
    const pending = {
      operation: step.operation,
      body: valueDigest(step.body),
      at: instantIso(world.clock.now(), project.timezone),
    };
    return keeper.keep(one, { ...one.lock, pending });
  };
  const created = (step: Step, id: string) => {
    const one = byAddress.get(step.address) as Desired;
    const { pending: _pending, deleted: _deleted, ...rest } = one.lock;
    return keeper.keep(one, { ...rest, id });
  };
  const refused = (step: Step) => {
    const one = byAddress.get(step.address) as Desired;
    const { pending: _pending, ...rest } = keeper.entry(one);
    keeper.note(one, rest);
  };

  for (const one of desired) {
    // Nothing came of an announced create: the next run may send it.
    if (isNew(one) && one.lock.pending !== undefined && !made.steps.some((step) => step.address === one.address)) {
      const { pending: _pending, ...rest } = one.lock;
      keeper.note(one, rest);
    }
    const live = planned.live.get(one.address);
    const untouched = !made.steps.some((step) => step.address === one.address);
    if (untouched && (live?.status === "found" || (one.document.absent && live?.status === "missing")))
      keeper.note(one, judge(one, [], live).lock);
  }
  const { outcomes, problems } = await apply({
    ...world,
    plan: made,
    clients,
    lookUp,
    announce,
    created,
    settle: settleResource,
  });
  for (const outcome of outcomes) {
    const step = made.steps.find(({ id }) => id === outcome.step);
    if (outcome.status === "failed" && step !== undefined && isNew(byAddress.get(step.address) as Desired))
      refused(step);
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

/** What `import` is asked for: resources by `ADDRESS=ID`, or all that no document manages. */
export interface ImportRequest {
  readonly arguments: readonly string[];
  readonly all: boolean;
  readonly words: ImportWords;
}

/**
 * Writes documents for live resources, and to the lock files what was read, so that the plan after it is empty and later drift is told from changes of the
 * files. Only reads on the platform, and never writes over a file. What is wrong in the project or its documents ends it before anything is read.
 */
export async function importResources(world: World, selection: Selection, asked: ImportRequest): Promise<ImportReport> {
  const checked = await check(world, selection, "without-clock");
  const { project } = checked;
  const wrong = checked.problems.filter((problem) => problem.severity === "error");
  if (project === undefined || wrong.length > 0) return nothingImported(wrong);
  const { kinds, files } = world;
  const { concurrency } = selection;
  const stop = world.signal ? { signal: world.signal } : {};
  const accounts = importedFrom(project, kinds, selectAccounts(project, selection), selection.accounts.length > 0);
  const { targets, problems: misread } = readTargets({ arguments: asked.arguments, project, kinds, accounts });
  const file = documentPlace(files, project);
  if (typeof file !== "function") return nothingImported([...misread, file]);
  const named = project.accounts.filter(({ name }) => targets.some((one) => one.account === name));
  const involved = asked.all ? accounts : named;
  const { locks, problems: damaged } = readLocks(files, project, involved);
  if (misread.length + damaged.length > 0) return nothingImported([...misread, ...damaged]);

  const inventory = inventoryOf(checked.all, locks);
  const { clients, problems: unconnected } = await connectAll(world, project, involved);
  const reachable = { accounts: involved.filter(({ name }) => clients.has(name)), inventory };
  const read = async (wanted: readonly Wanted[]) => {
    const seen = await observe({ ...world, desired: wanted.map(undeclared), clients, concurrency });
    return wanted.map((one) => ({ one, live: seen.get(undeclared(one).address) as Live }));
  };
  const found = asked.all
    ? await listAccounts({ ...reachable, kinds, clients, concurrency, ...stop })
    : await askedFor({ ...reachable, targets, read });
  const wanted = await read(found.wanted);

  const context = { timezone: project.timezone };
  const now = instantIso(world.clock.now(), project.timezone);
  const keeper = lockKeeper({ files, project, locks, clock: world.clock });
  const done = importFound({
    ...{ wanted, kinds, context, inventory, file, ...stop },
    text: (placed, written, leftOut) => {
      const published = asked.words.schema(placed.kind);
      const schema = published && schemaAddress(files, project, placed.file, published);
      const beside = commentary(kinds.get(placed.kind) as KindEntry, asked.words, written, leftOut);
      return documentText({ ...placed, spec: written.spec, ...beside, ...(schema ? { schema } : {}) });
    },
    judge: (placed, text) => {
      const places = locator();
      const draft = { ...files, read: () => Buffer.from(text, "utf8") };
      const raw = readDocuments({ files: draft, project, kinds, ...places }, [placed.file]);
      const resolved = resolveDocuments({ documents: raw.documents, project, kinds, ...places });
      const wished = desire({ documents: resolved.documents, project, kinds, locks: new Map(), ...places });
      const [desired] = wished.desired;
      const problems = [...raw.problems, ...resolved.problems, ...wished.problems];
      return { problems, ...(desired === undefined ? {} : { desired }) };
    },
    save: (placed, { text, desired }, live) => {
      const unwritten = writeDocument(files, project, placed.file, text);
      if (unwritten !== undefined) return unwritten;
      const entry = kinds.get(placed.kind) as KindEntry;
      const { lock } = settle({ desired, ended: [], live, entry, context, now });
      return keeper.remember(desired, importedEntry(desired, lock));
    },
  });
  const unwritten = keeper.close();
  const problems = [
    ...unconnected,
    ...found.problems,
    ...done.problems,
    ...(unwritten === undefined ? [] : [unwritten]),
  ];
  return { ...done, skipped: { ...done.skipped, managed: found.managed }, problems: once(problems) };
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
