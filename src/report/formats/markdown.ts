import type { Language } from "../messages/language.ts";
import type { Renderer } from "../renderer.ts";
import { accountsMarkdown } from "./markdown/accounts.ts";
import { applyMarkdown } from "./markdown/apply.ts";
import { commentMarkdown } from "./markdown/comment.ts";
import { explanationMarkdown } from "./markdown/explain.ts";
import { historyMarkdown } from "./markdown/history.ts";
import { importMarkdown } from "./markdown/import.ts";
import { codeMarkdown, heldMarkdown, memberMarkdown } from "./markdown/member.ts";
import { planMarkdown } from "./markdown/plan.ts";
import { planDiffMarkdown } from "./markdown/plan-diff.ts";
import { validationMarkdown } from "./markdown/problems.ts";
import { pullMarkdown } from "./markdown/pull.ts";
import { snapshotMarkdown } from "./markdown/snapshot.ts";
import { stateChangeMarkdown, stateViewMarkdown } from "./markdown/state.ts";
import { statusMarkdown } from "./markdown/status.ts";

/** Results for pull requests and pages. */
export const markdown = (language: Language) =>
  ({
    forTerminal: false,
    plan: (result) => planMarkdown(result, language),
    apply: (result) => applyMarkdown(result, language),
    validation: (result) => validationMarkdown(result, language),
    status: (result) => statusMarkdown(result, language),
    import: (result) => importMarkdown(result, language),
    explain: (found) => explanationMarkdown(found, language),
    verify: (result) => validationMarkdown(result, language),
    history: (result) => historyMarkdown(result, language),
    stateView: (result) => stateViewMarkdown(result, language),
    snapshot: (result) => snapshotMarkdown(result, language),
    planDiff: (result) => planDiffMarkdown(result, language),
    pull: (result) => pullMarkdown(result, language),
    comment: (done) => commentMarkdown(done, language),
    accounts: (result) => accountsMarkdown(result, language),
    member: (result) => memberMarkdown(result, language),
    held: (result) => heldMarkdown(result, language),
    code: (result) => codeMarkdown(result, language),
    stateChange: (result) => stateChangeMarkdown(result, language),
  }) satisfies Renderer;
