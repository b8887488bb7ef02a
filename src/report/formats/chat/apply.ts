import { clip } from "../../../model/clip.ts";
import { applySummary } from "../../apply-summary.ts";
import type { Language } from "../../messages/language.ts";
import { recoveredText } from "../../recovery-text.ts";
import type { ApplyResult } from "../../renderer.ts";
import { reportView } from "../../view/report-view.ts";
import { turns } from "../../view/turns.ts";
import { sectionBlocks } from "../layout/page-of-blocks.ts";
import { errorsBlock, warningsBlock } from "../layout/problem-items.ts";
import { quietBlock } from "../layout/quiet.ts";
import type { ChatDialect } from "./dialect.ts";
import { chatEntry } from "./entry.ts";
import { chatPage, listBlocks } from "./page.ts";

/** What an apply did, for a group: the counts, what went wrong, and each change with how its steps ended. */
export function applyChat(result: ApplyResult, language: Language, dialect: ChatDialect): string {
  const told = reportView(result, language);
  const { view, apply, recovery, plan: planWords } = language.results;
  const { plan, kinds } = result;
  const page = { dialect, view };
  const around = { view, markup: dialect };
  const speech = { kinds, language };
  const layout = { ...{ speech, markup: dialect, whole: chatEntry }, hasAccounts: plan?.accounts.length !== 1 };
  const ended = told.accounts.map((account) => `${dialect.code(account.name)} ${dialect.strong(account.result)}`);
  const blocks = [
    ...listBlocks(ended, { ...page, until: turns.open }),
    ...errorsBlock(told.problems, around),
    ...listBlocks(recoveredText(told.report.recovered, recovery).map(dialect.code), {
      ...page,
      ...{ title: view.recovered, until: turns.open },
    }),
    ...sectionBlocks(told.sections, layout, { trouble: view.notDone }),
    ...warningsBlock(told.problems, around),
    ...quietBlock(told.quiet, around),
  ];
  const digest = plan === undefined ? [] : [planWords.digest(dialect.code(clip(plan.digest, 80)))];
  const line = [apply.statuses(applySummary(told.report)), ...digest].join(" ");
  return chatPage({ title: view.apply, line }, blocks, page);
}
