import { type ApplyReport, type Outcome, problemsOf } from "../../../model/outcome.ts";
import type { Step } from "../../../model/plan.ts";
import { dotted } from "../../../model/pointer.ts";
import { applySummary } from "../../apply-summary.ts";
import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import { fieldsApart, type ObjectSpeech, outcomeWords, wordsFor } from "../../objects-text.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import { recoveredText } from "../../recovery-text.ts";
import type { ApplyResult } from "../../renderer.ts";
import type { Speech } from "../../words.ts";

/**
 * What an apply did, below its plan: step by step, then the problems, then the counts. Where nothing was sent, the
 * problems that the plan has not shown.
 */
export function applyText({ report, plan, kinds }: ApplyResult, language: Language, paint: Paint): string[] {
  const speech = { kinds, language };
  const first = recoveredText(report.recovered, language.results.recovery);
  if (report.outcomes.length > 0) return ["", ...first, ...outcomesText(report, plan?.steps ?? [], speech, paint)];
  const unshown = report.problems.filter((problem) => plan?.problems.includes(problem) !== true);
  return unshown.length + first.length === 0 ? [] : ["", ...first, ...problemsText(unshown, speech, paint)];
}

function outcomesText(report: ApplyReport, planned: readonly Step[], speech: Speech, paint: Paint): string[] {
  const words = speech.language.results.apply;
  const steps = new Map(planned.map((step) => [step.id, step]));
  const lines = report.outcomes.map((outcome) => {
    const step = steps.get(outcome.step);
    const call = step === undefined ? "" : callText(step, planned);
    return outcomeText(
      { outcome, step, call, language: speech.language, speech: wordsFor(speech, outcome.address) },
      paint,
    );
  });
  const problems = [...report.outcomes.flatMap(problemsOf), ...report.problems];
  if (problems.length > 0) lines.push("", ...problemsText(problems, speech, paint));
  lines.push("", words.ended(words.counts(applySummary(report))));
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
  readonly language: Language;
  readonly speech: ObjectSpeech;
}

function outcomeText({ outcome, step, call, language, speech }: ShownOutcome, paint: Paint): string {
  const ending = endingText(outcome, step, language);
  const tint = outcome.result === "settled" ? paint.add : outcome.result === "in-review" ? paint.warn : paint.remove;
  const fields = outcome.notApplied ?? outcome.inReview ?? [];
  const about = fields.length === 0 ? "" : `: ${fields.map(dotted).map(visible).join(", ")}`;
  const details = outcomeWords(outcome, speech).join(", ");
  const led = details === "" ? "" : `: ${details}`;
  return `${outcome.step}. ${outcome.address}  ${call}  ${tint(ending.replace("-", " "))}${about}${led}`;
}

/** How a step ended, in a word or two. */
function endingText(
  { status, result, problem, unverifiable }: Outcome,
  step: Step | undefined,
  { results: { apply: words, terms } }: Language,
): string {
  if (status === "skipped" && problem === undefined) return words.notNeeded;
  if (status !== "done") return terms[status];
  const isUnseen = result === "settled" && unverifiable?.length === step?.because.length;
  return isUnseen ? words.unseen : terms[result ?? "done"];
}
