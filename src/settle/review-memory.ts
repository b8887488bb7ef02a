import { valueDigest } from "../model/digest.ts";
import type { LockEntry, ReviewRecord } from "../model/lock.ts";
import type { Pointer } from "../model/pointer.ts";
import type { DeclaredField, LiveResource } from "../model/resource.ts";
import { instantSeconds } from "../schema/instant.ts";
import { type ReviewStanding, reviewStanding } from "../schema/review.ts";
import { showing } from "../schema/showing.ts";
import type { SettleInput } from "./input.ts";

/** How a field of this run's requests stands after the read that follows them. */
export type Standing = "settled" | "in-review" | "refused" | "not-applied";

/** What the lock file keeps of reviews. */
type ReviewMemory = Pick<LockEntry, "review" | "refused">;

/**
 * What is with the review, and what it refused.
 *
 * A value stays with its review until that passed and shows it; refused or passed without the value, it stays so that each plan can say it, and so that it is not
 * handed in again. That holds as well while the file says another value or none: what is in review will come. When other fields are handed in, a review of its own
 * begins, and what was refused before is kept apart from it.
 */
export function reviewMemory(
  input: SettleInput,
  live: LiveResource,
  standings: ReadonlyMap<Pointer, Standing>,
): ReviewMemory {
  const { desired, now } = input;
  const old = desired.lock;
  const reviewed: Record<Pointer, string> = {};
  const refused: Record<Pointer, string> = {};
  const declared = new Map(desired.fields.map((field) => [field.path, field]));
  const isNew = [...standings.values()].some((standing) => standing === "in-review" || standing === "refused");
  const before = oldStanding(input, isNew ? (input.before ?? live) : live);
  const isOver = (field: DeclaredField | undefined, digest: string) =>
    field !== undefined && valueDigest(field.key) === digest && live.review === "passed" && shows(field, live, input);

  for (const field of desired.fields) {
    const standing = standings.get(field.path);
    if (standing === "in-review" || standing === "refused") reviewed[field.path] = valueDigest(field.key);
  }
  for (const [path, digest] of Object.entries(old.review?.fields ?? {})) {
    const field = declared.get(path);
    const isOurs = field !== undefined && valueDigest(field.key) === digest;
    if (standings.has(path) || isOver(field, digest) || (!isOurs && before === "passed-without-value")) continue;
    if (isNew && before === "refused") refused[path] = digest;
    else reviewed[path] = digest;
  }
  for (const [path, digest] of Object.entries(old.refused ?? {}))
    if (!standings.has(path) && !isOver(declared.get(path), digest)) refused[path] = digest;

  // A read that lags shows the resource as it stood before, until one shows it in review.
  const refusedNow = [...standings.values()].includes("refused");
  const lagging = isNew ? (refusedNow ? undefined : live.review) : old.review?.unseen;
  const unseen = lagging === live.review && lagging !== "in-review" ? { unseen: lagging } : {};
  const since = isNew ? now : (old.review?.since ?? now);
  const review: ReviewRecord = { since, fields: reviewed, ...unseen };
  return {
    ...(Object.keys(reviewed).length === 0 ? {} : { review }),
    ...(Object.keys(refused).length === 0 ? {} : { refused }),
  };
}

/** How what was handed in by earlier runs stands. */
function oldStanding({ desired, now, context }: SettleInput, live: LiveResource): ReviewStanding | undefined {
  const { review } = desired.lock;
  const moment = (instantSeconds(now, "begin", context.timezone) ?? 0) * 1_000;
  return review && reviewStanding(review, live, moment);
}

function shows(field: DeclaredField, live: LiveResource, { entry, context }: SettleInput): boolean {
  return showing(field, live, entry, context) === "same";
}
