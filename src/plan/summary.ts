import type { Change, Step, Summary } from "../model/plan.ts";

/** Counts what changes and steps come to; `unchanged` is what was compared and is as declared. */
export function summaryOf(changes: readonly Change[], steps: readonly Step[], unchanged: number): Summary {
  const count = (action: Change["action"]) => changes.filter((change) => change.action === action).length;
  const some = (test: (field: Change["fields"][number]) => boolean) =>
    changes.filter((change) => change.fields.some(test)).length;
  return {
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    delete: count("delete"),
    adopt: count("adopt"),
    unchanged,
    drift: some((field) => field.verdict === "keep" && field.origin === "drift"),
    conflict: some((field) => field.origin === "conflict" && field.verdict !== "in-review"),
    review: some((field) => field.verdict === "send" && field.badges.includes("review")),
    calls: steps.length,
  };
}
