import type { Language } from "../../messages/language.ts";
import { planDiffLines } from "../../plan-diff-lines.ts";
import type { PlanDiffResult } from "../../renderer.ts";
import { codeSpan, markdownPage } from "./markup.ts";

/** How two plans differ. */
export function planDiffMarkdown(result: PlanDiffResult, language: Language): string {
  const lines = planDiffLines(result, language).map((line) => `- ${codeSpan(line.trim())}`);
  return markdownPage(["## wxcards diff", "", ...lines]);
}
