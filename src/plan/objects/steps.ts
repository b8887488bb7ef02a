import { defined } from "../../model/defined.ts";
import type { ObjectsDiff } from "../../model/diff.ts";
import { itemsField } from "../../model/items.ts";
import type { JsonObject } from "../../model/json.ts";
import type { MultiObject } from "../../model/objects.ts";
import { isUnnamed, type LiveObject } from "../../model/objects.ts";
import type { ObjectChange, Step } from "../../model/plan.ts";
import { type Pointer, withValue } from "../../model/pointer.ts";
import type { Desired } from "../../model/resource.ts";
import { resultOf } from "../../model/result.ts";
import { type SharedValues, sharedValues } from "../../schema/shared-values.ts";
import type { ResourceContext } from "../planned.ts";
import { requestOf, type StepList, stepList } from "../step.ts";
import type { FormerObject } from "./former.ts";
import { carriedAlong, declaredValues, knownValues, laidOver, plainValues, usableValues } from "./shared.ts";

/** The steps of one resource, and what becomes of each of its objects. */
export interface ObjectSteps {
  readonly steps: readonly Step[];
  readonly objects: readonly ObjectChange[];
  /** What objects say that take the place of no other one, in the nesting of `spec`. */
  readonly made: readonly JsonObject[];
}

/** What making the steps needs. */
export interface ObjectsWork {
  readonly desired: Desired;
  readonly diff: ObjectsDiff;
  /** What was taken down and is not up again. */
  readonly formers: readonly FormerObject[];
  readonly about: Pick<ResourceContext, "entry" | "context" | "excepted">;
}

/** The work with the steps and objects that have been made of it so far. */
interface Laying extends ObjectsWork {
  readonly list: StepList;
  readonly objects: ObjectChange[];
  readonly multiObject: MultiObject;
  /** The field that holds the items, and the most of them that one object takes. */
  readonly items: { readonly path: Pointer; readonly most: number };
}

/**
 * Divides items among objects.
 *
 * A live object is taken down only for a changed shared field or a dropped item, and then it is filled up; all other
 * items that are gained go into objects of their own, so that what is live stays live. Those known to be in objects of
 * somebody else are tried by themselves and spoil nothing.
 */
export function objectSteps(work: ObjectsWork): ObjectSteps {
  const { desired, diff, about, formers } = work;
  const { pointer: path, itemsPerObject: most = 1 } = itemsField(about.entry);
  const laying: Laying = {
    ...work,
    list: stepList(desired, about.entry),
    objects: [],
    multiObject: about.entry.kind.multiObject as MultiObject,
    items: { path, most },
  };
  // What was taken down comes back in objects of its own, as it was; everything else also fills up what is added
  // anyway.
  const fresh = diff.gained.filter((item) => !formers.some(({ items }) => items.includes(item)));
  const waiting = fresh.filter((item) => !about.excepted.has(item));
  for (const object of diff.live) keepOrReplace(object, laying, waiting);
  const made = [
    ...formers.flatMap((former) => {
      // They were in this object a moment ago, so nobody else has them, whatever the document allows.
      const back = diff.gained.filter((item) => former.items.includes(item) && isFirstWith(formers, former, item));
      return addObjects(back, former, laying);
    }),
    ...addObjects(waiting, undefined, laying),
    ...addObjects(
      fresh.filter((item) => about.excepted.has(item)),
      undefined,
      laying,
      true,
    ),
  ];
  return { steps: laying.list.steps, objects: laying.objects, made };
}

function isFirstWith(formers: readonly FormerObject[], former: FormerObject, item: string): boolean {
  return formers.find(({ items }) => items.includes(item)) === former;
}

/** The steps that take a whole resource down: nothing of it is to come back. */
export function removalSteps(desired: Desired, live: readonly LiveObject[], about: ObjectsWork["about"]): ObjectSteps {
  const dropped = live.flatMap(({ items }) => items);
  // An object that holds nothing is taken down all the same.
  const diff: ObjectsDiff = { live, stale: live.map(({ id }) => id), gained: [], dropped, sent: [] };
  const { steps, ...rest } = objectSteps({ desired, diff, formers: [], about });
  return { ...rest, steps: steps.map(({ restore: _restore, ...step }) => step) };
}

/**
 * An object stays, or is taken down and added anew with what stays of it, filled up with items that wait for a place.
 */
