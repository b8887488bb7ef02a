import type { ResourceDiff } from "../model/diff.ts";
import { valueDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { DeclaredField, Desired, LiveResource } from "../model/resource.ts";
import { formOf, liveKey } from "../schema/live-key.ts";
import { takes } from "../schema/takes.ts";
import { settleAtoms } from "./atoms.ts";
import { differingPointers, equal, type Keys } from "./differences.ts";
import type { DiffInput } from "./input.ts";
import { type Judged, judge } from "./judge.ts";
import { diffSpread, partsAsDeclared, seenParts } from "./spread.ts";

/**
 * Compares what is declared with what is live, field by field, after both are canonical, and judges each difference.
 *
 * Pure: no clock, no file, no network. Fields that nobody declared are not looked at.
 */
export function diffResource(input: DiffInput): ResourceDiff {
  if (input.live.parts === undefined) return diffFields(input);
  const { live } = input;
  const compareTerms = (terms: DiffInput) => {
    const { parts: _parts, lost: _lost, ...one } = terms.live;
    return diffFields({ ...terms, live: one });
  };
  return diffSpread({ ...input, live, compareTerms });
}

function diffFields(input: DiffInput): ResourceDiff {
  const { desired, live, entry, context, locate } = input;
  const readable = readableFields(desired);
  const seen = seenAt(desired, live, entry, context);
  const declared: Keys = Object.fromEntries(readable.map((field) => [field.path, field.key]));
  const unseen = new Set(sentAndUnseen(desired, seen));
  const differing = new Set([
    ...differingPointers(seen, declared).filter((path) => !unseen.has(path)),
    ...changedWriteOnly(desired),
    ...unsettledByReview(desired, live),
  ]);
  const judged = desired.fields
    .filter((field) => differing.has(field.path))
    .map((field) =>
      judge({
        field,
        liveKey: seen[field.path] ?? null,
        live,
        lock: desired.lock,
        drift: input.drift,
        granted: input.granted,
      }),
    );
  const settled = settleAtoms(judged);
  const place = (field: DeclaredField) => locate(desired.document.source, `/spec${field.path}`, "value");
  const consents = settled.flatMap(({ consent }) =>
    consent === undefined ? [] : [{ ...consent, address: desired.address }],
  );
  return {
    desired,
    live,
    seen,
    consents: consents.filter(({ what }, index) => consents.findIndex((other) => other.what === what) === index),
    fields: settled.map((one) => ({
      path: one.field.path,
      before: valueAt(live.spec, one.field.path) ?? null,
      after: one.field.wire,
      verdict: one.verdict,
      origin: one.origin,
      badges: one.badges,
      line: place(one.field).line,
    })),
    problems: settled.flatMap((one) => problemOf(one, seen[one.field.path] ?? null, input, place)),
  };
}

/**
 * True when every declared field shows as declared and nothing is with the review: most resources of most plans, so that this much is found out without
 * laying anything out.
 */
export function isAsDeclared(desired: Desired, live: LiveResource, entry: KindEntry, context: FormContext): boolean {
  const { lock, fields } = desired;
  if (lock.review !== undefined) return false;
  if (live.parts !== undefined) return partsAsDeclared(desired, live, entry, context);
  return fields.every(({ path, policy, key }) =>
    policy.readback === "none"
      ? lock.settled[path] === valueDigest(key)
      : equal(liveKey(live.spec, policy, entry, context), key),
  );
}

/** What is live at the declared fields that can be read, canonical: what a plan was made from. */
export function seenAt(desired: Desired, live: LiveResource, entry: KindEntry, context: FormContext): Keys {
  if (live.parts !== undefined) return seenParts(desired, live, entry, context);
  return Object.fromEntries(
    readableFields(desired).map((field) => [field.path, liveKey(live.spec, field.policy, entry, context)]),
  );
}

function readableFields(desired: Desired): readonly DeclaredField[] {
  return desired.fields.filter((field) => field.policy.readback !== "none");
}

/** Fields that some reads show and others leave out: with nothing shown, the value last sent counts. */
function sentAndUnseen(desired: Desired, seen: Keys): Pointer[] {
  return desired.fields
    .filter((field) => field.policy.readback === "when-shown" && seen[field.path] === null)
    .filter((field) => desired.lock.settled[field.path] === valueDigest(field.key))
    .map((field) => field.path);
}

/** Write-only fields cannot be compared with anything but what was sent last. */
function changedWriteOnly(desired: Desired): Pointer[] {
  return desired.fields
    .filter((field) => field.policy.readback === "none" && desired.lock.settled[field.path] !== valueDigest(field.key))
    .map((field) => field.path);
}

/**
 * Fields that look settled and are not: a value the review refused may show all the same, and a value that is still in review will replace what shows
 * now, even when the file has gone back to that.
 */
function unsettledByReview(desired: Desired, live: LiveResource): Pointer[] {
  const handedIn = desired.lock.review?.fields ?? {};
  const isOurs = (field: DeclaredField) => handedIn[field.path] === valueDigest(field.key);
  return desired.fields
    .filter((field) => handedIn[field.path] !== undefined)
    .filter((field) => (isOurs(field) ? live.review === "refused" : live.review === "in-review"))
    .map((field) => field.path);
}

function problemOf(
  one: Judged,
  liveValue: Json,
  { desired, entry, context }: DiffInput,
  place: (field: DeclaredField) => ReturnType<Locate>,
): Problem[] {
  if (one.reason === undefined) return [];
  const { show, write } = formOf(one.field.policy, entry);
  const { path } = one.field;
  // What is advised has to work: a console and older answers have values that no document may hold.
  const isWritable =
    takes(entry, path, liveValue) || (write !== undefined && takes(entry, path, write(liveValue, context)));
  const shown: Problem["args"] =
    show === undefined ? {} : { declaredText: show(one.field.key, context), liveText: show(liveValue, context) };
  return [
    {
      code: one.reason.code,
      severity: one.reason.severity,
      class: "refused",
      args: { ...one.reason.args, ...shown, ...(isWritable ? {} : { unwritable: true }), timezone: context.timezone },
      address: desired.address,
      path: one.field.path,
      place: place(one.field),
    },
  ];
}
