import type { Outcome } from "../../model/outcome.ts";
import type { Step } from "../../model/plan.ts";
import type { Problem } from "../../model/problem.ts";
import type { Desired } from "../../model/resource.ts";
import { withoutIntent } from "../../model/state.ts";
import { isNew } from "../run.ts";
import { withLearntIds } from "./intents.ts";
import { judge } from "./judge.ts";
import type { ReadBack } from "./read-back.ts";
import { entryIn, resourceAt, type Writing } from "./writing.ts";

/**
 * Remembers what a resource came to. A problem means that it could not be written, and that nothing further may be
 * sent.
 */
export function remember({ store }: Writing, { remember: memory }: ReadBack): Problem | undefined {
  return memory && store.writeSoon(memory.desired, memory.memory);
}

/**
 * Remembers what is known before anything is sent: what is equal without a write, so that later drift can be
 * distinguished from changes of the file.
 */
export function rememberUntouched(writing: Writing): void {
  const { plan, planned } = writing;
  const touched = new Set(plan.steps.map(({ address }) => address));
  for (const desired of planned.desired) {
    if (planned.spared?.has(desired.address)) continue;
    noteLive(writing, desired, touched);
  }
}

function noteLive(writing: Writing, desired: Desired, touched: ReadonlySet<string>): void {
  const { store, planned } = writing;
  const live = planned.live.get(desired.address);
  const isFound = live?.status === "found";
  if (touched.has(desired.address)) {
    if (isFound && live.objects !== undefined) store.note(desired, withLearntIds(store.entryOf(desired), live.objects));
    return;
  }
  if (isFound || (desired.document.absent && live?.status === "missing"))
    store.note(desired, judge(writing, desired, [], live).memory);
}

/** Creates that were refused made nothing. What an earlier one may have made, whose answer was lost, stays open. */
export function rememberRefusedCreates(writing: Writing, outcomes: readonly Outcome[]): void {
  const { plan, store, world } = writing;
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  for (const outcome of outcomes) {
    const step = steps.get(outcome.step);
    if (step === undefined || !hasComeToNothing(writing, step, outcome)) continue;
    const desired = resourceAt(writing, step.address);
    const { creation, multiObject } = entryIn(world, desired).kind;
    if (!isNew(desired) || multiObject !== undefined) continue;
    // Something was made with this key, now or before: the next run finds out.
    const isTaken = ["created-another", ...(creation?.takenCodes ?? [])].includes(outcome.problem?.code ?? "");
    const { pending } = desired.memory;
    const entry = withoutIntent(store.entryOf(desired));
    if (!isTaken) store.note(desired, pending === undefined ? entry : { ...entry, pending });
  }
}

/** True for a step that was refused, or announced and then held back. What was not even announced has left nothing. */
function hasComeToNothing(writing: Writing, step: Step, { status }: Outcome): boolean {
  if (status !== "skipped") return status === "failed";
  const desired = resourceAt(writing, step.address);
  return writing.store.entryOf(desired).pending !== desired.memory.pending;
}
