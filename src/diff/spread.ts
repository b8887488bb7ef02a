import type { ObjectsDiff, ResourceDiff } from "../model/diff.ts";
import { valueDigest } from "../model/digest.ts";
import type { FormContext } from "../model/form.ts";
import { itemsField, itemsOf } from "../model/items.ts";
import type { JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { LockEntry } from "../model/lock.ts";
import { idsIn, type LiveObject } from "../model/objects.ts";
import type { Consent } from "../model/plan.ts";
import { valueAt, withValue } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { DeclaredField, Desired, LiveResource } from "../model/resource.ts";
import { liveKey } from "../schema/live-key.ts";
import { sharedValues } from "../schema/shared-values.ts";
import { isInPlace } from "../schema/showing.ts";
import type { Keys } from "./differences.ts";
import type { SpreadInput } from "./input.ts";
import { lossyConsent } from "./lossy.ts";
import { compareItems, fieldProblem, unexplained } from "./spread-items.ts";
import { unusableAnswer } from "./unusable.ts";

/**
 * Compares a resource made of several objects: terms field by field, and the items one by one.
 *
 * An item has three witnesses: the document, the objects that are live, and the lock file, which knows what the objects held. One that the document gained or
 * lost is the file's change; one that an object gained or lost by itself is drift.
 */
export function diffSpread(input: SpreadInput): ResourceDiff {
  const { desired, live, entry, context } = input;
  const list = itemsField(entry).pointer;
  const objects = live.objects ?? [];
  const terms = desired.fields.filter((field) => field.path !== list);
  // Over before its declared end: somebody gave it another one.
  const early = input.over === true ? [] : objects.filter(({ expired }) => expired === true);
  const end = entry.kind.multiObject?.end ?? "";
  const merged = mergedTerms(desired, terms, objects, entry, context);
  const compared = input.compareTerms({
    ...input,
    desired: { ...desired, fields: terms, lock: unsettled(desired, terms, objects, entry, context) },
    live: { ...live, spec: early.length === 0 ? merged : withValue(merged, end, null) },
  });
  const sent = new Set(compared.fields.filter(({ verdict }) => verdict === "send").map(({ path }) => path));
  const changed = terms.filter((field) => sent.has(field.path));
  const stale = objects.filter(
    (object) =>
      changed.some((field) => !holds(object, field, desired, entry, context)) ||
      (sent.has(end) && early.includes(object)),
  );
  const given = input.granted.has("replace");
  const lost = unexplained(desired, live, entry);
  // Without agreement nothing is put in the place of what somebody took away.
  const missed = new Set(given ? [] : lost.flatMap((id) => desired.lock.objects?.[id] ?? []));
  const items = compareItems(input, list, missed);
  const objectsDiff: ObjectsDiff = {
    live: objects,
    stale: stale.map(({ id }) => id),
    gained: items.gained,
    dropped: items.dropped,
    sent: [...sent],
  };
  const down = objects.filter(
    (object) => stale.includes(object) || object.items.some((item) => items.dropped.includes(item)),
  );
  const takesDown = down.length > 0;
  // What cannot be put up again exactly is not taken down without agreement.
  const former = down.map((object) => sharedValues(object, desired, entry, context));
  const unsure = [...new Set(former.flatMap((terms) => terms.unsure))];
  const carried = [...new Set(former.flatMap((terms) => terms.carried))];
  const unusable = input.over === true ? undefined : unusablePart(input, objectsDiff);
  const problems = [
    ...compared.problems,
    ...items.problems,
    ...(lost.length > 0 && !given ? [lostProblem(input, lost)] : []),
    ...staleIds(input),
    ...(takesDown && desired.document.protect ? [protectedProblem(input)] : []),
  ];
  const works = changed.length > 0 || items.gained.length > 0 || items.dropped.length > 0;
  if (input.over === true && works) problems.push(overProblem(input));
  const droppable = former.flatMap((terms) => terms.droppable);
  const lossy = { droppable, lost: unsure, given: input.granted.has("lossy"), address: desired.address };
  const consents: Consent[] = [...compared.consents, ...items.consents, ...lossyConsent(lossy)].map((consent) => ({
    ...consent,
    address: desired.address,
  }));
  if ((takesDown && input.over !== true) || lost.length > 0)
    consents.push({ what: "replace", address: desired.address, given });
  return {
    desired,
    live,
    objects: objectsDiff,
    carried,
    lost: unsure,
    ...(unusable === undefined ? {} : { unusable }),
    fingerprint: seenParts(desired, live, entry, context),
    fields: [...compared.fields, ...items.fields],
    problems,
    consents: consents.filter(({ what }, index) => consents.findIndex((other) => other.what === what) === index),
  };
}

/** An object with terms that would be put up again, or taken over by a new one, and that can be no terms; what the document says anew takes their place. */
function unusablePart({ desired, entry, context }: SpreadInput, spread: ObjectsDiff): Problem | undefined {
  const declared = desired.fields.map(({ path }) => path).filter((path) => path !== itemsField(entry).pointer);
  const { stale, dropped, gained, sent, live } = spread;
  const sibling = gained.length === 0 ? undefined : live.find(({ expired }) => expired !== true);
  for (const object of live) {
    const isStale = stale.includes(object.id);
    const isKept = object.items.some((item) => !dropped.includes(item));
    const isPutUp = isKept && (isStale || object.items.some((item) => dropped.includes(item)));
    if (!isPutUp && object !== sibling) continue;
    const replaced = isPutUp ? (isStale ? sent : []) : declared;
    const unusable = sharedValues(object, desired, entry, context).unusable.filter((path) => !replaced.includes(path));
    if (unusable.length > 0) return unusableAnswer(desired, object.id, unusable, entry);
  }
  return undefined;
}

/** True when every object has every declared term, and all together hold exactly the declared items. */
export function partsAsDeclared(desired: Desired, live: LiveResource, entry: KindEntry, context: FormContext): boolean {
  const { objects = [], lost = [] } = live;
  if (objects.some(({ expired }) => expired === true)) return false;
  if (desired.lock.former !== undefined) return false;
  if (lost.length > 0 || desired.lock.pending !== undefined || objects.some(({ asked }) => asked !== undefined))
    return false;
  const list = itemsField(entry).pointer;
  const { fields } = desired;
  const hold = (field: DeclaredField) => objects.every((object) => holds(object, field, desired, entry, context));
  if (!fields.every((field) => field.path === list || hold(field))) return false;
  const wanted = fields.some(({ path }) => path === list) ? itemsOf(desired.document.spec, entry) : undefined;
  if (wanted === undefined) return true;
  const held = new Set(objects.flatMap(({ items }) => items));
  return held.size === wanted.length && wanted.every((item) => held.has(item));
}

/** What is live of each object at the declared fields, canonical. */
export function seenParts(desired: Desired, live: LiveResource, entry: KindEntry, context: FormContext): Keys {
  const list = itemsField(entry).pointer;
  const terms = desired.fields.filter(({ path }) => path !== list);
  return Object.fromEntries(
    (live.objects ?? []).map((object) => [
      `/${object.id}`,
      {
        items: [...object.items].sort(),
        ...Object.fromEntries(
          terms.map(({ path, policy }) => [path, liveKey(object.spec, policy, entry, context)] as const),
        ),
      },
    ]),
  );
}

/** Whether an object has a declared term. */
function holds(
  object: LiveObject,
  field: DeclaredField,
  desired: Desired,
  entry: KindEntry,
  context: FormContext,
): boolean {
  return isInPlace(field, object, desired.lock.settled, entry, context);
}

/**
 * The terms of all objects as one: where they are not of one mind, the value that says most. One that is neither declared nor settled goes first, since
 * somebody else put it there.
 */
function mergedTerms(
  desired: Desired,
  terms: readonly DeclaredField[],
  objects: readonly LiveObject[],
  entry: KindEntry,
  context: FormContext,
): JsonObject {
  const shown = objects.filter(({ expired }) => expired !== true);
  let merged: JsonObject = shown[0]?.spec ?? {};
  for (const field of terms) {
    const differing = shown.filter((object) => !holds(object, field, desired, entry, context));
    const key = (object: LiveObject) => liveKey(object.spec, field.policy, entry, context);
    const foreign = differing.find((object) => valueDigest(key(object)) !== desired.lock.settled[field.path]);
    const told = foreign ?? differing[0] ?? shown[0];
    // Nothing shows the terms of what is over; where it is to be otherwise, it differs.
    const isOpen = objects.some((object) => object.expired === true && !holds(object, field, desired, entry, context));
    const value = told === undefined ? (isOpen ? null : field.wire) : valueAt(told.spec, field.path);
    merged = withValue(merged, field.path, value ?? null);
  }
  return merged;
}

/**
 * What was settled, but for terms in which an object differs that the lock file does not know: nobody has said yet what that one is to be like, so the file
 * speaks.
 */
function unsettled(
  { lock, ...desired }: Desired,
  terms: readonly DeclaredField[],
  objects: readonly LiveObject[],
  entry: KindEntry,
  context: FormContext,
): LockEntry {
  const strange = objects.filter(({ id, asked }) => lock.objects?.[id] === undefined && asked === undefined);
  if (strange.length === 0) return lock;
  const open = terms.filter((field) =>
    strange.some((object) => !holds(object, field, { ...desired, lock }, entry, context)),
  );
  const settled = Object.entries(lock.settled).filter(([path]) => !open.some((field) => field.path === path));
  return { ...lock, settled: Object.fromEntries(settled) };
}

/** Ids a document still names although the lock file knows that they were replaced. */
function staleIds(input: SpreadInput): Problem[] {
  const { desired, live } = input;
  const { objects, pending } = desired.lock;
  const old = (live.lost ?? []).filter(
    (id) => objects !== undefined && !(id in objects) && !idsIn(pending?.removes).includes(id),
  );
  if (old.length === 0) return [];
  const place = input.locate(desired.document.source, "/id", "value");
  const args = { ids: old, known: Object.keys(objects ?? {}).filter((id) => live.lost?.includes(id) !== true) };
  return [{ code: "object-id-stale", severity: "warning", class: "refused", args, address: desired.address, place }];
}

function lostProblem(input: SpreadInput, lost: readonly string[]): Problem {
  const { address, lock } = input.desired;
  const items = lost.flatMap((id) => lock.objects?.[id] ?? []);
  const place = input.locate(input.desired.document.source, "/name", "key");
  const args = { ids: [...lost], items, address };
  return { code: "object-lost", severity: "error", class: "refused", args, address, place };
}

function protectedProblem(input: SpreadInput): Problem {
  const { address, document } = input.desired;
  const place = input.locate(document.source, "/protect", "key");
  return { code: "replace-protected", severity: "error", class: "refused", args: { address }, address, place };
}

function overProblem(input: SpreadInput): Problem {
  const end = input.entry.kind.multiObject?.end ?? "";
  return fieldProblem(input, "object-expired", end, { address: input.desired.address });
}
