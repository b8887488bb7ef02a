import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { equalJson } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Consent, FieldChange } from "../model/plan.ts";
import { dotted, valueAt, withValue } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { DriftGuard } from "../model/project.ts";
import type { DeclaredField, Desired } from "../model/resource.ts";
import { badgesOf } from "../schema/badges.ts";
import { formOf, liveKey } from "../schema/live-key.ts";
import { liveMembers } from "../schema/live-members.ts";
import { type FormerObject, formerObjects, type SpreadSteps } from "./spread.ts";

/** What saying what comes back needs. */
export interface ComesBackInput {
  readonly entry: KindEntry;
  readonly context: FormContext;
  readonly locate: Locate;
  /** What is to become of changes made elsewhere. */
  readonly drift: DriftGuard;
  /** What has been agreed to for the resource. */
  readonly granted: ReadonlySet<Consent["what"]>;
}

/** What of the terms of objects that were taken down comes back, as a plan shows it. */
export interface ComesBack {
  readonly fields: readonly FieldChange[];
  readonly problems: readonly Problem[];
  readonly consents: readonly Consent[];
}

/** Nothing was taken down, or nothing of it comes back. */
export const nothingBack: ComesBack = { fields: [], problems: [], consents: [] };

/**
 * The terms that come back with objects which were taken down: those that nobody declares, and declared ones that somebody had changed elsewhere, judged as drift is
 * judged everywhere.
 */
export function comesBack(desired: Desired, { made }: SpreadSteps, input: ComesBackInput): ComesBack {
  const formers = formerObjects(desired, input.entry, input.context, false);
  if (formers.length === 0) return nothingBack;
  const isGiven = input.granted.has("drift");
  const drifted = driftedFields(desired, formers, input);
  const isRefused = input.drift === "refuse" && !isGiven;
  const droppable = formers.flatMap(({ terms }) => terms.droppable);
  const consents: Consent[] = [
    ...(drifted.length > 0 && (isGiven || isRefused) ? [{ what: "drift" as const, given: isGiven }] : []),
    ...(droppable.length > 0 && input.granted.has("lossy") ? [{ what: "lossy" as const, given: true }] : []),
  ].map((consent) => ({ ...consent, address: desired.address }));
  return {
    fields: [...drifted, ...undeclaredFields(desired, formers, made, input)],
    problems: isRefused ? drifted.map((change) => refusedDrift(desired, change, input)) : [],
    consents,
  };
}

/** Declared terms as somebody had changed them elsewhere. */
function driftedFields(
  desired: Desired,
  formers: readonly FormerObject[],
  { locate, drift, granted }: ComesBackInput,
): FieldChange[] {
  const isSent = drift === "overwrite" || granted.has("drift");
  const verdict = isSent ? "send" : drift === "refuse" ? "blocked" : "keep";
  return desired.fields.flatMap(({ path, policy, wire }) => {
    const { line } = locate(desired.document.source, `/spec${path}`, "value");
    const values = distinct(
      formers.flatMap(({ drifted, terms }) => (drifted.includes(path) ? [valueAt(terms.values, path) ?? null] : [])),
    );
    return values.map((before): FieldChange => {
      const badges = badgesOf(policy, "drift");
      return { path, before, after: wire, verdict, origin: "drift", badges, line };
    });
  });
}

/** Terms that nobody declares; of objects that are not of one mind each value by itself. */
function undeclaredFields(
  desired: Desired,
  formers: readonly FormerObject[],
  made: SpreadSteps["made"],
  { entry, locate }: ComesBackInput,
): FieldChange[] {
  const declared = new Set(desired.fields.map(({ path }) => path));
  const members = formers
    .flatMap(({ terms }) => liveMembers(terms.values, "", entry))
    .filter(({ path, policy }) => !declared.has(path) && policy?.enum?.length !== 1)
    .filter(({ path, value }) => made.some((terms) => equalJson(valueAt(terms, path) ?? null, value)));
  const isSame = (a: (typeof members)[number], b: (typeof members)[number]) =>
    a.path === b.path && equalJson(a.value, b.value);
  const { line } = locate(desired.document.source, "/spec", "key");
  return members
    .filter((member, index) => members.findIndex((other) => isSame(other, member)) === index)
    .map(({ path, value, policy }): FieldChange => {
      const badges = policy === undefined ? [] : badgesOf(policy);
      return { path, before: null, after: value, verdict: "send", origin: "file", badges, line };
    });
}

function distinct(values: readonly FieldChange["before"][]): FieldChange["before"][] {
  return values.filter((value, index) => values.findIndex((other) => equalJson(other, value)) === index);
}

function refusedDrift(desired: Desired, { path, before }: FieldChange, input: ComesBackInput): Problem {
  const { entry, context, locate } = input;
  const { key, policy } = desired.fields.find((field) => field.path === path) as DeclaredField;
  const place = locate(desired.document.source, `/spec${path}`, "value");
  const live = liveKey(withValue({}, path, before), policy, entry, context);
  const { show } = formOf(policy, entry);
  const texts: Problem["args"] =
    show === undefined ? {} : { declaredText: show(key, context), liveText: show(live, context) };
  const args = { field: dotted(path), declared: key, live, ...texts, timezone: context.timezone };
  return { code: "drift-refused", severity: "error", class: "refused", args, address: desired.address, path, place };
}
