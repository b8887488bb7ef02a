import type { Reply } from "../model/client.ts";
import { itemsField } from "../model/items.ts";
import { asText } from "../model/json.ts";
import type { MultiObject } from "../model/objects.ts";
import type { EndedStep, Outcome } from "../model/outcome.ts";
import type { Restore, Step } from "../model/plan.ts";
import { valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { type AddInput, type AddResult, addObject, believed } from "./add-part.ts";

/** What carrying out one step of a resource made of several objects gave. */
export interface SpreadStep {
  readonly one: EndedStep;
  readonly stop?: Problem;
  readonly halt?: Problem;
}

/** What is to be known of the steps around one. */
export interface Surrounding {
  /** The step that took down what this one puts up again, when it did or may have. */
  readonly down?: EndedStep;
  /** The step that was to find what this one takes down, when it made it instead. */
  readonly made?: boolean;
  /** True when another step puts up again what this one takes down. */
  readonly hasPartner: boolean;
}

/** How often a removal is sent whose answers are lost, looked up in between. */
const sendings = 3;

/** Carries out one step: finds, takes down or adds one object. */
export function carryOutSpread(step: Step, around: Surrounding, input: AddInput): Promise<SpreadStep> {
  const spread = input.entry.kind.multiObject as MultiObject;
  if (step.operation === spread.remove) return takeDown(step, around, input);
  return step.operation === spread.find ? find(step, input) : add(step, around, input);
}

function ended(step: Step, outcome: Omit<Outcome, "step" | "address">, rest: Partial<EndedStep> = {}): EndedStep {
  return { step, review: false, outcome: { step: step.id, address: step.address, ...outcome }, ...rest };
}

async function takeDown(step: Step, { made, hasPartner }: Surrounding, input: AddInput): Promise<SpreadStep> {
  const { ports, client, entry, signal } = input;
  const spread = entry.kind.multiObject as MultiObject;
  // What was to be replaced was not there, and the search has made what was to take its place.
  if (made === true && hasPartner) return { one: ended(step, { status: "skipped" }) };
  const id = idIn(step.body, spread);
  const restore = step.restore === undefined ? {} : { restore: step.restore.body };
  const unkept = ports.announce({ step, removes: id, ...restore });
  if (unkept !== undefined) return { one: ended(step, { status: "skipped", problem: unkept }), halt: unkept };
  const gone = (): SpreadStep => {
    const halt = ports.drop(step.address, id);
    return { one: ended(step, { status: "done" }, { removed: id }), ...(halt ? { halt } : {}) };
  };
  for (let sending = 1; ; sending += 1) {
    const { method, path, body } = step;
    const reply: Reply = await client.call({ method, path, body }, "write", signal);
    if (reply.status === "ok") return gone();
    const problem: Problem = { ...reply.problem, address: step.address };
    if (reply.status === "refused") {
      if (spread.goneCodes.includes(reply.code)) return gone();
      ports.clear(step.address);
      return { one: ended(step, { status: "failed", problem }), ...(reply.stops ? { stop: reply.problem } : {}) };
    }
    const seen = signal?.aborted ? "unclear" : await ports.read(step.address, id);
    if (seen === "missing") return gone();
    if (seen === "unclear" || sending >= sendings)
      return { one: ended(step, { status: "unknown", problem }, { removed: id }) };
  }
}

/** The id in the body of a removal, as text. */
function idIn(body: Step["body"], { idAt }: MultiObject): string {
  return asText(valueAt(body, idAt));
}

/**
 * Finds out the id of an object by adding what it holds: the platform refuses that and says which object is in the way. When nothing is in the way, the
 * object is new, and as it was to become.
 */
async function find(step: Step, input: AddInput): Promise<SpreadStep> {
  const { ports, client, entry, signal } = input;
  const spread = entry.kind.multiObject as MultiObject;
  const items = step.items ?? [];
  const unkept = ports.announce({ step, items, body: step.body });
  if (unkept !== undefined) return { one: ended(step, { status: "skipped", problem: unkept }), halt: unkept };
  const { method, path, body } = step;
  const reply = believed(step, await client.call({ method, path, body }, "write", signal), input);
  const failed = (problem: Problem, status: "failed" | "unknown" = "failed"): SpreadStep => ({
    one: ended(step, { status, problem: { ...problem, address: step.address } }),
  });
  if (reply.status === "unknown") return failed(reply.problem, "unknown");
  const added = spread.added(reply.status === "ok" ? reply.body : (reply.body ?? {}));
  if (added.id !== undefined) {
    const taken = added.taken.length > 0 ? added.taken : items;
    const halt = ports.hold(step.address, added.id, taken);
    const objects = [{ id: added.id, items: taken }];
    const ends = halt ? { halt } : {};
    if (halt !== undefined || items.every((item) => taken.includes(item)))
      return { one: ended(step, { status: "done", objects }, { id: added.id, made: true }), ...ends };
    // Only some of it was free: the others are still where they were.
  } else ports.clear(step.address);
  const own = added.refused.filter(
    ({ occupant }) => (occupant?.identity ?? ports.identity(step.address)) === ports.identity(step.address),
  );
  const ids = [...new Set(own.flatMap(({ occupant }) => occupant?.id ?? []))];
  const [id] = ids;
  const object = id === undefined || ids.length > 1 ? "unclear" : await ports.read(step.address, id);
  if (id === undefined || typeof object === "string" || !items.some((item) => object.items.includes(item))) {
    const args = { items, ids, call: step.path };
    const stop = reply.status === "refused" && reply.stops ? { stop: reply.problem } : {};
    if (reply.status === "refused" && reply.code !== spread.occupiedCode) return { ...failed(reply.problem), ...stop };
    return { ...failed({ code: "object-id-not-found", severity: "error", class: "failure", args }), ...stop };
  }
  const halt = ports.hold(step.address, id, object.items);
  return { one: ended(step, { status: "done" }, { id }), ...(halt ? { halt } : {}) };
}

async function add(step: Step, { down }: Surrounding, input: AddInput): Promise<SpreadStep> {
  const { ports } = input;
  const held = new Set(Object.values(ports.held(step.address)).flat());
  const items = (step.items ?? []).filter((item) => !held.has(item));
  if (items.length === 0) return { one: ended(step, { status: "skipped" }) };
  const restore = down?.step.restore;
  if (restore === undefined) return judged(step, await addObject(step, items, "halves", input));
  const former = new Set(restore.items ?? []);
  const kept = items.filter((item) => former.has(item));
  const more = items.filter((item) => !former.has(item));
  const intent = { restore: restore.body };
  let result = await addObject(step, items, "whole", input, intent);
  if (result.unnamed === true && more.length > 0 && kept.length > 0) {
    // One of those that only fill it up may be to blame: what was live a moment ago goes first.
    result = await addObject(step, kept, "whole", input, intent);
    if (result.failed === undefined) result = together(result, await addObject(step, more, "halves", input));
  }
  // Something of it is live, or nothing further may be sent; and errcode 0 that takes none of the items is a refusal like any other.
  const refused = result.failed ?? result.problems.find(({ severity }) => severity === "error");
  if (refused === undefined || result.objects.length > 0) return judged(step, result);
  if (result.halt !== undefined) return judged(step, result, "not-live");
  const rest = result.problems.filter((problem) => problem !== refused);
  return putBack(step, { ...result, failed: refused, problems: rest }, restore, input);
}

/**
 * Puts back what a step took down, after what was to take its place was refused or never sent.
 *
 * An item is in one object only, so that sending it is safe whatever became of earlier requests: when something is there already, the refusal says so.
 */
export async function putBack(step: Step, result: AddResult, restore: Restore, input: AddInput): Promise<SpreadStep> {
  const { entry, ports } = input;
  const former = restore.items ?? [];
  if (result.stop !== undefined) return judged(step, result, "not-live");
  const { carried: _carried, droppable: _droppable, instead: _instead, ...bare } = step;
  const again: Step = { ...bare, ...restore };
  // One object can hold more than is taken at once: it was made elsewhere.
  const most = itemsField(entry).itemsPerObject ?? former.length;
  const back = await addObject(again, former, former.length > most ? "halves" : "whole", input, { restore: step.body });
  if (back.halt !== undefined) return judged(step, { ...result, halt: back.halt }, "unknown");
  // What is in the way may be what was sent first, whose answer was lost.
  if (result.unknown === true && (await hasLanded(step, back, input)))
    return judged(step, { objects: back.objects, problems: [] });
  const held = new Set(Object.values(ports.held(step.address)).flat());
  if (former.every((item) => held.has(item)) || back.objects.length > 0)
    return judged(
      step,
      {
        ...{ ...result, objects: back.objects, unknown: false, problems: [...result.problems, ...back.problems] },
        ...(back.dropped === undefined ? {} : { dropped: back.dropped }),
      },
      "live",
    );
  if (back.unknown === true) return judged(step, { ...result, unknown: true }, "unknown");
  if (result.unknown === true) {
    // What was sent first may show yet: the next run looks for it.
    const wanted = step.items ?? [];
    const halt = ports.announce({ step, items: wanted, body: step.body, restore: restore.body });
    return judged(
      step,
      { ...result, ...(halt ? { halt } : {}), problems: [...result.problems, ...back.problems] },
      "unknown",
    );
  }
  if (back.unnamed === true) {
    // Not even the former one can be had as a whole: as much as possible of the new one is.
    const wanted = step.items ?? [];
    const objects = await addObject(step, wanted, "halves", input);
    if (objects.objects.length > 0) return judged(step, objects);
  }
  return judged(step, { ...result, problems: [...result.problems, ...back.problems] }, "not-live");
}

/** True when what is there is what was to be: its terms, and exactly its items. */
async function hasLanded(step: Step, { objects }: AddResult, { ports, entry }: AddInput): Promise<boolean> {
  const wanted = new Set(step.items);
  const read = await Promise.all(objects.map(({ id }) => ports.read(step.address, id)));
  const held = read.flatMap((object) => (typeof object === "string" ? [] : object.items));
  const isNew = (object: (typeof read)[number]) =>
    typeof object !== "string" && ports.hasTerms(step.address, object, step.body);
  return read.every(isNew) && held.length === wanted.size && held.every((item) => wanted.has(item));
}

function together(first: AddResult, second: AddResult): AddResult {
  return {
    ...second,
    objects: [...first.objects, ...second.objects],
    problems: [...first.problems, ...second.problems],
    ...(first.dropped === undefined ? {} : { dropped: first.dropped }),
  };
}

/** What came of adding, as the outcome of its step. */
function judged(step: Step, result: AddResult, restored?: Outcome["restored"]): SpreadStep {
  const { objects, problems, failed, stop, halt, dropped = [] } = result;
  const ends = { ...(stop ? { stop } : {}), ...(halt ? { halt } : {}) };
  const back = restored === undefined ? {} : { restored };
  const some = {
    ...(objects.length === 0 ? {} : { objects }),
    ...(objects.length === 0 || dropped.length === 0 ? {} : { dropped }),
  };
  const [first, ...also] = failed === undefined ? problems : [failed, ...problems];
  const said = first === undefined ? {} : { problem: first, ...(also.length === 0 ? {} : { also }) };
  if (failed !== undefined) {
    const status = result.unknown === true ? ("unknown" as const) : ("failed" as const);
    return { one: ended(step, { status, ...said, ...some, ...back }), ...ends };
  }
  const refused = objects.length === 0 && problems.some(({ severity }) => severity === "error");
  if (refused) return { one: ended(step, { status: "failed", ...said }), ...ends };
  const partial = problems.length === 0 ? {} : { result: "partial" as const };
  return { one: ended(step, { status: "done", ...partial, ...said, ...some }), ...ends };
}
