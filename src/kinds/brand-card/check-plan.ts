import { asText } from "../../model/json.ts";
import type { PlanCheckInput } from "../../model/kind.ts";
import { dotted, isBelow, valueAt } from "../../model/pointer.ts";
import type { Finding } from "../../model/problem.ts";
import { conditions, validity } from "./conditions.ts";

/** Rules that need live state. */
export function checkPlan(input: PlanCheckInput): Finding[] {
  return [...disputed(input), ...validityType(input), ...emptied(input), ...whole(input)];
}

/** Older documentation lets these be changed, newer samples leave them out. */
function disputed({ sent }: PlanCheckInput): Finding[] {
  return ["/init_level", "/legal_agreement"]
    .filter((path) => sent.includes(path))
    .map((path) => ({ code: "change-disputed", severity: "warning", path, args: { field: dotted(path) } }));
}

/** Nothing documents whether the type of a validity may change; related calls take an extension of the same type only. */
function validityType({ live, sent }: PlanCheckInput): Finding[] {
  const path = `${validity}/type`;
  const from = valueAt(live, path);
  if (!sent.includes(path) || from === undefined) return [];
  return [{ code: "validity-type-changes", severity: "warning", path, args: { from: asText(from) } }];
}

/** Nothing documents whether an empty list takes away what was there. */
function emptied({ merged, sent }: PlanCheckInput): Finding[] {
  const isEmptied = (value: unknown) => Array.isArray(value) && value.length === 0;
  return sent
    .filter((path) => isEmptied(valueAt(merged, path)))
    .map((path) => ({ code: "emptying-undocumented", severity: "warning", path, args: { field: dotted(path) } }));
}

/** What the changes make of the template; what was amiss before and is not touched is left alone. */
function whole({ merged, sent }: PlanCheckInput): Finding[] {
  // Live instants and those that are sent name their zone.
  return conditions(merged, "UTC").filter(({ path }) => sent.some((one) => isBelow(one, [path])));
}
