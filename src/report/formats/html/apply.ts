import { applySummary } from "../../apply-summary.ts";
import type { Language } from "../../messages/language.ts";
import type { ResultWords } from "../../messages/results.ts";
import type { ApplyResult } from "../../renderer.ts";
import { type ReportView, reportView } from "../../view/report-view.ts";
import { columnsOf } from "../layout/listing.ts";
import { sectionsHtml } from "./entry.ts";
import { code, escaped, htmlMarkup, table } from "./markup.ts";
import { htmlPage } from "./page.ts";
import { partHtml, quietHtml } from "./plan.ts";
import { errorsHtml, warningsHtml } from "./problems.ts";

/** What an apply did, as a page by itself: what Markdown tells, in the same order, and all of it. */
export function applyHtml(result: ApplyResult, language: Language): string {
  const told = reportView(result, language);
  const { view } = language.results;
  const { plan, kinds } = result;
  const layout = { speech: { kinds, language }, markup: htmlMarkup, hasAccounts: plan?.accounts.length !== 1 };
  const lines = [
    ...headHtml(told, language.results),
    ...errorsHtml(told.problems, view),
    ...recoveredHtml(told, language.results),
    ...sectionsHtml(told.sections, layout, { trouble: view.notDone }),
    ...warningsHtml(told.problems, view),
    ...quietHtml(told.quiet, view),
  ];
  return htmlPage(view.apply, lines, language);
}

function headHtml({ report, accounts }: ReportView, { apply }: ResultWords): string[] {
  const { word, strong } = htmlMarkup;
  const ended = accounts.map(({ name, result }) => `${code(name)} ${strong(word(result))}`);
  return [
    `<p>${escaped(apply.statuses(applySummary(report)))}</p>`,
    ...(ended.length === 0 ? [] : [`<p>${ended.join(", ")}.</p>`]),
  ];
}

/** What was settled first of what earlier runs left open. */
function recoveredHtml({ report }: ReportView, { recovery: words, view }: ResultWords): string[] {
  const recovered = report.recovered ?? [];
  if (recovered.length === 0) return [];
  const rows = recovered.map(({ address, operation, result, notBefore }) =>
    [address, operation, words.result(result, notBefore)].map(code),
  );
  return partHtml(view.recovered, table(columnsOf(words.head), rows));
}
