import { isGoneElsewhere, movedFields } from "../model/moved-elsewhere.ts";
import type { Change, FieldChange, Plan } from "../model/plan.ts";
import { meaningDigest } from "../plan/digest.ts";
import { summaryOf } from "../plan/summary.ts";

/** What says how far a plan without memory can be believed; it stands whatever is asked. */
const aboutMemory = ["drift-refused", "state-none"];

/**
 * What somebody moved elsewhere, alone or as well as the file, and nothing of what `apply` would do: no requests, no
 * consent. It approves nothing. What is wrong stays, since an account that nobody could read may have drifted.
 */
export function onlyDrift(plan: Plan): Plan {
  const lost = new Set(plan.problems.filter(isGoneElsewhere).map(({ address }) => address));
  const problems = plan.problems.filter(
    ({ class: what, code, address }) => what !== "refused" || lost.has(address) || aboutMemory.includes(code),
  );
  const changes = plan.changes.flatMap((change): Change[] => {
    const fields = movedFields(change, plan).map(left);
    if (fields.length === 0 && !lost.has(change.address)) return [];
    const { objects: _objects, reach: _reach, badges: _badges, reason: _reason, ...rest } = change;
    return [{ ...rest, action: "none", fields }];
  });
  const { accounts, sandbox } = plan;
  const body = { accounts, sandbox, changes, steps: [], consent: [] };
  return {
    ...plan,
    ...body,
    digest: meaningDigest(body),
    problems,
    summary: summaryOf(changes, [], plan.summary.unchanged),
  };
}

/** What `apply` would send over it is not sent by looking. */
function left(field: FieldChange): FieldChange {
  return field.verdict === "send" ? { ...field, verdict: "keep" } : field;
}
