import type { Language } from "../messages/language.ts";
import { page } from "../page.ts";
import type { Renderer } from "../renderer.ts";
import { accountsText } from "./text/accounts.ts";
import { applyText } from "./text/apply.ts";
import { commentText } from "./text/comment.ts";
import { explanationText } from "./text/explain.ts";
import { historyText } from "./text/history.ts";
import { importText } from "./text/import.ts";
import { codeText, heldText, memberText } from "./text/member.ts";
import { planText } from "./text/plan.ts";
import { planDiffText } from "./text/plan-diff.ts";
import { pullText } from "./text/pull.ts";
import { snapshotText } from "./text/snapshot.ts";
import { stateChangeText, stateViewText } from "./text/state.ts";
import { statusText } from "./text/status.ts";
import { validationText } from "./text/validation.ts";
import { verifyText } from "./text/verify.ts";

/** Results for a person at a terminal. */
export const text = (language: Language) =>
  ({
    forTerminal: true,
    plan: (result, paint) => page(planText(result, language, paint)),
    apply: (result, paint) => page(applyText(result, language, paint)),
    validation: (result, paint) => page(validationText(result, language, paint)),
    status: (result, paint) => page(statusText(result, language, paint)),
    import: (result, paint) => page(importText(result, language, paint)),
    explain: (found, paint) => page(explanationText(found, language, paint)),
    verify: (result, paint) => page(verifyText(result, language, paint)),
    history: (result, paint) => page(historyText(result, language, paint)),
    stateView: (result, paint) => page(stateViewText(result, language, paint)),
    snapshot: (result, paint) => page(snapshotText(result, language, paint)),
    planDiff: (result) => page(planDiffText(result, language)),
    pull: (result, paint) => page(pullText(result, language, paint)),
    comment: (done) => commentText(done, language),
    accounts: (result, paint) => page(accountsText(result, language, paint)),
    member: (result, paint) => page(memberText(result, language, paint)),
    held: (result, paint) => page(heldText(result, language, paint)),
    code: (result, paint) => page(codeText(result, language, paint)),
    stateChange: (result, paint) => page(stateChangeText(result, language, paint)),
  }) satisfies Renderer;
