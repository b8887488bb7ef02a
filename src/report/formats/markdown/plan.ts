import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import type { ResultWords } from "../../messages/results.ts";
import { summaryText, unmanagedText } from "../../plan-words.ts";
import { openMarkdown } from "../../recovery-text.ts";
import type { PlanResult } from "../../renderer.ts";
import type { Block, Budget } from "../../view/cut.ts";
import { graveIn, type PlanView, planView } from "../../view/plan-view.ts";
import { turns } from "../../view/turns.ts";
import type { Speech } from "../../words.ts";
import { approvalsBlock } from "../layout/approvals.ts";
import { finished } from "../layout/finished.ts";
import { commentBudget, pageOf, sectionBlocks } from "../layout/page-of-blocks.ts";
import { errorsBlock, warningsBlock } from "../layout/problem-items.ts";
import { quietBlock } from "../layout/quiet.ts";
import { entryLines } from "./entry.ts";
import { codeSpan, markdownMarkup } from "./markup.ts";

/**
 * A plan for a pull request, no longer than a comment of it holds: the verdict first, then what is wrong, then what
 * changes, the gravest first. Every value stands in code, so that no data becomes a link, a mention or markup.
 */
export function planMarkdown(result: PlanResult, language: Language, budget: Budget = commentBudget): string {
  const told = planView(result, language);
  const { view, recovery } = language.results;
  const speech = { kinds: result.kinds, language };
  const { plan } = told;
  const around = { view, markup: markdownMarkup };
  const layout = { ...{ speech, markup: markdownMarkup, whole: entryLines }, hasAccounts: plan.accounts.length !== 1 };
  const blocks = [
    headBlock(told, language.results),
    ...approvalsBlock(told, { words: language.results, markup: markdownMarkup }),
    ...errorsBlock(told.problems, around),
    ...sectionBlocks(told.sections, layout),
    ...warningsBlock(told.problems, around),
    ...openBlock(told, { view, recovery }),
    ...unmanagedBlock(told, speech),
    ...quietBlock(told.quiet, around),
  ];
  return pageOf(blocks, budget, (cut) => view.cut(cut, codeSpan(plan.digest)));
}

/** What stands on its own and is always there. */
function fixed(lines: readonly string[]): Block {
  return { head: finished(lines), items: [], folded: () => "", foot: "" };
}

/** The verdict: counts, what to be careful of, and the digest by which exactly this is approved. */
function headBlock({ plan, sections, problems }: PlanView, { plan: words, view }: ResultWords): Block {
  const grave = graveIn(sections);
  return fixed([
    `## ${view.plan}`,
    "",
    summaryText(plan, words) + (grave === 0 ? "" : view.grave(grave)),
    "",
    ...(problems.errors.length === 0 ? [] : [`**${view.errorsFirst(problems.errors.length)}**`, ""]),
    ...(plan.sandbox ? [words.sandbox, ""] : []),
    ...(plan.offline === undefined ? [] : [codeSpan(words.offline(plan.offline.asOf)), ""]),
    ...(plan.base === undefined ? [] : [codeSpan(words.base(visible(plan.base.ref), plan.base.commit)), ""]),
    words.digest(codeSpan(plan.digest)),
    "",
  ]);
}

/** What earlier runs left open, and an apply settles first. */
function openBlock({ plan }: PlanView, { view, recovery }: Pick<ResultWords, "view" | "recovery">): Block[] {
  if (plan.recovery.length === 0) return [];
  const [head = "", line = "", ...rows] = openMarkdown(plan.recovery, recovery);
  const items = rows
    .filter((row) => row !== "")
    .map((row) => ({ counts: 1, forms: [{ text: () => finished([row]), until: turns.open }] }));
  const title = finished([`### ${view.open}`, "", head, line]);
  return [
    { head: title, items, folded: (named, more) => finished(["", view.folded(named, more)]), foot: "" },
    fixed([""]),
  ];
}

/** What the accounts have and no document names. */
function unmanagedBlock({ plan: { unmanaged } }: PlanView, speech: Speech): Block[] {
  const { view } = speech.language.results;
  if (unmanaged.length === 0) return [];
  const items = unmanaged.map((resource) => ({
    counts: 1,
    forms: [{ text: () => finished([`- ${codeSpan(unmanagedText(resource, speech))}`]), until: turns.unmanaged }],
  }));
  const head = finished([`### ${view.unmanaged}`, ""]);
  return [{ head, items, folded: (named, more) => finished(["", view.folded(named, more)]), foot: "" }, fixed([""])];
}
