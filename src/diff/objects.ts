import { defined, unlessEmpty } from "../model/defined.ts";
import type { ObjectsDiff, ResourceDiff } from "../model/diff.ts";
import { valueDigest } from "../model/digest.ts";
import { itemsField } from "../model/items.ts";
import type { JsonObject } from "../model/json.ts";
import { idsIn, type LiveObject } from "../model/objects.ts";
import { valueAt, withValue } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type DeclaredField, withFields } from "../model/resource.ts";
import type { StateEntry } from "../model/state.ts";
import { liveKey } from "../schema/live-key.ts";
import { sharedValues } from "../schema/shared-values.ts";
import { isInPlace } from "../schema/showing.ts";
import { diffFields } from "./fields.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { DiffInput } from "./input.ts";
import { type ComparedItems, compareItems, fieldProblem, unexplained } from "./items.ts";
import { consentsOnce, lossyConsent } from "./lossy.ts";
import { unusableAnswer } from "./unusable.ts";

/**
 * Compares a resource made of several objects: its shared fields one by one, and the items one by one.
 *
 * An item has three witnesses: the document, the objects that are live, and the memory, which knows what the objects
 * had. One that the document gained or lost is the file's change; one that an object gained or lost by itself is drift.
 */
export function diffObjects(input: DiffInput): ResourceDiff {
  const { desired, live, entry, context, granted } = input;
  const { address } = desired;
  const shared = compareShared(input);
  const isAgreed = granted.has("replace");
  const lost = unexplained(desired, live, entry);
  // Without agreement nothing is put in the place of what somebody took away.
  const waiting = new Set(isAgreed ? [] : lost.flatMap((id) => desired.memory.objects?.[id] ?? []));
  const items = compareItems(input, itemsField(entry).pointer, waiting);
  const objects: ObjectsDiff = {
    live: live.objects ?? [],
    stale: shared.stale.map(({ id }) => id),
    gained: items.gained,
    dropped: items.dropped,
    ...defined({ drifted: unlessEmpty(items.drifted) }),
    sent: shared.sent,
  };
  const down = takenDown(objects);
  // What cannot be added again exactly is not taken down without consent.
  const former = down.map((object) => sharedValues(object, desired, entry, context));
  const lossy = [...new Set(former.flatMap(({ unsure }) => unsure))];
  const isExpired = input.expired === true;
  const replaces = (down.length > 0 && !isExpired) || lost.length > 0;
  return {
    desired,
    live,
    objects,
    carried: [...new Set(former.flatMap(({ carried }) => carried))],
    lost: lossy,
    ...defined({ unusable: isExpired ? undefined : unusableObject(input, objects) }),
    fingerprint: fingerprintOf(desired, live, entry, context),
    fields: [...shared.diff.fields, ...items.fields],
    problems: [...shared.diff.problems, ...problemsOf(input, { objects, items, lost: isAgreed ? [] : lost, down })],
    consents: consentsOnce(
      [
        ...shared.diff.consents,
        ...items.consents,
        ...lossyConsent({ droppable: former.flatMap(({ droppable }) => droppable), lost: lossy, granted }),
        ...(replaces ? [{ what: "replace" as const, given: isAgreed }] : []),
      ],
      address,
    ),
  };
}

/** Compares the shared fields as those of one object, and finds the objects that are to have other ones. */
function compareShared(input: DiffInput) {
  const { desired, live, entry } = input;
  const { objects = [], ...whole } = live;
  const list = itemsField(entry).pointer;
  const end = entry.kind.multiObject?.end ?? "";
  const fields = desired.fields.filter(({ path }) => path !== list);
  // Expired before its declared end: somebody gave it another one.
  const early = input.expired === true ? [] : objects.filter(({ expired }) => expired === true);
  const merged = mergedFields(input, fields, objects);
  const spec = early.length === 0 ? merged : withValue(merged, end, null);
  const { lost: _lost, ...single } = whole;
  const memory = unsettled(input, fields, objects);
  const diff = diffFields({ ...input, desired: { ...withFields(desired, fields), memory }, live: { ...single, spec } });
  const sent = diff.fields.filter(({ verdict }) => verdict === "send").map(({ path }) => path);
  const changed = fields.filter(({ path }) => sent.includes(path));
  const isStale = (object: LiveObject) =>
    changed.some((field) => !isAt(input, object, field)) || (sent.includes(end) && early.includes(object));
  return { diff, sent, stale: objects.filter(isStale) };
}

/** The objects that a plan takes down: for other shared fields, or for an item that goes. */
function takenDown({ live, stale, dropped }: ObjectsDiff): LiveObject[] {
  return live.filter(({ id, items }) => stale.includes(id) || items.some((item) => dropped.includes(item)));
}

interface ObjectProblems {
  readonly objects: ObjectsDiff;
  readonly items: ComparedItems;
  /** Objects that are gone, and that nobody agreed to replace. */
  readonly lost: readonly string[];
  readonly down: readonly LiveObject[];
}

