/**
 * Recovery on one screen: what earlier runs left open is settled before anything is planned, whatever documents, flags,
 * saved plans and consents say. Nothing is planned here, and nothing waits for anybody.
 */
import { defined } from "../../model/defined.ts";
import { isAhead } from "../../model/patience.ts";
import type { Problem } from "../../model/problem.ts";
import type { Recovered, RecoveryResult } from "../../model/recovery.ts";
import type { Desired } from "../../model/resource.ts";
import type { StateEntry } from "../../model/state.ts";
import type { Checked, Known, Selection, World } from "../../model/world.ts";
import { once } from "../../resolve/places.ts";
import { selectAccounts } from "../../resolve/select.ts";
import { keeperOf } from "../known.ts";
import { isKnownByKey, type OpenEntry, openEntries } from "../open-work.ts";
import { entryOf, openRun, type Run } from "../run.ts";
import { mayPutUp } from "../unverified.ts";
import { unlessBug } from "../writing/bugs.ts";
import { wordsOf } from "../writing/words.ts";
import { nowIn } from "../writing/writing.ts";
import { announcedPutUps } from "./announce-put-ups.ts";
import { lookUpObjects } from "./look-up-objects.ts";
import { lookUpOne } from "./look-up-one.ts";
import { putUp } from "./put-up.ts";
import { openRecovering, type Recovering, recovered, resourceOf, type Settled } from "./recovering.ts";

/** What recovery did. */
export interface Recovery {
  readonly recovered: readonly Recovered[];
  readonly problems: readonly Problem[];
  /** Resources that could not be put up again as they were: planning tries what their documents say by now. */
  readonly handedOver: ReadonlySet<string>;
  /** Resources of which a problem says why they wait. */
  readonly told: ReadonlySet<string>;
  /**
   * Why open work of some accounts was not even looked at: their memory cannot be trusted, or nobody can be asked. A plan
   * finds the same by itself.
   */
  readonly unasked: readonly Problem[];
  /** Why nothing was settled where another run holds the account: what is open there is that run's. */
  readonly held?: Problem;
  /** Whether what was settled could not be kept: nothing further may be sent. */
  readonly isHalted?: boolean;
  /** What is remembered after it: planning goes on from there. */
  readonly known?: Known;
}

/** Nothing was open, or nothing was recovered. */
export const nothingRecovered: Recovery = {
  ...{ recovered: [], problems: [], unasked: [] },
  ...{ handedOver: new Set(), told: new Set() },
};

/** How one piece of open work ended; with `halt` the memory could not be written. */
type Ended = Settled & { readonly halt?: Problem };

/**
 * Settles what is open in the memory of the selected accounts; `moved` where somebody has written since it was read, so
 * that it is to be read again.
 */
export async function recover(world: World, selection: Selection, checked: Checked): Promise<Recovery | "moved"> {
  // 1. Nothing is asked of anybody where nothing is open.
  const { project, known } = checked;
  if (project === undefined || known === undefined) return nothingRecovered;
  const accounts = selectAccounts(project, selection);
  // A memory that cannot be trusted holds up no other.
  const unread = accounts.flatMap(({ name }) => known.problems.get(name) ?? []);
  const trusted = accounts.flatMap(({ name }) => known.memories.get(name) ?? []);
  const states = new Map(trusted.map((memory) => [memory.account, memory]));
  const { kinds, clock } = world;
  const { timezone } = project;
  const about = { all: checked.all, selection, timezone, now: clock.now() };
  const found = openEntries({ kinds, states, ...about, mayPutUp: (address) => mayPutUp(about, address) });
  if (found.length === 0) return { ...nothingRecovered, unasked: unread };

  // 2. The accounts that have open work are asked, and no other.
  const names = new Set(found.map(({ account }) => account));
  const run = await openRun(
    world,
    selection,
    { ...checked, project },
    accounts.filter(({ name }) => names.has(name)),
  );
  if ("length" in run) return { ...nothingRecovered, unasked: [...unread, ...run] };
  const unasked = [...unread, ...run.unconnected];
  const open = found.filter((entry) => run.clients.has(entry.account) && !isNamed(run, entry));
  const resources = open.map((entry) => resourceOf(run, entry));
  if (open.length === 0) return { ...nothingRecovered, unasked };
  const keeper = keeperOf(world, project, known);
  const asked = [...new Set(open.map(({ account }) => account))];
  const announced = announcedPutUps(run, open, resources);
  const acquired = await keeper.acquire(asked, announced, wordsOf(world, "recover"));
  if (acquired.status === "moved") return "moved";
  if (acquired.status === "refused") return { ...nothingRecovered, unasked, ...unheld(acquired.problem) };
  const recovering = openRecovering(run, resources, keeper);

  // 3. Each is looked up and settled alone: what is wrong with one holds up no other.
  const ended: { readonly entry: OpenEntry; readonly settled: Ended }[] = [];
  for (const [index, entry] of open.entries()) {
    if (world.signal.aborted) break;
    const resource = resources[index] as Desired;
    const settled = await unlessBug<Ended | undefined>(
      recovering.writing,
      () => settle(recovering, resource),
      (bug) => ({ result: "unread", halt: bug }),
    );
    if (settled !== undefined) ended.push({ entry, settled });
    if (settled?.halt !== undefined) break;
  }

  // 4. What was only noted is written.
  const unwritten = await keeper.release({ words: recoveryWords(world, ended) });
  const after = { ...known, memories: new Map([...known.memories, ...keeper.memories()]) };
  const isHalted = unwritten.length > 0 || ended.some(({ settled }) => settled.halt !== undefined);
  return { ...concluded(ended, unwritten), unasked, isHalted, known: after };
}

