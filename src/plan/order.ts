import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Step } from "../model/plan.ts";

/**
 * Puts steps behind what they need, wherever that stands, and numbers them anew. Otherwise they stay in the order they have; what one step needs goes right
 * before it, so that little happens between taking something down and putting it up again.
 */
export function inOrder(steps: readonly Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const sorted: Step[] = [];
  const placed = new Set<string>();
  const place = (step: Step): void => {
    if (placed.has(step.id)) return;
    placed.add(step.id);
    for (const need of step.needs) {
      const needed = byId.get(need);
      if (needed !== undefined) place(needed);
    }
    sorted.push(step);
  };
  for (const step of steps) place(step);
  const numbers = new Map(sorted.map((step, index) => [step.id, String(index + 1)]));
  if ([...numbers].every(([id, number]) => id === number)) return sorted;
  const renumber = (id: string) => numbers.get(id) ?? id;
  return sorted.map((step) => ({
    ...step,
    id: renumber(step.id),
    needs: step.needs.map(renumber),
    body: withNumbers(step.body, renumber) as JsonObject,
  }));
}

function withNumbers(value: Json, renumber: (id: string) => string): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withNumbers(item, renumber));
  if (!isObject(value)) return value;
  const result = value["$result"];
  if (isObject(result)) return { $result: { ...result, step: renumber(String(result["step"])) } };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withNumbers(member, renumber)]));
}
