import type { ObjectsDiff } from "../model/diff.ts";
import { valueDigest } from "../model/digest.ts";
import type { FormContext } from "../model/form.ts";
import { itemsField, itemsOf } from "../model/items.ts";
import { isEmpty, type JsonObject } from "../model/json.ts";
import type { KindEntry, Operation } from "../model/kind.ts";
import { isUnnamed, type LiveObject, type MultiObject } from "../model/objects.ts";
import type { ObjectChange, Step } from "../model/plan.ts";
import { type Pointer, valueAt, withoutValue, withValue } from "../model/pointer.ts";
import type { DeclaredField, Desired } from "../model/resource.ts";
import { type SharedValues, sharedValues } from "../schema/shared-values.ts";
import { showing } from "../schema/showing.ts";
import { resultOf } from "./marks.ts";

/** What is to be done to the objects of one resource. */
export interface SpreadWork {
  readonly desired: Desired;
  readonly diff: ObjectsDiff;
  /** Items that are known to be held elsewhere: tried apart from the others. */
  readonly excepted: ReadonlySet<string>;
  /** True when what somebody changed elsewhere gives way to the document. */
  readonly overwrites: boolean;
}

/** The steps of one resource, and what becomes of each of its objects. */
export interface SpreadSteps {
  readonly steps: readonly Step[];
  readonly objects: readonly ObjectChange[];
  /** Items that a step sets free, by item. */
  readonly freed: ReadonlyMap<string, string>;
  /** What objects say that take the place of no other one, in the nesting of `spec`. */
  readonly made: readonly JsonObject[];
}

/**
 * Spreads items over objects.
 *
 * A live object is taken down only for a changed term or a dropped item, and then it is filled up; all other items that are gained go into objects of their
 * own, so that what is live stays live. Those known to be held elsewhere are tried by themselves and spoil nothing.
 */
