import type { Reply } from "../model/client.ts";
import { defined } from "../model/defined.ts";
import { asText } from "../model/json.ts";
import type { EndedStep } from "../model/outcome.ts";
import type { Step } from "../model/plan.ts";
import { valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { addObject } from "./add-object.ts";
import { findObject } from "./find-object.ts";
import { multiObjectOf } from "./objects.ts";
import { judged, putBack, together } from "./put-back.ts";
import { endedStep, failedStep, notRecorded, type Sending, type SentStep } from "./sending.ts";

/** What is to be known of the steps around one. */
export interface Surrounding {
  /** The step that took down what this step puts back, when it did or may have. */
  readonly down?: EndedStep;
  /** True when the step that was to find what this one takes down made it instead. */
  readonly isMade: boolean;
  /** True when another step puts back what this step takes down. */
  readonly hasPartner: boolean;
}

/** How often a removal is sent whose answers are lost, looked up in between. */
const sendings = 3;

/** Carries out one step of a resource made of several objects: finds, takes down or adds one of them. */
export function sendObjectStep(step: Step, around: Surrounding, sending: Sending): Promise<SentStep> {
  const { remove, find } = multiObjectOf(sending);
  if (step.operation === remove) return takeDown(step, around, sending);
  return step.operation === find ? findObject(step, sending) : add(step, around, sending);
}

async function takeDown(step: Step, { isMade, hasPartner }: Surrounding, sending: Sending): Promise<SentStep> {
  const { desired, journal } = sending;
  // What was to be replaced was not there, and the search has made what was to take its place.
  if (isMade && hasPartner) return { ended: endedStep(step, { status: "skipped" }) };
  // A plan may not know the id: then an answer has brought it.
  const id = asText(valueAt(step.body, multiObjectOf(sending).idAt));
  const unrecorded = journal.recordIntent(desired, { step, removes: id, restore: step.restore?.body });
  if (unrecorded !== undefined) return notRecorded(step, unrecorded);
  for (let sent = 1; ; sent += 1) {
    const reply = await sendRemoval(step, id, sending);
    if (reply === "gone") {
      const halt = journal.recordRemoved(desired, id);
      return { ended: endedStep(step, { status: "done" }, { removed: id }), ...defined({ halt }) };
    }
    if (reply.status === "refused") {
      journal.clear(desired);
      return failedStep(step, reply.problem, reply.stops ? reply.problem : undefined);
    }
    if (reply.isThere && sent < sendings) continue;
    const problem: Problem = { ...reply.problem, address: step.address };
    return { ended: endedStep(step, { status: "unknown", problem }, { removed: id }) };
  }
}

/**
 * What came of one request to take an object down; after a lost answer, whether the object is seen to be there still.
 */
type RemovalReply =
  | "gone"
  | Extract<Reply, { status: "refused" }>
  | { readonly status: "unknown"; readonly problem: Problem; readonly isThere: boolean };

async function sendRemoval({ method, path, body }: Step, id: string, sending: Sending): Promise<RemovalReply> {
  const { desired, reader, client, signal } = sending;
  const reply = await client.call({ method, path, body }, "write", signal);
  if (reply.status === "ok") return "gone";
  if (reply.status === "refused") return multiObjectOf(sending).goneCodes.includes(reply.code) ? "gone" : reply;
  const seen = signal.aborted ? "unclear" : await reader.readObject(desired, id);
  return seen === "missing" ? "gone" : { ...reply, isThere: seen !== "unclear" };
}

async function add(step: Step, { down }: Surrounding, sending: Sending): Promise<SentStep> {
  const present = new Set(Object.values(sending.journal.objectsOf(sending.desired)).flat());
  const items = (step.items ?? []).filter((item) => !present.has(item));
  if (items.length === 0) return { ended: endedStep(step, { status: "skipped" }) };
  const restore = down?.step.restore;
  if (restore === undefined) return judged(step, await addObject(step, items, "halves", sending));
  const former = new Set(restore.items ?? []);
  const kept = items.filter((item) => former.has(item));
  const more = items.filter((item) => !former.has(item));
  const intent = { restore: restore.body };
  let result = await addObject(step, items, "whole", sending, intent);
  if (result.unnamed === true && more.length > 0 && kept.length > 0) {
    // One of those that only fill it up may be to blame: what was live a moment ago goes first.
    result = await addObject(step, kept, "whole", sending, intent);
    if (result.failed === undefined) result = together(result, await addObject(step, more, "halves", sending));
  }
  // Something of it is live, or nothing further may be sent; and errcode 0 that takes none of the items is a refusal
  // like any other.
  const refused = result.failed ?? result.problems.find(({ severity }) => severity === "error");
  if (refused === undefined || result.objects.length > 0) return judged(step, result);
  if (result.halt !== undefined) return judged(step, result, "not-live");
  const problems = result.problems.filter((problem) => problem !== refused);
  return putBack(step, { ...result, failed: refused, problems }, restore, sending);
}
