import { type Problem, problem } from "../model/problem.ts";
import { rendererOf } from "../report/formats/registry.ts";
import { summaryText } from "../report/plan-words.ts";
import type { PlanResult } from "../report/renderer.ts";
import { confirmed } from "./confirm.ts";
import type { LiveSession } from "./live-session.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";

/** A person says yes on the terminal, or nothing is written. */
export async function ask(
  effects: GuardedEffects,
  session: LiveSession,
  result: PlanResult,
  flags: CommonFlags,
): Promise<Problem | "interrupted" | undefined> {
  if (!effects.io.canAsk()) return problem("no-terminal", {});
  const { plan: made } = result;
  const language = await session.language();
  if (!(await rendererOf(flags.format, language)).forTerminal)
    session.noteText((await rendererOf("text", language)).plan(result, session.paint));
  const touched = made.accounts.filter(({ name }) => made.steps.some(({ address }) => address.startsWith(`${name}/`)));
  const names = touched.map((account) => `${account.name} (${account.identity})`).join(", ");
  const answer = await confirmed(
    session.notes.confirm(summaryText(made, language.results.plan), names),
    effects.redactor,
  );
  session.note("");
  if (answer === "interrupted") return "interrupted";
  return answer === "yes" ? undefined : problem("not-confirmed", {});
}
