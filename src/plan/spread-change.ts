import type { ResourceDiff } from "../model/diff.ts";
import { fullDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { itemsField, itemsOf } from "../model/items.ts";
import { isEmpty } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Action, Change, Consent, ObjectChange } from "../model/plan.ts";
import type { Pointer } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { DriftGuard } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { comesBack, nothingBack } from "./comes-back.ts";
import { missingFields, newFields } from "./create.ts";
import { type Removal, whyGone } from "./remove.ts";
import { formerObjects, removalSteps, type SpreadSteps, spreadSteps } from "./spread.ts";

/** A resource made of several objects, as a plan shows and carries it out. */
export interface SpreadChange extends SpreadSteps {
  readonly change: Change;
  readonly problems: readonly Problem[];
  /** Agreement that rests on what comes back. */
  readonly consents: readonly Consent[];
}

/** What planning one needs. */
export interface SpreadChangeInput {
  readonly entry: KindEntry;
  /** How many steps stand before its own. */
  readonly before: number;
  readonly context: FormContext;
  readonly locate: Locate;
  /** Items that are known to be held elsewhere. */
  readonly excepted: ReadonlySet<string>;
  /** True when what the document declares has ended. */
  readonly over: boolean;
  /** What is to become of changes made elsewhere. */
  readonly drift: DriftGuard;
  /** What has been agreed to for the resource. */
  readonly granted: ReadonlySet<Consent["what"]>;
}

/** Plans the change of one that is there. */
export function changeSpread(diff: ResourceDiff, input: SpreadChangeInput): SpreadChange {
  const { desired, objects } = diff;
  if (objects === undefined) throw new Error(`${desired.address} is one object`);
  const { entry, before, context, excepted } = input;
  const made = input.over
    ? nothing(objects.live)
    : spreadSteps({ desired, diff: objects, excepted, overwrites: overwrites(input) }, entry, before, context);
  const along = {
    ...(diff.carried.length === 0 ? {} : { carried: diff.carried }),
    ...(diff.lost.length === 0 ? {} : { lost: diff.lost }),
  };
  const change = { ...changeOf(desired, actionOf(made.objects), made.objects), fields: diff.fields, ...along };
  const back = input.over ? nothingBack : comesBack(desired, made, input);
  const problems = [
    ...diff.problems,
    ...back.problems,
    ...made.made.flatMap((terms) => missingFields(desired, entry, input.locate, terms)),
  ];
  const known = new Set(change.fields.map(({ path }) => path));
  const fields = [...change.fields, ...back.fields.filter(({ path }) => !known.has(path))];
  return {
    ...{ ...made, change: { ...change, fields, seen: fullDigest(diff.fingerprint) }, problems: once(problems) },
    consents: back.consents,
  };
}

/** The same thing of several new objects is told once. */
function once(problems: readonly Problem[]): Problem[] {
  return problems.filter(
    ({ code, path }, index) => problems.findIndex((other) => other.code === code && other.path === path) === index,
  );
}

function overwrites({ drift, granted }: SpreadChangeInput): boolean {
  return drift === "overwrite" || granted.has("drift");
}

/** Plans a new one. */
export function createSpread(desired: Desired, input: SpreadChangeInput): SpreadChange {
  const { entry, before, context, locate, excepted, over } = input;
  if (over && desired.lock.former !== undefined) return overAndDown(desired, entry, locate);
  const list = itemsField(entry).pointer;
  const declared = desired.fields.some(({ path }) => path === list) ? itemsOf(desired.document.spec, entry) : undefined;
  // A list that the document leaves to others is as it was before it was taken down.
  const formers = formerObjects(desired, entry, context, overwrites(input));
  const gained = declared ?? [...new Set(formers.flatMap(({ items }) => items))];
  const diff = { live: [], stale: [], gained, dropped: [], sent: [] };
  const made = over
    ? nothing([])
    : spreadSteps({ desired, diff, excepted, overwrites: overwrites(input) }, entry, before, context);
  const back = over ? nothingBack : comesBack(desired, made, input);
  const isBack = (path: Pointer) => back.fields.some((field) => field.path === path);
  const declaring = desired.fields.filter((field) => !isEmpty(field.wire) && !isBack(field.path));
  const fields = [...newFields(declaring, desired, locate), ...back.fields];
  const carried = made.made.length === 0 ? [] : [...new Set(formers.flatMap(({ terms }) => terms.carried))];
  const along = carried.length === 0 ? {} : { carried };
  const change = { ...changeOf(desired, "create", made.objects), fields, ...along };
  const missing =
    made.made.length === 0
      ? missingFields(desired, entry, locate)
      : made.made.flatMap((terms) => missingFields(desired, entry, locate, terms));
  const problems = [...once(missing), ...back.problems, ...(over ? [overProblem(desired, entry, locate)] : [])];
  return { ...made, change: { ...change, seen: fullDigest(null) }, problems, consents: back.consents };
}

/** One that is down and whose end has passed: nothing is to be put up, and nothing else is held up by that. */
function overAndDown(desired: Desired, entry: KindEntry, locate: Locate): SpreadChange {
  const problem = overProblem(desired, entry, locate);
  const told: Problem = { ...problem, severity: "warning", args: { ...problem.args, down: true } };
  const change = { ...changeOf(desired, "none", []), fields: [], seen: fullDigest(null) };
  return { ...nothing([]), change, problems: [told], consents: [] };
}

/** Plans the removal of one. */
export function removeSpread(removal: Removal, { entry, before, context }: SpreadChangeInput): SpreadChange {
  const { desired, live } = removal;
  const made = removalSteps(desired, live.objects ?? [], entry, before, context);
  const told = { fields: [], seen: fullDigest(live.state), ...whyGone(removal) };
  const change = { ...changeOf(desired, "delete", made.objects), ...told };
  return { ...made, change, problems: [], consents: [] };
}

function nothing(live: SpreadParts): SpreadSteps {
  const objects = live.map(({ id, items }): ObjectChange => ({ id, items, action: "keep" }));
  return { steps: [], objects, freed: new Map(), made: [] };
}

type SpreadParts = readonly { readonly id: string; readonly items: readonly string[] }[];

/** Taking anything down is a replacement, also when nothing comes in its place: the resource stays. */
function actionOf(objects: readonly ObjectChange[]): Action {
  if (objects.some(({ action }) => action === "replace" || action === "delete")) return "replace";
  return objects.some(({ action }) => action === "add") ? "update" : "none";
}

function changeOf(desired: Desired, action: Action, objects: readonly ObjectChange[]) {
  const { source, line } = desired.document;
  return { address: desired.address, id: desired.id, action, file: source.file, line, objects };
}

/** A new object whose end lies in the past would never do anything. */
function overProblem(desired: Desired, entry: KindEntry, locate: Locate): Problem {
  const path = entry.kind.multiObject?.end ?? itemsField(entry).pointer;
  const place = locate(desired.document.source, `/spec${path}`, "value");
  const args = { address: desired.address };
  return {
    code: "object-expired-new",
    severity: "error",
    class: "refused",
    args,
    address: desired.address,
    path,
    place,
  };
}
