import { type ApplyReport, type Outcome, problemsOf } from "../../model/outcome.ts";
import type { Plan, Step } from "../../model/plan.ts";
import { accountResults } from "../account-results.ts";
import { visible } from "../escape.ts";
import { fieldName } from "../field-name.ts";
import type { Language } from "../messages/language.ts";
import type { ResultWords } from "../messages/results.ts";
import { fieldsApart, outcomeWords, wordsFor } from "../objects-text.ts";
import type { ApplyResult } from "../renderer.ts";
import type { Speech } from "../words.ts";
import type { Ending, Entry } from "./entry.ts";
import { entriesContext, grouped } from "./plan-view.ts";
import { inSections, type Section, sectionsOf } from "./sections.ts";
import { type ToldProblems, toldProblems } from "./told-problems.ts";

/** What is to be told of an apply, and in which order; what was recovered stands in the report itself. */
export interface ReportView {
  readonly report: ApplyReport;
  readonly problems: ToldProblems;
  /** What was carried out or was to be, with how each step ended. */
  readonly sections: readonly Section[];
  /** Accounts that ended otherwise than by doing all or having nothing to do. */
  readonly accounts: readonly { readonly name: string; readonly result: string }[];
  /** Accounts to which nothing was to be done, where there are others. */
  readonly quiet: readonly string[];
}

/** The report of an apply as any format tells it. */
export function reportView(
  { report, plan, kinds, timezone = "Asia/Shanghai" }: ApplyResult,
  language: Language,
): ReportView {
  const speech = { kinds, language };
  const endings = endingsByAddress(report, plan, speech);
  const carried = (plan?.changes ?? []).filter(({ address }) => endings.has(address));
  const named = new Set(carried.map(({ address }) => address));
  // What stays as it is was told by the plan; a report tells what was done.
  const planned =
    plan === undefined
      ? []
      : sectionsOf(carried, {
          ...entriesContext({ plan, kinds, timezone }, language, endings),
          asksOf: () => [],
        }).filter(({ place }) => place !== "drift");
  const others = [...endings]
    .filter(([address]) => !named.has(address))
    .map(([address, own]) => unplanned(address, own));
  const ended = plan === undefined ? [] : accountResults(report, plan);
  return {
    report,
    problems: toldProblems([...report.outcomes.flatMap(problemsOf), ...report.problems], speech),
    sections: inSections([...planned.flatMap(({ entries }) => entries), ...others]),
    accounts: ended
      .filter(({ result }) => result !== "nothing" && (result !== "done" || ended.length > 1))
      .map(({ name, result }) => ({ name: visible(name), result: language.results.apply.account(result) })),
    quiet: plan === undefined ? [] : quietOf(report, plan),
  };
}

/** Accounts to which nothing was to be done, where there are others. */
export function quietOf(report: ApplyReport, plan: Plan): string[] {
  const ended = accountResults(report, plan);
  const quiet = ended.filter(({ result }) => result === "nothing").map(({ name }) => visible(name));
  return quiet.length === ended.length ? [] : quiet;
}

/** A resource of which only how it ended is known. */
function unplanned(address: string, endings: readonly Ending[]): Entry {
  const member = {
    address: visible(address),
    id: "",
    file: "",
    reach: [],
    lines: [],
    calls: [],
    objects: [],
    kept: [],
    asks: [],
  };
  const isBad = endings.some(({ sort }) => sort === "badly");
  const kind = address.split("/")[1] ?? "";
  const entry = { action: "none" as const, kind, rows: [], notes: [], along: [], members: [{ ...member, endings }] };
  return { place: isBad ? "trouble" : "other", ...entry };
}

function endingsByAddress(
  report: ApplyReport,
  plan: Plan | undefined,
  speech: Speech,
): ReadonlyMap<string, readonly Ending[]> {
  const steps = new Map((plan?.steps ?? []).map((step) => [step.id, step]));
  const siblings = grouped(plan?.steps ?? [], ({ address }) => address);
  const endings = new Map<string, Ending[]>();
  for (const [address, outcomes] of grouped(report.outcomes, (outcome) => outcome.address)) {
    const words = wordsFor(speech, address);
    const entry = speech.kinds.get(address.split("/")[1] ?? "");
    const own = outcomes.map((outcome): Ending => {
      const step = steps.get(outcome.step);
      const fields = (outcome.notApplied ?? outcome.inReview ?? []).map((path) => fieldName(path, entry));
      const details = [...fields, ...outcomeWords(outcome, words)];
      const call = callText(outcome, step, siblings.get(address) ?? []);
      return { call, word: endingWord(outcome, step, speech.language.results), sort: sortOf(outcome), details };
    });
    endings.set(address, own);
  }
  return endings;
}

/** The request of a step, with what tells it from the others of the same resource. */
function callText({ step: id }: Outcome, step: Step | undefined, siblings: readonly Step[]): string {
  const call = step === undefined ? "" : ` ${step.method} ${visible(step.path)}${fieldsApart(step, siblings)}`;
  return `${visible(id)}.${call}`;
}

/** How a step ended, in a word or two. */
export function endingWord(
  { status, result, problem, unverifiable }: Outcome,
  step: Step | undefined,
  { apply: words, terms }: ResultWords,
): string {
  if (status === "skipped" && problem === undefined) return words.notNeeded;
  if (status !== "done") return wordOf(terms[status]);
  const isUnseen = result === "settled" && unverifiable?.length === step?.because.length;
  return isUnseen ? words.unseen : wordOf(terms[result ?? "done"]);
}

function wordOf(term: string): string {
  return term.replaceAll("-", " ");
}

function sortOf({ status, result, problem }: Outcome): Ending["sort"] {
  if (status === "skipped" && problem === undefined) return "well";
  if (status !== "done") return "badly";
  if (result === "in-review") return "waits";
  return result === undefined || result === "settled" ? "well" : "badly";
}
