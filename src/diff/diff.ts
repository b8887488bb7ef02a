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
import { reviewStanding } from "../schema/review.ts";
import { isInPlace, isWriteOnly, showing } from "../schema/showing.ts";
import { takes } from "../schema/takes.ts";
import { along } from "../schema/whole.ts";
import { settleAtoms } from "./atoms.ts";
import { differingPointers, type Keys } from "./differences.ts";
import type { DiffInput } from "./input.ts";
import { type Judged, judge } from "./judge.ts";
import { lossyConsent } from "./lossy.ts";
import { diffSpread, partsAsDeclared, seenParts } from "./spread.ts";
import { unusableAnswer } from "./unusable.ts";

/**
 * Compares what is declared with what is live, field by field, after both are canonical, and judges each difference.
 *
 * Pure: no clock, no file, no network. Fields that nobody declared are not looked at.
 */
export function diffResource(input: DiffInput): ResourceDiff {
  if (input.live.objects === undefined) return diffFields(input);
  const { live } = input;
  const compareTerms = (terms: DiffInput) => {
    const { objects: _parts, lost: _lost, ...one } = terms.live;
    return diffFields({ ...terms, live: one });
  };
  return diffSpread({ ...input, live, compareTerms });
}

function diffFields(input: DiffInput): ResourceDiff {
  const { desired, live, entry, context, locate } = input;
  const { fields, lock } = desired;
  const seen = seenAt(desired, live, entry, context);
  // What a read hides is not compared with what it shows, but with what was sent last.
  const hidden = new Set(fields.filter((field) => isHidden(field, live, entry, context)));
  const declared: Keys = Object.fromEntries(
    fields.filter((field) => !hidden.has(field)).map((field) => [field.path, field.key]),
  );
  const differing = new Set([
    ...differingPointers(seen, declared),
    ...[...hidden].filter((field) => !isInPlace(field, live, lock.settled, entry, context)).map(({ path }) => path),
    ...unsettledByReview(fields, desired, live, input.now),
  ]);
  const judged = fields
    .filter((field) => differing.has(field.path))
    .map((field) =>
      judge({
        field,
        liveKey: seen[field.path] ?? null,
        isHidden: hidden.has(field),
        live,
        lock: desired.lock,
        drift: input.drift,
        now: input.now,
        granted: input.granted,
      }),
    );
  const settled = settleAtoms(judged);
  const place = (field: DeclaredField) => locate(desired.document.source, `/spec${field.path}`, "value");
  const changes = settled.map((judged) => ({
    path: judged.field.path,
    before: valueAt(live.spec, judged.field.path) ?? null,
    after: judged.field.wire,
    verdict: judged.verdict,
    origin: judged.origin,
    badges: judged.badges,
    line: place(judged.field).line,
  }));
  const sent = changes.filter(({ verdict }) => verdict === "send");
  const { carried, beside: droppable, lost, unusable } = along({ desired, live, sent, entry, context });
  const consents = [
    ...settled.flatMap(({ consent }) => (consent === undefined ? [] : [{ ...consent, address: desired.address }])),
    ...lossyConsent({ droppable, lost, given: input.granted.has("lossy"), address: desired.address }),
  ];
  return {
    desired,
    live,
    fingerprint: seen,
    carried,
    lost,
    consents: consents.filter(({ what }, index) => consents.findIndex((other) => other.what === what) === index),
    fields: changes,
    ...(unusable.length === 0 ? {} : { unusable: unusableAnswer(desired, live.id, unusable, entry) }),
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
  if (live.objects !== undefined) return partsAsDeclared(desired, live, entry, context);
  return fields.every((field) => isInPlace(field, live, lock.settled, entry, context));
}

/** What is live at the declared fields, canonical: what a plan was made from. Of fields that no read is known to show, only what this one shows. */
export function seenAt(desired: Desired, live: LiveResource, entry: KindEntry, context: FormContext): Keys {
  if (live.objects !== undefined) return seenParts(desired, live, entry, context);
  return Object.fromEntries(
    desired.fields
      .filter((field) => !isWriteOnly(field.policy) || !isHidden(field, live, entry, context))
      .map((field) => [field.path, liveKey(live.spec, field.policy, entry, context)]),
  );
}

function isHidden(field: DeclaredField, live: LiveResource, entry: KindEntry, context: FormContext): boolean {
  return showing(field, live, entry, context) === "hidden";
}

/**
 * Fields that look settled and are not: a value the review refused may show all the same, and a value that is still in review will replace what shows
 * now, even when the file has gone back to that.
 */
function unsettledByReview(
  fields: readonly DeclaredField[],
  { lock: { review } }: Desired,
  live: LiveResource,
  now: number,
): Pointer[] {
  if (review === undefined) return [];
  const standing = reviewStanding(review, live, now);
  const isOurs = (field: DeclaredField) => review.fields[field.path] === valueDigest(field.key);
  return fields
    .filter((field) => review.fields[field.path] !== undefined)
    .filter((field) => standing === (isOurs(field) ? "refused" : "in-review"))
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
