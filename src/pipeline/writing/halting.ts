import { noteHalt } from "../../apply/progress.ts";
import type { Journal } from "../../apply/sending.ts";
import type { Client } from "../../model/client.ts";
import type { Step } from "../../model/plan.ts";
import type { Problem } from "../../model/problem.ts";
import type { Writing } from "./writing.ts";

/**
 * The journal, in which nothing is begun any more once another resource has found that it cannot be written. What finds
 * that halts the others in the same moment, before any of them goes on.
 */
export function unlessHalted({ journal, progress }: Writing): Journal {
  const halting = (unrecorded: Problem | undefined): Problem | undefined => {
    if (unrecorded !== undefined) noteHalt(progress, unrecorded);
    return unrecorded;
  };
  return {
    ...journal,
    recordIntent: (desired, intent) => progress.halted ?? halting(journal.recordIntent(desired, intent)),
    recordCreated: (desired, id) => halting(journal.recordCreated(desired, id)),
    recordObject: (desired, id, items) => halting(journal.recordObject(desired, id, items)),
    recordRemoved: (desired, id) => halting(journal.recordRemoved(desired, id)),
  };
}

/**
 * A client that sends nothing once sending is halted, however long a request has waited for its turn, and by which is
 * known what may have been carried out.
 */
export function heeding({ progress, world }: Writing, step: Step, client: Client): Client {
  const { open, sending } = progress;
  return {
    call: async (request, intent, signal) => {
      const under = signal === world.graceSignal ? sending.graceSignal : sending.signal;
      if (intent === "read") return client.call(request, intent, signal);
      const wasOpen = open.has(step.id);
      open.add(step.id);
      const reply = await client.call(request, intent, under);
      if (reply.status === "refused" && !wasOpen) open.delete(step.id);
      return reply;
    },
  };
}
