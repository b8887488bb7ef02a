/**
 * The way of the data on one screen: config → resolve → observe → diff → plan, and in `pipeline/carry-out.ts` → apply → settle. Only this file and `pipeline/`
 * call the stages; reporting is the caller's.
 */
import { isAbsolute, relative, resolve as resolvePath } from "node:path";
import { documentFiles, filesOfPaths, unmatchedProblems } from "./config/document-files.ts";
import { endingProblems, patternProblems } from "./config/document-patterns.ts";
import { readDocuments } from "./config/documents.ts";
import { locator } from "./config/locate.ts";
import { lockedIds } from "./config/lock.ts";
import { readLocks, trustedLocks } from "./config/lock-keeper.ts";
import { readProject } from "./config/project.ts";
import type { KindEntry } from "./model/kind.ts";
import { itemHolders, managedIds } from "./model/ownership.ts";
import type { Plan } from "./model/plan.ts";
import type { Files } from "./model/ports.ts";
import type { Project } from "./model/project.ts";
import type { Desired } from "./model/resource.ts";
import type { Checked, OfflineWorld, Planned, Selection, World } from "./model/world.ts";
import { leftBehind } from "./pipeline/announced.ts";
import { compareAll } from "./pipeline/compare.ts";
import { connectAll } from "./pipeline/connect.ts";
import { listedBefore, listings } from "./pipeline/listings.ts";
import { isNew, isSought, placeNewcomers } from "./pipeline/newcomers.ts";
import { isOver } from "./pipeline/over.ts";
import { readNamed } from "./pipeline/references.ts";
import { findUnmanaged } from "./pipeline/unmanaged.ts";
import { ofReadDocuments, unreadAccounts } from "./pipeline/unread.ts";
import { type Approval, type ApprovedPlan, approve } from "./plan/approve.ts";
import { documentsDigest } from "./plan/meaning.ts";
import { makePlan } from "./plan/plan.ts";
import { sortProblems } from "./plan/problems.ts";
import { forgotten } from "./plan/unmanaged.ts";
import { exceptedItems, grantedTo } from "./resolve/consent.ts";
import { desire } from "./resolve/desire.ts";
import { once } from "./resolve/placing.ts";
import { resolveDocuments } from "./resolve/resolve.ts";
import { selectAccounts, selectDocuments } from "./resolve/select.ts";

/** Reads and checks the project file and its documents. Rules about time are applied only when asked for: no clock may enter a plan. */
export async function check(
  world: OfflineWorld,
  selection: Selection,
  time: "with-clock" | "without-clock",
): Promise<Checked> {
  const { locate, written } = locator();
  const { kinds, files, projectErrors, workingDirectory } = world;
  const projectFile = selection.project === undefined ? {} : { projectFile: selection.project };
  const { sandbox } = selection;
  const read = readProject({ files, projectErrors, workingDirectory, locate, written, sandbox, ...projectFile });
  const { project } = read;
  const { source } = read;
  if (project === undefined || source === undefined)
    return { projectValue: null, documents: [], all: [], problems: read.problems };
  // Nobody who wants no document has to look for one.
  const found = selection.paths?.length === 0 ? [] : await documentFiles(files, project);
  const unmatched =
    selection.paths?.length === 0
      ? []
      : await patternProblems({ files, project, source, value: read.value, locate, documents: found });
  const paths = selection.paths?.map((path) => below(files, project.root, resolvePath(workingDirectory, path)));
  const named = paths && filesOfPaths(files, project, paths, found);
  const wanted = new Set(named?.files ?? found);
  const reading = { files, project, kinds, locate, written };
  // Documents that were not asked for are read too: what is asked for may name them, or be the same as one of them.
  const others = readDocuments(
    reading,
    found.filter((file) => !wanted.has(file)),
  );
  const raw = readDocuments(reading, [...wanted]);
  const now = time === "with-clock" ? { now: world.clock.now() } : {};
  const documents = [...others.documents, ...raw.documents];
  const locks = () => trustedLocks(files, project);
  const resolved = resolveDocuments({ documents, project, kinds, locate, locks, ...now });
  const asked = resolved.documents.filter(({ source }) => wanted.has(source.file));
  const selected = selectDocuments(asked, project, selection);
  const problems = sortProblems([
    ...read.problems,
    ...unmatched,
    // Another walk over the folders: for those who ask what is wrong, not for every plan.
    ...(time === "with-clock" && paths === undefined ? await endingProblems(files, project) : []),
    ...(named?.problems ?? []),
    ...unmatchedProblems(project, named?.unmatched ?? []),
    ...raw.problems,
    ...resolved.problems.filter(({ place }) => place === undefined || wanted.has(place.file)),
    ...selected.problems,
  ]);
  return {
    project,
    projectValue: read.value ?? null,
    documents: selected.documents,
    all: resolved.documents,
    problems,
  };
}

