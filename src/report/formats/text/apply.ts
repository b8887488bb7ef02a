import { type ApplyReport, type Outcome, problemsOf } from "../../../model/outcome.ts";
import type { Step } from "../../../model/plan.ts";
import { dotted } from "../../../model/pointer.ts";
import { applySummary } from "../../apply-summary.ts";
import { visible } from "../../escape.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import type { ApplyResult } from "../../renderer.ts";
import { outcomeWords, toldApart } from "../../rules-text.ts";

/**
 * What an apply did, below its plan: step by step, then the problems, then the counts. Where nothing was sent, the
 * problems that the plan has not shown.
 */
export function applyText({ report, plan }: ApplyResult, paint: Paint): string[] {
  if (report.outcomes.length > 0) return ["", ...outcomesText(report, plan?.steps ?? [], paint)];
  const unshown = report.problems.filter((problem) => plan?.problems.includes(problem) !== true);
  return unshown.length === 0 ? [] : ["", ...problemsText(unshown, paint)];
}

function outcomesText(report: ApplyReport, planned: readonly Step[], paint: Paint): string[] {
  const steps = new Map(planned.map((step) => [step.id, step]));
  const alike = (step: Step) =>
    toldApart(
      step,
      planned.filter(({ address }) => address === step.address),
    );
  const lines = report.outcomes.map((outcome) => {
    const step = steps.get(outcome.step);
    const call = step === undefined ? "" : `${step.method} ${step.path}${alike(step)}`;
    return outcomeText(outcome, step, call, paint);
  });
  const problems = [...report.outcomes.flatMap(problemsOf), ...report.problems];
  if (problems.length > 0) lines.push("", ...problemsText(problems, paint));
  lines.push("", `Apply: ${countsText(report)}.`);
  return lines;
}

/** `2 done (1 settled, 1 in review), 1 failed`. */
function countsText(report: ApplyReport): string {
  const counts = applySummary(report);
  const part = (number: number, word: string) => (number === 0 ? [] : [`${number} ${word}`]);
  const results = [
    ...part(counts.settled, "settled"),
    ...part(counts.inReview, "in review"),
    ...part(counts.notApplied, "not applied"),
    ...part(counts.refused, "refused by review"),
    ...part(counts.partial, "partial"),
  ];
  const done = `${counts.done} done${results.length === 0 ? "" : ` (${results.join(", ")})`}`;
  return [
    done,
    ...part(counts.failed, "failed"),
    ...part(counts.skipped, "skipped"),
    ...part(counts.unknown, "unknown"),
  ].join(", ");
}

function outcomeText(outcome: Outcome, step: Step | undefined, call: string, paint: Paint): string {
  const blind = outcome.result === "settled" && outcome.unverifiable?.length === step?.because.length;
  const notNeeded = outcome.status === "skipped" && outcome.problem === undefined;
  const plain = outcome.status === "done" ? (blind ? "sent, never shown" : (outcome.result ?? "done")) : outcome.status;
  const word = notNeeded ? "not needed" : plain;
  const tint = outcome.result === "settled" ? paint.add : word === "in-review" ? paint.warn : paint.remove;
  const fields = outcome.notApplied ?? outcome.inReview ?? [];
  const about = fields.length === 0 ? "" : `: ${fields.map(dotted).map(visible).join(", ")}`;
  const words = outcomeWords(outcome).join(", ");
  const made = words === "" ? "" : `: ${words}`;
  return `${outcome.step}. ${outcome.address}  ${call}  ${tint(word.replace("-", " "))}${about}${made}`;
}
