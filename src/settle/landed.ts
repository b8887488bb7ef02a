import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Pointer } from "../model/pointer.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import { showing } from "../schema/showing.ts";

/** What looking a lost step up needs. */
export interface LandedInput {
  readonly because: readonly Pointer[];
  readonly desired: Desired;
  /** As it was when the plan was made. */
  readonly before: LiveResource;
  readonly live: LiveResource;
  readonly entry: KindEntry;
  readonly context: FormContext;
}

/**
 * True when the platform shows every value a step carried, or took them in for review; undefined when no read can show
 * it.
 *
 * A review that was under way before says nothing about the step.
 */
export function hasLanded({ because, desired, before, live, entry, context }: LandedInput): boolean | undefined {
  const fields = desired.fields.filter((field) => because.includes(field.path));
  const states = fields.map((field) => showing(field, live, entry, context));
  // What is hidden says nothing of the step; with nothing else to go by, nobody knows.
  if (states.every((state) => state === "hidden")) return undefined;
  const isNewReview = before.review !== "in-review" && live.review === "in-review";
  return states.every((state) => state !== "differs") || (isNewReview && fields.some(({ policy }) => policy.review));
}
