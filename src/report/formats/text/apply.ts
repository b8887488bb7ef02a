import type { KindEntry } from "../../../model/kind.ts";
import { type ApplyReport, type Outcome, problemsOf } from "../../../model/outcome.ts";
import type { Step } from "../../../model/plan.ts";
import { applySummary } from "../../apply-summary.ts";
import { fieldName } from "../../field-name.ts";
import type { Language } from "../../messages/language.ts";
import { fieldsApart, type ObjectSpeech, outcomeWords, wordsFor } from "../../objects-text.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import { recoveredText } from "../../recovery-text.ts";
import type { ApplyResult } from "../../renderer.ts";
import { grouped } from "../../view/plan-view.ts";
import { endingWord, quietOf } from "../../view/report-view.ts";
import type { Speech } from "../../words.ts";

/**
 * What an apply did, below its plan: step by step, then the problems, then the counts. Where nothing was sent, the
 * problems that the plan has not shown.
 */
export function applyText({ report, plan, kinds }: ApplyResult, language: Language, paint: Paint): string[] {
  const speech = { kinds, language };
  const first = recoveredText(report.recovered, language.results.recovery);
  if (report.outcomes.length > 0) {
    const quiet = plan === undefined ? [] : quietOf(report, plan);
    return ["", ...first, ...outcomesText({ report, planned: plan?.steps ?? [], speech, quiet }, paint)];
  }
  const unshown = report.problems.filter((problem) => plan?.problems.includes(problem) !== true);
  return unshown.length + first.length === 0 ? [] : ["", ...first, ...problemsText(unshown, speech, paint)];
}

interface Ended {
  readonly report: ApplyReport;
  readonly planned: readonly Step[];
  readonly speech: Speech;
  /** Accounts to which nothing was to be done, where there are others. */
  readonly quiet: readonly string[];
}

function outcomesText({ report, planned, speech, quiet }: Ended, paint: Paint): string[] {
  const { apply: words, view } = speech.language.results;
  const steps = new Map(planned.map((step) => [step.id, step]));
  const siblings = grouped(planned, ({ address }) => address);
  const lines = report.outcomes.map((outcome) => {
    const step = steps.get(outcome.step);
    const call = step === undefined ? "" : callText(step, siblings.get(step.address) ?? []);
    const own = {
      speech: wordsFor(speech, outcome.address),
      entry: speech.kinds.get(outcome.address.split("/")[1] ?? ""),
    };
    return outcomeText({ outcome, step, call, words: speech.language.results, ...own }, paint);
  });
  const problems = [...report.outcomes.flatMap(problemsOf), ...report.problems];
  if (problems.length > 0) lines.push("", ...problemsText(problems, speech, paint));
  lines.push("", ...(quiet.length === 0 ? [] : [view.quiet(quiet.join(", "))]));
  lines.push(words.ended(words.counts(applySummary(report))));
  return lines;
}

/** The request of a step, with what tells it from the others of the same resource. */
function callText(step: Step, siblings: readonly Step[]): string {
  return `${step.method} ${step.path}${fieldsApart(step, siblings)}`;
}

interface ShownOutcome {
  readonly outcome: Outcome;
  readonly step: Step | undefined;
  readonly call: string;
  readonly words: Language["results"];
  readonly speech: ObjectSpeech;
  readonly entry: KindEntry | undefined;
}

function outcomeText({ outcome, step, call, words, speech, entry }: ShownOutcome, paint: Paint): string {
  const ending = endingWord(outcome, step, words);
  const tint = outcome.result === "settled" ? paint.add : outcome.result === "in-review" ? paint.warn : paint.remove;
  const fields = outcome.notApplied ?? outcome.inReview ?? [];
  const { colon, separator } = words;
  const led = (parts: readonly string[]) => (parts.length === 0 ? "" : `${colon}${parts.join(separator)}`);
  const about = led(fields.map((path) => fieldName(path, entry)));
  return `${outcome.step}. ${outcome.address}  ${call}  ${tint(ending)}${about}${led(outcomeWords(outcome, speech))}`;
}
