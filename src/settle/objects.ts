import { defined, unlessEmpty } from "../model/defined.ts";
import { valueDigest } from "../model/digest.ts";
import { itemsField, itemsOf, withoutFormer } from "../model/items.ts";
import { isObject } from "../model/json.ts";
import { idsIn, isUnnamed, joinedIds, type LiveObject } from "../model/objects.ts";
import type { EndedStep, Outcome } from "../model/outcome.ts";
import { mayStillShow } from "../model/patience.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import { problem } from "../model/problem.ts";
import type { DeclaredField, LiveResource } from "../model/resource.ts";
import { type Intent, type StateEntry, withObjects, withoutDoubt } from "../model/state.ts";
import { liveKey } from "../schema/live-key.ts";
import { sharedFields } from "../schema/shared-fields.ts";
import { type Shown, showing } from "../schema/showing.ts";
import { momentOf, type SettleInput } from "./input.ts";

/**
 * Judges the steps of a resource made of several objects by what is live afterwards: an object that was added is there
 * and has the items it was to get, with the shared fields that were sent; one that was taken down is gone.
 */
export function settleObjects(
  input: SettleInput,
  shown: LiveResource,
): { outcomes: readonly Outcome[]; memory: StateEntry } {
  const removed = new Set(input.ended.flatMap((sent) => sent.removed ?? []));
  // An expired object that was taken down may still be called expired.
  const isGone = ({ id, expired }: LiveObject) => expired === true && removed.has(id);
  const isUnrelated = unrelated(input);
  const objects = (shown.objects ?? []).filter((object) => !isGone(object) && !isUnrelated(object));
  const live = { ...shown, objects };
  const outcomes = input.ended.map((sent) => judged(sent, live, input));
  return { outcomes, memory: remembered(input, live) };
}

/**
 * True for an object that an answer called new and that holds none of what was sent: it is something else, and is
 * neither remembered nor written to.
 */
function unrelated({ ended }: SettleInput): (object: LiveObject) => boolean {
  const added = new Map(ended.flatMap(({ outcome }) => outcome.objects ?? []).map(({ id, items }) => [id, items]));
  return ({ id, items }) => items.length > 0 && added.get(id)?.every((item) => !items.includes(item)) === true;
}

function judged(sent: EndedStep, live: LiveResource, input: SettleInput): Outcome {
  const { outcome } = sent;
  if (outcome.status !== "done" || outcome.result === "partial") return outcome;
  const objects = live.objects ?? [];
  const { removed } = sent;
  if (removed !== undefined && objects.some(({ id }) => id === removed)) return notApplied(sent, [], input);
  const list = itemsField(input.entry).pointer;
  for (const added of outcome.objects ?? []) {
    const object = objects.find(({ id }) => id === added.id);
    if (object === undefined || !added.items.every((item) => object.items.includes(item)))
      return notApplied(sent, [list], input);
    const away = differingFields(sent, object, input);
    if (away.length > 0) return notApplied(sent, away, input);
  }
  return { ...outcome, result: "settled" };
}

function notApplied(sent: EndedStep, fields: readonly Pointer[], { desired }: SettleInput): Outcome {
  const args = { fields, call: sent.step.path, several: true };
  const trouble = problem("not-applied", args, { address: desired.address, path: fields[0] });
  return { ...sent.outcome, result: "not-applied", problem: trouble, ...defined({ notApplied: unlessEmpty(fields) }) };
}

/** The shared fields that a request carried and an object does not show. */
function differingFields({ step, outcome }: EndedStep, object: LiveObject, { entry, context }: SettleInput): Pointer[] {
  const sent = valueAt(step.body, entry.kind.operations[step.operation]?.root ?? "");
  if (!isObject(sent) || object.expired === true) return [];
  return sharedFields(entry)
    .filter(({ pointer }) => valueAt(sent, pointer) !== undefined && outcome.dropped?.includes(pointer) !== true)
    .filter((policy) => {
      const field = { policy, key: liveKey(sent, policy, entry, context) };
      return showing(field, object, entry, context) === "differs";
    })
    .map(({ pointer }) => pointer);
}

function shows(object: LiveObject, field: DeclaredField, { desired, ended, entry, context }: SettleInput): boolean {
  const state = showing(field, object, entry, context);
  if (state !== "hidden") return state === "same" || (state === "unreadable" && isLast(field, desired));
  return ended.some(({ step }) => step.because.includes(field.path)) || isLast(field, desired);
}

function differs(shown: Shown, field: DeclaredField, { entry, context }: SettleInput): boolean {
  return showing(field, shown, entry, context) === "differs";
}

/** True for a field whose value is the one that was settled last. */
function isLast({ path, key }: DeclaredField, { memory }: SettleInput["desired"]): boolean {
  return memory.settled[path] === valueDigest(key);
}

/**
 * Every object with what it holds, and each shared field that all of them show; one that differs somewhere keeps what
 * it had.
 */
