/**
 * Carrying out a plan on one screen, in phases like planning: each step is rechecked and sent, each resource is read
 * back and remembered. What the phases share is one `Writing`; none calls back into an earlier one.
 */
import { isFirst, noteChecked, noteEnded, noteHalt, noteOutcomes, obstacleTo } from "../apply/progress.ts";
import { isInterrupted } from "../model/budget.ts";
import { defined } from "../model/defined.ts";
import type { ApplyReport, EndedStep, Outcome } from "../model/outcome.ts";
import type { Step } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Planned, World } from "../model/world.ts";
import { atField } from "../resolve/places.ts";
import { readBack } from "./writing/read-back.ts";
import { recheck } from "./writing/recheck.ts";
import { remember, rememberRefusedCreates, rememberUntouched } from "./writing/remember.ts";
import { send, skip } from "./writing/send.ts";
import { openWriting, type Writing } from "./writing/writing.ts";

/**
 * Carries out the steps of a plan in order, exactly as they stand in it, reads back what they touched, and remembers
 * it.
 *
 * A failed step skips the steps that need it; a refusal that holds for a whole account skips the rest of that account;
 * other resources go on. What was taken down is put back whatever happens. done + failed + skipped + unknown = planned,
 * always.
 */
export async function carryOut(world: World, planned: Planned): Promise<ApplyReport> {
  // 1. What is known without a write is remembered first.
  const writing = openWriting(world, planned);
  const { progress } = writing;
  rememberUntouched(writing);

  for (const step of writing.plan.steps) {
    // 2. Before the first request to a resource: is it still what was planned for?
    const moved = await recheckFirst(writing, step);

    // 3. The request goes out, or the step says why it does not.
    const obstacle = moved ?? obstacleTo(progress, step);
    const sent = obstacle === undefined ? await send(writing, step) : await skip(writing, step, obstacle);

    // 4. and 5. When the last step of a resource has ended, it is read back and remembered.
    const ended = noteEnded(progress, step, sent);
    if (ended !== undefined) await settleResource(writing, ended);
  }

  return closed(writing);
}

/** Rechecks a resource before the first request to it. */
async function recheckFirst(writing: Writing, step: Step): Promise<Problem | undefined> {
  if (!isFirst(writing.progress, step)) return undefined;
  const moved = await recheck(writing, step);
  noteChecked(writing.progress, step, moved);
  return moved;
}

/**
 * Reads back and remembers a resource, unless nothing of it was carried out: an account that refuses everything is not
 * asked again.
 */
async function settleResource(writing: Writing, ended: readonly EndedStep[]): Promise<void> {
  const { progress } = writing;
  const hasWritten = ({ outcome: { status, restored } }: EndedStep) =>
    status === "done" || status === "unknown" || restored !== undefined;
  if (!ended.some(hasWritten)) {
    noteOutcomes(
      progress,
      ended.map(({ outcome }) => outcome),
    );
    return;
  }
  const result = await readBack(writing, ended);
  noteOutcomes(progress, result.outcomes);
  const halt = remember(writing, result);
  if (halt !== undefined) noteHalt(progress, halt);
}

/** The report, once everything is written that was only noted. */
function closed(writing: Writing): ApplyReport {
  const { progress, store, world } = writing;
  const { outcomes, problems } = progress;
  rememberRefusedCreates(writing, outcomes);
  const unwritten = store.close();
  return {
    outcomes: outcomes.map((outcome) => withPlaces(writing, outcome)),
    problems: unwritten === undefined ? problems : [...problems, unwritten],
    interrupted: isInterrupted(world.signal),
  };
}

/** An outcome whose problems stand at the lines they are about. */
function withPlaces({ planned, locate }: Writing, outcome: Outcome): Outcome {
  const place = (problem: Problem) => atField(problem, planned.desired, locate);
  const { problem, also, ...rest } = outcome;
  return { ...rest, ...defined({ problem: problem && place(problem), also: also?.map(place) }) };
}
