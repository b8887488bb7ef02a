import { byText, equalJson, type Json, type JsonObject } from "../model/json.ts";
import type { Consent, FieldChange, Plan, Step } from "../model/plan.ts";
import type { FieldPart, PlanDiff, StepPart } from "../model/plan-diff.ts";
import type { Pointer } from "../model/pointer.ts";
import { mapResults, resultOf } from "../model/result.ts";

/**
 * How two plans differ: requests that came, went or carry something else, what is said of fields, and consent. Where they
 * stand in a file, in which order, and how often a card was given out is no difference. Pure.
 */
export function planDiff(old: Plan, next: Plan): PlanDiff {
  const fields = fieldsBetween(old, next);
  return {
    same: old.digest === next.digest,
    digests: [old.digest, next.digest],
    steps: stepsBetween(old, next, fields),
    fields,
    consent: {
      added: missingIn(next.consent, old.consent),
      removed: missingIn(old.consent, next.consent),
    },
  };
}

/** Requests by what they are about; the same call twice is told apart by its number. */
function stepsByName(steps: readonly Step[]): ReadonlyMap<string, Step> {
  const counts = new Map<string, number>();
  const named = steps.map((step): [string, Step] => {
    const name = `${step.address} ${step.operation} ${step.path}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return [`${name} ${count}`, step];
  });
  const names = new Map(named.map(([name, { id }]) => [id, name]));
  return new Map(named.map(([name, step]) => [name, withNames(step, names)]));
}

/** A request that names others, whose answers it carries, by what they are about: their numbers move with the plan. */
function withNames(step: Step, names: ReadonlyMap<string, string>): Step {
  const body = mapResults(step.body, ({ step: id, at }) => resultOf(names.get(id) ?? id, at)) as JsonObject;
  return { ...step, body };
}

function stepsBetween(old: Plan, next: Plan, fields: PlanDiff["fields"]): PlanDiff["steps"] {
  const [was, is] = [stepsByName(old.steps), stepsByName(next.steps)];
  const differing = new Set(fields.map(({ address, path }) => `${address} ${path}`));
  const only = (own: ReadonlyMap<string, Step>, other: ReadonlyMap<string, Step>) =>
    [...own].flatMap(([name, step]) => (other.has(name) ? [] : [partOf(step, step.because)]));
  const changed = [...is].flatMap(([name, step]): StepPart[] => {
    const former = was.get(name);
    return former === undefined || isSameRequest(former, step)
      ? []
      : [partOf(step, pathsBetween(former, step, differing))];
  });
  return { added: only(is, was), removed: only(was, is), changed };
}

function partOf({ address, operation }: Step, paths: readonly Pointer[]): StepPart {
  return { address, operation, paths: [...paths].sort(byText) };
}

/** Numbers of steps, and what waits for which, say nothing of what is sent. */
function isSameRequest(former: Step, step: Step): boolean {
  const { id: _id, needs: _needs, ...was } = former;
  const { id: _newId, needs: _newNeeds, ...is } = step;
  return equalJson(was as unknown as Json, is as unknown as Json);
}

/** The fields in which two requests differ; all of the new one where none of them says anything else. */
function pathsBetween(former: Step, step: Step, differing: ReadonlySet<string>): readonly Pointer[] {
  const [was, is] = [new Set(former.because), new Set(step.because)];
  const isOther = (path: Pointer) => !was.has(path) || !is.has(path) || differing.has(`${step.address} ${path}`);
  const paths = [...new Set([...was, ...is])].filter(isOther);
  return paths.length > 0 ? paths : step.because;
}

function fieldsBetween(old: Plan, next: Plan): PlanDiff["fields"] {
  const twice = new Set([...toldTwice(old), ...toldTwice(next)]);
  const [was, is] = [fieldsOf(old, twice), fieldsOf(next, twice)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names.flatMap((name): PlanDiff["fields"][number][] => {
    const [former, field] = [was.get(name), is.get(name)];
    if (equalJson((former?.part ?? null) as unknown as Json, (field?.part ?? null) as unknown as Json)) return [];
    const { address = "", path = "" } = field ?? former ?? {};
    return [{ address, path, old: former?.part ?? null, new: field?.part ?? null }];
  });
}

interface NamedField {
  readonly address: string;
  readonly path: Pointer;
  readonly part: FieldPart;
}

function fieldsOf({ changes }: Plan, twice: ReadonlySet<string>): ReadonlyMap<string, NamedField> {
  const all = changes.flatMap(({ address, fields }) =>
    fields.map((field): NamedField => ({ address, path: field.path, part: fieldPart(field) })),
  );
  return new Map(
    all.map((field) => {
      const name = `${field.address} ${field.path}`;
      return [twice.has(name) ? `${name} ${field.part.origin}` : name, field];
    }),
  );
}

/** Fields with a line for each side that changed them, such as a list of which file and console each changed items. */
function toldTwice({ changes }: Plan): readonly string[] {
  return changes.flatMap(({ address, fields }) => {
    const paths = fields.map(({ path }) => path);
    return paths.filter((path, index) => paths.indexOf(path) !== index).map((path) => `${address} ${path}`);
  });
}

/** What nobody has seen is left out, as in a plan. */
function fieldPart({ before, after, verdict, origin, unseen }: FieldChange): FieldPart {
  return { ...(unseen === true ? {} : { before }), after, verdict, origin };
}

/** Consent that one plan asks for, given or not, and another does not. */
function missingIn(own: readonly Consent[], other: readonly Consent[]): Consent[] {
  const keyOf = ({ what, address, account = "" }: Consent) => `${what} ${address} ${account}`;
  const known = new Set(other.map(keyOf));
  return own.filter((consent) => !known.has(keyOf(consent)));
}
