import type { Step } from "./plan.ts";
import type { Pointer } from "./pointer.ts";
import type { Problem } from "./problem.ts";
import type { Recovered } from "./recovery.ts";
import type { LiveResource } from "./resource.ts";

/**
 * How one step ended.
 *
 * `unknown` may have landed and is never repeated blindly; `skipped` was never sent, because of an earlier step or
 * because the run had to stop.
 */
export type OutcomeStatus = "done" | "failed" | "skipped" | "unknown";

/** What reading back showed. */
export type Result = "settled" | "in-review" | "refused" | "not-applied" | "partial";

export interface Outcome {
  readonly step: string;
  readonly address: string;
  readonly status: OutcomeStatus;
  readonly result?: Result;
  /** Why it failed, was skipped, or is unknown; and what was not applied. */
  readonly problem?: Problem;
  /** Fields that were sent and do not show the value. */
  readonly notApplied?: readonly Pointer[];
  /** Fields that were sent and that no read will ever show. */
  readonly unverifiable?: readonly Pointer[];
  /** Fields that wait for the platform's review. */
  readonly inReview?: readonly Pointer[];
  /** Live members that were left out because the platform refused them. */
  readonly dropped?: readonly Pointer[];
  /** More that went wrong with single items of what was sent. */
  readonly also?: readonly Problem[];
  /** Objects that hold what was sent, where a resource is made of several. */
  readonly objects?: readonly { readonly id: string; readonly items: readonly string[] }[];
  /** Whether what this step was to replace is live again. */
  readonly restored?: "live" | "not-live" | "unknown";
}

/** Everything that went wrong with a step. */
export function problemsOf({ problem, also = [] }: Outcome): readonly Problem[] {
  return problem === undefined ? [] : [problem, ...also];
}

/** A step that has ended, before anybody read back what became of it. */
export interface EndedStep {
  readonly step: Step;
  readonly outcome: Outcome;
  /** True when the answer says that the change goes to review. */
  readonly review: boolean;
  /** The whole resource as the answer shows it, where answers do. */
  readonly shown?: LiveResource;
  /** The id of the resource this step made, or of the object it found. */
  readonly id?: string;
  /** True for a step that was to find an object and made one, since none was there. */
  readonly made?: true;
  /** The id of the object this step took down. */
  readonly removed?: string;
}

/** Everything an apply did. done + failed + skipped + unknown = planned, always. */
export interface ApplyReport {
  readonly outcomes: readonly Outcome[];
  /** Trouble beside the steps, such as a state that could not be written. */
  readonly problems: readonly Problem[];
  /** Those of them that stand against accounts to which nothing was sent at all. */
  readonly refused?: readonly Problem[];
  /** What was settled first of what earlier runs left open. */
  readonly recovered?: readonly Recovered[];
  /** True when a signal ended the run early. */
  readonly interrupted: boolean;
}