export function spreadSteps(work: SpreadWork, entry: KindEntry, before: number, context: FormContext): SpreadSteps {
  const { desired, diff, excepted, overwrites } = work;
  const { settings } = desired;
  const spread = entry.kind.multiObject as MultiObject;
  const { pointer: list, itemsPerObject: most = 1 } = itemsField(entry);
  const formers = formerObjects(desired, entry, context, overwrites);
  const ofFormer = (item: string) => formers.find(({ items }) => items.includes(item));
  // What was taken down comes back in objects of its own, with the terms it had; everything else also fills up what is added anyway.
  const fresh = diff.gained.filter((item) => ofFormer(item) === undefined);
  const waiting = fresh.filter((item) => !excepted.has(item));
  const steps: Step[] = [];
  const objects: ObjectChange[] = [];
  const freed = new Map<string, string>();
  const push = (name: string, body: JsonObject, rest: Partial<Step> = {}): Step => {
    const { method, path } = operationOf(entry, name);
    const id = String(before + steps.length + 1);
    const step = { id, address: desired.address, operation: name, method, path, body, because: [], needs: [], ...rest };
    steps.push(step);
    return step;
  };
  const addBody = (terms: JsonObject, items: readonly string[], name = spread.add) =>
    operationOf(entry, name).body({ id: "", settings, values: withValue(terms, list, items), live: {} });
  for (const object of diff.live) {
    const kept = object.items.filter((item) => !diff.dropped.includes(item));
    const isStale = diff.stale.includes(object.id);
    if (!isStale && kept.length === object.items.length) {
      objects.push({ id: object.id, items: object.items, action: "keep" });
      continue;
    }
    // Made elsewhere, an object may hold more than one add takes.
    const [first = [], ...rest] = chunks(kept, most);
    const filled = first.length === 0 ? [] : [...first, ...waiting.splice(0, Math.max(0, most - kept.length))];
    const former = sharedValues(object, desired, entry, context);
    const terms = isStale || object.expired ? laidOver(former.values, desired, diff) : former.values;
    const down = takeDown(
      object,
      filled.length > 0 ? terms : usableTerms(former, desired),
      kept.length > 0 ? kept : object.items,
    );
    for (const item of object.items) if (diff.dropped.includes(item)) freed.set(item, down.id);
    if (filled.length === 0) {
      objects.push({ id: object.id, items: object.items, action: "delete" });
      continue;
    }
    const because = [...(isStale ? diff.sent : []), ...(sameItems(filled, object.items) ? [] : [list])];
    const more = { because, needs: [down.id], ...leaving(former, isStale ? diff.sent : []) };
    push(spread.add, addBody(terms, filled), more);
    objects.push({ id: object.id, items: filled, action: "replace" });
    for (const items of rest) {
      push(spread.add, addBody(terms, items), more);
      objects.push({ items, action: "add" });
    }
  }
  // What the document leaves to others is taken from what is live, or from what was taken down and is not up again: a new object needs all terms.
  const [sibling] = diff.live.filter(({ expired }) => expired !== true);
  const shared = sibling === undefined ? undefined : knownTerms(sharedValues(sibling, desired, entry, context));
  const values = shared ?? (formers[0] && knownTerms(formers[0].terms)) ?? {};
  const other: NewBase = { terms: { values, carried: [], droppable: [], instead: {} }, drifted: [] };
  // What stays as somebody changed it is not sent by any of the objects: it remains drift.
  const isKept = (path: Pointer) => formers.some(({ drifted }) => drifted.includes(path));
  const others = desired.fields.map(({ path }) => path).filter((path) => path !== list && !isKept(path));
  const because = diff.live.length === 0 ? [list, ...others] : [list];
  const made: JsonObject[] = [];
  const addNew = ({ terms: base, drifted }: NewBase, items: readonly string[], more: object) => {
    const terms = declaredTerms(desired, [list, ...drifted], base.values);
    made.push(withValue(terms, list, items));
    push(spread.add, addBody(terms, items), { because, ...leaving(base, []) });
    objects.push({ items, action: "add", ...more });
  };
  // Held here a moment ago, they are not held elsewhere, whatever the document allows.
  for (const former of formers) {
    const back = diff.gained.filter((item) => ofFormer(item) === former);
    for (const items of chunks(back, most)) addNew(former, items, {});
  }
  for (const items of chunks(waiting, most)) addNew(other, items, {});
  const apart = fresh.filter((item) => excepted.has(item));
  for (const items of chunks(apart, most)) addNew(other, items, { occupied: true });
  return { steps, objects, freed, made };

  /** What goes along that nobody knows, and what may be left out with consent to lose it. */
  function leaving(
    { carried, droppable, instead }: Leaving,
    sent: readonly Pointer[],
  ): Pick<Step, "carried" | "droppable" | "instead"> {
    const left = droppable.filter((path) => !sent.includes(path));
    return {
      ...(carried.length === 0 ? {} : { carried }),
      ...(left.length === 0 ? {} : { droppable: left }),
      ...(Object.keys(instead).length === 0 ? {} : { instead }),
    };
  }

  /** One step, or two where the id has to be found out first. What is taken down can be put back. */
  function takeDown(object: LiveObject, terms: JsonObject, items: readonly string[]): Step {
    const former = sharedValues(object, desired, entry, context);
    const { method, path } = operationOf(entry, spread.add);
    const isOver = object.expired === true;
    const usable = usableTerms(former, desired);
    const restore = isOver
      ? {}
      : {
          restore: {
            operation: spread.add,
            method,
            path,
            body: addBody(usable, object.items),
            ...leaving(former, []),
          },
        };
    const remove = operationOf(entry, spread.remove);
    if (!isUnnamed(object.id))
      return push(spread.remove, remove.body({ id: object.id, settings, values: {}, live: {} }), restore);
    // It asks who is in the way: what the platform might refuse first would only keep it from saying so.
    const find = push(spread.find, addBody(plainTerms(terms, former, diff.sent), items, spread.find));
    const body = withId(remove.body({ id: idMark, settings, values: {}, live: {} }), resultOf(find.id, spread.idAt));
    return push(spread.remove, body, { needs: [find.id], ...restore });
  }
}

/** The steps that take a whole resource down. */
export function removalSteps(
  desired: Desired,
  objects: readonly LiveObject[],
  entry: KindEntry,
  before: number,
  context: FormContext,
): SpreadSteps {
  const dropped = objects.flatMap(({ items }) => items);
  // An object that holds nothing is taken down all the same.
  const diff: ObjectsDiff = { live: objects, stale: objects.map(({ id }) => id), gained: [], dropped, sent: [] };
  const { steps, ...rest } = spreadSteps(
    { desired, diff, excepted: new Set(), overwrites: false },
    entry,
    before,
    context,
  );
  return { ...rest, steps: steps.map(({ restore: _restore, ...step }) => step) };
}

