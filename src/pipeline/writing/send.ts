import { filledIn, mayRepeat, stopOfAccount, surroundingOf, takenDown } from "../../apply/progress.ts";
import { putBack } from "../../apply/put-back.ts";
import { sendObjectStep } from "../../apply/send-objects.ts";
import { landedStep, makes, sendSingle } from "../../apply/send-single.ts";
import { endedStep, type Reader, type Sending, type SentStep } from "../../apply/sending.ts";
import type { Client } from "../../model/client.ts";
import { defined } from "../../model/defined.ts";
import { itemsOf } from "../../model/items.ts";
import type { KindEntry, Operation } from "../../model/kind.ts";
import { type LiveObject, unnamedId } from "../../model/objects.ts";
import type { EndedStep, Outcome } from "../../model/outcome.ts";
import type { Step } from "../../model/plan.ts";
import type { Pointer } from "../../model/pointer.ts";
import type { Problem } from "../../model/problem.ts";
import { isGone, type LiveResource } from "../../model/resource.ts";
import { exceptedItems } from "../../resolve/consent.ts";
import { hasLanded } from "../../settle/landed.ts";
import { heeding, unlessHalted } from "./halting.ts";
import { movedAlong } from "./moved-along.ts";
import { entryIn, freshListings, readAgain, resourceAt, type Writing } from "./writing.ts";

/** How often a step is sent whose answers are lost, looked up in between. */
const sendings = 3;

/** Sends one step, exactly as it stands in the plan, with the answers of earlier ones in their places. */
export async function send(writing: Writing, planned: Step): Promise<SentStep> {
  const sent = await sendStep(writing, planned);
  return isHeldBack(writing, sent) ? { ...sent, ended: { ...sent.ended, outcome: heldBack(sent) } } : sent;
}

/** True for a step of which nothing went out, since sending was halted while it waited for its turn. */
function isHeldBack({ progress: { halted, open } }: Writing, { ended: { step, outcome } }: SentStep): boolean {
  const { status, problem, objects } = outcome;
  return halted !== undefined && status === "failed" && problem?.code === halted.code && !objects && !open.has(step.id);
}

function heldBack({ ended: { outcome } }: SentStep): Outcome {
  return { ...outcome, status: "skipped" };
}

async function sendStep(writing: Writing, planned: Step): Promise<SentStep> {
  const { progress, plan, world } = writing;
  world.onStep?.(planned, progress.begun - 1, plan.steps.length);
  const step = filledIn(progress, planned);
  const sending = sendingOf(writing, step, takenDown(progress, step));
  return sending.entry.kind.multiObject === undefined
    ? sendUntilKnown(writing, step, sending)
    : sendObjectStep(step, surroundingOf(progress, step), sending);
}

/** A step that is not sent; what it was to replace is put back, unless nothing may be sent at all. */
export async function skip(writing: Writing, step: Step, problem: Problem): Promise<SentStep> {
  const { progress } = writing;
  const down = takenDown(progress, step);
  const ended = endedStep(step, { status: "skipped", problem });
  const restore = down?.step.restore;
  // After an interruption there is no time to find out what became of a lost answer: the next run learns from the
  // memory.
  const { signal, graceSignal } = progress;
  const isLate = signal.aborted && down?.outcome.status === "unknown";
  if (restore === undefined || isLate) return { ended };
  if (progress.halted !== undefined || graceSignal.aborted)
    return { ended: endedStep(step, { status: "skipped", problem, restored: "not-live" }) };
  // Also when the account refuses other calls: putting it back is tried once.
  const nothing = { objects: [], problems: [], failed: problem };
  const back = await putBack(filledIn(progress, step), nothing, restore, sendingOf(writing, step, down));
  return { ...back, ...defined({ stop: stopOfAccount(progress, step) ?? back.stop }) };
}

/**
 * Sends a step of a resource that is one object again when its answer was lost, it did not land, and sending it twice
 * does no harm.
 */
