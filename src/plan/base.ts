import type { Base, Plan } from "../model/plan.ts";
import type { Pointer } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { sortProblems } from "./problems.ts";

/** What a plan is held against. */
export interface HeldAgainst {
  readonly base: Base;
  /** Whether the documents here and there differ in a field of a resource. */
  readonly isTouched: (address: string, path: Pointer) => boolean;
  readonly problems: readonly Problem[];
}

/** A plan that says of each field whether it is of this change. What is approved does not move with it. */
export function withBase(plan: Plan, { base, isTouched, problems }: HeldAgainst): Plan {
  const changes = plan.changes.map((change) => ({
    ...change,
    fields: change.fields.map((field) => ({ ...field, thisChange: isTouched(change.address, field.path) })),
  }));
  return { ...plan, base, changes, problems: sortProblems([...plan.problems, ...problems]) };
}
