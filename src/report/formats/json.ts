import type { Renderer } from "../renderer.ts";
import { accountsJson } from "./json/accounts.ts";
import { applyJson } from "./json/apply.ts";
import { commentJson } from "./json/comment.ts";
import { explanationJson } from "./json/explain.ts";
import { historyJson } from "./json/history.ts";
import { importJson } from "./json/import.ts";
import { codeJson, heldJson, memberJson } from "./json/member.ts";
import { planJson } from "./json/plan.ts";
import { planDiffJson } from "./json/plan-diff.ts";
import { pullJson } from "./json/pull.ts";
import { snapshotJson } from "./json/snapshot.ts";
import { stateChangeJson, stateViewJson } from "./json/state.ts";
import { statusJson } from "./json/status.ts";
import { validationJson } from "./json/validation.ts";

/** Results for programs, whose words are English in every language: others are made of codes and arguments. */
export const json = () =>
  ({
    forTerminal: false,
    plan: ({ plan, kinds }) => planJson(plan, kinds),
    apply: applyJson,
    validation: (result) => validationJson("validation", result),
    status: statusJson,
    import: importJson,
    explain: explanationJson,
    verify: (result) => validationJson("verify", result),
    history: historyJson,
    stateView: stateViewJson,
    snapshot: snapshotJson,
    planDiff: planDiffJson,
    comment: commentJson,
    accounts: accountsJson,
    member: memberJson,
    held: heldJson,
    code: codeJson,
    pull: pullJson,
    stateChange: stateChangeJson,
  }) satisfies Renderer;
