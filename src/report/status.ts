import type { Plan } from "../model/plan.ts";
import type { Desired, Live } from "../model/resource.ts";

/** How one managed resource stands. */
export interface ResourceStatus {
  readonly address: string;
  readonly id: string;
  readonly standing:
    | "settled"
    | "in-review"
    | "review-refused"
    | "not-applied"
    | "missing"
    | "taken-down"
    | "unreadable"
    | "not-made";
  /** The platform's own word, where there is one. */
  readonly state: string;
  /** Since when values of ours are in review, ISO 8601. */
  readonly since?: string;
}

/** How each managed resource stands, from what is live, what the lock file remembers, and what the plan says of values that were handed in for review. */
export function statusOf(
  desired: readonly Desired[],
  live: ReadonlyMap<string, Live>,
  plan: Pick<Plan, "changes" | "problems">,
): ResourceStatus[] {
  const waiting = new Set(
    plan.changes
      .filter(({ fields }) => fields.some(({ verdict }) => verdict === "in-review"))
      .map(({ address }) => address),
  );
  const unapplied = new Set(
    plan.problems.flatMap(({ code, address }) => (code === "review-passed-without-value" ? [address] : [])),
  );
  const refused = new Set(plan.problems.flatMap(({ code, address }) => (code === "review-refused" ? [address] : [])));
  return desired
    .map((one): ResourceStatus => {
      const state = live.get(one.address);
      const common = {
        address: one.address,
        id: one.id,
        ...(one.lock.review === undefined ? {} : { since: one.lock.review.since }),
      };
      // Taken down to be replaced by a run that could not put it up again: what is to be sold by it is not sold.
      const isDown = one.lock.former !== undefined && !one.document.absent;
      if (state === undefined) return { ...common, standing: isDown ? "taken-down" : "not-made", state: "" };
      if (state.status !== "found") return { ...common, standing: state.status, state: "" };
      // Of several objects one that is gone is missed.
      if ((state.lost ?? []).some((id) => one.lock.objects?.[id] !== undefined))
        return { ...common, standing: "missing", state: state.state };
      if (isDown) return { ...common, standing: "taken-down", state: state.state };
      // What was handed in last may still be read as it stood before.
      if (waiting.has(one.address)) return { ...common, standing: "in-review", state: state.state };
      if (refused.has(one.address)) return { ...common, standing: "review-refused", state: state.state };
      const passed = unapplied.has(one.address) ? "not-applied" : "settled";
      const standing = ({ passed, "in-review": "in-review", refused: "review-refused" } as const)[state.review];
      return { ...common, standing, state: state.state };
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}
