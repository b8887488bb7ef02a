import { harmless } from "../harmless.ts";
import type { Language } from "../messages/language.ts";
import type { Renderer } from "../renderer.ts";
import type { Budget } from "../view/cut.ts";
import { bytesOf } from "./layout/bytes.ts";
import { applyMarkdown } from "./markdown/apply.ts";
import { planMarkdown } from "./markdown/plan.ts";
import { markdown } from "./markdown.ts";

/**
 * So many bytes the summary of a step may have; a longer one is not shown. Source: docs.github.com, "Workflow commands",
 * "Step isolation and limits".
 */
export const mostOfSummary = 1_048_576;

/**
 * Results for the summary of a step on GitHub: the Markdown of pull requests in as much room as the summary has left.
 * What stands beside the lines of the diff is made by `annotations.ts`.
 */
export const github = (language: Language, most: number = mostOfSummary): Renderer => {
  const budget: Budget = { most, measure: bytesOf };
  const whole = markdown(language);
  const cut = (text: string) => cutByLines(harmless(text), budget, language);
  return {
    forTerminal: false,
    plan: (result) => planMarkdown(result, language, budget),
    apply: (result) => applyMarkdown(result, language, budget),
    validation: (result) => cut(whole.validation(result)),
    status: (result) => cut(whole.status(result)),
    import: (result) => cut(whole.import(result)),
    explain: (found) => cut(whole.explain(found)),
    verify: (result) => cut(whole.verify(result)),
    history: (result) => cut(whole.history(result)),
    stateView: (result) => cut(whole.stateView(result)),
    stateChange: (result) => cut(whole.stateChange(result)),
    snapshot: (result) => cut(whole.snapshot(result)),
    pull: (result) => cut(whole.pull(result)),
    planDiff: (result) => cut(whole.planDiff(result)),
    comment: (done) => cut(whole.comment(done)),
    accounts: (result) => cut(whole.accounts(result)),
    member: (result) => cut(whole.member(result)),
    held: (result) => cut(whole.held(result)),
    code: (result) => cut(whole.code(result)),
  };
};

/** A list in as many lines as fit, errors being the first of them; the first line says how many are left out. */
function cutByLines(text: string, { most, measure }: Budget, language: Language): string {
  if (measure(text) <= most) return text;
  const note = (lines: number) => `${language.results.view.cutLines(lines)}\n\n`;
  const lines = text.split("\n");
  let left = most - measure(note(lines.length));
  const shown = lines.findIndex((line) => {
    left -= measure(line) + 1;
    return left < 0;
  });
  return `${note(lines.length - shown)}${lines.slice(0, shown).join("\n")}\n`;
}
