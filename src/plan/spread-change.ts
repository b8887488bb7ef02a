import type { ResourceDiff } from "../model/diff.ts";
import { fullDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { isEmpty } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Action, Change, RuleChange } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";
import { itemsOf, spreadField } from "../model/spread-items.ts";
import { missingFields, newFields } from "./create.ts";
import { type Removal, whyGone } from "./remove.ts";
import { removalSteps, type SpreadSteps, spreadSteps } from "./spread.ts";

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
  const change = { ...changeOf(desired, actionOf(made.rules), made.rules), fields: diff.fields };
  return { ...made, change: { ...change, seen: fullDigest(diff.seen) }, problems: diff.problems };
}

/** Plans a new one. */
export function createSpread(desired: Desired, input: SpreadChangeInput): SpreadChange {
  const { entry, before, context, locate, excepted, over } = input;
  const gained = itemsOf(desired.document.spec, entry);
  const diff = { parts: [], stale: [], gained, dropped: [], sent: [] };
  const made = over ? nothing([]) : spreadSteps({ desired, diff, excepted }, entry, before, context);
  const said = desired.fields.filter((field) => !isEmpty(field.wire));
  const change = { ...changeOf(desired, "create", made.rules), fields: newFields(said, desired, locate) };
  const problems = [...missingFields(desired, entry, locate), ...(over ? [overProblem(desired, entry, locate)] : [])];
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
  return { steps: [], rules, freed: new Map() };
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
