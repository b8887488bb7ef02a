import type { Language } from "../../messages/language.ts";
import type { ResultWords } from "../../messages/results.ts";
import { summaryText, unmanagedText } from "../../plan-words.ts";
import type { PlanResult } from "../../renderer.ts";
import { type Asked, graveIn, type PlanView, planView } from "../../view/plan-view.ts";
import { columnsOf } from "../layout/listing.ts";
import { sectionsHtml } from "./entry.ts";
import { code, escaped, htmlMarkup, list, table } from "./markup.ts";
import { htmlPage } from "./page.ts";
import { errorsHtml, warningsHtml } from "./problems.ts";

/** A plan as a page by itself: what Markdown tells, in the same order, and all of it. */
export function planHtml(result: PlanResult, language: Language): string {
  const told = planView(result, language);
  const { results } = language;
  const { view } = results;
  const { plan } = told;
  const speech = { kinds: result.kinds, language };
  const layout = { speech, markup: htmlMarkup, hasAccounts: plan.accounts.length !== 1 };
  const lines = [
    ...headHtml(told, results),
    ...approvalsHtml(told.asked, results),
    ...errorsHtml(told.problems, view),
    ...sectionsHtml(told.sections, layout),
    ...warningsHtml(told.problems, view),
    ...openHtml(told, results),
    ...partHtml(view.unmanaged, list(plan.unmanaged.map((resource) => [code(unmanagedText(resource, speech))]))),
    ...quietHtml(told.quiet, view),
  ];
  return htmlPage(view.plan, lines, language);
}

/** The verdict: counts, what to be careful of, and the digest by which exactly this is approved. */
function headHtml({ plan, sections, problems }: PlanView, { plan: words, view }: ResultWords): string[] {
  const grave = graveIn(sections);
  const errors = problems.errors.length;
  return [
    `<p>${escaped(summaryText(plan, words) + (grave === 0 ? "" : view.grave(grave)))}</p>`,
    ...(errors === 0 ? [] : [`<p class="alert"><strong>${escaped(view.errorsFirst(errors))}</strong></p>`]),
    ...(plan.sandbox ? [`<p>${escaped(words.sandbox)}</p>`] : []),
    ...(plan.offline === undefined ? [] : [`<p>${code(words.offline(plan.offline.asOf))}</p>`]),
    ...(plan.base === undefined ? [] : [`<p>${code(words.base(plan.base.ref, plan.base.commit))}</p>`]),
    `<p>${words.digest(code(plan.digest))}</p>`,
  ];
}

/** What agreement a plan waits for, each with how it is given. */
function approvalsHtml(asked: readonly Asked[], { plan, view }: ResultWords): string[] {
  if (asked.length === 0) return [];
  const items = asked.map(({ allow, written }) => {
    const line = code(`--allow ${allow}`);
    return [
      written === undefined ? line : `${line} ${plan.orWritten(code(written.file), code(written.snippet)).trim()}`,
    ];
  });
  return [`<p><strong>${escaped(view.approvals)}</strong></p>`, ...list(items)];
}

/** What earlier runs left open, and an apply settles first. */
function openHtml({ plan }: PlanView, { view, recovery: words }: ResultWords): string[] {
  if (plan.recovery.length === 0) return [];
  const rows = plan.recovery.map((work) => {
    const cells = [work.address, work.operation, work.since ?? "", words.will(work)];
    return cells.map(code);
  });
  return partHtml(view.open, table(columnsOf(words.openHead), rows));
}

/** A part of a page below its title; nothing without lines. */
export function partHtml(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["<section>", `<h2>${escaped(title)}</h2>`, ...lines, "</section>"];
}

/** Accounts to which nothing is to be done, in one line. */
export function quietHtml(accounts: readonly string[], view: ResultWords["view"]): string[] {
  return accounts.length === 0 ? [] : [`<p>${view.quiet(accounts.map(code).join(", "))}</p>`];
}
