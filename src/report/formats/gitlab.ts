import type { JsonObject } from "../../model/json.ts";
import type { Change, Plan } from "../../model/plan.ts";
import { jsonText } from "../json-text.ts";
import type { ApplyResult, Renderer } from "../renderer.ts";

/**
 * The counts that GitLab shows in a merge request, of the artifact `reports: terraform`: exactly these three, of
 * resources. What is replaced is made and taken away, as it is for Terraform.
 *
 * A run without a plan has no counts, and zeros would say that nothing changes: an object without them makes GitLab say
 * that the report could not be generated. Source: gitlab-org/gitlab, lib/gitlab/ci/parsers/terraform/tfplan.rb.
 */
export const gitlab = (): Renderer => ({
  forTerminal: false,
  plan: ({ plan: { summary } }) => jsonText(counts(summary)),
  apply: (result) => jsonText(result.plan === undefined ? {} : counts(doneOf(result, result.plan))),
  validation: withoutCounts,
  status: withoutCounts,
  import: withoutCounts,
  explain: withoutCounts,
  verify: withoutCounts,
  history: withoutCounts,
  stateView: withoutCounts,
  stateChange: withoutCounts,
  snapshot: withoutCounts,
  pull: withoutCounts,
  planDiff: withoutCounts,
  comment: withoutCounts,
  accounts: withoutCounts,
  member: withoutCounts,
  held: withoutCounts,
  code: withoutCounts,
});

function withoutCounts(): string {
  return jsonText({});
}

function counts({ create, update, replace, delete: removed }: Counts): JsonObject {
  return { create: create + replace, update, delete: removed + replace };
}

/** How many resources of each sort of change. */
type Counts = Pick<Plan["summary"], "create" | "update" | "replace" | "delete">;

/** The same of an apply: resources of which something was carried out. */
function doneOf({ report }: ApplyResult, { changes }: Plan): Counts {
  const done = new Set(report.outcomes.filter(({ status }) => status === "done").map(({ address }) => address));
  const count = (action: Change["action"]) =>
    changes.filter((change) => change.action === action && done.has(change.address)).length;
  return { create: count("create"), update: count("update"), replace: count("replace"), delete: count("delete") };
}
