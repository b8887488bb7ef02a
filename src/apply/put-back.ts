import { defined, unlessEmpty } from "../model/defined.ts";
import { itemsField } from "../model/items.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Restore, Step } from "../model/plan.ts";
import { type AddResult, addObject } from "./add-object.ts";
import { hasSharedFields } from "./objects.ts";
import { endedStep, type Sending, type SentStep } from "./sending.ts";

/**
 * Puts back what a step took down, after what was to take its place was refused or never sent.
 *
 * An item is in one object only, so that sending it is safe whatever became of earlier requests: when something is
 * there already, the refusal says so.
 */
export async function putBack(step: Step, result: AddResult, restore: Restore, sending: Sending): Promise<SentStep> {
  const { entry, journal, desired } = sending;
  const former = restore.items ?? [];
  if (result.stop !== undefined) return judged(step, result, "not-live");
  const { carried: _carried, droppable: _droppable, instead: _instead, ...bare } = step;
  const again: Step = { ...bare, ...restore };
  // One object can have more than is taken at once: it was made elsewhere.
  const most = itemsField(entry).itemsPerObject ?? former.length;
  const manner = former.length > most ? "halves" : "whole";
  const back = await addObject(again, former, manner, sending, { restore: step.body });
  if (back.halt !== undefined) return judged(step, { ...result, halt: back.halt }, "unknown");
  // What is in the way may be what was sent first, whose answer was lost.
  if (result.unknown === true && (await hasLanded(step, back, sending)))
    return judged(step, { objects: back.objects, problems: [] });
  const problems = [...result.problems, ...back.problems];
  const present = new Set(Object.values(journal.objectsOf(desired)).flat());
  if (former.every((item) => present.has(item)) || back.objects.length > 0) {
    const live = { ...result, objects: back.objects, unknown: false, problems };
    return judged(step, { ...live, ...defined({ dropped: back.dropped }) }, "live");
  }
  if (back.unknown === true) return judged(step, { ...result, unknown: true }, "unknown");
  if (result.unknown === true) {
    // What was sent first may show yet: the next run looks for it.
    const { items = [], body } = step;
    const halt = journal.recordIntent(desired, { step, items, body, restore: restore.body });
    return judged(step, { ...result, ...defined({ halt }), problems }, "unknown");
  }
  if (back.unnamed === true) {
    // Not even the former one can be had as a whole: as much as possible of the new one is.
    const some = await addObject(step, step.items ?? [], "halves", sending);
    if (some.objects.length > 0) return judged(step, some);
  }
  return judged(step, { ...result, problems }, "not-live");
}

/** True when what is there is what was to be: its shared fields, and exactly its items. */
async function hasLanded({ items = [], body }: Step, { objects }: AddResult, sending: Sending): Promise<boolean> {
  const { desired, reader } = sending;
  const read = await Promise.all(objects.map(({ id }) => reader.readObject(desired, id)));
  const present = read.flatMap((object) => (typeof object === "string" ? [] : object.items));
  const isNew = (object: (typeof read)[number]) => typeof object !== "string" && hasSharedFields(sending, object, body);
  const wanted = new Set(items);
  return read.every(isNew) && present.length === wanted.size && present.every((item) => wanted.has(item));
}

/** Two requests for one step as one. */
export function together(first: AddResult, second: AddResult): AddResult {
  return {
    ...second,
    objects: [...first.objects, ...second.objects],
    problems: [...first.problems, ...second.problems],
    ...defined({ dropped: first.dropped }),
  };
}

/**
 * What came of adding, as the outcome of its step; `restored` says whether what the step was to replace is live again.
 */
export function judged(step: Step, result: AddResult, restored?: Outcome["restored"]): SentStep {
  const { objects, problems, failed, stop, halt, dropped = [] } = result;
  const [problem, ...also] = failed === undefined ? problems : [failed, ...problems];
  const trouble = defined({ problem, also: unlessEmpty(also) });
  const some = objects.length === 0 ? {} : { objects: [...objects], ...defined({ dropped: unlessEmpty(dropped) }) };
  const ends = defined({ stop, halt });
  if (failed !== undefined) {
    const status = result.unknown === true ? "unknown" : "failed";
    return { ended: endedStep(step, { status, ...trouble, ...some, ...defined({ restored }) }), ...ends };
  }
  const isRefused = objects.length === 0 && problems.some(({ severity }) => severity === "error");
  if (isRefused) return { ended: endedStep(step, { status: "failed", ...trouble }), ...ends };
  const partial = problems.length === 0 ? {} : { result: "partial" as const };
  return { ended: endedStep(step, { status: "done", ...partial, ...trouble, ...some }), ...ends };
}
