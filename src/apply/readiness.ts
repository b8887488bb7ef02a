import type { Step } from "../model/plan.ts";
import { accountOf, type Progress, type ResourceProgress } from "./progress.ts";

/**
 * True when a step may be begun: nothing that it needs is under way or to come, and its account has been tried.
 *
 * The first step of an account goes alone. What is refused for a reason that holds for every call, and a memory that
 * cannot be written, show in one request rather than in as many as are sent at once.
 */
export function isReady(progress: Progress, step: Step): boolean {
  const { tried, trying } = progress;
  const account = accountOf(step);
  return (tried.has(account) || !trying.has(account)) && step.needs.every((need) => hasEnded(progress, need, step));
}

/**
 * Whether a step that another one needs has ended. Of another resource it has to be read back as well, where all steps
 * of that one come before: what an answer called done may turn out not to be.
 */
function hasEnded({ ended, places, resources }: Progress, need: string, step: Step): boolean {
  const needed = ended.get(need);
  // What is no part of this run never comes.
  if (needed === undefined) return !places.has(need);
  const { isSettled, steps } = resources.get(needed.step.address) as ResourceProgress;
  const last = places.get((steps.at(-1) as Step).id) as number;
  return isSettled || last >= (places.get(step.id) as number);
}

/** Counts a step that is begun. */
export function noteBegun(progress: Progress, step: Step): void {
  const account = accountOf(step);
  progress.begun += 1;
  if (!progress.tried.has(account)) progress.trying.add(account);
}

/** Keeps that a step is over, with all that followed from it: when it was sent, its account has been tried. */
export function noteOver({ ended, tried, trying }: Progress, step: Step): void {
  const account = accountOf(step);
  trying.delete(account);
  if (ended.get(step.id)?.outcome.status !== "skipped") tried.add(account);
}
