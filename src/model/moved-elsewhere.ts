import type { Change, FieldChange, Plan } from "./plan.ts";
import type { Problem } from "./problem.ts";

/** True where something was moved elsewhere, or is gone. */
export function hasDrift(plan: Plan): boolean {
  return plan.changes.some((change) => movedFields(change, plan).length > 0) || plan.problems.some(isGoneElsewhere);
}

/**
 * The fields of a resource that the platform has moved, alone or as well as the file; what is with a review was handed
 * in. Of an account of which nothing is remembered nobody can tell whose change it is, so that every difference of what
 * is live counts, save what no read shows.
 */
export function movedFields({ id, address, fields }: Change, { accounts }: Pick<Plan, "accounts">): FieldChange[] {
  const isBare = accounts.some(({ name, state }) => state?.known === false && address.startsWith(`${name}/`));
  const isNobodys = isBare && id !== undefined;
  return fields.filter(
    ({ origin, verdict, unseen }) =>
      verdict !== "in-review" && (origin !== "file" || (isNobodys && verdict !== "unverifiable" && unseen !== true)),
  );
}

const goneElsewhere: readonly Problem["code"][] = [
  "object-lost",
  "resource-deleted",
  "resource-missing",
  "resource-of-other-type",
];

/** True for a problem that says that what a document names is not there any more. */
export function isGoneElsewhere({ code }: Pick<Problem, "code">): boolean {
  return goneElsewhere.includes(code);
}
