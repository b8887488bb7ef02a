import { locator } from "../config/locate.ts";
import { lockedIds } from "../config/lock.ts";
import { importedEntry } from "../import/import.ts";
import type { Client } from "../model/client.ts";
import { valueDigest } from "../model/digest.ts";
import type { Document, Locate } from "../model/document.ts";
import { itemsOf } from "../model/items.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import type { Intent, Lock } from "../model/lock.ts";
import { idsIn, isUnnamed } from "../model/objects.ts";
import { isBelow } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import type { Selection, World } from "../model/world.ts";
import { observe } from "../observe/observe.ts";
import { creationSteps } from "../plan/create.ts";
import { placeNewcomer } from "../resolve/newcomer.ts";
import { placeSpread } from "../resolve/place-spread.ts";
import { notPending } from "./creation-book.ts";
import { type Makers, numbersOf, type Strangers } from "./creation-numbers.ts";
import type { Listing } from "./listings.ts";
import { withObjects } from "./spread-book.ts";

/** Whether neither its document nor the lock file knows an id. */
export function isNew(one: Desired): boolean {
  return one.id === "";
}

/** What is needed to place documents that know no id. */
interface Surroundings {
  readonly project: Project;
  readonly clients: ReadonlyMap<string, Client>;
  readonly locks: ReadonlyMap<string, Lock>;
  readonly all: readonly Desired[];
  /** All of the project. */
  readonly documents: readonly Document[];
  /** What accounts have, each listed once. */
  readonly listed: (account: string, kind: string, mostPages?: number) => Promise<Listing>;
  /** The ids by address that fields with references look into: what is found is added. */
  readonly ids: Map<string, string>;
}

/** Whether something of a resource is to be looked for: all of it, or what came of a request whose answer was lost. */
export function isSought(one: Desired, kinds: Kinds): boolean {
  return isNew(one) || (one.lock.pending?.items !== undefined && kinds.get(one.kind)?.kind.multiObject !== undefined);
}

interface Placed {
  readonly adopted: Desired[];
  readonly created: Desired[];
  readonly waiting: Desired[];
  /** Resources that are known, and of which nothing more was found. */
  readonly known: Desired[];
  readonly problems: Problem[];
}

/**
 * Documents without an id: found again on the platform, to be made, or a reason to stop. Listings are asked for only when there are some. Kinds that name
 * others come after them, since what they name may have been found by then.
 */
