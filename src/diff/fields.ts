import { defined, unlessEmpty } from "../model/defined.ts";
import type { ResourceDiff } from "../model/diff.ts";
import { valueDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import { inDocument } from "../model/parts.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import { asProblem, type Problem } from "../model/problem.ts";
import type { DeclaredField, Desired, LiveResource } from "../model/resource.ts";
import { formOf } from "../schema/live-key.ts";
import { reviewStanding } from "../schema/review.ts";
import { isInPlace } from "../schema/showing.ts";
import { takes } from "../schema/takes.ts";
import { carriedAlong } from "../schema/whole.ts";
import { holdBackAtoms } from "./atomic.ts";
import { differingPointers, type Keys } from "./differences.ts";
import { fingerprintOf, isHidden } from "./fingerprint.ts";
import type { DiffInput } from "./input.ts";
import { type Judged, judge } from "./judge.ts";
import { consentsOnce, lossyConsent } from "./lossy.ts";
import { thrownOut } from "./people.ts";
import { unusableAnswer } from "./unusable.ts";

/** Compares the fields of one object with what is live of it. */
export function diffFields(input: DiffInput): ResourceDiff {
  const { desired, live, entry, context, locate } = input;
  const { address } = desired;
  const fingerprint = fingerprintOf(desired, live, entry, context);
  const judged = holdBackAtoms(differingFields(input, fingerprint));
  const place = (field: DeclaredField) => locate(desired.document.source, inDocument(field.path), "value");
  const fields = judged.map(({ field, verdict, origin, badges }) => ({
    path: field.path,
    before: valueAt(live.spec, field.path) ?? null,
    after: field.wire,
    verdict,
    origin,
    badges,
    line: locate(desired.document.source, inDocument(field.path), "bare").line,
    ...(live.unseen?.has(field.path) === true ? { unseen: true as const } : {}),
  }));
  const sent = fields.filter(({ verdict }) => verdict === "send");
  const along = carriedAlong({ desired, live, sent, entry, context });
  const people = thrownOut(sent, entry.policies, input);
  const consents = [
    ...judged.flatMap(({ consent }) => consent ?? []),
    ...lossyConsent({ droppable: along.undeclared, lost: along.lost, granted: input.granted }),
    ...people.consents,
  ];
  const unusable = unlessEmpty(along.unusable);
  return {
    desired,
    live,
    fingerprint,
    fields,
    carried: along.carried,
    lost: along.lost,
    consents: consentsOnce(consents, address),
    ...defined({ unusable: unusable && unusableAnswer(desired, live.id, unusable, entry) }),
    problems: [
      ...judged.flatMap((field) => problemOf(field, fingerprint[field.field.path] ?? null, input, place)),
      ...people.findings.map((found) =>
        asProblem(found, {
          address,
          path: found.path,
          place: locate(desired.document.source, inDocument(found.path), "key"),
        }),
      ),
    ],
  };
}

/** The fields that differ, judged. */
function differingFields(input: DiffInput, fingerprint: Keys): Judged[] {
  const { desired, live, entry, context, drift, now, granted } = input;
  const { fields, memory } = desired;
  const about = { live, memory, drift, now, granted, ...defined({ unremembered: input.unremembered }) };
  // What a read hides is not compared with what it shows, but with what was sent last.
  const hidden = new Set(fields.filter((field) => isHidden(field, live, entry, context)));
  const shown = fields.filter((field) => !hidden.has(field)).map((field) => [field.path, field.key] as const);
  const differing = new Set([
    ...differingPointers(fingerprint, Object.fromEntries(shown)),
    ...[...hidden].filter((field) => !isInPlace(field, live, memory.settled, entry, context)).map(({ path }) => path),
    ...unsettledByReview(fields, desired, live, now),
  ]);
  return fields
    .filter((field) => differing.has(field.path))
    .map((field) => {
      const liveKey = fingerprint[field.path] ?? null;
      return judge({ ...about, field, liveKey, isHidden: hidden.has(field) });
    });
}

/**
 * Fields that look settled and are not: a value the review refused may show all the same, and a value that is still in
 * review will replace what shows now, even when the file has gone back to that.
 */
function unsettledByReview(
  fields: readonly DeclaredField[],
  { memory: { review } }: Desired,
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
  { reason, field }: Judged,
  liveValue: Json,
  { desired, entry, context }: DiffInput,
  place: (field: DeclaredField) => ReturnType<Locate>,
): Problem[] {
  if (reason === undefined) return [];
  const { show, write } = formOf(field.policy, entry);
  const { path } = field;
  // What is advised has to work: a console and older answers have values that no document may hold.
  const isWritable =
    takes(entry, path, liveValue) || (write !== undefined && takes(entry, path, write(liveValue, context)));
  const shown: Problem["args"] =
    show === undefined ? {} : { declaredText: show(field.key, context), liveText: show(liveValue, context) };
  const unwritable: Problem["args"] = isWritable ? {} : { unwritable: true };
  const args = { ...reason.args, ...shown, ...unwritable, timezone: context.timezone };
  return [asProblem({ ...reason, args }, { address: desired.address, path, place: place(field) })];
}
