import { hasDrift } from "../model/moved-elsewhere.ts";
import { type ApplyReport, type Outcome, problemsOf } from "../model/outcome.ts";
import type { Change, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { ProblemClass } from "../model/problems/entry.ts";
import type { Recovered } from "../model/recovery.ts";

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

/** An exit code by its name. */
export type ExitName = keyof typeof exitCodes;

/** When several fit, the first of these counts. */
export const precedence: readonly number[] = [130, 143, 6, 4, 5, 64, 65, 7, 77, 1, 3, 2];

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
  return gravest(problems.filter((problem) => problem.severity === "error").map((problem) => byClass[problem.class]));
}

/** The exit code of a run that ended with `code` and then met these problems. */
export function graver(code: number, problems: readonly Problem[]): number {
  return gravest([code, exitOfProblems(problems)]);
}

/** The exit code of `plan`: where `apply` would refuse, so does it. */
export function exitOfPlan(plan: Plan, detailed: boolean): number {
  const isRefused = plan.consent.some(({ given }) => !given);
  const wrong = gravest([exitOfProblems(plan.problems), isRefused ? exitCodes.refused : exitCodes.ok]);
  if (wrong !== 0) return wrong;
  const tried = new Set(plan.changes.filter(isTried).map(({ address }) => address));
  const changes = plan.steps.some(({ address }) => !tried.has(address));
  return detailed && (changes || hasOpenWork(plan)) ? exitCodes.changes : exitCodes.ok;
}

/**
 * The exit code of `plan --only drift`: that something was moved elsewhere is no refusal, but an answer. What kept from
 * looking is.
 */
export function exitOfDrift(plan: Plan, detailed: boolean): number {
  const wrong = exitOfProblems(plan.problems.filter(({ class: what }) => what !== "refused"));
  if (wrong !== 0) return wrong;
  return detailed && hasDrift(plan) ? exitCodes.changes : exitCodes.ok;
}

/** True for a change that is nothing but a try that is expected to be refused. */
function isTried({ objects = [] }: Change): boolean {
  const done = objects.filter(({ action }) => action !== "keep");
  return done.length > 0 && done.every(({ occupied }) => occupied === true);
}

/** True when an apply has something to settle first, also of a resource whose document is gone. */
function hasOpenWork({ problems }: Plan): boolean {
  return problems.some(({ code }) => ["recovery-waits", "create-orphaned", "down-orphaned"].includes(code));
}

/**
 * True when something waits until it is known what an earlier run made of it: not everything is as declared. What
 * another run holds is that run's to finish.
 */
export function isUnfinished(plan: Plan, held?: Problem): boolean {
  const isHeld = (address = "") => held?.account !== undefined && address.startsWith(`${held.account}/`);
  return plan.problems.some(({ code, address }) => code === "recovery-waits" && !isHeld(address));
}

/** The exit code of `apply`, after something was sent or nothing was to be sent. */
export function exitOfApply(report: ApplyReport): number {
  const some = (status: string) => report.outcomes.some((outcome) => outcome.status === status);
  const { refused = [] } = report;
  const codes: number[] = [exitOfProblems(report.problems.filter((problem) => !refused.includes(problem)))];
  // Accounts do not wait for each other: what stands against one is a part of the whole once another was written to.
  const without = exitOfProblems(refused);
  if (without !== 0) codes.push(some("done") ? exitCodes.partial : without);
  if (report.interrupted) codes.push(exitCodes.interrupted);
  if (some("unknown") || report.recovered?.some(({ result }) => result === "waits") === true)
    codes.push(exitCodes.unknown);
  const carried = report.outcomes.some(({ result }) => result === "settled" || result === "in-review");
  const ignored = report.outcomes.some(({ result }) => result === "not-applied");
  if (some("done") && report.outcomes.some(isLeftOut)) codes.push(exitCodes.partial);
  if (report.outcomes.some(isPartial)) codes.push(exitCodes.partial);
  if (carried && ignored) codes.push(exitCodes.partial);
  if ((some("done") || report.recovered?.some(isSettled)) && report.problems.some(isUnreleased))
    codes.push(exitCodes.partial);
  for (const outcome of report.outcomes) codes.push(exitOfProblems(problemsOf(outcome)));
  return gravest(codes);
}

/** What an earlier run left open is known by now. */
function isSettled({ result }: Recovered): boolean {
  return ["adopted", "cleared", "put-back", "kept-down"].includes(result);
}

/** What was done is not in the state: the journal has it. */
function isUnreleased({ code, args }: Problem): boolean {
  return code === "state-not-released" || (code === "lease-lost" && args["isOver"] === true);
}

/** A step that was not carried out; one that turned out not to be needed is not missed. */
function isLeftOut({ status, problem }: Outcome): boolean {
  return status === "failed" || (status === "skipped" && problem !== undefined);
}

/** Some of what a step carried was taken and some was not; what a document says is known is no failure. */
function isPartial(outcome: Outcome): boolean {
  return outcome.result === "partial" && problemsOf(outcome).some(({ severity }) => severity === "error");
}

/** The exit code that counts when several fit. */
export function gravest(codes: readonly number[]): number {
  return precedence.find((code) => codes.includes(code)) ?? 0;
}
