import type { JsonObject } from "../model/json.ts";
import type { Kinds } from "../model/kind.ts";
import type { Step } from "../model/plan.ts";
import { mapResults, resultOf } from "../model/result.ts";

/**
 * Puts steps behind what they need, wherever that stands, and numbers them anew. Otherwise they stay in the order they
 * have; what one step needs goes right before it, so that little happens between taking something down and putting it
 * up again.
 */
export function inOrder(steps: readonly Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const sorted = new Set<Step>();
  const visited = new Set<Step>();
  const visit = (step: Step): void => {
    if (visited.has(step)) return;
    visited.add(step);
    for (const need of step.needs) {
      const needed = byId.get(need);
      if (needed !== undefined) visit(needed);
    }
    sorted.add(step);
  };
  for (const step of steps) visit(step);
  const numbers = new Map([...sorted].map(({ id }, index) => [id, String(index + 1)]));
  const renumber = (id: string) => numbers.get(id) ?? id;
  return [...sorted].map((step) => ({
    ...step,
    id: renumber(step.id),
    needs: step.needs.map(renumber),
    body: mapResults(step.body, ({ step: id, at }) => resultOf(renumber(id), at)) as JsonObject,
  }));
}

/**
 * A step that adds an item which another resource gives up waits for that. An item is in one object of the platform
 * only.
 */
export function afterGivenUp(steps: readonly Step[], kinds: Kinds): Step[] {
  const givers = givenUp(steps, kinds);
  if (givers.size === 0) return [...steps];
  return steps.map((step) => {
    if (operationsOf(step, kinds)?.add !== step.operation) return step;
    const others = (step.items ?? []).flatMap((item) => givers.get(itemKey(step, item)) ?? []);
    return { ...step, needs: [...new Set([...step.needs, ...others])] };
  });
}

/** Of each item that a resource takes down and does not add again: the step that takes it down. */
function givenUp(steps: readonly Step[], kinds: Kinds): Map<string, string> {
  const isAdd = (step: Step) => operationsOf(step, kinds)?.add === step.operation;
  const isRemoval = (step: Step) => operationsOf(step, kinds)?.remove === step.operation;
  const keysOf = (step: Step) => (step.items ?? []).map((item) => `${step.address} ${item}`);
  const kept = new Set(steps.filter(isAdd).flatMap(keysOf));
  const givers = steps
    .filter(isRemoval)
    .flatMap((step) =>
      (step.items ?? [])
        .filter((item) => !kept.has(`${step.address} ${item}`))
        .map((item): [string, string] => [itemKey(step, item), step.id]),
    );
  return new Map(givers);
}

function operationsOf({ address }: Step, kinds: Kinds) {
  return kinds.get(kindOf(address))?.kind.multiObject;
}

function itemKey({ address }: Step, item: string): string {
  return `${kindOf(address)} ${item}`;
}

function kindOf(address: string): string {
  return address.split("/")[1] ?? "";
}

/**
 * Nothing is taken down before what is to take its place can be sent: a step that takes down waits for all that its
 * follower waits for, but where the two wait for each other, as when two resources swap an item.
 */
export function downLast(steps: readonly Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const needs = new Map(steps.map((step) => [step.id, new Set(step.needs)]));
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(needs.get(from) ?? [])].some((need) => leadsTo(need, to, seen));
  };
  const takesDown = (step: Step) =>
    step.needs.filter((need) => {
      const needed = byId.get(need);
      return needed?.restore !== undefined && needed.address === step.address;
    });
  for (const step of steps)
    for (const down of takesDown(step))
      for (const need of step.needs) if (need !== down && !leadsTo(need, down)) needs.get(down)?.add(need);
  return steps.map((step) => ({ ...step, needs: [...(needs.get(step.id) ?? step.needs)] }));
}
