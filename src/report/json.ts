import { createHash } from "node:crypto";
import { clip } from "../model/clip.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { ApplyReport, Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { jsonText } from "./json-text.ts";
import { shownProblems } from "./shown-problems.ts";
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

/** The problems that JSON output shows: at most 100 of a file, and one that counts the others. */
export function problemsJson(problems: readonly Problem[]): JsonObject[] {
  return shownProblems(problems).map(problemJson);
}

/** A problem of a step; of a single item that the platform would not take, with the item and who has it. */
function stepProblemJson(problem: Problem): JsonObject {
  const { item, occupantId, occupant } = problem.args;
  if (typeof item !== "string") return problemJson(problem);
  return {
    ...problemJson(problem),
    item: named(item),
    ...(occupantId === undefined ? {} : { occupant_id: named(occupantId) }),
    ...(occupant === undefined ? {} : { occupant: named(occupant) }),
  };
}

/** What a platform names, cut where it is no id that anybody could use. */
function named(id: Json): Json {
  return typeof id === "string" ? clip(id, 200) : id;
}

/**
 * A plan as its file and `--format json` hold it, `schemas/plan.schema.json`.
 *
 * `seal` covers the bytes of the text as they are printed: it is the digest of the same text with an empty seal in its place.
 */
export function planJson(plan: Plan): string {
  const { format, tool, digest, problems, ...rest } = plan;
  const value = { format, tool, digest, seal: "", ...rest, problems: problemsJson(problems) };
  const unsealed = jsonText(value as unknown as Json);
  const seal = `sha256:${createHash("sha256").update(unsealed, "utf8").digest("hex")}`;
  return unsealed.replace('"seal": ""', `"seal": "${seal}"`);
}

/** `validate --format json`. */
export function validationJson(problems: readonly Problem[]): string {
  const valid = problems.every((problem) => problem.severity !== "error");
  return jsonText({ valid, problems: problemsJson(problems) });
}

/** `apply --format json`. */
export function applyJson(report: ApplyReport): string {
  const outcomes = report.outcomes.map(outcomeJson);
  return jsonText({ outcomes, summary: { ...applySummary(report) }, problems: problemsJson(report.problems) });
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
  const { problem, also, notApplied, inReview, unverifiable, dropped, objects, ...rest } = outcome;
  return {
    ...rest,
    ...(objects === undefined ? {} : { objects: objects.map(({ id, items }) => ({ id, items })) }),
    ...(dropped === undefined ? {} : { dropped }),
    ...(notApplied === undefined ? {} : { notApplied }),
    ...(inReview === undefined ? {} : { inReview }),
    ...(unverifiable === undefined ? {} : { unverifiable }),
    ...(problem === undefined ? {} : { problem: stepProblemJson(problem) }),
    ...(also === undefined ? {} : { also: also.map(stepProblemJson) }),
  };
}