function remembered(input: SettleInput, live: LiveResource): StateEntry {
  const { desired, entry, ended } = input;
  const shown = live.objects ?? [];
  const found = new Set(shown.flatMap(({ items }) => items));
  const declared = new Set(itemsOf(desired.document.spec, entry));
  const isManaged = desired.fields.some(({ policy }) => policy.itemsPerObject !== undefined);
  const isSettled = (item: string) => found.has(item) || (isManaged && !declared.has(item));
  const { pending: _pending, agreed, ...rest } = withoutFormer(desired.memory, isSettled, entry);
  // What is down and comes back counts like what is live: a field is settled when all have it.
  const formers = Object.values(rest.former ?? {}).map((spec) => ({ spec }));
  const isShared = (field: DeclaredField) =>
    shown.every((object) => shows(object, field, input)) && formers.every((former) => !differs(former, field, input));
  const list = itemsField(entry).pointer;
  const settled: Record<Pointer, string> = {};
  for (const field of desired.fields) {
    if (field.path === list) continue;
    const kept = desired.memory.settled[field.path];
    if (shown.length > 0 && isShared(field)) settled[field.path] = valueDigest(field.key);
    // Half of what this run sent is live: none of it is a change that somebody else made.
    else if (kept !== undefined && !ended.some(({ step }) => step.because.includes(field.path)))
      settled[field.path] = kept;
  }
  const pending = stillPending(input, live);
  const isDone =
    rest.former === undefined &&
    desired.fields.every((field) => field.path === list || (shown.length > 0 && isShared(field))) &&
    (!isManaged || (found.size === declared.size && [...declared].every((item) => found.has(item))));
  // What was agreed to counts until the change that it was given for is done.
  const open = defined({ pending, agreed: isDone ? undefined : agreed });
  return withoutDoubt({ ...withObjects(rest, rememberedObjects(input, live)), settled, ...open });
}

/**
 * The objects with the items that are the file's: what somebody else put into one is not learnt, and what somebody took
 * out is not forgotten, so that drift stays visible. What was added and does not show yet is kept; what is gone and of
 * which nothing is declared any more is not.
 */
function rememberedObjects({ desired, entry, ended }: SettleInput, { objects = [], lost = [] }: LiveResource) {
  const known = desired.memory.objects ?? {};
  const declared = new Set(itemsOf(desired.document.spec, entry));
  const before = new Set(Object.values(known).flat());
  const present = new Set(objects.flatMap(({ items }) => items));
  const removed = new Set([...idsIn(desired.memory.pending?.removes), ...ended.flatMap((sent) => sent.removed ?? [])]);
  const isManaged = desired.fields.some(({ policy }) => policy.itemsPerObject !== undefined);
  const itemsOfObject = (object: LiveObject): readonly string[] => {
    const own = known[object.asked ?? object.id];
    if (object.expired === true) return own ?? object.items;
    if (!isManaged || own === undefined) return object.items;
    const missed = own.filter((item) => declared.has(item) && !present.has(item));
    return [...object.items.filter((item) => declared.has(item) || before.has(item)), ...missed];
  };
  const missing = Object.entries(known).filter(
    ([id, items]) => lost.includes(id) && !removed.has(id) && items.some((item) => declared.has(item)),
  );
  return Object.fromEntries([...missing, ...objects.map((object) => [object.id, itemsOfObject(object)] as const)]);
}

/**
 * What the next run is to look for: a request whose answer was lost, what was added and does not show, what was taken
 * down and still shows.
 */
function stillPending(input: SettleInput, { objects = [] }: LiveResource): Intent | undefined {
  const { desired, ended, now } = input;
  const { pending } = desired.memory;
  const shown = new Set(objects.map(({ id }) => id));
  const present = new Set(objects.flatMap(({ items }) => items));
  if (
    pending !== undefined &&
    ended.some(({ outcome }) => outcome.status === "unknown" || outcome.restored === "unknown")
  )
    return pending;
  if (pending?.items !== undefined && ended.length === 0) {
    const isOpen = !pending.items.every((item) => present.has(item));
    return isOpen && mayStillShow(pending.at, momentOf(input)) ? pending : undefined;
  }
  // One that was added without an id shows by what it holds.
  const isShown = (item: string) => present.has(item);
  const unseen = ended
    .flatMap(({ outcome }) => outcome.objects ?? [])
    .filter(({ id, items }) => !shown.has(id) && !(isUnnamed(id) && items.every(isShown)));
  const late = ended.flatMap(({ removed }) => (removed !== undefined && shown.has(removed) ? [removed] : []));
  if (unseen.length === 0 && late.length === 0) return undefined;
  return {
    operation: ended.at(-1)?.step.operation ?? "",
    body: pending?.body ?? "",
    at: now,
    ...defined({
      items: unseen.length === 0 ? undefined : unseen.flatMap(({ items }) => items),
      removes: late.length === 0 ? undefined : joinedIds(late),
    }),
  };
}
