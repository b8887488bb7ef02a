import type { PlanCheckInput } from "../../model/kind.ts";
import { dotted, valueAt } from "../../model/pointer.ts";
import type { Finding } from "../../model/problem.ts";

/** Rules that need live state. */
export function checkPlan(input: PlanCheckInput): Finding[] {
  return [...disputed(input), ...validityType(input), ...level(input)];
}

/** Older documentation lets these be changed, newer samples leave them out. */
function disputed({ sent }: PlanCheckInput): Finding[] {
  return ["/init_level", "/legal_agreement"]
    .filter((path) => sent.includes(path))
    .map((path) => ({ code: "change-disputed", severity: "warning", path, args: { field: dotted(path) } }));
}

/** Nothing documents whether the type of a validity may change; related calls take an extension of the same type only. */
function validityType({ live, sent }: PlanCheckInput): Finding[] {
  const path = "/valid_date_information/type";
  const from = valueAt(live, path);
  if (!sent.includes(path) || from === undefined) return [];
  return [{ code: "validity-type-changes", severity: "warning", path, args: { from: String(from) } }];
}

/** A level that is shown needs a first one, declared or live. */
function level({ merged, sent }: PlanCheckInput): Finding[] {
  const path = "/need_display_level";
  if (!sent.includes(path) || valueAt(merged, path) !== true || valueAt(merged, "/init_level") !== undefined) return [];
  return [{ code: "level-needs-first", severity: "error", path, args: {} }];
}
