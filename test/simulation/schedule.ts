import { createHash } from "node:crypto";
import { defined } from "../../src/model/defined.ts";
import { canonicalJson, isObject, type Json } from "../../src/model/json.ts";
import type { BehaviourChanges } from "../../src/sandbox/behaviours-with.ts";
import { chance } from "./chance.ts";
import { editAtConsole } from "./console.ts";
import { type Disk, disk, machinesOf } from "./disk.ts";
import { documentText, type Examples, edited, namedKinds, newDocument, type SimDocument } from "./documents.ts";
import { checkRun, type Violation } from "./guarantees.ts";
import { type Ended, type Fault, runProcess } from "./machine.ts";
import { type Tested, testedBy } from "./tested.ts";
import { holders, openWorld, projectText, type SimWorld, type Snapshot } from "./world.ts";

/** A command line, and what befalls the process. */
export interface Run {
  readonly run: string;
  readonly faults: readonly Fault[];
}

/** One thing that happens in a simulation. Documents are counted from 0. */
export type Happening =
  | Run
  /** Runs side by side in the same folder. */
  | { readonly together: readonly Run[] }
  /** Runs at the same moment on machines of their own, which share the state. The work goes on with the first of them. */
  | { readonly clones: readonly Run[] }
  | { readonly edit: number; readonly draw: number }
  /** Somebody changes at the console a field that a document declares. */
  | { readonly console: number; readonly draw: number }
  | { readonly wait: number }
  /**
   * The work goes on in another folder, such as a clone on another machine: with the state as it is, with an older one, or
   * without any. The journal and the marks of holders stay behind.
   */
  | { readonly clone: "with-memory" | "without-memory" | "former-memory" };

/** All that one simulation is made of: the same schedule, the same bytes. */
export interface Schedule {
  readonly seed: number;
  readonly documents: readonly { readonly kind: string; readonly variant: number }[];
  /** Kinds of which something is live that no document of the project declares. */
  readonly foreign: readonly string[];
  /** Whether the documents are live and remembered before anything happens. */
  readonly live: boolean;
  readonly behaviours: BehaviourChanges;
  readonly listingsLate: number;
  readonly happenings: readonly Happening[];
}

/** What became of one simulation. */
export interface Result {
  readonly violations: readonly Violation[];
  readonly digest: string;
  readonly runs: readonly Ended[];
  /** How often each guarantee was put to the test. */
  readonly tested: Tested;
  /** Of the world after everything that happened, before the faults stopped. */
  readonly state: string;
}

/** Everything that may be agreed to, but for taking something down for good. */
const consents = ["replace", "lossy", "many", "irreversible", "drift", "unverified", "resubmit"]
  .map((what) => `--allow ${what}`)
  .join(" ");

/** An apply without any consent: all that it does is to settle what a former one left open. */
export const recovering = "apply --yes --format json";

export const applying = `${recovering} ${consents}`;

/** In seconds: more than the age after which it is known whether a call has landed. */
const agesOver = 660;

/**
 * The same where another machine holds the lease and has the journal: 15 minutes, the last one without requests, and then
 * the age.
 */
const leaseOver = 14 * 60 + agesOver;

/** The folder of a project that somebody works on, and what its documents say by now. */
interface Desk {
  readonly world: SimWorld;
  disk: Disk;
  /** The memory as it was at the beginning. */
  readonly former: Disk;
  documents: readonly SimDocument[];
  /** False once a memory was lost: what a document without an id means is then for a person to say. */
  remembers: boolean;
  isEdited: boolean;
  /** True once the journal of another machine was left behind. */
  isElsewhere: boolean;
  /** False once the memory was lost, or an older one took its place. */
  isCurrent: boolean;
}

/** What there was before anything went wrong. */
interface Before {
  readonly marks: ReadonlySet<string>;
  readonly foreign: ReadonlyMap<string, string>;
}

