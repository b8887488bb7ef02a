import { accountOfProblem } from "../model/about.ts";
import type { Plan } from "../model/plan.ts";
import { isConsentOf, judgedAccounts } from "../plan/account.ts";
import { onlyAccounts } from "../plan/approve.ts";

/** A plan that leaves accounts alone to which a newer commit was applied, and their names. */
export interface SkippingOlder {
  readonly plan: Plan;
  readonly skipped: ReadonlySet<string>;
}

/** Leaves accounts alone to which a newer commit was applied: that is told, and is no error. */
export function skippingOlder(made: Plan): SkippingOlder {
  const older = made.problems.filter(({ code }) => code === "older-commit");
  const skipped = new Set(older.flatMap((problem) => accountOfProblem(problem) ?? []));
  if (skipped.size === 0) return { plan: made, skipped };
  const problems = made.problems.map((problem) =>
    older.includes(problem) ? { ...problem, severity: "warning" as const } : problem,
  );
  const consent = made.consent.filter((one) => ![...skipped].some((name) => isConsentOf(one, name)));
  const rest = onlyAccounts(made, (account) => !skipped.has(account));
  const judged = judgedAccounts(made, { problems, consent }, (name) => skipped.has(name));
  return { plan: { ...rest, problems, consent, ...judged }, skipped };
}
