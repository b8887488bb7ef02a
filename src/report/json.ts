import { createHash } from "node:crypto";
import type { Json, JsonObject } from "../model/json.ts";
import type { ApplyReport, Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { wordsOf } from "./words.ts";

/** A problem as JSON output writes it: words made, place flattened. */
export function problemJson(problem: Problem): JsonObject {
  const { message, hint } = wordsOf(problem);
  const { place } = problem;
  return {
    code: problem.code,
    severity: problem.severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(place === undefined ? {} : { file: place.file, line: place.line, column: place.column }),
  };
}

/** A problem of a step; of a single item that the platform would not take, with the item and who has it. */
function stepProblemJson(problem: Problem): JsonObject {
  const { item, occupantId, occupant } = problem.args;
  if (typeof item !== "string") return problemJson(problem);
  return {
    ...problemJson(problem),
    item,
    ...(occupantId === undefined ? {} : { occupant_id: occupantId }),
    ...(occupant === undefined ? {} : { occupant }),
  };
}

/**
 * A plan as its file and `--format json` hold it, `schemas/plan.schema.json`.
 *
 * `seal` covers the bytes of the text: it is the digest of the same text with an empty seal in its place.
 */
export function planJson(plan: Plan): string {
  const { format, tool, digest, problems, ...rest } = plan;
  const value = { format, tool, digest, seal: "", ...rest, problems: problems.map(problemJson) };
  const unsealed = `${JSON.stringify(value, null, 2)}\n`;
  const seal = `sha256:${createHash("sha256").update(unsealed, "utf8").digest("hex")}`;
  return unsealed.replace('"seal": ""', `"seal": "${seal}"`);
}

/** `validate --format json`. */
export function validationJson(problems: readonly Problem[]): string {
  const valid = problems.every((problem) => problem.severity !== "error");
  return text({ valid, problems: problems.map(problemJson) });
}

/** `apply --format json`. */
export function applyJson(report: ApplyReport): string {
  const outcomes = report.outcomes.map(outcomeJson);
  return text({ outcomes, summary: { ...applySummary(report) }, problems: report.problems.map(problemJson) });
}

/** How many steps ended in which way; the first four add up to what was planned. */
export function applySummary(report: ApplyReport) {
  const status = (word: Outcome["status"]) => report.outcomes.filter((outcome) => outcome.status === word).length;
  const result = (word: Outcome["result"]) => report.outcomes.filter((outcome) => outcome.result === word).length;
  return {
    done: status("done"),
    failed: status("failed"),
    skipped: status("skipped"),
    unknown: status("unknown"),
    settled: result("settled"),
    inReview: result("in-review"),
    notApplied: result("not-applied"),
    refused: result("refused"),
    partial: result("partial"),
  };
}

function outcomeJson(outcome: Outcome): JsonObject {
  const { problem, also, notApplied, inReview, unverifiable, dropped, rules, ...rest } = outcome;
  return {
    ...rest,
    ...(rules === undefined ? {} : { rules: rules.map(({ id, mchids }) => ({ id, mchids })) }),
    ...(dropped === undefined ? {} : { dropped }),
    ...(notApplied === undefined ? {} : { notApplied }),
    ...(inReview === undefined ? {} : { inReview }),
    ...(unverifiable === undefined ? {} : { unverifiable }),
    ...(problem === undefined ? {} : { problem: stepProblemJson(problem) }),
    ...(also === undefined ? {} : { also: also.map(stepProblemJson) }),
  };
}

function text(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
