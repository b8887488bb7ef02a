import type { Reply } from "../model/client.ts";
import { defined } from "../model/defined.ts";
import type { Added } from "../model/objects.ts";
import type { Step } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { believed } from "./add-object.ts";
import { multiObjectOf } from "./objects.ts";
import { endedStep, failedStep, notRecorded, type Sending, type SentStep } from "./sending.ts";

/**
 * Finds out the id of an object by adding what it has: the platform refuses that and says which object is in the way.
 * When nothing is in the way, the object is new, and as it was to become.
 */
export async function findObject(step: Step, sending: Sending): Promise<SentStep> {
  const { desired, journal, client, signal } = sending;
  const { method, path, body, items = [] } = step;
  const unrecorded = journal.recordIntent(desired, { step, items, body });
  if (unrecorded !== undefined) return notRecorded(step, unrecorded);
  const reply = believed(await client.call({ method, path, body }, "write", signal), sending);
  if (reply.status === "unknown") {
    const problem: Problem = { ...reply.problem, address: step.address };
    return { ended: endedStep(step, { status: "unknown", problem }) };
  }
  const added = multiObjectOf(sending).added(reply.body ?? {});
  if (added.id === undefined) journal.clear(desired);
  else {
    const taken = added.taken.length > 0 ? added.taken : items;
    const halt = journal.recordObject(desired, added.id, taken);
    const objects = [{ id: added.id, items: taken }];
    // Where only some of it was free, the others are still where they were.
    if (halt !== undefined || items.every((item) => taken.includes(item)))
      return {
        ended: endedStep(step, { status: "done", objects }, { id: added.id, made: true }),
        ...defined({ halt }),
      };
  }
  return occupantFound(step, reply, added, sending);
}

/** Who is in the way, as the refusal says it: one object of this account that has any of the items. */
async function occupantFound(
  step: Step,
  reply: Exclude<Reply, { status: "unknown" }>,
  { refused }: Added,
  { desired, journal, reader, identity, entry }: Sending,
): Promise<SentStep> {
  const { items = [] } = step;
  const own = refused.filter(({ occupant }) => (occupant?.identity ?? identity) === identity);
  const ids = [...new Set(own.flatMap(({ occupant }) => occupant?.id ?? []))];
  const [id] = ids;
  const object = id === undefined || ids.length > 1 ? "unclear" : await reader.readObject(desired, id);
  if (id === undefined || typeof object === "string" || !items.some((item) => object.items.includes(item))) {
    if (reply.status === "ok") return failedStep(step, idNotFound(step, ids));
    const isOther = reply.code !== multiObjectOf({ entry }).occupiedCode;
    return failedStep(step, isOther ? reply.problem : idNotFound(step, ids), reply.stops ? reply.problem : undefined);
  }
  const halt = journal.recordObject(desired, id, object.items);
  return { ended: endedStep(step, { status: "done" }, { id }), ...defined({ halt }) };
}

function idNotFound({ items = [], path: call }: Step, ids: readonly string[]): Problem {
  const args = { items, ids: [...ids], call };
  return problem("object-id-not-found", args);
}
