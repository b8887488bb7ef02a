import { documentFiles, unmatchedProblems } from "../config/document-files.ts";
import { missesDocuments, patternsAfterImport } from "../config/document-patterns.ts";
import { documentPlace, schemaAddress, writeDocument } from "../config/document-place.ts";
import { documentText } from "../config/document-text.ts";
import { readDocuments } from "../config/documents.ts";
import { locator } from "../config/locate.ts";
import { lockStore, readLocks } from "../config/lock-store.ts";
import { commentary } from "../import/comments.ts";
import { askedFor, listAccounts } from "../import/find.ts";
import { importedEntry, importFound, nothingImported } from "../import/import.ts";
import { importedFrom, inventoryOf } from "../import/inventory.ts";
import { readTargets } from "../import/targets.ts";
import { together } from "../import/together.ts";
import { undeclared, type Wanted } from "../import/wanted.ts";
import { addressOf, localAddress } from "../model/document.ts";
import type { ImportReport, ImportTarget, ImportWords } from "../model/import.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Lock } from "../model/lock.ts";
import { joinedIds } from "../model/objects.ts";
import { ownershipOf } from "../model/ownership.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Live } from "../model/resource.ts";
import type { Selection, World } from "../model/world.ts";
import { observe } from "../observe/observe.ts";
import { desire } from "../resolve/desire.ts";
import { once } from "../resolve/places.ts";
import { resolveDocuments } from "../resolve/resolve.ts";
import { selectAccounts } from "../resolve/select.ts";
import { instantIso } from "../schema/instant.ts";
import { settle } from "../settle/settle.ts";
import { check } from "./check.ts";
import { connectAll } from "./connect.ts";
import { makerOf } from "./idempotency-keys.ts";
import { listings } from "./listings.ts";

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
  const errors = checked.problems.filter(({ severity }) => severity === "error");
  // A pattern that matches nothing yet is what an import is for.
  const idle = errors.filter(({ code }) => code === "cards-pattern-unmatched");
  const wrong = errors.filter((problem) => !idle.includes(problem));
  if (project === undefined || wrong.length > 0) return nothingImported(wrong);
  if (idle.length > 0 && (await missesDocuments(world.files, project))) return nothingImported(idle);
  const { kinds, files } = world;
  const { concurrency } = selection;
  const stop = world.signal ? { signal: world.signal } : {};
  const accounts = importedFrom(project, kinds, selectAccounts(project, selection), selection.accounts.length > 0);
  const { targets, problems: misread } = readTargets({ arguments: asked.arguments, project, kinds, accounts });
  const file = documentPlace({ files, project, documents: await documentFiles(files, project) });
  if (typeof file !== "function") return nothingImported([...misread, file]);
  const named = project.accounts.filter(({ name }) => targets.some((one) => one.account === name));
  const involved = asked.all ? accounts : named;
  const { locks, problems: damaged } = await readLocks(files, project, involved);
  if (misread.length + damaged.length > 0) return nothingImported([...misread, ...damaged]);

  const ownership = ownershipOf(checked.all, locks);
  const inventory = inventoryOf(checked.all, locks, ownership);
  const { clients, problems: unconnected } = await connectAll(world, project, involved);
  const reachable = { accounts: involved.filter(({ name }) => clients.has(name)), inventory };
  const context = { timezone: project.timezone };
  const listed = listings(world, selection, project, clients);
  // A rule that was replaced: what its resource is made of now is what somebody wants who names it.
  const followed = (target: ImportTarget): ImportTarget => ({
    ...target,
    id: joinedIds(ownership.presentIds(target)) || target.id,
  });
  const bare = (one: Wanted) => undeclared(one, project);
  const read = async (wanted: readonly Wanted[]) => {
    const seen = await observe({ ...world, desired: wanted.map(bare), clients, concurrency, listed });
    return wanted.map((resource) => ({ resource, live: seen.get(bare(resource).address) as Live }));
  };
  const found = asked.all
    ? await listAccounts({ ...reachable, kinds, clients, concurrency, together: together(context), ...stop })
    : await askedFor({ ...reachable, targets: targets.map(followed), read });
  // What names other resources comes after them, so that it can say their names.
  const refers = ({ kind }: Wanted) =>
    [...(kinds.get(kind)?.policies.values() ?? [])].some(({ ref }) => ref !== undefined);
  const readings = await read([...found.wanted.filter((one) => !refers(one)), ...found.wanted.filter(refers)]);
  const { ids } = desire({ documents: checked.all, project, kinds, locks, ownership, ...locator() });
  // What a document made whose id nobody knows is that document's all the same: the next plan finds it by its number.
  const madeBy = ({ resource, live }: (typeof readings)[number]) => {
    if (live.status !== "found" || live.idempotencyKey === undefined) return undefined;
    const documents = checked.all.filter(({ account, kind }) => account === resource.account && kind === resource.kind);
    const { kind } = kinds.get(resource.kind) as KindEntry;
    return makerOf({ kind, settings: bare(resource).settings, documents, lock: locks.get(resource.account) })(
      live.idempotencyKey,
    );
  };
  const wanted = readings.filter((reading) => madeBy(reading) === undefined);
  const made = asked.all ? [] : readings.flatMap((reading) => alreadyMade(reading.resource, madeBy(reading)));
  const managed = found.managed + (asked.all ? readings.length - wanted.length : 0);

  const now = instantIso(world.clock.now(), project.timezone);
  const keeper = lockStore({ files, project, locks, clock: world.clock });
  const done = importFound({
    wanted,
    kinds,
    context,
    inventory,
    file,
    ...stop,
    text: (placed, written, leftOut) => {
      const published = asked.words.schema(placed.kind);
      const schema = published && schemaAddress(files, project, placed.file, published);
      const beside = commentary(kinds.get(placed.kind) as KindEntry, asked.words, written, leftOut);
      return documentText({ ...placed, spec: written.spec, ...beside, ...(schema ? { schema } : {}) });
    },
    judge: (placed, text) => {
      const places = locator();
      const draft = { ...files, readInside: () => Buffer.from(text, "utf8") };
      const raw = readDocuments({ files: draft, project, kinds, ...places }, [placed.file]);
      const elsewhere = new Set([...checked.all.map(({ address }) => address), ...ids.keys()]);
      const resolved = resolveDocuments({
        documents: raw.documents,
        project,
        kinds,
        elsewhere,
        living: true as const,
        ...places,
      });
      const nothing = { locks: new Map(), ownership: ownershipOf([], new Map()) };
      const wished = desire({ documents: resolved.documents, project, kinds, ...nothing, known: ids, ...places });
      const [desired] = wished.desired;
      const refused = wished.problems.map(({ problem }) => problem);
      const problems = [...raw.problems, ...resolved.problems, ...refused];
      return { problems, ...(desired === undefined ? {} : { desired }) };
    },
    save: (placed, { text, desired }, live) => {
      const unwritten = writeDocument(files, project, placed.file, text);
      if (unwritten !== undefined) return unwritten;
      ids.set(placed.address, placed.id);
      const entry = kinds.get(placed.kind) as KindEntry;
      const { lock } = settle({ desired, ended: [], live, entry, context, now });
      // A review of the same resource goes on, whatever it is called now.
      const former = inventory.forsaken(desired) ?? announcedAs(live.idempotencyKey, locks.get(desired.account));
      const known = locks.get(desired.account)?.entries.get(former ?? localAddress(desired.address));
      const review = known?.id === desired.id ? known.review : undefined;
      // What the lock file knew under a name without a document is this one's from now on.
      const resource = { ...desired, ...(former === undefined ? {} : { movedFrom: former }) };
      const remembered = importedEntry(desired, lock, [live], { entry, context });
      return keeper.writeSoon(resource, { ...remembered, ...(review === undefined ? {} : { review }) });
    },
  });
  const unwritten = keeper.close();
  // A later pattern may take away what the first one finds.
  const seen = new Set(done.imported.length === 0 ? [] : await documentFiles(files, project));
  const unseen = done.imported.filter((resource) => !seen.has(resource.file)).map(({ file }) => file);
  const unmatched = unmatchedProblems(project, unseen);
  const problems = [
    ...unconnected,
    ...found.problems,
    ...made,
    ...done.problems,
    ...unmatched,
    ...(await patternsAfterImport(files, project, idle)),
    ...(unwritten === undefined ? [] : [unwritten]),
  ];
  return { ...done, skipped: { ...done.skipped, managed }, problems: once(problems) };
}

/** The entry of a create that was announced by a number and never settled: what it made has been found. */
function announcedAs(mark: string | undefined, lock: Lock | undefined): string | undefined {
  const entries = mark === undefined ? [] : [...(lock?.entries ?? [])];
  return entries.find(([, { pending }]) => pending?.idempotencyKey === mark)?.[0];
}

/** A resource that is asked for by its id, and that a document of the project made: two documents would manage it. */
function alreadyMade({ account, kind, id, name = "" }: Wanted, maker: string | undefined): Problem[] {
  const address = addressOf(account, kind, name);
  if (maker === undefined) return [];
  const args = { id, other: maker, address };
  return [problem("id-behind-two", args, { address })];
}
