import { clip } from "../../../model/clip.ts";
import { defined } from "../../../model/defined.ts";
import type { Json, JsonObject } from "../../../model/json.ts";
import type { Kinds } from "../../../model/kind.ts";
import type { ApplyReport, Outcome } from "../../../model/outcome.ts";
import type { Plan } from "../../../model/plan.ts";
import type { Problem } from "../../../model/problem.ts";
import type { Recovered } from "../../../model/recovery.ts";
import { accountResults } from "../../account-results.ts";
import { applySummary } from "../../apply-summary.ts";
import type { ApplyResult } from "../../renderer.ts";
import { planValue } from "./plan.ts";
import { problemJson, problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** What an apply did, step by step, with the counts and what went wrong beside the steps. */
export function applyJson({ report, kinds, plan }: ApplyResult): string {
  return resultJson("report", {
    ...(plan === undefined ? {} : { plan: planInReport(plan, kinds) }),
    recovered: (report.recovered ?? []).map(recoveredJson),
    outcomes: report.outcomes.map((outcome) => outcomeJson(outcome, kinds)),
    summary: summaryJson(report),
    accounts: plan === undefined ? [] : accountResults(report, plan).map((account) => ({ ...account })),
    problems: problemsJson(report.problems, kinds),
  });
}

/** The plan that was carried out, without the seal, which only a file of its own has. */
function planInReport(plan: Plan, kinds: Kinds): JsonObject {
  const { seal: _seal, ...value } = planValue(plan, kinds);
  return value;
}

function recoveredJson({ notBefore, ...rest }: Recovered): JsonObject {
  return { ...rest, ...defined({ not_before: notBefore }) };
}

function summaryJson(report: ApplyReport): JsonObject {
  const { inReview, notApplied, ...counts } = applySummary(report);
  return { planned: report.outcomes.length, ...counts, in_review: inReview, not_applied: notApplied };
}

function outcomeJson(outcome: Outcome, kinds: Kinds): JsonObject {
  const { problem, also, notApplied, inReview, unverifiable, dropped, objects, ...rest } = outcome;
  return {
    ...rest,
    ...defined({
      objects: objects === undefined ? undefined : objects.map(({ id, items }) => ({ id, items })),
      dropped,
      not_applied: notApplied,
      in_review: inReview,
      unverifiable,
      problem: problem === undefined ? undefined : stepProblemJson(problem, kinds),
      also: also === undefined ? undefined : also.map((other) => stepProblemJson(other, kinds)),
    }),
  };
}

/** A problem of a step; of a single item that the platform would not take, with the item and who has it. */
function stepProblemJson(problem: Problem, kinds: Kinds): JsonObject {
  const { item, occupantId, occupant } = problem.args;
  if (typeof item !== "string") return problemJson(problem, kinds);
  return {
    ...problemJson(problem, kinds),
    item: named(item),
    ...defined({
      occupant_id: occupantId === undefined ? undefined : named(occupantId),
      occupant: occupant === undefined ? undefined : named(occupant),
    }),
  };
}

/** What a platform names, cut where it is no id that anybody could use. */
function named(id: Json): Json {
  return typeof id === "string" ? clip(id, 200) : id;
}
