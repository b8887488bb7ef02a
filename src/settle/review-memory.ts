import { defined } from "../model/defined.ts";
import { valueDigest } from "../model/digest.ts";
import type { Pointer } from "../model/pointer.ts";
import type { LiveResource } from "../model/resource.ts";
import type { FieldDigests, ReviewRecord, StateEntry } from "../model/state.ts";
import { type ReviewStanding, reviewStanding } from "../schema/review.ts";
import { momentOf, type SettleInput, shows } from "./input.ts";

/** How a field of this run's requests stands after the read that follows them. */
export type Standing = "settled" | "in-review" | "refused" | "not-applied";

/** What is remembered of reviews. */
export type ReviewMemory = Pick<StateEntry, "review" | "refused">;

/**
 * What is with the review, and what it refused.
 *
 * A value stays with its review until that passed and shows it; refused or passed without the value, it stays so that
 * each plan can say it, and so that it is not handed in again. That holds as well while the file says another value or
 * none: what is in review will come. When other fields are handed in, a review of its own begins, and what was refused
 * before is kept apart from it.
 */
export function reviewMemory(
  input: SettleInput,
  live: LiveResource,
  standings: ReadonlyMap<Pointer, Standing>,
): ReviewMemory {
  const { desired } = input;
  const isNew = [...standings.values()].some((standing) => standing === "in-review" || standing === "refused");
  const submitted = desired.fields
    .filter(({ path }) => ["in-review", "refused"].includes(standings.get(path) ?? ""))
    .map(({ path, key }) => [path, valueDigest(key)] as const);
  const open = stillOpen(input, live, standings, isNew ? (input.before ?? live) : live);
  // When other fields are handed in, what was refused before is kept apart from their review.
  const [reviewed, refused] = isNew && open.standing === "refused" ? [[], open.reviewed] : [open.reviewed, []];
  const fields = Object.fromEntries([...submitted, ...reviewed]);
  const refusals = Object.fromEntries([...refused, ...open.refused]);
  return defined({
    review: Object.keys(fields).length === 0 ? undefined : reviewRecord(input, live, standings, { isNew, fields }),
    refused: Object.keys(refusals).length === 0 ? undefined : refusals,
  });
}

/** What earlier runs handed in or were refused, as far as it is still open. */
function stillOpen(
  input: SettleInput,
  live: LiveResource,
  standings: ReadonlyMap<Pointer, Standing>,
  before: LiveResource,
) {
  const { review, refused } = input.desired.memory;
  const declared = new Map(input.desired.fields.map((field) => [field.path, field]));
  const standing = oldStanding(input, before);
  const isOurs = (path: Pointer, digest: string) => {
    const field = declared.get(path);
    return field !== undefined && valueDigest(field.key) === digest ? field : undefined;
  };
  const isPassed = (path: Pointer, digest: string) => {
    const field = isOurs(path, digest);
    return field !== undefined && live.review === "passed" && shows(field, live, input);
  };
  const isOpen = ([path, digest]: readonly [Pointer, string]) => !standings.has(path) && !isPassed(path, digest);
  const isDropped = ([path, digest]: readonly [Pointer, string]) =>
    standing === "passed-without-value" && isOurs(path, digest) === undefined;
  return {
    standing,
    reviewed: Object.entries(review?.fields ?? {}).filter((entry) => isOpen(entry) && !isDropped(entry)),
    refused: Object.entries(refused ?? {}).filter(isOpen),
  };
}

/**
 * The record of a review: since when, and how the last read showed it. A read that lags shows the resource as it stood
 * before, until one shows it in review.
 */
function reviewRecord(
  { desired, now }: SettleInput,
  live: LiveResource,
  standings: ReadonlyMap<Pointer, Standing>,
  { isNew, fields }: { readonly isNew: boolean; readonly fields: FieldDigests },
): ReviewRecord {
  const { review } = desired.memory;
  const isRefused = [...standings.values()].includes("refused");
  const lagging = isNew ? (isRefused ? undefined : live.review) : review?.unseen;
  const unseen = lagging === live.review && lagging !== "in-review" ? lagging : undefined;
  return { since: isNew ? now : (review?.since ?? now), fields, ...defined({ unseen }) };
}

/** How what was handed in by earlier runs stands. */
function oldStanding(input: SettleInput, live: LiveResource): ReviewStanding | undefined {
  const { review } = input.desired.memory;
  return review && reviewStanding(review, live, momentOf(input));
}