function keepOrReplace(object: LiveObject, laying: Laying, waiting: string[]): void {
  const { desired, diff, about, list, objects, multiObject, items: field } = laying;
  const { id, items } = object;
  const kept = items.filter((item) => !diff.dropped.includes(item));
  const isStale = diff.stale.includes(id);
  if (!isStale && kept.length === items.length) {
    objects.push({ id, items, action: "keep" });
    return;
  }
  // Made elsewhere, an object may hold more than one add takes.
  const [first = [], ...rest] = chunks(kept, field.most);
  const filled = first.length === 0 ? [] : [...first, ...waiting.splice(0, Math.max(0, field.most - kept.length))];
  const former = sharedValues(object, desired, about.entry, about.context);
  const values = isStale || object.expired ? laidOver(former.values, desired, diff) : former.values;
  const asked = filled.length > 0 ? values : usableValues(former, desired);
  const down = takeDown(object, former, plainValues(asked, former, diff.sent), kept.length > 0 ? kept : items, laying);
  if (filled.length === 0) {
    objects.push({ id, items, action: "delete" });
    return;
  }
  const sent = isStale ? diff.sent : [];
  const because = [...sent, ...(sameItems(filled, items) ? [] : [field.path])];
  for (const [index, chunk] of [filled, ...rest].entries()) {
    const input = {
      items: chunk,
      values: withValue(values, field.path, chunk),
      carriedAlong: carriedAlong(former, sent),
    };
    list.add({ operation: multiObject.add, ...input, because, needs: [down.id] });
    objects.push(index === 0 ? { id, items: chunk, action: "replace" } : { items: chunk, action: "add" });
  }
}

/**
 * One step, or two where the id has to be found out first, by asking who is in the way of some values. What is taken
 * down can be put back.
 */
function takeDown(
  { id, items, expired }: LiveObject,
  former: SharedValues,
  asked: JsonObject,
  askedItems: readonly string[],
  { desired, about, list, multiObject, items: field }: Laying,
): Step {
  const withItems = (values: JsonObject, some: readonly string[]) => withValue(values, field.path, some);
  const back = {
    values: withItems(usableValues(former, desired), items),
    items,
    carriedAlong: carriedAlong(former, []),
  };
  const restore = expired ? undefined : requestOf(desired, about.entry, { operation: multiObject.add, ...back });
  const removal = { operation: multiObject.remove, items, restore };
  if (!isUnnamed(id)) return list.add({ ...removal, id });
  // What the platform might refuse first would only keep it from saying who is in the way.
  const find = list.add({ operation: multiObject.find, values: withItems(asked, askedItems), items: askedItems });
  return list.add({ ...removal, id: resultOf(find.id, multiObject.idAt), needs: [find.id] });
}

/**
 * Adds objects for items that take nobody's place, as they were before or like the others; gives what each of them
 * says.
 */
function addObjects(
  items: readonly string[],
  former: FormerObject | undefined,
  laying: Laying,
  occupied?: true,
): JsonObject[] {
  const { desired, diff, list, objects, multiObject, items: field, formers } = laying;
  // What stays as somebody changed it is not sent by any of the objects: it remains drift.
  const isKept = (path: Pointer) => formers.some(({ drifted }) => drifted.includes(path));
  const others = desired.fields.map(({ path }) => path).filter((path) => path !== field.path && !isKept(path));
  const because = diff.live.length === 0 ? [field.path, ...others] : [field.path];
  const base = former?.values.values ?? likeTheOthers(laying);
  const values = declaredValues(desired, [field.path, ...(former?.drifted ?? [])], base);
  return chunks(items, field.most).map((chunk) => {
    const spec = withValue(values, field.path, chunk);
    const more = defined({ carriedAlong: former && carriedAlong(former.values, []) });
    list.add({ operation: multiObject.add, values: spec, items: chunk, because, ...more });
    objects.push({ items: chunk, action: "add", ...defined({ occupied }) });
    return spec;
  });
}

/**
 * What the document leaves to others is taken from what is live, or from what was taken down and is not up again: a new
 * object needs all fields.
 */
function likeTheOthers({ desired, diff, formers, about }: Laying): JsonObject {
  const sibling = diff.live.find(({ expired }) => expired !== true);
  if (sibling !== undefined) return knownValues(sharedValues(sibling, desired, about.entry, about.context));
  const [former] = formers;
  return former === undefined ? {} : knownValues(former.values);
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

function chunks(items: readonly string[], most: number): string[][] {
  const all: string[][] = [];
  for (let at = 0; at < items.length; at += most) all.push(items.slice(at, at + most));
  return all;
}
