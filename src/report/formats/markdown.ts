import type { Renderer } from "../renderer.ts";
import { applyMarkdown } from "./markdown/apply.ts";
import { explanationMarkdown } from "./markdown/explain.ts";
import { historyMarkdown } from "./markdown/history.ts";
import { importMarkdown } from "./markdown/import.ts";
import { planMarkdown } from "./markdown/plan.ts";
import { validationMarkdown } from "./markdown/problems.ts";
import { snapshotMarkdown } from "./markdown/snapshot.ts";
import { stateChangeMarkdown, stateViewMarkdown } from "./markdown/state.ts";
import { statusMarkdown } from "./markdown/status.ts";

/** Results for pull requests and pages. */
export const markdown = {
  forTerminal: false,
  plan: planMarkdown,
  apply: applyMarkdown,
  validation: validationMarkdown,
  status: statusMarkdown,
  import: importMarkdown,
  explain: explanationMarkdown,
  verify: validationMarkdown,
  history: historyMarkdown,
  stateView: stateViewMarkdown,
  snapshot: snapshotMarkdown,
  stateChange: stateChangeMarkdown,
} satisfies Renderer;