function problemsOf(input: DiffInput, { objects, items, lost, down }: ObjectProblems): Problem[] {
  const { desired, entry } = input;
  const { address } = desired;
  const works = objects.sent.length + items.gained.length + items.dropped.length > 0;
  const end = entry.kind.multiObject?.end ?? "";
  return [
    ...items.problems,
    ...(lost.length > 0 ? [lostProblem(input, lost)] : []),
    ...staleIds(input),
    ...(down.length > 0 && desired.document.protect ? [protectedProblem(input)] : []),
    ...(input.expired === true && works ? [fieldProblem(input, "object-expired", end, { address })] : []),
  ];
}

/**
 * An object with shared fields that would be added again, or copied to a new object, and that hold no usable value;
 * what the document now declares takes their place.
 */
function unusableObject({ desired, entry, context }: DiffInput, objects: ObjectsDiff): Problem | undefined {
  const { live, stale, dropped, gained, sent } = objects;
  const declared = desired.fields.map(({ path }) => path).filter((path) => path !== itemsField(entry).pointer);
  const sibling = gained.length === 0 ? undefined : live.find(({ expired }) => expired !== true);
  for (const object of live) {
    const isStale = stale.includes(object.id);
    const isKept = object.items.some((item) => !dropped.includes(item));
    const isPutUp = isKept && (isStale || object.items.some((item) => dropped.includes(item)));
    if (!isPutUp && object !== sibling) continue;
    // Of what is not stale, all that is sent is in place already.
    const replaced = isPutUp ? sent : declared;
    const unusable = sharedValues(object, desired, entry, context).unusable.filter((path) => !replaced.includes(path));
    if (unusable.length > 0) return unusableAnswer(desired, object.id, unusable, entry);
  }
  return undefined;
}

/** True when nothing is to be done about a shared field of an object. */
function isAt({ desired, entry, context }: DiffInput, object: LiveObject, field: DeclaredField): boolean {
  return isInPlace(field, object, desired.memory.settled, entry, context);
}

/**
 * The shared fields of all objects as one: where they do not agree, the value that says most. One that is neither
 * declared nor settled goes first, since somebody else put it there.
 */
function mergedFields(input: DiffInput, fields: readonly DeclaredField[], objects: readonly LiveObject[]): JsonObject {
  const { desired, entry, context } = input;
  const shown = objects.filter(({ expired }) => expired !== true);
  let merged: JsonObject = shown[0]?.spec ?? {};
  for (const field of fields) {
    const differing = shown.filter((object) => !isAt(input, object, field));
    const digest = ({ spec }: LiveObject) => valueDigest(liveKey(spec, field.policy, entry, context));
    const foreign = differing.find((object) => digest(object) !== desired.memory.settled[field.path]);
    const telling = foreign ?? differing[0] ?? shown[0];
    // Nothing shows the fields of what has expired; where one is to be otherwise, it differs.
    const isOpen = () => objects.some((object) => !isAt(input, object, field));
    const value = telling === undefined ? (isOpen() ? null : field.wire) : valueAt(telling.spec, field.path);
    merged = withValue(merged, field.path, value ?? null);
  }
  return merged;
}

/**
 * What was settled, but for shared fields in which an object differs that the memory does not know, or in which all
 * differ that show nothing any more: nobody has declared yet what the one is to be like, and nobody can see that somebody
 * moved the others, so the file speaks.
 */
function unsettled(input: DiffInput, fields: readonly DeclaredField[], objects: readonly LiveObject[]): StateEntry {
  const { memory } = input.desired;
  const isOver = objects.every(({ expired }) => expired === true);
  const isUnknown = ({ id, asked }: LiveObject) => memory.objects?.[id] === undefined && asked === undefined;
  const silent = objects.filter((object) => isOver || isUnknown(object));
  const open = fields.filter((field) => silent.some((object) => !isAt(input, object, field)));
  const settled = Object.entries(memory.settled).filter(([path]) => !open.some((field) => field.path === path));
  return { ...memory, settled: Object.fromEntries(settled) };
}

/** Ids a document still names although the memory knows that they were replaced. */
function staleIds({ desired, live, locate }: DiffInput): Problem[] {
  const { objects, pending } = desired.memory;
  const { lost = [] } = live;
  const old = lost.filter((id) => objects !== undefined && !(id in objects) && !idsIn(pending?.removes).includes(id));
  if (old.length === 0) return [];
  const place = locate(desired.document.source, "/id", "value");
  const args = { ids: old, known: Object.keys(objects ?? {}).filter((id) => !lost.includes(id)) };
  const { address } = desired;
  return [problem("object-id-stale", args, { address, place })];
}

function lostProblem({ desired, locate }: DiffInput, lost: readonly string[]): Problem {
  const { address, memory, document } = desired;
  const args = { ids: [...lost], items: lost.flatMap((id) => memory.objects?.[id] ?? []), address };
  const place = locate(document.source, "/name", "key");
  return problem("object-lost", args, { address, place });
}

function protectedProblem({ desired, locate }: DiffInput): Problem {
  const { address, document } = desired;
  const place = locate(document.source, "/protect", "key");
  return problem("replace-protected", { address }, { address, place });
}
