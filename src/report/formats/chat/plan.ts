import { clip } from "../../../model/clip.ts";
import type { Language } from "../../messages/language.ts";
import type { ResultWords } from "../../messages/results.ts";
import { summaryText, unmanagedText } from "../../plan-words.ts";
import { openText } from "../../recovery-text.ts";
import type { PlanResult } from "../../renderer.ts";
import { graveIn, type PlanView, planView } from "../../view/plan-view.ts";
import { turns } from "../../view/turns.ts";
import { approvalsBlock } from "../layout/approvals.ts";
import { sectionBlocks } from "../layout/page-of-blocks.ts";
import { errorsBlock, warningsBlock } from "../layout/problem-items.ts";
import { quietBlock } from "../layout/quiet.ts";
import type { ChatDialect } from "./dialect.ts";
import { chatEntry } from "./entry.ts";
import { type ChatPage, chatPage, listBlocks } from "./page.ts";

/** A plan for a group: the counts and the digest, then what is wrong, then what changes, the gravest first. */
export function planChat(result: PlanResult, language: Language, dialect: ChatDialect): string {
  const told = planView(result, language);
  const { results } = language;
  const { view } = results;
  const { plan } = told;
  const speech = { kinds: result.kinds, language };
  const page: ChatPage = { dialect, view };
  const around = { view, markup: dialect };
  const layout = { ...{ speech, markup: dialect, whole: chatEntry }, hasAccounts: plan.accounts.length !== 1 };
  const blocks = [
    ...approvalsBlock(told, { words: results, markup: dialect }),
    ...errorsBlock(told.problems, around),
    ...sectionBlocks(told.sections, layout),
    ...warningsBlock(told.problems, around),
    ...listBlocks(openText(plan.recovery, results.recovery).map(dialect.code), {
      ...page,
      ...{ title: view.open, until: turns.open },
    }),
    ...listBlocks(
      plan.unmanaged.map((resource) => dialect.code(unmanagedText(resource, speech))),
      { ...page, title: view.unmanaged, until: turns.unmanaged },
    ),
    ...quietBlock(told.quiet, around),
  ];
  return chatPage({ title: view.plan, line: headLine(told, results, dialect) }, blocks, page);
}

/** Longer than any digest, and than any instant. */
const longestFact = 80;

/** Counts, how much to be careful of, errors, where it was made, and the digest by which exactly this is approved. */
function headLine(
  { plan, problems, sections }: PlanView,
  { plan: words, view }: ResultWords,
  { code, strong }: ChatDialect,
): string {
  const grave = graveIn(sections);
  const errors = problems.errors.length;
  const { asOf } = plan.offline ?? {};
  return [
    summaryText(plan, words) + (grave === 0 ? "" : view.grave(grave)),
    ...(errors === 0 ? [] : [strong(view.errorsFirst(errors))]),
    ...(plan.sandbox ? [words.sandbox] : []),
    ...(plan.offline === undefined ? [] : [code(words.offline(asOf === undefined ? asOf : clip(asOf, longestFact)))]),
    ...(plan.base === undefined ? [] : [code(words.base(clip(plan.base.ref, longestFact), plan.base.commit))]),
    words.digest(code(clip(plan.digest, longestFact))),
  ].join(" ");
}