export async function placeNewcomers(
  world: World,
  around: Surroundings,
  selection: Selection,
  newcomers: readonly Desired[],
): Promise<Placed> {
  const placed: Placed = { adopted: [], created: [], waiting: [], known: [], problems: [] };
  const groups = new Map<string, Desired[]>();
  for (const one of newcomers) {
    const key = `${one.account} ${one.kind}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const naming = (group: readonly Desired[]) => (refersTo(group[0] as Desired, world.kinds) ? 1 : 0);
  for (const group of [...groups.values()].sort((a, b) => naming(a) - naming(b))) {
    const first = group[0] as Desired;
    const { kind } = world.kinds.get(first.kind) as KindEntry;
    if (kind.multiObject === undefined) await placeSingles({ world, around, selection }, group, placed);
    else await placeSpreads(world, around, group, placed);
  }
  return placed;
}

function refersTo(one: Desired, kinds: Kinds): boolean {
  return [...(kinds.get(one.kind)?.policies.values() ?? [])].some(({ ref }) => ref !== undefined);
}

async function placeSingles(
  { world, around, selection }: { readonly world: World; readonly around: Surroundings; readonly selection: Selection },
  group: readonly Desired[],
  placed: Placed,
): Promise<void> {
  const { locate } = locator();
  const first = group[0] as Desired;
  const found = await strangers(world, around, selection, first);
  if ("problem" in found) {
    placed.problems.push(found.problem);
    return;
  }
  const taken = new Set<string>();
  const entry = world.kinds.get(first.kind) as KindEntry;
  const context = { timezone: around.project.timezone };
  const numbers = numbersOf(makersFor(around, first, entry), found, (pending) => isYoung(pending, world));
  for (const one of group) {
    const candidates = found.live.filter(
      ({ id, idempotencyKey }) => !taken.has(id) && numbers?.isOthers(one, idempotencyKey) !== true,
    );
    const numbered = numbers?.of(one, candidates);
    const next = numbered === undefined || numbered.count === 0 ? one : counted(one, numbered.count);
    const body = valueDigest(creationSteps(next, entry).steps[0]?.body ?? null);
    const more = numbered === undefined ? {} : { numbered };
    const place = placeNewcomer({ one, entry, candidates, body, context, locate, ...more });
    if (place.what === "adopt") taken.add(place.live.id);
    const { pending } = one.lock;
    const isAsSent = pending === undefined || pending.body === body;
    if (place.what === "adopt") placed.adopted.push(adopted(one, place.live, isAsSent, entry, around));
    else if (place.what === "create") placed.created.push(next);
    else placed.problems.push(place.problem);
    if (place.what === "wait") placed.waiting.push(one);
  }
}

/** The documents among which one account's resources of a kind were made. */
function makersFor({ documents, locks }: Surroundings, { account, kind, settings }: Desired, entry: KindEntry): Makers {
  const alike = documents.filter((document) => document.account === account && document.kind === kind);
  return { kind: entry.kind, settings, documents: alike, lock: locks.get(account) };
}

/** What no read shows counts as sent, unless the document was edited since: adopting changes nothing on the platform. */
function adopted(
  desired: Desired,
  live: LiveResource,
  isAsSent: boolean,
  entry: KindEntry,
  { ids, project }: Surroundings,
): Desired {
  const { id } = live;
  ids.set(desired.address, id);
  const fields = desired.fields.filter((field) => !isBelow(field.path, desired.document.ignore));
  const seen = { entry, context: { timezone: project.timezone } };
  const lock = isAsSent
    ? importedEntry({ ...desired, fields }, notPending(desired.lock), [live], seen)
    : notPending(desired.lock);
  return { ...desired, id, fields, lock };
}

/** The live resources of an account that neither a document nor the lock file knows. */
async function strangers(
  world: World,
  around: Surroundings,
  selection: Selection,
  like: Desired,
): Promise<Strangers | { problem: Problem }> {
  const listed = await around.listed(like.account, like.kind);
  if ("problem" in listed) return listed;
  const { concurrency } = selection;
  const known = knownIds(around);
  const unknown = listed.ids
    .filter((id) => !known.has(id))
    .map((id) => ({ ...like, id, address: `${like.account}/${like.kind}/${id}` }));
  const { listed: again, clients } = around;
  const states = await observe({ ...world, desired: unknown, clients, concurrency, listed: again });
  const unread = [...states.values()].find((state) => state.status === "unreadable");
  if (unread?.status === "unreadable") return { problem: unread.problem };
  return { live: [...states.values()].flatMap((state) => (state.status === "found" ? [state] : [])), listed };
}

/** The same resource after so many that were made of its document and taken down for good; its fields are still laid out when asked for. */
function counted(one: Desired, attempt: number): Desired {
  return {
    ...one,
    attempt,
    get fields() {
      return one.fields;
    },
  };
}

function knownIds({ all, locks }: Surroundings): ReadonlySet<string> {
  return knownIdsOf(all, locks);
}

/** The ids that documents or lock files have. */
export function knownIdsOf(all: readonly Desired[], locks: ReadonlyMap<string, Lock>): ReadonlySet<string> {
  return new Set([...all.flatMap(({ id }) => idsIn(id)), ...lockedIds(locks).map(({ id }) => id)]);
}

/** The same for resources made of several objects, which the listing shows; an object without an id is known by the items it holds. */
async function placeSpreads(
  world: World,
  around: Surroundings,
  group: readonly Desired[],
  placed: Placed,
): Promise<void> {
  const { locate } = locator();
  const first = group[0] as Desired;
  const entry = world.kinds.get(first.kind) as KindEntry;
  const listed = await around.listed(first.account, first.kind);
  if ("problem" in listed) {
    placed.problems.push(listed.problem);
    return;
  }
  const known = knownIds(around);
  const taken = new Set<string>();
  // What a lost answer may have led to belongs to whoever sent it, before anybody else looks.
  const inTurn = [...group.filter(({ lock }) => lock.pending), ...group.filter(({ lock }) => !lock.pending)];
  for (const one of inTurn) {
    const { pending } = one.lock;
    const removed = await isThere(world, around, one, pending?.removes);
    const held = heldElsewhere(around, one, removed);
    const candidates = listed.objects.filter((object) => {
      const named = isUnnamed(object.id) ? (object.aliases ?? []) : [object.id];
      const items = isUnnamed(object.id) ? itemsOf(object.spec, entry) : [];
      return !taken.has(object.id) && !named.some((id) => known.has(id)) && !items.some((item) => held.has(item));
    });
    const context = { timezone: around.project.timezone };
    const place = placeSpread({ one, entry, candidates, removedIsThere: removed, context, locate });
    if (place.what === "stop") placed.problems.push(place.problem);
    else if (place.what === "adopt") {
      for (const { id } of place.objects) taken.add(id);
      placed.adopted.push(withFoundObjects(one, place.objects, entry, around));
    } else if (isNew(one) && one.document.absent) {
      // Made a moment ago, it may not be listed yet; made long ago, it would be.
      if (isYoung(pending, world)) placed.problems.push(unsettled(one, pending, locate));
      else placed.waiting.push(one);
    } else if (isNew(one)) placed.created.push(one);
    else placed.known.push(one);
  }
}

/** Whether an object is still there that was about to be taken down when an answer was lost. */
async function isThere(world: World, around: Surroundings, one: Desired, id: string | undefined): Promise<boolean> {
  if (id === undefined) return false;
  const seen = await observe({
    ...world,
    desired: [{ ...one, id }],
    clients: around.clients,
    concurrency: 1,
    listed: around.listed,
  });
  return seen.get(one.address)?.status !== "missing";
}

/** Items that objects hold which the lock files know, but for those of an object that this resource took down. */
function heldElsewhere({ locks }: Surroundings, one: Desired, removedIsThere: boolean): ReadonlySet<string> {
  const entries = [...(locks.get(one.account)?.entries ?? [])].filter(([local]) => local.startsWith(`${one.kind}/`));
  const rules = entries.flatMap(([, { objects = {} }]) => Object.entries(objects));
  const isGone = (id: string) => !removedIsThere && idsIn(one.lock.pending?.removes).includes(id);
  return new Set(rules.filter(([id]) => !isGone(id)).flatMap(([, items]) => items));
}

/** A resource with the objects that were found to be its own. */
function withFoundObjects(
  desired: Desired,
  objects: readonly LiveResource[],
  entry: KindEntry,
  { ids, project }: Surroundings,
): Desired {
  const found = objects.map((object) => [object.id, itemsOf(object.spec, entry)] as const);
  const { pending } = desired.lock;
  const known = Object.entries(desired.lock.objects ?? {}).filter(([id]) => !idsIn(pending?.removes).includes(id));
  const lock = withObjects(notPending(desired.lock), Object.fromEntries([...known, ...found]));
  const id = lock.id ?? "";
  ids.set(desired.address, id);
  const fields = desired.fields.filter((field) => !isBelow(field.path, desired.document.ignore));
  const seen = { entry, context: { timezone: project.timezone } };
  return { ...desired, id, fields, lock: importedEntry({ ...desired, id, fields }, lock, objects, seen) };
}

/** Milliseconds for which what came of a lost answer may still not be listed. */
const patienceMs = 600_000;

/** True for an announced request of which what it made need not be listed yet. */
export function isYoung(pending: Intent | undefined, { clock }: World): boolean {
  return pending !== undefined && clock.now() - Date.parse(pending.at) < patienceMs;
}

function unsettled({ address, document }: Desired, pending: Intent | undefined, locate: Locate): Problem {
  const place = locate(document.source, "/name", "key");
  const args = { address, since: pending?.at ?? "" };
  return { code: "absent-while-pending", severity: "error", class: "refused", args, address, place };
}
