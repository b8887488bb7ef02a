import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Step } from "../model/plan.ts";
import { isAddressMark } from "../model/reference.ts";

/** Which step makes a resource, and where its answer holds the id. */
export type Making = ReadonlyMap<string, { readonly step: string; readonly at: string }>;

/** Stands for the id that the answer of a step brings. */
export function resultOf(step: string, at: string): JsonObject {
  return { $result: { step, at } };
}

/** A step whose marks of resources that this plan makes have become references to the answers that bring their ids; and those that nothing makes. */
export function withReferences(
  step: Step,
  making: Making,
): { readonly step: Step; readonly unmade: readonly string[] } {
  const needs = new Set(step.needs);
  const unmade = new Set<string>();
  const replaced = (value: Json): Json => {
    if (isAddressMark(value)) {
      const made = making.get(value.$address);
      if (made === undefined) unmade.add(value.$address);
      else needs.add(made.step);
      return made === undefined ? value : resultOf(made.step, made.at);
    }
    if (Array.isArray(value)) return (value as readonly Json[]).map(replaced);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaced(member)]));
  };
  const body = replaced(step.body) as JsonObject;
  return { step: { ...step, body, needs: [...needs] }, unmade: [...unmade] };
}
