import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired, Live } from "../model/resource.ts";
import type { Planned } from "../model/world.ts";

/** Where a managed resource is between what its document says and what is live. */
export type Standing =
  | "settled"
  | "in-review"
  | "review-refused"
  | "not-applied"
  | "missing"
  | "taken-down"
  | "unreadable"
  | "not-shown"
  | "not-made";

/** How one managed resource stands. */
export interface ResourceStatus {
  readonly address: string;
  readonly id: string;
  readonly standing: Standing;
  /** The platform's own word, where there is one. */
  readonly state: string;
  /** Since when values of ours are in review, ISO 8601. */
  readonly since?: string;
}

/** Addresses that a plan says something of about a review. */
interface Reviews {
  /** Values of ours are with the platform. */
  readonly waiting: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
  /** The review passed, and the value is not there. */
  readonly unapplied: ReadonlySet<string>;
}

/**
 * How each managed resource stands, from what is live, what is remembered, and what the plan says of values
 * that were handed in for review.
 */
export function statusOf(
  desired: readonly Desired[],
  live: ReadonlyMap<string, Live>,
  plan: Pick<Plan, "changes" | "problems">,
): ResourceStatus[] {
  const reviews = reviewsIn(plan);
  return desired
    .map((resource): ResourceStatus => {
      const { address, id, memory } = resource;
      const found = live.get(address);
      const standing = standingOf(resource, found, reviews);
      const state = found?.status === "found" ? found.state : "";
      const common = { address, id };
      return memory.review === undefined
        ? { ...common, standing, state }
        : { ...common, since: memory.review.since, standing, state };
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

function reviewsIn({ changes, problems }: Pick<Plan, "changes" | "problems">): Reviews {
  const waiting = changes.filter(({ fields }) => fields.some(({ verdict }) => verdict === "in-review"));
  const addressesOf = (wanted: string) =>
    new Set(problems.flatMap(({ code, address }) => (code === wanted && address !== undefined ? [address] : [])));
  return {
    waiting: new Set(waiting.map(({ address }) => address)),
    refused: addressesOf("review-refused"),
    unapplied: addressesOf("review-passed-without-value"),
  };
}

function standingOf({ address, memory, document }: Desired, live: Live | undefined, reviews: Reviews): Standing {
  // Taken down to be replaced by a run that could not put it up again: what is to be sold by it is not sold.
  const isDown = memory.former !== undefined && !document.absent;
  if (live === undefined) return isDown ? "taken-down" : "not-made";
  if (live.status !== "found") return live.status;
  if (live.isRemembered === true) return "not-shown";
  // Of several objects one that is gone is missed.
  if ((live.lost ?? []).some((id) => memory.objects?.[id] !== undefined)) return "missing";
  if (isDown) return "taken-down";
  // What was handed in last may still be read as it stood before.
  if (reviews.waiting.has(address)) return "in-review";
  if (reviews.refused.has(address)) return "review-refused";
  const passed = reviews.unapplied.has(address) ? "not-applied" : "settled";
  return ({ passed, "in-review": "in-review", refused: "review-refused" } as const)[live.review];
}

/** What kept resources from being read; what a plan would say about changes is not asked here. */
export function readingTroubles(planned: Planned): Problem[] {
  const missing = ["resource-missing", "resource-deleted", "resource-of-other-type", "object-lost"];
  const known = new Set(planned.desired.map(({ address }) => address));
  return (planned.plan?.problems ?? []).filter(
    (problem) =>
      problem.class === "failure" ||
      problem.class === "not-allowed" ||
      problem.class === "usage" ||
      missing.includes(problem.code) ||
      // A document of which nobody can say which resource it means stands nowhere in the list.
      (problem.severity === "error" && problem.address !== undefined && !known.has(problem.address)),
  );
}
