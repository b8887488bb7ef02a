import type { Consent } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { rendererOf } from "../report/formats/registry.ts";
import { summaryText } from "../report/plan-words.ts";
import type { PlanResult } from "../report/renderer.ts";
import { confirmed } from "./confirm.ts";
import type { LiveSession } from "./live-session.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";

/** What a person is asked about. */
export interface Question {
  readonly session: LiveSession;
  /** The part of the plan that would be carried out. */
  readonly result: PlanResult;
  readonly flags: CommonFlags;
  /** Consent that a yes gives as well, since nothing is remembered of the account; the question says so. */
  readonly nobodys: readonly Consent[];
}

/** A person says yes on the terminal, or nothing is written. */
export async function ask(
  effects: GuardedEffects,
  { session, result, flags, nobodys }: Question,
): Promise<Problem | "interrupted" | undefined> {
  if (!effects.io.canAsk()) return problem("no-terminal", {});
  const { plan: made } = result;
  const language = await session.language();
  if (!(await rendererOf(flags.format, language)).forTerminal)
    session.noteText((await rendererOf("text", language)).plan(result, session.paint));
  const touched = made.accounts.filter(({ name }) => made.steps.some(({ address }) => address.startsWith(`${name}/`)));
  const names = touched.map((account) => `${account.name} (${account.identity})`).join(", ");
  const { notes } = session;
  const whats = [...new Set(nobodys.map(({ what }) => what))].join(", ");
  const more = whats === "" ? "" : notes.confirmNobodys(whats);
  const question = notes.confirm(`${summaryText(made, language.results.plan)}${more}`, names);
  const answer = await confirmed(question, effects.redactor);
  session.note("");
  if (answer === "interrupted") return "interrupted";
  return answer === "yes" ? undefined : problem("not-confirmed", {});
}
