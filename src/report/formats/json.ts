import type { Renderer } from "../renderer.ts";
import { applyJson } from "./json/apply.ts";
import { explanationJson } from "./json/explain.ts";
import { importJson } from "./json/import.ts";
import { planJson } from "./json/plan.ts";
import { validationJson } from "./json/problems.ts";
import { statusJson } from "./json/status.ts";

/** Results for programs. */
export const json = {
  forTerminal: false,
  plan: ({ plan }) => planJson(plan),
  apply: ({ report }) => applyJson(report),
  validation: ({ problems }) => validationJson(problems),
  status: statusJson,
  import: importJson,
  explain: explanationJson,
  verify: ({ problems }) => validationJson(problems),
} satisfies Renderer;
