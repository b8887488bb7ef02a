import { type DriftJudgement, judgeDrift } from "../../model/drift.ts";
import { equalJson } from "../../model/json.ts";
import { inDocument } from "../../model/parts.ts";
import type { Consent, FieldChange } from "../../model/plan.ts";
import { dotted, valueAt, withValue } from "../../model/pointer.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { DeclaredField, Desired } from "../../model/resource.ts";
import { badgesOf } from "../../schema/badges.ts";
import { formOf, liveKey } from "../../schema/live-key.ts";
import { liveMembers } from "../../schema/live-members.ts";
import type { ResourceContext } from "../planned.ts";
import { type FormerObject, formerObjects } from "./former.ts";
import type { ObjectSteps } from "./steps.ts";

/** What of the shared fields of objects that were taken down comes back, as a plan shows it. */
export interface ComesBack {
  readonly fields: readonly FieldChange[];
  readonly problems: readonly Problem[];
  readonly consents: readonly Consent[];
}

/** Nothing was taken down, or nothing of it comes back. */
export const nothingBack: ComesBack = { fields: [], problems: [], consents: [] };

/**
 * The shared fields that come back with objects which were taken down: those that nobody declares, and declared ones
 * that somebody had changed elsewhere, judged as drift is judged everywhere.
 */
export function comesBack(desired: Desired, { made }: ObjectSteps, about: ResourceContext): ComesBack {
  const formers = formerObjects(desired, { ...about, overwrites: false });
  if (formers.length === 0) return nothingBack;
  const judgement = judgeDrift(about.drift, about.granted);
  const drifted = driftedFields(desired, formers, judgement.verdict, about);
  const droppable = formers.flatMap(({ values }) => values.droppable);
  const consents = [
    ...(drifted.length > 0 && judgement.consent !== undefined ? [judgement.consent] : []),
    ...(droppable.length > 0 && about.granted.has("lossy") ? [{ what: "lossy" as const, given: true }] : []),
  ];
  const isRefused = judgement.verdict === "blocked";
  return {
    fields: [...drifted, ...undeclaredFields(desired, formers, made, about)],
    problems: isRefused ? drifted.map((change) => refusedDrift(desired, change, about)) : [],
    consents: consents.map((consent) => ({ ...consent, address: desired.address })),
  };
}

/** Declared fields as somebody had changed them elsewhere. */
function driftedFields(
  desired: Desired,
  formers: readonly FormerObject[],
  verdict: DriftJudgement["verdict"],
  { locate }: ResourceContext,
): FieldChange[] {
  return desired.fields.flatMap(({ path, policy, wire }) => {
    const { line } = locate(desired.document.source, inDocument(path), "bare");
    const values = distinct(
      formers.flatMap(({ drifted, values }) => (drifted.includes(path) ? [valueAt(values.values, path) ?? null] : [])),
    );
    return values.map((before): FieldChange => {
      const badges = badgesOf(policy, "drift");
      return { path, before, after: wire, verdict, origin: "drift", badges, line };
    });
  });
}

/** Fields that nobody declares; of objects that do not agree each value by itself. */
function undeclaredFields(
  desired: Desired,
  formers: readonly FormerObject[],
  made: ObjectSteps["made"],
  { entry, locate }: ResourceContext,
): FieldChange[] {
  const declared = new Set(desired.fields.map(({ path }) => path));
  const members = formers
    .flatMap(({ values }) => liveMembers(values.values, "", entry))
    .filter(({ path, policy }) => !declared.has(path) && policy?.enum?.length !== 1)
    .filter(({ path, value }) => made.some((spec) => equalJson(valueAt(spec, path) ?? null, value)));
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

function refusedDrift(desired: Desired, { path, before }: FieldChange, input: ResourceContext): Problem {
  const { entry, context, locate } = input;
  const { key, policy } = desired.fields.find((field) => field.path === path) as DeclaredField;
  const place = locate(desired.document.source, inDocument(path), "value");
  const live = liveKey(withValue({}, path, before), policy, entry, context);
  const { show } = formOf(policy, entry);
  const texts: Problem["args"] =
    show === undefined ? {} : { declaredText: show(key, context), liveText: show(live, context) };
  const args = { field: dotted(path), declared: key, live, ...texts, timezone: context.timezone };
  return problem("drift-refused", args, { address: desired.address, path, place });
}
