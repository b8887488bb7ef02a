import type { LiveResource } from "../model/resource.ts";
import type { ReviewRecord } from "../model/state.ts";

/**
 * How values of ours that were handed in for review stand while a read does not show them, or shows them as refused.
 */
export type ReviewStanding = "in-review" | "refused" | "passed-without-value";

/**
 * How long a read may lag behind the answer that sent a value to review, in milliseconds. The platform names three
 * working days for a review; a week has that many whatever the day it begins.
 */
const patienceMs = 7 * 24 * 3_600_000;

/**
 * How the values of a review record stand by what is live, at a moment in milliseconds since 1970.
 *
 * A resource that reads as it did before, passed or refused, and without the value was not necessarily looked at yet:
 * while no read has shown it in review, reads may lag behind the answer, which has the last word.
 */
export function reviewStanding(record: ReviewRecord, { review }: LiveResource, now: number): ReviewStanding {
  const isEarly = record.unseen === review && now - Date.parse(record.since) < patienceMs;
  if (isEarly) return "in-review";
  return review === "passed" ? "passed-without-value" : review;
}
