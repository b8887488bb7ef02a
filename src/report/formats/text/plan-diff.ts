import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import { planDiffLines } from "../../plan-diff-lines.ts";
import type { PlanDiffResult } from "../../renderer.ts";

/** How two plans differ, a line each. */
export function planDiffText(result: PlanDiffResult, language: Language): string[] {
  return planDiffLines(result, language).map(visible);
}