function operationOf({ kind }: KindEntry, name: string): Operation {
  const operation = kind.operations[name];
  if (operation === undefined) throw new Error(`${kind.name} has no operation ${name}`);
  return operation;
}

/** A text that no document can hold, put where the id goes, and replaced by the reference to the answer. */
const idMark = "\u0000id\u0000";

function withId(body: JsonObject, reference: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, value === idMark ? reference : value]));
}

/** The terms of a new object: what the document declares, but for some fields, over what its other objects have. */
function declaredTerms(desired: Desired, but: readonly Pointer[], shared: JsonObject): JsonObject {
  let terms = shared;
  for (const field of desired.fields)
    if (!but.includes(field.path) && !isEmpty(field.wire)) terms = withValue(terms, field.path, field.wire);
  return terms;
}

type Leaving = Pick<SharedValues, "carried" | "droppable" | "instead">;

/** What a new object is made from. */
interface NewBase {
  readonly terms: Leaving & Pick<SharedValues, "values">;
  /** Declared terms that stay as they are in it. */
  readonly drifted: readonly Pointer[];
}

/** An object that was taken down and is not up again. */
export interface FormerObject {
  readonly items: readonly string[];
  readonly terms: SharedValues;
  /** Declared terms that somebody changed elsewhere, and that the replacement was to leave as they were. */
  readonly drifted: readonly Pointer[];
}

/** What the lock file keeps of objects that were taken down to be replaced and are not up again. */
export function formerObjects(
  desired: Desired,
  entry: KindEntry,
  context: FormContext,
  overwrites: boolean,
): FormerObject[] {
  const { former = {}, settled } = desired.lock;
  return Object.values(former).map((body) => {
    const isDrifted = ({ path, policy, key }: DeclaredField) =>
      !overwrites &&
      policy.itemsPerObject === undefined &&
      settled[path] === valueDigest(key) &&
      (policy.required === undefined || valueAt(body, path) !== undefined) &&
      showing({ policy, key }, { spec: body }, entry, context) === "differs";
    return {
      items: itemsOf(body, entry),
      terms: sharedValues({ spec: body }, desired, entry, context),
      drifted: desired.fields.filter(isDrifted).map(({ path }) => path),
    };
  });
}

/** Terms that say nothing which the platform might not know: without what the catalogue does not name, and in the types that it names. */
function plainTerms(terms: JsonObject, { carried, instead }: SharedValues, sent: readonly Pointer[]): JsonObject {
  const isLeft = (path: Pointer) => !sent.includes(path) && valueAt(terms, path) !== undefined;
  const replaced = Object.entries(instead).filter(([path]) => isLeft(path));
  return replaced.reduce((kept, [path, value]) => withValue(kept, path, value), carried.reduce(withoutValue, terms));
}

/** The terms of an object with what the document says in the place of values that can be none of their fields; without those of which it says nothing. */
function usableTerms({ values, unusable }: SharedValues, desired: Desired): JsonObject {
  return unusable.reduce((kept, path) => {
    const field = desired.fields.find((declared) => declared.path === path);
    return field === undefined || isEmpty(field.wire) ? withoutValue(kept, path) : withValue(kept, path, field.wire);
  }, values);
}

/** The terms of an object without what nobody knows: an object of its own has nothing to keep. */
function knownTerms({ values, carried }: SharedValues): JsonObject {
  return carried.reduce(withoutValue, values);
}

/** The terms of an object that takes the place of another: what the document changes over what was live, so that what nobody declares stays. */
function laidOver(former: JsonObject, desired: Desired, diff: ObjectsDiff): JsonObject {
  const isBare = Object.keys(former).length === 0;
  let terms = former;
  // An object has no field to clear: what says nothing is left out.
  for (const { path, wire } of desired.fields.filter(isSent))
    terms = isEmpty(wire) ? withoutValue(terms, path) : withValue(terms, path, wire);
  return terms;

  function isSent(field: DeclaredField): boolean {
    return field.policy.itemsPerObject === undefined && (isBare || diff.sent.includes(field.path));
  }
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

function chunks(items: readonly string[], most: number): string[][] {
  const all: string[][] = [];
  for (let at = 0; at < items.length; at += most) all.push(items.slice(at, at + most));
  return all;
}
