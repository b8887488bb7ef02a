import { asText } from "../../model/json.ts";
import type { PlanCheckInput } from "../../model/kind.ts";
import { dotted, isBelow, valueAt } from "../../model/pointer.ts";
import { type Finding, finding } from "../../model/problem.ts";
import { conditions, validity } from "./conditions.ts";

/** Rules that need live state. */
export function checkPlan(input: PlanCheckInput): Finding[] {
  return [...disputed(input), ...validityType(input), ...emptied(input), ...whole(input)];
}

/** Older documentation lets these be changed, newer samples leave them out. */
function disputed({ sent }: PlanCheckInput): Finding[] {
  return ["/init_level", "/legal_agreement"]
    .filter((path) => sent.includes(path))
    .map((path) => finding("change-disputed", { field: dotted(path) }, { path }));
}

/**
 * Nothing documents whether the type of a validity may change; related calls take an extension of the same type only.
 */
function validityType({ live, sent }: PlanCheckInput): Finding[] {
  const path = `${validity}/type`;
  const from = valueAt(live, path);
  if (!sent.includes(path) || from === undefined) return [];
  return [finding("validity-type-changes", { from: asText(from) }, { path })];
}

/** Nothing documents whether an empty list takes away what was there. */
function emptied({ merged, sent }: PlanCheckInput): Finding[] {
  const isEmptied = (value: unknown) => Array.isArray(value) && value.length === 0;
  return sent
    .filter((path) => isEmptied(valueAt(merged, path)))
    .map((path) => finding("emptying-undocumented", { field: dotted(path) }, { path }));
}

/** What the changes make of the template; what was amiss before and is not touched is left alone. */
function whole({ merged, sent }: PlanCheckInput): Finding[] {
  // Live instants and those that are sent name their zone.
  return conditions(merged, "UTC").filter(({ path }) => sent.some((one) => isBelow(one, [path])));
}
