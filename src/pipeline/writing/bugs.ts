import { noteHalt, takenDown } from "../../apply/progress.ts";
import { endedStep, type SentStep } from "../../apply/sending.ts";
import { unlessEmpty } from "../../model/defined.ts";
import type { EndedStep, Outcome } from "../../model/outcome.ts";
import type { Step } from "../../model/plan.ts";
import { bugOf, type Problem } from "../../model/problem.ts";
import type { Writing } from "./writing.ts";

/**
 * Does a part of the work in which a bug of ours may strike. What it throws takes nothing from what is told: nothing
 * further is sent, and `otherwise` says what is known all the same.
 */
export async function unlessBug<Result>(
  writing: Writing,
  work: () => Result | Promise<Result>,
  otherwise: (bug: Problem) => Result,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    return otherwise(noteBug(writing, error));
  }
}

function noteBug({ progress, world }: Writing, error: unknown): Problem {
  const bug = bugOf(error);
  noteHalt(progress, bug);
  world.onBug?.(error);
  return bug;
}

/** How a step ended in which a bug struck: nobody knows what became of a request that may have been carried out. */
export function brokenOff({ progress }: Writing, step: Step, bug: Problem): SentStep {
  const isToBePutBack = takenDown(progress, step) !== undefined;
  const status = progress.open.has(step.id) ? "unknown" : "failed";
  const problem = { ...bug, address: step.address };
  return { ended: endedStep(step, { status, problem, ...(isToBePutBack ? { restored: "unknown" as const } : {}) }) };
}

/** The outcomes of a resource that could not be read back: no answer's word is taken for what is live. */
export function unread(ended: readonly EndedStep[], bug: Problem): readonly Outcome[] {
  return ended.map(({ outcome }) =>
    outcome.status === "done"
      ? { ...outcome, status: "unknown", problem: { ...bug, address: outcome.address } }
      : outcome,
  );
}

/** Outcomes of all steps of the plan: of what no outcome came, nothing was begun. */
export function withUntold({ progress, plan }: Writing, outcomes: readonly Outcome[]): readonly Outcome[] {
  const told = new Set(outcomes.map(({ step }) => step));
  const untold = unlessEmpty(plan.steps.filter(({ id }) => !told.has(id)));
  if (untold === undefined) return outcomes;
  const byStep = new Map(outcomes.map((outcome) => [outcome.step, outcome]));
  return plan.steps.map((step) => byStep.get(step.id) ?? leftOut(step, progress.ended.get(step.id), progress.halted));
}

function leftOut(step: Step, ended: EndedStep | undefined, halted: Problem | undefined): Outcome {
  if (ended !== undefined) return ended.outcome;
  return {
    step: step.id,
    address: step.address,
    status: "skipped",
    ...(halted === undefined ? {} : { problem: halted }),
  };
}
