import { applySummary } from "../../apply-summary.ts";
import type { Language } from "../../messages/language.ts";
import type { ResultWords } from "../../messages/results.ts";
import { recoveredMarkdown } from "../../recovery-text.ts";
import type { ApplyResult } from "../../renderer.ts";
import type { Block, Budget } from "../../view/cut.ts";
import { type ReportView, reportView } from "../../view/report-view.ts";
import { turns } from "../../view/turns.ts";
import { finished } from "../layout/finished.ts";
import { commentBudget, pageOf, sectionBlocks } from "../layout/page-of-blocks.ts";
import { errorsBlock, warningsBlock } from "../layout/problem-items.ts";
import { quietBlock } from "../layout/quiet.ts";
import { entryLines } from "./entry.ts";
import { codeSpan, markdownMarkup, word } from "./markup.ts";

/**
 * What an apply did, no longer than a comment holds: the counts, what went wrong, what was settled first of earlier
 * runs, and each change with its values and how its steps ended; what did not end well stands first.
 */
export function applyMarkdown(result: ApplyResult, language: Language, budget: Budget = commentBudget): string {
  const told = reportView(result, language);
  const { view } = language.results;
  const { plan, kinds } = result;
  const around = { view, markup: markdownMarkup };
  const speech = { kinds, language };
  const layout = { ...{ speech, markup: markdownMarkup, whole: entryLines }, hasAccounts: plan?.accounts.length !== 1 };
  const blocks = [
    headBlock(told, language.results),
    ...errorsBlock(told.problems, around),
    ...recoveredBlock(told, language.results),
    ...sectionBlocks(told.sections, layout, { trouble: view.notDone }),
    ...warningsBlock(told.problems, around),
    ...quietBlock(told.quiet, around),
  ];
  return pageOf(blocks, budget, (cut) => view.cut(cut, plan === undefined ? undefined : codeSpan(plan.digest)));
}

function headBlock({ report, accounts }: ReportView, { apply, view }: ResultWords): Block {
  const ended = accounts.map(({ name, result }) => `${codeSpan(name)} **${word(result)}**`);
  const lines = [
    `## ${view.apply}`,
    "",
    apply.statuses(applySummary(report)),
    "",
    ...(ended.length === 0 ? [] : [`${ended.join(", ")}.`, ""]),
  ];
  return { head: finished(lines), items: [], folded: () => "", foot: "" };
}

/** What was settled first of what earlier runs left open. */
function recoveredBlock({ report }: ReportView, { recovery, view }: ResultWords): Block[] {
  const [head = "", line = "", ...rows] = recoveredMarkdown(report.recovered, recovery);
  if (head === "") return [];
  const items = rows
    .filter((row) => row !== "")
    .map((row) => ({ counts: 1, forms: [{ text: () => finished([row]), until: turns.open }] }));
  const title = finished([`### ${view.recovered}`, "", head, line]);
  const folded = (named: number, more: number) => finished(["", view.folded(named, more)]);
  return [
    { head: title, items, folded, foot: "" },
    { head: "\n", items: [], folded: () => "", foot: "" },
  ];
}
