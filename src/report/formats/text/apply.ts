import type { Kinds, KindWords } from "../../../model/kind.ts";
import { type ApplyReport, type Outcome, problemsOf } from "../../../model/outcome.ts";
import type { Step } from "../../../model/plan.ts";
import { dotted } from "../../../model/pointer.ts";
import { applySummary } from "../../apply-summary.ts";
import { visible } from "../../escape.ts";
import { results } from "../../messages/results.ts";
import { fieldsApart, outcomeWords, wordsFor } from "../../objects-text.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import { recoveredText } from "../../recovery-text.ts";
import type { ApplyResult } from "../../renderer.ts";

/**
 * What an apply did, below its plan: step by step, then the problems, then the counts. Where nothing was sent, the
 * problems that the plan has not shown.
 */
export function applyText({ report, plan, kinds }: ApplyResult, paint: Paint): string[] {
  const first = recoveredText(report.recovered);
  if (report.outcomes.length > 0) return ["", ...first, ...outcomesText(report, plan?.steps ?? [], kinds, paint)];
  const unshown = report.problems.filter((problem) => plan?.problems.includes(problem) !== true);
  return unshown.length + first.length === 0 ? [] : ["", ...first, ...problemsText(unshown, kinds, paint)];
}

function outcomesText(report: ApplyReport, planned: readonly Step[], kinds: Kinds, paint: Paint): string[] {
  const steps = new Map(planned.map((step) => [step.id, step]));
  const lines = report.outcomes.map((outcome) => {
    const step = steps.get(outcome.step);
    const call = step === undefined ? "" : callText(step, planned);
    return outcomeText({ outcome, step, call, words: wordsFor(kinds, outcome.address) }, paint);
  });
  const problems = [...report.outcomes.flatMap(problemsOf), ...report.problems];
  if (problems.length > 0) lines.push("", ...problemsText(problems, kinds, paint));
  lines.push("", `Apply: ${results.apply.counts(applySummary(report))}.`);
  return lines;
}

/** The request of a step, with what tells it from the others of the same resource. */
function callText(step: Step, planned: readonly Step[]): string {
  const siblings = planned.filter(({ address }) => address === step.address);
  return `${step.method} ${step.path}${fieldsApart(step, siblings)}`;
}

interface ShownOutcome {
  readonly outcome: Outcome;
  readonly step: Step | undefined;
  readonly call: string;
  readonly words: KindWords;
}

function outcomeText({ outcome, step, call, words }: ShownOutcome, paint: Paint): string {
  const ending = endingText(outcome, step);
  const tint = outcome.result === "settled" ? paint.add : ending === "in-review" ? paint.warn : paint.remove;
  const fields = outcome.notApplied ?? outcome.inReview ?? [];
  const about = fields.length === 0 ? "" : `: ${fields.map(dotted).map(visible).join(", ")}`;
  const details = outcomeWords(outcome, words).join(", ");
  const led = details === "" ? "" : `: ${details}`;
  return `${outcome.step}. ${outcome.address}  ${call}  ${tint(ending.replace("-", " "))}${about}${led}`;
}

/** How a step ended, in a word or two. */
function endingText({ status, result, problem, unverifiable }: Outcome, step: Step | undefined): string {
  if (status === "skipped" && problem === undefined) return results.apply.notNeeded;
  if (status !== "done") return status;
  const isUnseen = result === "settled" && unverifiable?.length === step?.because.length;
  return isUnseen ? results.apply.unseen : (result ?? "done");
}
