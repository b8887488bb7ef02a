import type { ResourceDiff } from "../model/diff.ts";
import { fullDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { equalJson, isEmpty } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Action, Change, FieldChange, RuleChange } from "../model/plan.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";
import { itemsOf, spreadField } from "../model/spread-items.ts";
import { badgesOf } from "../schema/badges.ts";
import { liveMembers } from "../schema/live-members.ts";
import { missingFields, newFields } from "./create.ts";
import { type Removal, whyGone } from "./remove.ts";
import { formerObjects, removalSteps, type SpreadSteps, spreadSteps } from "./spread.ts";

/** A resource made of several objects, as a plan shows and carries it out. */
export interface SpreadChange extends SpreadSteps {
  readonly change: Change;
  readonly problems: readonly Problem[];
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
}

/** Plans the change of one that is there. */
export function changeSpread(diff: ResourceDiff, input: SpreadChangeInput): SpreadChange {
  const { desired, spread } = diff;
  if (spread === undefined) throw new Error(`${desired.address} is one object`);
  const { entry, before, context, excepted } = input;
  const made = input.over
    ? nothing(spread.parts)
    : spreadSteps({ desired, diff: spread, excepted }, entry, before, context);
  const along = {
    ...(diff.carried.length === 0 ? {} : { carried: diff.carried }),
    ...(diff.lost.length === 0 ? {} : { lost: diff.lost }),
  };
  const change = { ...changeOf(desired, actionOf(made.rules), made.rules), fields: diff.fields, ...along };
  const problems = [
    ...diff.problems,
    ...made.made.flatMap((terms) => missingFields(desired, entry, input.locate, terms)),
  ];
  const fields = [...change.fields, ...restoredFields(desired, made, input)];
  return { ...made, change: { ...change, fields, seen: fullDigest(diff.seen) }, problems: once(problems) };
}

/** The same thing of several new objects is told once. */
function once(problems: readonly Problem[]): Problem[] {
  return problems.filter(
    ({ code, path }, index) => problems.findIndex((other) => other.code === code && other.path === path) === index,
  );
}

/** Terms that nobody declares and that come back with an object that was taken down. */
function restoredFields(
  desired: Desired,
  { made }: SpreadSteps,
  { entry, context, locate }: SpreadChangeInput,
): FieldChange[] {
  const declared = new Set(desired.fields.map(({ path }) => path));
  const back = formerObjects(desired, entry, context).flatMap(({ terms }) => liveMembers(terms.values, "", entry));
  const line = locate(desired.document.source, "/spec", "key").line;
  const paths = new Set<Pointer>();
  return back.flatMap(({ path, value, policy }): FieldChange[] => {
    const isBack = made.some((terms) => equalJson(valueAt(terms, path) ?? null, value));
    if (paths.has(path) || declared.has(path) || policy?.enum?.length === 1 || !isBack) return [];
    paths.add(path);
    const badges = policy === undefined ? [] : badgesOf(policy);
    return [{ path, before: null, after: value, verdict: "send", origin: "file", badges, line }];
  });
}

/** Declared terms that come back with an object as somebody had changed them elsewhere: the document has not been asked to change them. */
function driftedFields(desired: Desired, { entry, context, locate }: SpreadChangeInput): FieldChange[] {
  const formers = formerObjects(desired, entry, context);
  return desired.fields.flatMap(({ path, policy, wire }): FieldChange[] => {
    const former = formers.find(({ drifted }) => drifted.includes(path));
    if (former === undefined) return [];
    const before = valueAt(former.terms.values, path) ?? null;
    const { line } = locate(desired.document.source, `/spec${path}`, "value");
    return [{ path, before, after: wire, verdict: "keep", origin: "drift", badges: badgesOf(policy, "drift"), line }];
  });
}

/** Plans a new one. */
export function createSpread(desired: Desired, input: SpreadChangeInput): SpreadChange {
  const { entry, before, context, locate, excepted, over } = input;
  const list = spreadField(entry).pointer;
  const declared = desired.fields.some(({ path }) => path === list) ? itemsOf(desired.document.spec, entry) : undefined;
  // A list that the document leaves to others is as it was before it was taken down.
  const formers = formerObjects(desired, entry, context);
  const gained = declared ?? [...new Set(formers.flatMap(({ items }) => items))];
  const diff = { parts: [], stale: [], gained, dropped: [], sent: [] };
  const made = over ? nothing([]) : spreadSteps({ desired, diff, excepted }, entry, before, context);
  const drifted = driftedFields(desired, input);
  const isDrifted = (path: Pointer) => drifted.some((field) => field.path === path);
  const declaring = desired.fields.filter((field) => !isEmpty(field.wire) && !isDrifted(field.path));
  const fields = [...newFields(declaring, desired, locate), ...drifted, ...restoredFields(desired, made, input)];
  const carried = made.made.length === 0 ? [] : [...new Set(formers.flatMap(({ terms }) => terms.carried))];
  const along = carried.length === 0 ? {} : { carried };
  const change = { ...changeOf(desired, "create", made.rules), fields, ...along };
  const missing =
    made.made.length === 0
      ? missingFields(desired, entry, locate)
      : made.made.flatMap((terms) => missingFields(desired, entry, locate, terms));
  const problems = [...once(missing), ...(over ? [overProblem(desired, entry, locate)] : [])];
  return { ...made, change: { ...change, seen: fullDigest(null) }, problems };
}

/** Plans the removal of one. */
export function removeSpread(removal: Removal, { entry, before, context }: SpreadChangeInput): SpreadChange {
  const { desired, live } = removal;
  const made = removalSteps(desired, live.parts ?? [], entry, before, context);
  const told = { fields: [], seen: fullDigest(live.state), ...whyGone(removal) };
  const change = { ...changeOf(desired, "delete", made.rules), ...told };
  return { ...made, change, problems: [] };
}

function nothing(parts: SpreadParts): SpreadSteps {
  const rules = parts.map(({ id, items }): RuleChange => ({ id, mchids: items, action: "keep" }));
  return { steps: [], rules, freed: new Map(), made: [] };
}

type SpreadParts = readonly { readonly id: string; readonly items: readonly string[] }[];

/** Taking anything down is a replacement, also when nothing comes in its place: the resource stays. */
function actionOf(rules: readonly RuleChange[]): Action {
  if (rules.some(({ action }) => action === "replace" || action === "delete")) return "replace";
  return rules.some(({ action }) => action === "add") ? "update" : "none";
}

function changeOf(desired: Desired, action: Action, rules: readonly RuleChange[]) {
  const { source, line } = desired.document;
  return { address: desired.address, id: desired.id, action, file: source.file, line, rules };
}

/** A new object whose end lies in the past would never do anything. */
function overProblem(desired: Desired, entry: KindEntry, locate: Locate): Problem {
  const path = entry.kind.spread?.end ?? spreadField(entry).pointer;
  const place = locate(desired.document.source, `/spec${path}`, "value");
  const args = { address: desired.address };
  return { code: "rule-over-new", severity: "error", class: "refused", args, address: desired.address, path, place };
}
