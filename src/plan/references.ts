import type { JsonObject } from "../model/json.ts";
import type { Kinds } from "../model/kind.ts";
import { idKey } from "../model/ownership.ts";
import type { Step } from "../model/plan.ts";
import { valueAt } from "../model/pointer.ts";
import type { PolicyTable } from "../model/policy.ts";
import { type Problem, problem } from "../model/problem.ts";
import { isAddressMark } from "../model/reference.ts";
import type { Desired } from "../model/resource.ts";
import { mapJson, resultOf } from "../model/result.ts";
import type { Work } from "./planned.ts";

/** Which step makes a resource, by its address, and where the answer holds the id. */
export type Making = ReadonlyMap<string, { readonly step: string; readonly at: string }>;

/**
 * Steps whose marks of resources that this plan makes have become references to the answers that bring their ids; a
 * problem for each that nothing makes.
 */
export function withReferences(steps: readonly Step[], making: Making) {
  const problems: Problem[] = [];
  const referring = steps.map((step) => {
    const needs = new Set(step.needs);
    const unmade = new Set<string>();
    const body = mapJson(step.body, (part) => {
      if (!isAddressMark(part)) return undefined;
      const made = making.get(part.$address);
      if (made === undefined) unmade.add(part.$address);
      else needs.add(made.step);
      return made === undefined ? part : resultOf(made.step, made.at);
    }) as JsonObject;
    problems.push(...[...unmade].map((target) => unmadeProblem(step.address, target)));
    return { ...step, body, needs: [...needs] };
  });
  return { steps: referring, problems };
}

/** The id of a resource that a document names is unknown, because this plan neither knows nor makes it. */
function unmadeProblem(address: string, target: string): Problem {
  return problem("reference-not-planned", { address, reference: target }, { address });
}

/**
 * A removal waits for all steps of the resources which name what it takes down: as long as one of them still does, it
 * stays.
 */
export function afterReferring(steps: readonly Step[], works: readonly Work[], kinds: Kinds): Step[] {
  const referring = referringTo(works, kinds);
  if (referring.size === 0) return [...steps];
  const taken = new Map(
    works.flatMap((work) => (work.action === "delete" ? [[work.desired.address, work.desired]] : [])),
  );
  return steps.map((step) => {
    const desired = taken.get(step.address);
    const addresses = desired === undefined ? undefined : referring.get(idKey(desired));
    if (addresses === undefined) return step;
    const before = steps.filter(({ address }) => addresses.has(address)).map(({ id }) => id);
    return before.length === 0 ? step : { ...step, needs: [...new Set([...step.needs, ...before])] };
  });
}

/** The addresses of the live resources that name another one, by its id. */
function referringTo(works: readonly Work[], kinds: Kinds): ReadonlyMap<string, ReadonlySet<string>> {
  const referring = new Map<string, Set<string>>();
  for (const work of works) {
    const { address, account, kind } = work.desired;
    const references = [...(kinds.get(kind)?.policies.values() ?? [])].filter(({ ref }) => ref !== undefined);
    for (const { pointer, ref = "" } of references)
      for (const spec of liveSpecs(work)) {
        const key = idKey({ account, kind: ref, id: String(valueAt(spec, pointer)) });
        referring.set(key, (referring.get(key) ?? new Set()).add(address));
      }
  }
  return referring;
}

function liveSpecs(work: Work): readonly JsonObject[] {
  if (work.action === "create") return [];
  const { live } = work.action === "update" ? work.diff : work.removal;
  return live.objects?.map(({ spec }) => spec) ?? [live.spec];
}

/** True for a resource of a kind that names others. */
export function refersToOthers({ kind }: Pick<Desired, "kind">, kinds: Kinds): boolean {
  const policies = kinds.get(kind)?.policies;
  if (policies === undefined) return false;
  const known = referring.get(policies);
  if (known !== undefined) return known;
  const refers = [...policies.values()].some(({ ref }) => ref !== undefined);
  referring.set(policies, refers);
  return refers;
}

/** Looked through once a kind, since there may be thousands of resources. */
const referring = new WeakMap<PolicyTable, boolean>();
