import { readPlanFile } from "../../config/saved-plan.ts";
import type { CommentHost } from "../../model/comment.ts";
import { fileProblem, isTrouble } from "../../model/file-trouble.ts";
import { isOfFormat } from "../../model/format.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Kinds } from "../../model/kind.ts";
import type { ApplyReport } from "../../model/outcome.ts";
import type { Plan } from "../../model/plan.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { harmless } from "../../report/harmless.ts";
import { jsonText } from "../../report/json-text.ts";
import type { Language } from "../../report/messages/language.ts";
import { savedPlan } from "../../report/saved/plan.ts";
import { savedReport } from "../../report/saved/report.ts";
import { readNamed } from "../named.ts";
import type { GuardedEffects } from "../session.ts";
import { objectIn } from "./json-object.ts";

/** In bytes: a report of 30,000 changes with its plan has about so many. */
const largestFile = 128 * 1_048_576;

/** What a file says, and whether there is anything in it to be told. */
export type Content = (
  | { readonly sort: "plan"; readonly plan: Plan }
  | { readonly sort: "report"; readonly report: ApplyReport; readonly plan?: Plan }
) & { readonly isQuiet: boolean };

/** Reads a saved plan or the report of an apply, told apart by what they say they are. */
export async function contentOf(
  effects: GuardedEffects,
  file: string,
  kinds: Kinds,
): Promise<Content | { readonly problem: Problem }> {
  const bytes = await readNamed(effects, file, largestFile);
  if (bytes === undefined) return { problem: problem("file-missing", { file }) };
  if (isTrouble(bytes)) return { problem: { ...fileProblem(file, bytes), class: "usage" } };
  const value = objectIn(bytes);
  const { validator: isPlan } = await import("../../generated/validators/plan.js");
  if (value !== undefined && isOfFormat(value, "report")) {
    const read = savedReport({ value, kinds, isPlan });
    if (read !== undefined) return { sort: "report", ...read, isQuiet: isQuietReport(read.report) };
  }
  if (value === undefined || !isOfFormat(value, "plan")) return { problem: ofOtherFormat(file, value) };
  const read = readPlanFile({ bytes, shown: file, isPlan, written: jsonText });
  if ("problem" in read) return read;
  const plan = savedPlan(read.value, kinds);
  return { sort: "plan", plan, isQuiet: isQuietPlan(plan) };
}

function ofOtherFormat(file: string, value: JsonObject | undefined): Problem {
  const format = value?.["format"];
  return problem("comment-file-format", { file, format: typeof format === "string" ? format : undefined });
}

function isQuietPlan({ changes, problems, recovery, complete }: Plan): boolean {
  return complete && changes.length === 0 && problems.length === 0 && recovery.length === 0;
}

function isQuietReport({ outcomes, problems, recovered = [] }: ApplyReport): boolean {
  return outcomes.length === 0 && problems.length === 0 && recovered.length === 0;
}

/** What a content is told with. */
export interface BodyInput {
  readonly effects: GuardedEffects;
  readonly content: Content;
  readonly kinds: Kinds;
  readonly timezone: string;
  readonly language: Language;
  readonly marker: string;
  readonly limit: CommentHost["bodyLimit"];
}

/**
 * The Markdown of a comment, the marker on its first line, no longer than the host takes: harmless and without secrets, as
 * everything that leaves the tool. What that makes longer is cut off the content and not off the text.
 */
export async function bodyOf(input: BodyInput): Promise<string> {
  const { effects, marker, limit } = input;
  let most = limit.most - limit.measure(`${marker}\n`);
  for (;;) {
    const markdown = await markdownOf(input, most);
    const body = `${marker}\n${effects.redactor.clean(harmless(markdown))}`;
    const over = limit.measure(body) - limit.most;
    if (over <= 0 || most <= 0) return body;
    most -= over;
  }
}

async function markdownOf({ content, kinds, timezone, language, limit }: BodyInput, most: number): Promise<string> {
  const budget = { most, measure: limit.measure };
  if (content.sort === "plan") {
    const { planMarkdown } = await import("../../report/formats/markdown/plan.ts");
    return planMarkdown({ plan: content.plan, kinds, timezone }, language, budget);
  }
  const { applyMarkdown } = await import("../../report/formats/markdown/apply.ts");
  const { report, plan } = content;
  return applyMarkdown({ report, kinds, timezone, ...(plan === undefined ? {} : { plan }) }, language, budget);
}
