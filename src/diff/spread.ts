import { badgesOf } from "../model/badges.ts";
import type { ResourceDiff, SpreadDiff } from "../model/diff.ts";
import { valueDigest } from "../model/digest.ts";
import type { FormContext } from "../model/form.ts";
import type { JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { LockEntry } from "../model/lock.ts";
import type { Consent, FieldChange } from "../model/plan.ts";
import { dotted, type Pointer, valueAt, withValue } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { DeclaredField, Desired, LiveResource } from "../model/resource.ts";
import { idsIn, type LivePart } from "../model/spread.ts";
import { itemsOf, spreadField } from "../model/spread-items.ts";
import { liveKey } from "../schema/live-key.ts";
import { objectTerms } from "../schema/object-terms.ts";
import { isInPlace } from "../schema/showing.ts";
import type { Keys } from "./differences.ts";
import type { DiffInput } from "./input.ts";
import { lossyConsent } from "./lossy.ts";

/** What comparing a resource made of several objects needs besides. */
export interface SpreadInput extends DiffInput {
  /** Compares the terms, which all objects share, as those of one resource. */
  readonly compareTerms: (input: DiffInput) => ResourceDiff;
}

/**
 * Compares a resource made of several objects: terms field by field, and the items one by one.
 *
 * An item has three witnesses: the document, the objects that are live, and the lock file, which knows what the objects held. One that the document gained or
 * lost is the file's change; one that an object gained or lost by itself is drift.
 */
export function diffSpread(input: SpreadInput): ResourceDiff {
  const { desired, live, entry, context } = input;
  const list = spreadField(entry).pointer;
  const parts = live.parts ?? [];
  const terms = desired.fields.filter((field) => field.path !== list);
  // Over before its declared end: somebody gave it another one.
  const early = input.over === true ? [] : parts.filter(({ over }) => over === true);
  const end = entry.kind.spread?.end ?? "";
  const merged = mergedTerms(desired, terms, parts, entry, context);
  const compared = input.compareTerms({
    ...input,
    desired: { ...desired, fields: terms, lock: unsettled(desired, terms, parts, entry, context) },
    live: { ...live, spec: early.length === 0 ? merged : withValue(merged, end, null) },
  });
  const sent = new Set(compared.fields.filter(({ verdict }) => verdict === "send").map(({ path }) => path));
  const changed = terms.filter((field) => sent.has(field.path));
  const stale = parts.filter(
    (part) =>
      changed.some((field) => !holds(part, field, desired, entry, context)) || (sent.has(end) && early.includes(part)),
  );
  const given = input.granted.has("replace");
  const lost = unexplained(desired, live, entry);
  // Without agreement nothing is put in the place of what somebody took away.
  const missed = new Set(given ? [] : lost.flatMap((id) => desired.lock.rules?.[id] ?? []));
  const items = compareItems(input, list, missed);
  const spread: SpreadDiff = {
    parts,
    stale: stale.map(({ id }) => id),
    gained: items.gained,
    dropped: items.dropped,
    sent: [...sent],
  };
  const down = parts.filter((part) => stale.includes(part) || part.items.some((item) => items.dropped.includes(item)));
  const takesDown = down.length > 0;
  // What cannot be put up again exactly is not taken down without agreement.
  const former = down.map((part) => objectTerms(part, desired, entry, context));
  const unsure = [...new Set(former.flatMap((one) => one.unsure))];
  const carried = [...new Set(former.flatMap((one) => one.carried))];
  const problems = [
    ...compared.problems,
    ...items.problems,
    ...(lost.length > 0 && !given ? [lostProblem(input, lost)] : []),
    ...staleIds(input),
    ...(takesDown && desired.document.protect ? [protectedProblem(input)] : []),
  ];
  const works = changed.length > 0 || items.gained.length > 0 || items.dropped.length > 0;
  if (input.over === true && works) problems.push(overProblem(input));
  const lossy = { carried, lost: unsure, given: input.granted.has("lossy"), address: desired.address };
  const consents: Consent[] = [...compared.consents, ...items.consents, ...lossyConsent(lossy)].map((one) => ({
    ...one,
    address: desired.address,
  }));
  if ((takesDown && input.over !== true) || lost.length > 0)
    consents.push({ what: "replace", address: desired.address, given });
  return {
    desired,
    live,
    spread,
    carried,
    lost: unsure,
    granted: input.granted,
    seen: seenParts(desired, live, entry, context),
    fields: [...compared.fields, ...items.fields],
    problems,
    consents: consents.filter(({ what }, index) => consents.findIndex((other) => other.what === what) === index),
  };
}

/** True when every object has every declared term, and all together hold exactly the declared items. */
export function partsAsDeclared(desired: Desired, live: LiveResource, entry: KindEntry, context: FormContext): boolean {
  const { parts = [], lost = [] } = live;
  if (parts.some(({ over }) => over === true)) return false;
  if (desired.lock.former !== undefined) return false;
  if (lost.length > 0 || desired.lock.pending !== undefined || parts.some(({ asked }) => asked !== undefined))
    return false;
  const list = spreadField(entry).pointer;
  const { fields } = desired;
  const hold = (field: DeclaredField) => parts.every((part) => holds(part, field, desired, entry, context));
  if (!fields.every((field) => field.path === list || hold(field))) return false;
  const wanted = fields.some(({ path }) => path === list) ? itemsOf(desired.document.spec, entry) : undefined;
  if (wanted === undefined) return true;
  const held = new Set(parts.flatMap(({ items }) => items));
  return held.size === wanted.length && wanted.every((item) => held.has(item));
}

/** What is live of each object at the declared fields, canonical. */
export function seenParts(desired: Desired, live: LiveResource, entry: KindEntry, context: FormContext): Keys {
  const list = spreadField(entry).pointer;
  const terms = desired.fields.filter(({ path }) => path !== list);
  return Object.fromEntries(
    (live.parts ?? []).map((part) => [
      `/${part.id}`,
      {
        items: [...part.items].sort(),
        ...Object.fromEntries(
          terms.map(({ path, policy }) => [path, liveKey(part.spec, policy, entry, context)] as const),
        ),
      },
    ]),
  );
}

/** Whether an object has a declared term. */
function holds(
  part: LivePart,
  field: DeclaredField,
  desired: Desired,
  entry: KindEntry,
  context: FormContext,
): boolean {
  return isInPlace(field, part, desired.lock.settled, entry, context);
}

/**
 * The terms of all objects as one: where they are not of one mind, the value that says most. One that is neither declared nor settled goes first, since
 * somebody else put it there.
 */
function mergedTerms(
  desired: Desired,
  terms: readonly DeclaredField[],
  parts: readonly LivePart[],
  entry: KindEntry,
  context: FormContext,
): JsonObject {
  const shown = parts.filter(({ over }) => over !== true);
  let merged: JsonObject = shown[0]?.spec ?? {};
  for (const field of terms) {
    const differing = shown.filter((part) => !holds(part, field, desired, entry, context));
    const key = (part: LivePart) => liveKey(part.spec, field.policy, entry, context);
    const foreign = differing.find((part) => valueDigest(key(part)) !== desired.lock.settled[field.path]);
    const told = foreign ?? differing[0] ?? shown[0];
    // Nothing shows the terms of what is over; where it is to be otherwise, it differs.
    const isOpen = parts.some((part) => part.over === true && !holds(part, field, desired, entry, context));
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
  parts: readonly LivePart[],
  entry: KindEntry,
  context: FormContext,
): LockEntry {
  const strange = parts.filter(({ id, asked }) => lock.rules?.[id] === undefined && asked === undefined);
  if (strange.length === 0) return lock;
  const open = terms.filter((field) =>
    strange.some((part) => !holds(part, field, { ...desired, lock }, entry, context)),
  );
  const settled = Object.entries(lock.settled).filter(([path]) => !open.some((field) => field.path === path));
  return { ...lock, settled: Object.fromEntries(settled) };
}

interface ComparedItems {
  readonly gained: readonly string[];
  readonly dropped: readonly string[];
  readonly fields: readonly FieldChange[];
  readonly problems: readonly Problem[];
  readonly consents: readonly Omit<Consent, "address">[];
}

const noItems: ComparedItems = { gained: [], dropped: [], fields: [], problems: [], consents: [] };

function compareItems(input: SpreadInput, list: Pointer, missed: ReadonlySet<string>): ComparedItems {
  const { desired, live, entry, granted } = input;
  const field = desired.fields.find(({ path }) => path === list);
  if (field === undefined) return { ...noItems, gained: takenDown(desired, live, entry) };
  const declared = itemsOf(desired.document.spec, entry);
  const parts = live.parts ?? [];
  const held = [...new Set(parts.flatMap(({ items }) => items))];
  const { rules } = desired.lock;
  const alive = new Set(parts.flatMap(({ id, asked }) => [id, asked ?? id]));
  // What a lost object held is told as lost, and is to be added again.
  const known =
    rules &&
    new Set(
      Object.entries(rules)
        .filter(([id]) => alive.has(id))
        .flatMap(([, items]) => items),
    );
  const isHeld = new Set(held);
  const isDeclared = new Set(declared);
  const missing = declared.filter((item) => !isHeld.has(item) && !missed.has(item));
  const extra = held.filter((item) => !isDeclared.has(item));
  const moved = {
    missing: missing.filter((item) => known?.has(item) === true),
    extra: extra.filter((item) => known !== undefined && !known.has(item)),
  };
  const drifted = moved.missing.length + moved.extra.length > 0;
  const overwrite = granted.has("drift") || input.drift === "overwrite";
  const gained = overwrite ? missing : missing.filter((item) => !moved.missing.includes(item));
  const dropped = overwrite ? extra : extra.filter((item) => !moved.extra.includes(item));
  const line = input.locate(desired.document.source, `/spec${list}`, "value").line;
  const after = [...held.filter((item) => !dropped.includes(item)), ...gained];
  const base = { path: list, before: held, line };
  const fields: FieldChange[] = [];
  if (gained.length + dropped.length > 0)
    fields.push({
      ...base,
      after,
      verdict: "send",
      origin: drifted && overwrite ? "drift" : "file",
      badges: badgesOf(field.policy, drifted && overwrite ? "drift" : "file"),
    });
  if (!drifted || overwrite) {
    const consents = drifted && granted.has("drift") ? [{ what: "drift" as const, given: true }] : [];
    return { ...noItems, gained, dropped, fields, consents };
  }
  const refuse = input.drift === "refuse";
  fields.push({
    ...base,
    after: declared,
    verdict: refuse ? "blocked" : "keep",
    origin: "drift",
    badges: badgesOf(field.policy, "drift"),
  });
  if (!refuse) return { ...noItems, gained, dropped, fields };
  const args = { field: dotted(list), declared: declared, live: held };
  return {
    gained,
    dropped,
    fields,
    problems: [problem(input, "drift-refused", list, args)],
    consents: [{ what: "drift", given: false }],
  };
}

/** Items of objects that were taken down and are not up again, of a list that the document leaves to others. */
function takenDown({ lock }: Desired, { parts = [] }: LiveResource, entry: KindEntry): string[] {
  const held = new Set(parts.flatMap(({ items }) => items));
  const items = Object.values(lock.former ?? {}).flatMap((body) => itemsOf(body, entry));
  return [...new Set(items)].filter((item) => !held.has(item));
}

/** Objects that are gone and that this tool did not take down itself. */
function unexplained(desired: Desired, live: LiveResource, entry: KindEntry): string[] {
  const { rules, pending } = desired.lock;
  const declared = new Set(itemsOf(desired.document.spec, entry));
  const announced = new Set(pending?.items ?? []);
  return (live.lost ?? []).filter((id) => {
    if (idsIn(pending?.removes).includes(id)) return false;
    const items = rules?.[id];
    if (rules !== undefined && items === undefined) return false;
    // What was added and has not shown yet is not lost, nor is what nobody declares any more.
    return (
      items === undefined || (items.some((item) => declared.has(item)) && !items.every((item) => announced.has(item)))
    );
  });
}

/** Ids a document still names although the lock file knows that they were replaced. */
function staleIds(input: SpreadInput): Problem[] {
  const { desired, live } = input;
  const { rules, pending } = desired.lock;
  const old = (live.lost ?? []).filter(
    (id) => rules !== undefined && !(id in rules) && !idsIn(pending?.removes).includes(id),
  );
  if (old.length === 0) return [];
  const place = input.locate(desired.document.source, "/id", "value");
  const args = { ids: old, known: Object.keys(rules ?? {}).filter((id) => live.lost?.includes(id) !== true) };
  return [{ code: "rule-id-stale", severity: "warning", class: "refused", args, address: desired.address, place }];
}

function lostProblem(input: SpreadInput, lost: readonly string[]): Problem {
  const { address, lock } = input.desired;
  const items = lost.flatMap((id) => lock.rules?.[id] ?? []);
  const place = input.locate(input.desired.document.source, "/name", "key");
  const args = { ids: [...lost], items, address };
  return { code: "rule-lost", severity: "error", class: "refused", args, address, place };
}

function protectedProblem(input: SpreadInput): Problem {
  const { address, document } = input.desired;
  const place = input.locate(document.source, "/protect", "key");
  return { code: "replace-protected", severity: "error", class: "refused", args: { address }, address, place };
}

function overProblem(input: SpreadInput): Problem {
  const end = input.entry.kind.spread?.end ?? "";
  return problem(input, "rule-over", end, { address: input.desired.address });
}

function problem({ desired, locate }: SpreadInput, code: string, path: Pointer, args: Problem["args"]): Problem {
  const place = locate(desired.document.source, `/spec${path}`, "value");
  return { code, severity: "error", class: "refused", args, address: desired.address, path, place };
}
