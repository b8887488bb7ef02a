import type { ApplyReport } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem, ProblemClass } from "../model/problem.ts";

/** The exit codes of the tool. Source: docs/exit-codes.md, which is the promise to pipelines. */
export const exitCodes = {
  ok: 0,
  failure: 1,
  changes: 2,
  refused: 3,
  stale: 4,
  partial: 5,
  unknown: 6,
  held: 7,
  usage: 64,
  documents: 65,
  notAllowed: 77,
  interrupted: 130,
  terminated: 143,
} as const;

/** When several fit, the first of these counts. */
const precedence = [130, 143, 6, 4, 5, 64, 65, 7, 77, 1, 3, 2];

const byClass: Readonly<Record<ProblemClass, number>> = {
  document: 65,
  refused: 3,
  stale: 4,
  "not-allowed": 77,
  failure: 1,
  usage: 64,
  held: exitCodes.held,
};

/** The exit code of a list of problems: warnings never change it. */
export function exitOfProblems(problems: readonly Problem[]): number {
  return first(problems.filter((problem) => problem.severity === "error").map((problem) => byClass[problem.class]));
}

/** The exit code of a run that ended with `code` and then met these problems. */
export function graver(code: number, problems: readonly Problem[]): number {
  return first([code, exitOfProblems(problems)]);
}

/** The exit code of `plan`. */
export function exitOfPlan(plan: Plan, detailed: boolean): number {
  const wrong = exitOfProblems(plan.problems);
  if (wrong !== 0) return wrong;
  return detailed && (plan.steps.length > 0 || isUnfinished(plan)) ? exitCodes.changes : exitCodes.ok;
}

/** True when a create waits for the next run: nothing is sent now, and not everything is as declared. */
export function isUnfinished(plan: Plan): boolean {
  return plan.problems.some(({ code }) => code === "create-settled");
}

/** The exit code of `apply`, after something was sent or nothing was to be sent. */
export function exitOfApply(report: ApplyReport): number {
  const codes: number[] = [exitOfProblems(report.problems)];
  const some = (status: string) => report.outcomes.some((outcome) => outcome.status === status);
  if (report.interrupted) codes.push(exitCodes.interrupted);
  if (some("unknown")) codes.push(exitCodes.unknown);
  const carried = report.outcomes.some(({ result }) => result === "settled" || result === "in-review");
  const ignored = report.outcomes.some(({ result }) => result === "not-applied");
  if (some("done") && (some("failed") || some("skipped"))) codes.push(exitCodes.partial);
  if (carried && ignored) codes.push(exitCodes.partial);
  for (const outcome of report.outcomes)
    if (outcome.problem !== undefined) codes.push(exitOfProblems([outcome.problem]));
  return first(codes);
}

function first(codes: readonly number[]): number {
  return precedence.find((code) => codes.includes(code)) ?? 0;
}
