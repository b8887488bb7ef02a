import { defined } from "../../model/defined.ts";
import { isDeeper, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Kinds } from "../../model/kind.ts";
import type { ApplyReport, Outcome, OutcomeStatus, Result } from "../../model/outcome.ts";
import type { Plan } from "../../model/plan.ts";
import type { Recovered, RecoveryResult } from "../../model/recovery.ts";
import { objects, savedPlan } from "./plan.ts";
import { savedProblem, savedProblems, text } from "./problem.ts";

/** What reading the report of an apply needs. */
export interface SavedReportInput {
  readonly value: JsonObject;
  readonly kinds: Kinds;
  /** Whether a value has the shape of a plan, by its schema. */
  readonly isPlan: (value: unknown) => boolean;
}

/** No report is nested nearly as deep; what walks through its values may do so without counting. */
const deepest = 200;

/**
 * The report of an apply as JSON holds it, with the plan it carried out: the way back of `formats/json/apply.ts`; undefined
 * for what has another shape, since anybody can write such a file.
 */
export function savedReport(input: SavedReportInput): { report: ApplyReport; plan?: Plan } | undefined {
  const { value, kinds } = input;
  if (isDeeper(value, deepest) || !Array.isArray(value["outcomes"]) || !Array.isArray(value["problems"]))
    return undefined;
  const outcomes = (value["outcomes"] as readonly Json[]).map((outcome) => outcomeOf(outcome, kinds));
  const recovered = objects(value["recovered"]).map(recoveredOf);
  if (![...outcomes, ...recovered].every((one) => one !== undefined)) return undefined;
  const report: ApplyReport = {
    outcomes: outcomes.filter((outcome) => outcome !== undefined),
    problems: savedProblems(value["problems"], kinds),
    recovered: recovered.filter((one) => one !== undefined),
    // An interrupted run says so by the exit code of its accounts.
    interrupted: objects(value["accounts"]).some(({ exit }) => exit === 130 || exit === 143),
  };
  const plan = planOf(input);
  return { report, ...defined({ plan }) };
}

/** A plan within a report has no seal, which its schema asks of a file. */
function planOf({ value: { plan }, kinds, isPlan }: SavedReportInput): Plan | undefined {
  if (!isObject(plan)) return undefined;
  return isPlan({ ...plan, seal: `sha256:${"0".repeat(64)}` }) ? savedPlan(plan, kinds) : undefined;
}

const statuses: readonly string[] = ["done", "failed", "skipped", "unknown"] satisfies OutcomeStatus[];
const results: readonly string[] = ["settled", "in-review", "refused", "not-applied", "partial"] satisfies Result[];

function outcomeOf(value: Json, kinds: Kinds): Outcome | undefined {
  if (!isObject(value)) return undefined;
  const { step, address, status, result, restored } = value;
  if (typeof step !== "string" || typeof address !== "string" || !statuses.includes(String(status))) return undefined;
  const problem = value["problem"] === undefined ? undefined : savedProblem(value["problem"], kinds);
  const also = savedProblems(value["also"], kinds);
  return {
    step,
    address,
    status: status as OutcomeStatus,
    ...(results.includes(String(result)) ? { result: result as Result } : {}),
    ...defined({
      problem,
      also: also.length === 0 ? undefined : also,
      notApplied: texts(value["not_applied"]),
      inReview: texts(value["in_review"]),
      unverifiable: texts(value["unverifiable"]),
      dropped: texts(value["dropped"]),
      objects: objectsOf(value["objects"]),
    }),
    ...(restored === "live" || restored === "not-live" || restored === "unknown" ? { restored } : {}),
  };
}

function objectsOf(value: Json | undefined): Outcome["objects"] {
  if (!Array.isArray(value)) return undefined;
  return objects(value).map(({ id, items }) => ({ id: text(id) ?? "", items: texts(items) ?? [] }));
}

const recoveries: readonly string[] = [
  "adopted",
  "cleared",
  "put-back",
  "kept-down",
  "refused",
  "waits",
  "asks",
  "unread",
] satisfies RecoveryResult[];

function recoveredOf(value: JsonObject): Recovered | undefined {
  const { address, operation, result, not_before: notBefore } = value;
  if (typeof address !== "string" || typeof operation !== "string" || !recoveries.includes(String(result)))
    return undefined;
  return { address, operation, result: result as RecoveryResult, ...defined({ notBefore: text(notBefore) }) };
}

function texts(value: Json | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return (value as readonly Json[]).filter((item) => typeof item === "string");
}
