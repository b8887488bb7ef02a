import { page } from "../page.ts";
import type { Renderer } from "../renderer.ts";
import { applyText } from "./text/apply.ts";
import { explanationText } from "./text/explain.ts";
import { historyText } from "./text/history.ts";
import { importText } from "./text/import.ts";
import { planText } from "./text/plan.ts";
import { snapshotText } from "./text/snapshot.ts";
import { stateChangeText, stateViewText } from "./text/state.ts";
import { statusText } from "./text/status.ts";
import { validationText } from "./text/validation.ts";
import { verifyText } from "./text/verify.ts";

/** Results for a person at a terminal. */
export const text = {
  forTerminal: true,
  plan: (result, paint) => page(planText(result, paint)),
  apply: (result, paint) => page(applyText(result, paint)),
  validation: (result, paint) => page(validationText(result, paint)),
  status: (result, paint) => page(statusText(result, paint)),
  import: (result, paint) => page(importText(result, paint)),
  explain: (found, paint) => page(explanationText(found, paint)),
  verify: (result, paint) => page(verifyText(result, paint)),
  history: (result, paint) => page(historyText(result, paint)),
  stateView: (result, paint) => page(stateViewText(result, paint)),
  snapshot: (result, paint) => page(snapshotText(result, paint)),
  stateChange: (result, paint) => page(stateChangeText(result, paint)),
} satisfies Renderer;
