import type { Renderer } from "../renderer.ts";
import { applyJson } from "./json/apply.ts";
import { explanationJson } from "./json/explain.ts";
import { importJson } from "./json/import.ts";
import { planJson } from "./json/plan.ts";
import { statusJson } from "./json/status.ts";
import { validationJson } from "./json/validation.ts";

/** Results for programs. */
export const json = {
  forTerminal: false,
  plan: ({ plan }) => planJson(plan),
  apply: ({ report }) => applyJson(report),
  validation: ({ problems }) => validationJson("validation", problems),
  status: statusJson,
  import: importJson,
  explain: explanationJson,
  verify: ({ problems }) => validationJson("verify", problems),
} satisfies Renderer;
