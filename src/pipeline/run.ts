import type { Client } from "../model/client.ts";
import { valueDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import { type Ownership, ownershipOf } from "../model/ownership.ts";
import type { Consent } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { Desired, Live } from "../model/resource.ts";
import type { Memory } from "../model/state.ts";
import type { Checked, Known, Selection, World } from "../model/world.ts";
import { observe } from "../observe/observe.ts";
import { exceptedItems, grantedTo } from "../resolve/consent.ts";
import { selectAccounts } from "../resolve/select.ts";
import { locator } from "../yaml/locate.ts";
import { connectAll } from "./connect.ts";
import { damagedIn, readKnown } from "./known.ts";
import { type Listings, listings } from "./listings.ts";

/** Everything that the phases of one run share: opened once, and never changed by a phase. */
export interface Run {
  readonly world: World;
  readonly selection: Selection;
  readonly checked: Checked;
  readonly project: Project;
  readonly context: FormContext;
  /** The moment the run began, in milliseconds since 1970: the same for all that is judged by time. */
  readonly now: number;
  readonly locate: Locate;
  /** The accounts that `--account` leaves, with or without documents: what they remember is looked at. */
  readonly selected: readonly Account[];
  /** Those of them that documents of this run belong to: what they have is read. */
  readonly accounts: readonly Account[];
  /** What is remembered, by account. */
  readonly known: Known;
  /** The same, of the selected accounts. */
  readonly states: ReadonlyMap<string, Memory>;
  readonly ownership: Ownership;
  readonly clients: ReadonlyMap<string, Client>;
  /** Why other accounts cannot be asked. */
  readonly unconnected: readonly Problem[];
  /** What accounts have, each listed once. */
  readonly listed: Listings;
}

/**
 * Opens a run: memory, clients, listings and clock. Memory that cannot be trusted ends it before anything is read.
 * `about` are the accounts it is about, where neither documents nor `--account` say so.
 */
export async function openRun(
  world: World,
  selection: Selection,
  checked: Checked & { readonly project: Project },
  about?: readonly Account[],
): Promise<Run | readonly Problem[]> {
  const { project, documents } = checked;
  // Also accounts that lost their last document: what they know is not managed any more, and the plan says so.
  const selected = about ?? selectAccounts(project, selection);
  const known = checked.known ?? (await readKnown(world, project, project.accounts, "store"));
  if ("length" in known) return known;
  // Accounts do not wait for each other: one whose memory cannot be trusted is left out, and told.
  const damaged = await damagedIn(world, project, known, selected);
  const isDamaged = ({ name }: Account) => damaged.some(({ account }) => account === name);
  const isGeneral = damaged.some(({ account }) => account === undefined);
  const named = new Set(documents.map(({ account }) => account));
  const accounts = about ?? project.accounts.filter(({ name }) => named.has(name));
  if (isGeneral || (damaged.length > 0 && accounts.every(isDamaged))) return damaged;
  const trusted = selected.filter((account) => !isDamaged(account));
  const states = new Map(trusted.flatMap(({ name }) => entriesOf(known, name)));
  const asked = accounts.filter((account) => !isDamaged(account));
  const { clients, problems, isNobody } = await connectAll(world, project, asked);
  if (isNobody) return problems;
  // Of an account without documents nothing has to be known.
  const isMissed = ({ code, account }: Problem) => code !== "state-unreachable" || named.has(account ?? "");
  const unconnected = [...damaged.filter(isMissed), ...problems];
  const { locate } = locator();
  return {
    world,
    selection,
    checked,
    project,
    locate,
    selected: trusted,
    accounts,
    known,
    states,
    clients,
    unconnected,
    context: { timezone: project.timezone },
    now: world.clock.now(),
    ownership: ownershipOf(checked.all, states),
    listed: listings(world, selection, project, clients),
  };
}

/** The memory of an account, by its name. */
function entriesOf({ memories }: Known, name: string): (readonly [string, Memory])[] {
  const memory = memories.get(name);
  return memory === undefined ? [] : [[name, memory]];
}

/** The kind of a resource with what was generated for it. */
export function entryOf({ world }: Pick<Run, "world">, { kind }: Pick<Desired, "kind">): KindEntry {
  return world.kinds.get(kind) as KindEntry;
}

/** What has been agreed to for a resource, on the command line or in its document. */
export function grantedIn({ selection, now, project }: Run, desired: Desired): ReadonlySet<Consent["what"]> {
  const granted = grantedTo(desired, { allowed: selection.allowed ?? [], now, timezone: project.timezone });
  const { agreed, unverified } = desired.memory;
  // A crash takes no consent back: it was given for what this document says, and that is not done yet. What somebody
  // else may have written agrees to nothing.
  if (agreed === undefined || unverified === true || agreed.spec !== valueDigest(desired.document.spec)) return granted;
  return new Set([...granted, ...(agreed.what as readonly Consent["what"][])]);
}

/** Items of a resource that are known to be in objects of somebody else. */
export function exceptedIn({ now, project }: Run, desired: Desired): ReadonlySet<string> {
  return exceptedItems(desired, { now, timezone: project.timezone });
}

/** True for a resource whose document declares an end that has passed, of a kind that ends by itself. */
export function isExpired(run: Run, desired: Desired): boolean {
  const { multiObject } = entryOf(run, desired).kind;
  if (multiObject === undefined) return false;
  const end = desired.fields.find(({ path }) => path === multiObject.end)?.key;
  return typeof end === "number" && end * 1000 < run.now;
}

/** True for a resource of which neither its document nor the memory knows an id. */
export function isNew({ id }: Desired): boolean {
  return id === "";
}

/** Reads one resource of a run. */
export async function readOne(run: Run, resource: Desired): Promise<Live> {
  const seen = await readAll(run, [resource]);
  return seen.get(resource.address) as Live;
}

/** Reads resources of a run, a few at a time; `take` keeps what is wanted of a reading, which is large. */
export function readAll(run: Run, desired: readonly Desired[]): Promise<ReadonlyMap<string, Live>>;
export function readAll<Seen>(
  run: Run,
  desired: readonly Desired[],
  take: (resource: Desired, live: Live) => Seen,
): Promise<ReadonlyMap<string, Seen>>;
export function readAll<Seen>(
  { world, selection, clients, listed, ownership }: Run,
  desired: readonly Desired[],
  take?: (resource: Desired, live: Live) => Seen,
): Promise<ReadonlyMap<string, Seen | Live>> {
  const { concurrency } = selection;
  const { offline } = world;
  if (offline !== undefined) {
    const seen = desired.map((resource) => [resource.address, offline.live(resource)] as const);
    return Promise.resolve(
      new Map(seen.map(([address, live], at) => [address, take ? take(desired[at] as Desired, live) : live])),
    );
  }
  const input = { ...world, desired, clients, concurrency, listed, objectWith: ownership.objectWith };
  return take === undefined ? observe(input) : observe({ ...input, take });
}