/** What another run holds is open because it is under way. */
function unheld(why: Problem): Pick<Recovery, "problems" | "held"> {
  return { problems: [why], ...(why.code === "lease-held" ? { held: why } : {}) };
}

/** What a store with a history says of a recovery: what became of each piece of open work. */
function recoveryWords(
  world: World,
  ended: readonly { readonly entry: OpenEntry; readonly settled: Ended }[],
): ReturnType<typeof wordsOf> {
  return wordsOf(world, "recover", (account) =>
    ended.flatMap(({ entry, settled }) =>
      entry.account === account ? [`${entry.work.address} ${settled.result}`] : [],
    ),
  );
}

function concluded(
  ended: readonly { readonly entry: OpenEntry; readonly settled: Ended }[],
  unwritten: readonly Problem[],
): Omit<Recovery, "unasked" | "isHalted"> {
  const having = (...results: readonly RecoveryResult[]) =>
    new Set(ended.flatMap(({ entry, settled }) => (results.includes(settled.result) ? [entry.work.address] : [])));
  const problems = ended.flatMap(({ settled: { problems: own = [], halt = [] } }) => own.concat(halt));
  return {
    recovered: ended.map(({ entry, settled }) => recovered(entry, settled.result)),
    problems: once([...problems, ...unwritten]),
    handedOver: having("refused"),
    told: having("asks", "unread"),
  };
}

/** Settles one piece of open work and remembers it; undefined where nothing is to be told. */
async function settle(recovering: Recovering, resource: Desired): Promise<Ended | undefined> {
  const { store } = recovering.writing;
  const remembered = (settled: Settled): Ended => {
    const halt = settled.entry && store.writeNow(resource, settled.entry);
    return { ...settled, ...defined({ halt }) };
  };
  await store.renew(wordsOf(recovering.run.world, "recover"));
  const lapsed = store.lapsed(resource.account);
  if (lapsed !== undefined) return { result: "unread", problems: [lapsed] };
  const dated = withCredibleDate(recovering, resource);
  const undated = dated === resource ? undefined : store.writeNow(dated, dated.memory);
  if (undated !== undefined) return { result: "unread", halt: undated };
  const looked = await lookUp(recovering, dated);
  const first = looked && remembered(looked);
  if (first?.halt !== undefined || first?.result === "unread") return first;
  const entry = store.entryOf(resource);
  // What is still open is not forgotten, whatever is wanted by now.
  if (resource.document.absent) return entry.pending ? first : remembered(unwanted(resource, entry, first));
  const put = await putUp(recovering, { ...dated, memory: entry });
  return put === undefined ? first : remembered(put);
}

/** A resource whose open call is dated by a clock of now, where one that was wrong has dated it. */
function withCredibleDate({ run, writing }: Recovering, resource: Desired): Desired {
  const { memory } = resource;
  if (memory.pending === undefined || !isAhead(memory.pending.at, run.now)) return resource;
  return { ...resource, memory: { ...memory, pending: { ...memory.pending, at: nowIn(writing) } } };
}

/** What its document asks to be gone, and is down, stays down. */
function unwanted({ memory }: Desired, entry: StateEntry, first: Settled | undefined): Settled {
  const { former, ...rest } = entry;
  const isDown = entry.id === undefined;
  const left: StateEntry = isDown ? { settled: {}, deleted: true, ...defined({ id: memory.id }) } : rest;
  return { result: "kept-down", ...(former === undefined ? first : {}), entry: left };
}

/** Looks for what came of a call whose answer was lost; undefined where none was. */
async function lookUp(recovering: Recovering, resource: Desired): Promise<Settled | undefined> {
  const { pending } = resource.memory;
  if (pending === undefined) return undefined;
  const { multiObject } = entryOf(recovering.run, resource).kind;
  return (multiObject === undefined ? lookUpOne : lookUpObjects)(recovering, resource, pending);
}

/**
 * True for a create with a number whose document names another resource by its id: whether both are one is for the plan
 * to say.
 */
function isNamed({ checked }: Run, { entry, work }: OpenEntry): boolean {
  return isKnownByKey(entry) && checked.all.some(({ address, id }) => address === work.address && id !== undefined);
}