/** Plays a schedule, lets the faults stop, and checks every guarantee. */
export async function play(
  schedule: Schedule,
  examples: Examples,
  more: { readonly onTrace?: (line: string) => void; readonly known?: Set<string> } = {},
): Promise<Result> {
  const { seed, behaviours, listingsLate } = schedule;
  const begin = await beginning(schedule, examples);
  const { start, documents } = begin;
  const world = openWorld({
    ...{ seed, behaviours, listingsLate },
    ...defined({ onTrace: more.onTrace, start }),
  });
  const runs: Ended[] = [];
  const violations: Violation[] = [...begin.violations];
  const desk: Desk = {
    world,
    disk: begin.disk.copy(),
    former: begin.disk,
    documents,
    remembers: true,
    isEdited: false,
    isElsewhere: false,
    isCurrent: true,
  };
  const before: Before = { marks: marksLive(desk), foreign: foreignOf(desk) };
  for (const happening of schedule.happenings) await happen(desk, happening, { runs, violations });
  const state = stateOf(desk);
  // What is left after the same trouble goes on the same way.
  const isKnown = more.known?.has(state) === true;
  more.known?.add(state);
  if (!isKnown) await settle(desk, before, { runs, violations, listingsLate });
  const tested = testedBy(schedule, runs, { remembers: desk.remembers, foreign: before.foreign.size });
  return { violations, digest: world.digest(), runs, tested, state };
}

interface Record {
  readonly runs: Ended[];
  readonly violations: Violation[];
}

/** Where a schedule begins. */
interface Beginning {
  readonly disk: Disk;
  readonly documents: readonly SimDocument[];
  readonly start?: Snapshot;
  readonly violations: readonly Violation[];
}

const beginnings = new Map<string, Promise<Beginning>>();

/** The same for schedules that differ in what happens only: made once, and never changed. */
function beginning({ happenings: _, ...schedule }: Schedule, examples: Examples): Promise<Beginning> {
  const key = JSON.stringify(schedule);
  const known = beginnings.get(key) ?? begun(schedule, examples);
  // The last one alone: of most there is one schedule.
  beginnings.clear();
  beginnings.set(key, known);
  return known;
}

async function begun(schedule: Omit<Schedule, "happenings">, examples: Examples): Promise<Beginning> {
  const documents = documentsOf(schedule.documents, examples, 1);
  const place = disk({});
  write({ disk: place, documents });
  const { seed, behaviours, live, foreign } = schedule;
  if (!live && foreign.length === 0) return { disk: place, documents, violations: [] };
  const world = openWorld({ seed, behaviours, listingsLate: 0 });
  const violations: Violation[] = [];
  const others = documentsOf(
    foreign.map((kind) => ({ kind, variant: 0 })),
    examples,
    500,
  );
  const elsewhere = disk({});
  write({ disk: elsewhere, documents: others });
  for (const folder of [...(others.length > 0 ? [elsewhere] : []), ...(live ? [place] : [])]) {
    await runProcess(world, folder, applying, []);
    // Reviews end, and what nobody was sure of is looked up.
    await world.events.pass(3_600_000);
    const { code, stdout } = await runProcess(world, folder, applying, []);
    if (code !== 0) violations.push({ guarantee: "set-up", what: `exit ${code}: ${problemsIn(stdout)}` });
  }
  return { disk: place, documents, start: world.snapshot(), violations };
}

function documentsOf(wanted: Schedule["documents"], examples: Examples, first: number): readonly SimDocument[] {
  const documents: SimDocument[] = [];
  for (const [index, { kind, variant }] of wanted.entries())
    documents.push(newDocument(examples, kind, first + index, variant, documents));
  return documents;
}

function write({ disk: { files }, documents }: Pick<Desk, "disk" | "documents">): void {
  files.set("/project/wxcards.yaml", projectText);
  for (const document of documents) files.set(`/project/cards/${document.name}.yaml`, documentText(document));
}