async function sendUntilKnown(writing: Writing, step: Step, sending: Sending): Promise<SentStep> {
  const { entry, signal } = sending;
  const { repeatable } = entry.kind.operations[step.operation] as Operation;
  const dropped: Pointer[] = [];
  for (let sent = 1; ; sent += 1) {
    const result = await sendSingle(step, sending, dropped);
    // A create is never sent twice: the next run looks for what may have come of this one.
    if (result.isLost !== true || signal.aborted || makes(step, entry)) return result;
    const landed = await lookUp(writing, step);
    if (landed === "landed") return landedStep(step, dropped);
    if (landed === "unclear" || !repeatable || sent >= sendings || !mayRepeat(writing.progress, step)) return result;
  }
}

/** Looks at live state to learn whether a step landed whose answer was lost. */
async function lookUp(writing: Writing, step: Step): Promise<"landed" | "not-landed" | "unclear"> {
  const desired = resourceAt(writing, step.address);
  // Of what no call shows there is nothing to look at: sent twice, it is the same.
  if (entryIn(writing.world, desired).kind.unread !== undefined) return "not-landed";
  const live = await readAgain(writing, desired);
  if (desired.document.absent && (live.status === "found" || isGone(live)))
    return live.status === "found" ? "not-landed" : "landed";
  const before = writing.planned.live.get(step.address);
  if (live.status !== "found" || before?.status !== "found") return "unclear";
  const entry = entryIn(writing.world, desired);
  const landed = hasLanded({ because: step.because, desired, before, live, entry, context: writing.context });
  if (landed === true) return "landed";
  // Sent again, it would carry along what was live before.
  return landed === undefined || movedAlong(writing, desired, live).length > 0 ? "unclear" : "not-landed";
}

/** What sending the steps of a resource may use. */
export function sendingOf(writing: Writing, step: Step, down?: EndedStep): Sending {
  const { world, planned, project, context, owners } = writing;
  const desired = resourceAt(writing, step.address);
  const entry = entryIn(world, desired);
  const account = project.accounts.find(({ name }) => name === desired.account);
  const before = planned.live.get(desired.address);
  return {
    desired,
    ...(before?.status === "found" ? { before } : {}),
    entry,
    context,
    journal: unlessHalted(writing),
    owners,
    // What was taken down is put back also after an interruption.
    signal: down === undefined ? world.signal : world.graceSignal,
    client: heeding(writing, step, planned.clients.get(desired.account) as Client),
    identity: account?.identity ?? "",
    excepted: exceptedItems(desired, { now: writing.begun, timezone: project.timezone }),
    mayDrop: mayDrop(writing, step, entry, down),
    reader: readerOf(writing),
  };
}

/** What may not come back exactly was taken down with consent to lose it, also when a former run took it down. */
function mayDrop(
  { plan }: Writing,
  step: Step,
  { kind }: KindEntry,
  down: EndedStep | undefined,
): (path: Pointer) => boolean {
  const { carried = [], instead = {}, address } = step;
  const isAgreed = plan.consent.some(
    (consent) => consent.what === "lossy" && consent.address === address && consent.given,
  );
  const isBack = down === undefined && kind.multiObject?.add === step.operation;
  return (path) => isAgreed || (isBack && (carried.includes(path) || Object.hasOwn(instead, path)));
}

/** Reads objects while steps are sent. */
function readerOf(writing: Writing): Reader {
  return {
    readObject: async (desired, id) => {
      const live = await readAgain(writing, { ...desired, id });
      if (isGone(live)) return "missing";
      if (live.status !== "found") return "unclear";
      return live.objects?.[0] ?? objectOf(live, entryIn(writing.world, desired));
    },
    findObjects: async (desired, items) => {
      const listed = await freshListings(writing)(desired.account, desired.kind);
      if ("problem" in listed) return undefined;
      const known = writing.journal.rememberedObjects(desired);
      return listed.objects
        .map((object) => objectOf(object, entryIn(writing.world, desired)))
        .filter(({ id, items: own }) => !Object.hasOwn(known, id) && own.some((item) => items.includes(item)));
    },
  };
}

/** An object as a listing shows it, perhaps without an id. */
function objectOf({ id, spec, state }: LiveResource, entry: KindEntry): LiveObject {
  const items = itemsOf(spec, entry);
  return { id: id === "" ? unnamedId(items) : id, spec, state, items };
}