/** A path of the command line as one below the root of the project; one that leads there by another way, such as a link above both, is the same path. */
function below(files: Files, root: string, path: string): string {
  const direct = relative(root, path).replaceAll("\\", "/");
  if (!isOutside(direct)) return direct;
  const real = relative(files.canonical(root), files.canonical(path)).replaceAll("\\", "/");
  return isOutside(real) ? direct : real;
}

function isOutside(path: string): boolean {
  return path === ".." || path.startsWith("../") || isAbsolute(path);
}

/** Makes a plan: reads documents, lock files and live state, and writes nothing anywhere. */
export async function plan(world: World, selection: Selection): Promise<Planned> {
  const checked = await check(world, selection, "without-clock");
  const nothing = { checked, desired: [], live: new Map(), locks: new Map(), clients: new Map(), ids: new Map() };
  const { project, documents } = checked;
  if (project === undefined || checked.problems.some((problem) => problem.severity === "error")) return nothing;
  const accounts = project.accounts.filter((account) =>
    documents.some((document) => document.account === account.name),
  );
  // Also of accounts that lost their last document: what they know is not managed any more, and the plan says so.
  const asked = selectAccounts(project, selection);
  const { locks, problems: damaged } = await readLocks(world.files, project, asked);
  if (damaged.length > 0) return { ...nothing, checked: { ...checked, problems: [...checked.problems, ...damaged] } };

  const { kinds, tool } = world;
  const { locate } = locator();
  const everything = checked.all.filter((document) => asked.some((account) => account.name === document.account));
  const whole = desire({ documents: everything, project, kinds, locks, locate });
  const chosen = new Set(documents.map((document) => document.address));
  const wished = {
    desired: whole.desired.filter((one) => chosen.has(one.address)),
    problems: whole.problems.filter(({ address, code }) => chosen.has(address ?? "") || ofNoDocument.has(code)),
  };
  const { clients, problems: unconnected } = await connectAll(world, project, accounts);
  const reached = wished.desired.filter((one) => clients.has(one.account));
  const { concurrency } = selection;
  const stop = world.signal ? { signal: world.signal } : {};
  const listed = listings({ project, kinds, clients, concurrency, ...stop });
  const isWanting = (one: Desired) => isSought(one, kinds);
  const newcomers = await placeNewcomers(
    world,
    { project, clients, locks, all: whole.desired, documents: checked.all, listed, ids: whole.ids },
    selection,
    reached.filter(isWanting),
  );
  const tombstones = wished.problems.flatMap(({ code, address }) =>
    code === "delete-of-nothing" ? documents.filter((one) => one.address === address && clients.has(one.account)) : [],
  );
  const known = reached.filter((one) => !isNew(one));
  const left = await leftBehind(world, { accounts, known, tombstones, locks, all: whole.desired, listed });
  const placed = [...newcomers.adopted, ...newcomers.known];
  const reachable = [...reached.filter((one) => !isWanting(one)), ...placed];
  const now = world.clock.now();
  const over = (one: Desired) => isOver(one, kinds.get(one.kind) as KindEntry, now);
  const holder = itemHolders(locks);
  const compared = await compareAll(world, selection, { project, clients, reachable, listed, over, holder });
  const named = await readNamed(world, selection, {
    project,
    desired: [...reachable, ...newcomers.created].filter((one) => !over(one)),
    clients,
    live: compared.live,
    diffs: compared.diffs,
    all: reachable,
  });
  // Adopted by what they look like: that they were found proves nothing of the account.
  const byId = reachable.filter((resource) => !newcomers.adopted.includes(resource));
  const { live } = compared;
  const unread = unreadAccounts({
    ...{ accounts, known: byId, live, named: named.read, connected: clients, unconnected, over },
  });
  const { isRead, toldOf } = unread;
  const isReadDesired = ({ desired }: { readonly desired: Desired }) => isRead(desired);
  const searched = selection.unmanaged
    ? await findUnmanaged(world, selection, { project, checked, locks, clients, placed: reachable })
    : { found: [], problems: [] };
  const unmanaged = [...searched.found, ...forgotten(managedIds(checked.all, locks), lockedIds(locks))].filter(isRead);
  const problems = [
    ...ofReadDocuments(checked.problems, documents, isRead),
    ...toldOf([
      // What was found after all is no nothing.
      ...wished.problems.filter(
        ({ code, address }) => code !== "delete-of-nothing" || left.every((problem) => problem.address !== address),
      ),
      ...once([
        ...left,
        ...newcomers.problems,
        ...unconnected,
        ...compared.problems,
        ...named.problems,
        ...searched.problems,
      ]),
    ]),
    ...unread.foreign,
  ];
  const guard = { maxChanges: project.guards.maxChanges, allowed: selection.allowed ?? [] };
  const made = makePlan({
    tool,
    accounts,
    kinds,
    works: [
      ...compared.diffs
        .filter(isReadDesired)
        .map((diff) => ({ action: "update" as const, desired: diff.desired, diff })),
      ...newcomers.created.filter(isRead).map((desired) => ({ action: "create" as const, desired })),
      ...compared.removals
        .filter(isReadDesired)
        .map((removal) => ({ action: "delete" as const, desired: removal.desired, removal })),
    ],
    unchanged: compared.unchanged,
    adoptions: newcomers.adopted.filter(isRead),
    problems,
    involved: documents,
    unmanaged,
    documents: documentsDigest(checked.projectValue, wished.desired),
    about: (one) => ({
      entry: kinds.get(one.kind) as KindEntry,
      context: { timezone: project.timezone },
      locate,
      drift: project.guards.drift,
      granted: grantedTo(one, { now, timezone: project.timezone, allowed: selection.allowed ?? [] }),
      excepted: exceptedItems(one, { now, timezone: project.timezone }),
      expired: over(one),
    }),
    ...guard,
  });
  // Adopted ones have their ids now; the ones to be made will have theirs from the platform.
  const desired = [...reachable, ...[...newcomers.created, ...newcomers.waiting].filter(isRead)];
  const before = await listedBefore(newcomers.created, listed);
  return {
    ...{
      checked,
      plan: made,
      desired,
      live: unread.seen,
      locks,
      clients,
      ids: whole.ids,
      before,
      unread: unread.names,
    },
  };
}

/** Problems that are about more than the documents of one run. */
const ofNoDocument: ReadonlySet<string> = new Set([
  "id-behind-two",
  "was-still-there",
  "create-orphaned",
  "down-orphaned",
]);

/** The part of a fresh plan that a saved one approves; of accounts that could not be read nobody can say what fits. */
export function approvedPart(saved: ApprovedPlan, fresh: Plan, unread?: ReadonlySet<string>): Approval {
  return approve(saved, fresh, unread);
}

/** What the documents wish for by themselves, without lock files or live state. */
export function wishes(world: OfflineWorld, checked: Checked & { project: Project }): readonly Desired[] {
  const { documents, project } = checked;
  return desire({ documents, project, kinds: world.kinds, locks: new Map(), locate: locator().locate }).desired;
}