async function happen(desk: Desk, happening: Happening, { runs, violations }: Record): Promise<void> {
  const { world } = desk;
  if ("run" in happening || "together" in happening || "clones" in happening) {
    const { all, disks } = startOf(desk, happening);
    const started = all.map(({ run, faults }, index) => runProcess(world, disks[index] as Disk, run, faults));
    for (const one of await Promise.all(started)) {
      runs.push(one);
      violations.push(...checkRun(one, world));
    }
    if ("clones" in happening) {
      desk.disk = (disks[0] as Disk).copy();
      desk.isElsewhere = true;
    }
  } else if ("wait" in happening) await world.events.pass(happening.wait * 1000);
  else if ("edit" in happening) {
    const at = happening.edit % desk.documents.length;
    desk.isEdited = true;
    desk.documents = desk.documents.map((document, index) =>
      index === at ? edited(document, chance(world.seed, "edit", happening.draw)) : document,
    );
    write(desk);
  } else if ("console" in happening) {
    const document = desk.documents[happening.console % desk.documents.length];
    const id = document && editAtConsole(world, document, chance(world.seed, "console", happening.draw));
    // What nobody remembers yet is no longer known for what it is once it is edited.
    const isRemembered = (key: string) => [...desk.disk.files.values()].some((text) => text.includes(key));
    if (id !== undefined && !isRemembered(id.split("/").at(-1) ?? "")) desk.remembers = false;
  } else {
    const { files } = happening.clone === "former-memory" ? desk.former : desk.disk;
    const isKept = ([path]: readonly [string, string]) =>
      happening.clone !== "without-memory" || !path.startsWith("/project/wxcards.state");
    const kept = [...files].filter(isKept).filter(([path]) => !path.startsWith("/project/.wxcards"));
    const isEmpty = ![...desk.former.files.keys()].some((path) => path.startsWith("/project/wxcards.state"));
    if (happening.clone === "without-memory" || (happening.clone === "former-memory" && isEmpty))
      desk.remembers = false;
    if (happening.clone === "with-memory") desk.isElsewhere = true;
    else desk.isCurrent = false;
    desk.disk = disk({});
    for (const [path, text] of kept) desk.disk.files.set(path, text);
    write(desk);
  }
}

/** The runs that begin at one moment, each with the disk of its machine. */
function startOf(
  { disk }: Desk,
  happening: Extract<Happening, Run | { readonly together: unknown } | { readonly clones: unknown }>,
): { readonly all: readonly Run[]; readonly disks: readonly Disk[] } {
  if ("clones" in happening) {
    const { clones: all } = happening;
    return { all, disks: machinesOf(disk, "/project/wxcards.state", "/project/.wxcards", all.length) };
  }
  const all = "run" in happening ? [happening] : happening.together;
  return { all, disks: all.map(() => disk) };
}

