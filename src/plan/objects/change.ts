import type { ObjectsDiff, ResourceDiff } from "../../model/diff.ts";
import { itemsField, itemsOf } from "../../model/items.ts";
import { isEmpty } from "../../model/json.ts";
import type { LiveObject } from "../../model/objects.ts";
import { inDocument } from "../../model/parts.ts";
import type { Action, ObjectChange } from "../../model/plan.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Desired } from "../../model/resource.ts";
import { changeOf, newFields } from "../change.ts";
import { missingFields } from "../create.ts";
import type { PlannedResource, Removal, ResourceContext } from "../planned.ts";
import { comesBack, nothingBack } from "./comes-back.ts";
import { formerObjects } from "./former.ts";
import { type ObjectSteps, objectSteps, removalSteps } from "./steps.ts";

/** Plans the change of a resource made of several objects. */
export function changeObjects(diff: ResourceDiff, about: ResourceContext): PlannedResource {
  const { desired, objects, fingerprint, carried, lost } = diff;
  if (objects === undefined) throw new Error(`${desired.address} is one object`);
  const { made, back } = laidOut(desired, objects, about);
  const known = new Set(diff.fields.map(({ path }) => path));
  const fields = [...diff.fields, ...back.fields.filter(({ path }) => !known.has(path))];
  const missing = made.made.flatMap((values) => missingFields(desired, about.entry, about.locate, values));
  const action = actionOf(made.objects);
  return {
    change: changeOf(desired, { action, fingerprint, fields, carried, lost, objects: made.objects }),
    steps: made.steps,
    problems: once([...diff.problems, ...back.problems, ...missing]),
    consents: [...diff.consents, ...back.consents],
  };
}

/** Plans a new resource made of several objects. */
export function createObjects(desired: Desired, about: ResourceContext): PlannedResource {
  const { entry, locate, expired } = about;
  if (expired && desired.memory.former !== undefined) return expiredAndDown(desired, about);
  const list = itemsField(entry).pointer;
  const declared = desired.fields.some(({ path }) => path === list) ? itemsOf(desired.document.spec, entry) : undefined;
  // A list that the document leaves to others is as it was before it was taken down.
  const formers = formerObjects(desired, { ...about, overwrites: overwrites(about) });
  const gained = declared ?? [...new Set(formers.flatMap(({ items }) => items))];
  const { made, back } = laidOut(desired, { live: [], stale: [], gained, dropped: [], sent: [] }, about);
  const isBack = new Set(back.fields.map(({ path }) => path));
  const declaring = desired.fields.filter(({ path, wire }) => !isEmpty(wire) && !isBack.has(path));
  const fields = [...newFields(declaring, desired, locate), ...back.fields];
  const carried = made.made.length === 0 ? [] : [...new Set(formers.flatMap(({ values }) => values.carried))];
  const specs = made.made.length === 0 ? [desired.document.spec] : made.made;
  const missing = once(specs.flatMap((values) => missingFields(desired, entry, locate, values)));
  return {
    change: changeOf(desired, { action: "create", fingerprint: null, fields, carried, objects: made.objects }),
    steps: made.steps,
    problems: [...missing, ...back.problems, ...(expired ? [expiredProblem(desired, about)] : [])],
    consents: back.consents,
  };
}

/** Plans the removal of a resource made of several objects. */
export function removeObjects({ desired, live, consents }: Removal, about: ResourceContext): PlannedResource {
  const { steps, objects } = removalSteps(desired, live.objects ?? [], { ...about, excepted: new Set() });
  const change = changeOf(desired, { action: "delete", fingerprint: live.state, objects });
  return { change, steps, problems: [], consents };
}

/** The steps, and what comes back with them; of what has expired everything stays as it is. */
function laidOut(desired: Desired, diff: ObjectsDiff, about: ResourceContext) {
  if (about.expired) return { made: unchanged(diff.live), back: nothingBack };
  const formers = formerObjects(desired, { ...about, overwrites: overwrites(about) });
  const made = objectSteps({ desired, diff, formers, about });
  return { made, back: comesBack(desired, made, about) };
}

function overwrites({ drift, granted }: ResourceContext): boolean {
  return drift === "overwrite" || granted.has("drift");
}

function unchanged(live: readonly LiveObject[]): ObjectSteps {
  return { steps: [], objects: live.map(({ id, items }) => ({ id, items, action: "keep" })), made: [] };
}

/** The same problem of several new objects is reported once. */
function once(problems: readonly Problem[]): Problem[] {
  return problems.filter(
    ({ code, path }, index) => problems.findIndex((other) => other.code === code && other.path === path) === index,
  );
}

/** A resource that is down and whose end has passed: nothing is to be added, and nothing else has to wait. */
function expiredAndDown(desired: Desired, about: ResourceContext): PlannedResource {
  const problem = expiredProblem(desired, about);
  const warning: Problem = { ...problem, severity: "warning", args: { ...problem.args, down: true } };
  const change = changeOf(desired, { action: "none", fingerprint: null, objects: [] });
  return { change, steps: [], problems: [warning], consents: [] };
}

/** Taking anything down is a replacement, also when nothing comes in its place: the resource stays. */
function actionOf(objects: readonly ObjectChange[]): Action {
  if (objects.some(({ action }) => action === "replace" || action === "delete")) return "replace";
  return objects.some(({ action }) => action === "add") ? "update" : "none";
}

/** A new object whose end lies in the past would never do anything. */
function expiredProblem({ address, document }: Desired, { entry, locate }: ResourceContext): Problem {
  const path = entry.kind.multiObject?.end ?? itemsField(entry).pointer;
  const place = locate(document.source, inDocument(path), "value");
  return problem("object-expired-new", { address }, { address, path, place });
}
