/**
 * Carrying out a plan on one screen, in phases like planning: each step is rechecked and sent, each resource is read
 * back and remembered. What the phases share is one `Writing`; none calls back into an earlier one.
 */
import { noteEnded, noteHalt, noteOutcomes, obstacleTo, outcomesInOrder } from "../apply/progress.ts";
import { isReady, noteBegun, noteOver } from "../apply/readiness.ts";
import { isInterrupted } from "../model/budget.ts";
import type { ApplyReport, EndedStep } from "../model/outcome.ts";
import { usualPace } from "../model/pace.ts";
import type { Step } from "../model/plan.ts";
import type { Planned, World } from "../model/world.ts";
import { once } from "../resolve/places.ts";
import type { Keeper } from "../state/keeper.ts";
import { brokenOff, unlessBug, unread, withUntold } from "./writing/bugs.ts";
import { giveBack } from "./writing/give-back.ts";
import { runLanes } from "./writing/lanes.ts";
import { lanesOf } from "./writing/lanes-of-plan.ts";
import { placed } from "./writing/placed.ts";
import { type ReadBack, readBack } from "./writing/read-back.ts";
import { recheckFirst } from "./writing/recheck.ts";
import { remember, rememberRefusedCreates, rememberUntouched } from "./writing/remember.ts";
import { send, skip } from "./writing/send.ts";
import { wordsOf } from "./writing/words.ts";
import { openWriting, type Writing } from "./writing/writing.ts";

/** How a plan is carried out. */
export interface CarryOutOptions {
  /** The memory, with the leases of the accounts that are written to. */
  readonly keeper: Keeper;
  /** Resources written at once; 8 when absent. */
  readonly writeConcurrency?: number;
}

/**
 * Carries out the steps of a plan exactly as they stand in it, reads back what they touched, and remembers it. Several
 * resources are under way at once; the steps of each are sent in order, and after what they need of others.
 *
 * A failed step skips the steps that need it; a refusal that holds for a whole account skips the rest of that account;
 * other resources go on. What was taken down is put back whatever happens. done + failed + skipped + unknown = planned,
 * always, in the order of the plan, also when a bug of ours strikes: then nothing further is begun.
 */
export async function carryOut(world: World, planned: Planned, options: CarryOutOptions): Promise<ApplyReport> {
  // 1. What is known without a write is remembered first.
  const writing = openWriting(world, planned, options.keeper);
  rememberUntouched(writing);

  // 2. to 5. Lanes side by side, each step by step.
  const lanes = async () =>
    runLanes({
      lanes: lanesOf(writing),
      atOnce: options.writeConcurrency ?? usualPace.writes,
      isReady: (step) => isReady(writing.progress, step),
      run: (step) => carryOutStep(writing, step),
    });
  await unlessBug(writing, lanes, nothing);

  return closed(writing);
}

/** Carries out one step, when everything that it waits for has ended. */
async function carryOutStep(writing: Writing, step: Step): Promise<void> {
  const { progress } = writing;
  noteBegun(progress, step);
  const work = async () => {
    await writing.store.renew(wordsOf(writing.world, "renew"));

    // 2. Before the first request to a resource: is it still what was planned for?
    const moved = await recheckFirst(writing, step);

    // 3. The request goes out, or the step says why it does not.
    const obstacle = moved ?? obstacleTo(progress, step);
    return obstacle === undefined ? send(writing, step) : skip(writing, step, obstacle);
  };
  const sent = await unlessBug(writing, work, (bug) => brokenOff(writing, step, bug));

  // 4. and 5. When the last step of a resource has ended, it is read back and remembered.
  const ended = noteEnded(progress, step, sent);
  if (ended !== undefined) await settleResource(writing, ended);
  noteOver(progress, step);
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
  const read = async (): Promise<ReadBack> => readBack(writing, ended);
  const result = await unlessBug(writing, read, (bug) => ({ outcomes: unread(ended, bug) }));
  noteOutcomes(progress, result.outcomes);
  const halt = await unlessBug(writing, () => remember(writing, result), nothing);
  if (halt !== undefined) noteHalt(progress, halt);
}

const nothing = () => undefined;

/** The report, once everything is written that was only noted. */
async function closed(writing: Writing): Promise<ApplyReport> {
  const { progress, world } = writing;
  const outcomes = withUntold(writing, outcomesInOrder(progress));
  await unlessBug(writing, () => rememberRefusedCreates(writing, outcomes), nothing);
  const atLines = outcomes.map((outcome) => placed(writing, outcome));
  const unwritten = await giveBack(writing, atLines);
  return {
    outcomes: atLines,
    problems: once([...progress.problems, ...unwritten]),
    interrupted: isInterrupted(world.signal),
  };
}