/** The faults stop: what was live is live again without anybody's consent, and then everything is as declared. */
async function settle(
  desk: Desk,
  before: Before,
  { runs, violations, listingsLate }: Record & { readonly listingsLate: number },
): Promise<void> {
  const { world } = desk;
  const run = async (argv: string): Promise<Ended> => {
    const ended = await runProcess(world, desk.disk, argv, []);
    runs.push(ended);
    violations.push(...checkRun(ended, world));
    // Nobody else takes anything down here, and listings have had their time.
    if (desk.isCurrent && runs.length > first && ended.stdout.includes("object-lost"))
      violations.push({ guarantee: "G12", what: `${argv}: misses what an apply has taken down` });
    return ended;
  };
  // Listings go on to be late: what the next run does not see may be there.
  world.platform.calm();
  const first = runs.length + 1;
  const ages = desk.isElsewhere ? leaseOver : agesOver;
  await run(recovering);
  await world.events.pass(ages * 1000);
  await run(recovering);
  const live = world.live();
  for (const mark of before.marks)
    if (marksOf(desk).has(mark) && holders(live, mark).length === 0)
      violations.push({ guarantee: "G29", what: `lost, and not live again without consent: ${mark}` });
  await run(applying);
  await world.events.pass(ages * 1000);
  const last = await run(applying);
  // Reading alone does not see what the last apply has changed before listings do.
  await world.events.pass(listingsLate * 1000);
  const plan = await run(`plan --detailed-exitcode --format json ${consents}`);
  if (plan.code !== 0 && desk.remembers) {
    const what = `the plan is not empty: exit ${plan.code}, ${problemsIn(plan.stdout)}; apply ${problemsIn(last.stdout)}`;
    violations.push({ guarantee: "G15", what });
  }
  // What an apply writes beside is taken away with it; one that is refused, because a person is asked, writes nothing.
  for (const [path, text] of desk.disk.files) {
    if (last.code === 0 && (path.endsWith(".tmp") || isSecondMark(path, desk.disk)))
      violations.push({ guarantee: "G12", what: `left behind: ${path}` });
    for (const secret of world.secrets)
      if (text.includes(secret)) violations.push({ guarantee: "G23", what: `a secret in ${path}` });
  }
  const after = world.live();
  for (const mark of marksOf(desk)) {
    const found = holders(after, mark);
    if (found.length === 0 && (desk.remembers || before.marks.has(mark)))
      violations.push({ guarantee: "G9", what: `lost: ${mark}` });
    // An edited document that nobody remembers may stand for another resource.
    if (found.length > 1 && (desk.remembers || !desk.isEdited))
      violations.push({ guarantee: "G9", what: `doubled: ${mark} in ${found.join()}` });
  }
  for (const [id, content] of before.foreign) {
    const now = after.get(id);
    if (now === undefined || canonicalJson(now) !== content)
      violations.push({ guarantee: "G5", what: `nobody's, and changed: ${id}` });
  }
}

/** Of marks of holders that were killed at their very end, one an account stays until the next lease. */
function isSecondMark(path: string, { files }: Disk): boolean {
  const account = /\/journal\/(\w+)\.\w+\.holder$/.exec(path)?.[1];
  if (account === undefined) return false;
  return (
    [...files.keys()].filter((other) => other.includes(`/journal/${account}.`) && other.endsWith(".holder")).length > 1
  );
}

function problemsIn(stdout: string): string {
  try {
    const { problems = [], outcomes = [] } = JSON.parse(stdout) as { problems?: Json[]; outcomes?: Json[] };
    const codes = [
      ...problems,
      ...outcomes.map((outcome) => (isObject(outcome) ? (outcome["problem"] ?? null) : null)),
    ];
    return (
      codes
        .map((one) => (isObject(one) ? String(one["code"]) : ""))
        .filter((code) => code !== "")
        .join() || "none"
    );
  } catch {
    return stdout.slice(0, 200);
  }
}

function marksOf({ documents }: Desk): ReadonlySet<string> {
  return new Set(documents.flatMap(({ marks }) => marks));
}

function marksLive(desk: Desk): ReadonlySet<string> {
  const live = desk.world.live();
  return new Set([...marksOf(desk)].filter((mark) => holders(live, mark).length > 0));
}

function foreignOf(desk: Desk): ReadonlyMap<string, string> {
  const live = desk.world.live();
  const own = new Set([...marksOf(desk)].flatMap((mark) => holders(live, mark)));
  return new Map([...live].filter(([id]) => !own.has(id)).map(([id, member]) => [id, canonicalJson(member)]));
}

/** All that the next run finds, but for the time, as a digest. */
function stateOf({ world, disk: { files } }: Desk): string {
  const text = JSON.stringify([
    [...files].sort(),
    [...world.live()].map(([id, member]) => [id, canonicalJson(member)]),
  ]);
  return createHash("sha256").update(text).digest("hex");
}

/** The documents that a kind needs around it: what it names comes before it. */
export function withNamed(kinds: readonly string[]): readonly string[] {
  const all = kinds.flatMap((kind) => [...namedKinds(kind), kind]);
  return all.filter((kind, index) => all.indexOf(kind) === index || kinds.includes(kind));
}
