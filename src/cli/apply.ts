import type { ApplyReport } from "../model/outcome.ts";
import type { Allowed } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Planned } from "../model/world.ts";
import { carryOut, plan } from "../pipeline.ts";
import { applyText } from "../report/apply-text.ts";
import { exitCodes, exitOfApply, exitOfProblems } from "../report/exit-code.ts";
import { applyJson } from "../report/json.ts";
import { applyMarkdown } from "../report/plan-markdown.ts";
import { summaryText } from "../report/plan-text.ts";
import { problemsText } from "../report/problem-text.ts";
import { confirmed } from "./confirm.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import { printOffline, printPlan } from "./plan.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";

export interface ApplyFlags extends CommonFlags {
  readonly yes?: boolean;
  readonly allow?: readonly Allowed[];
}

/** `wxcards apply`: plans, asks, carries out, reads back. All or nothing is decided before the first request goes out. */
export async function applyCommand(effects: GuardedEffects, flags: ApplyFlags): Promise<number> {
  const session = openLiveSession(effects, flags, true);
  try {
    const planned = await plan(session.world, { ...session.selection, allowed: flags.allow ?? [] });
    const { plan: made } = planned;
    if (made === undefined) return printOffline(session, planned, flags);
    // Only the result goes to stdout: with a format for machines that is the report, with text a person reads plan and report.
    if (flags.format === "text") printPlan(session, planned, flags);
    if (effects.io.signal.aborted) return exitCodes.interrupted;
    if (!made.applicable) {
      if (flags.format !== "text")
        printReport(session, planned, { outcomes: [], problems: made.problems, interrupted: false }, flags);
      return exitOfProblems(made.problems) || exitCodes.refused;
    }
    if (made.steps.length > 0) {
      const refusal = await consent(effects, session, planned, flags);
      if (refusal !== undefined) return refuse(session, refusal);
    }
    const report = await carryOut(session.world, session.selection, planned);
    if (made.steps.length > 0 || flags.format !== "text" || report.problems.length > 0)
      printReport(session, planned, report, flags);
    return exitOfApply(report);
  } finally {
    await session.connections.close();
  }
}

/** A person says yes on the terminal, or the command line says it; without either nothing is written. */
async function consent(
  effects: GuardedEffects,
  session: LiveSession,
  planned: Planned,
  flags: ApplyFlags,
): Promise<Problem | undefined> {
  if (flags.yes === true) return undefined;
  if (!effects.io.canAsk()) return { code: "no-terminal", severity: "error", class: "refused", args: {} };
  const made = planned.plan as NonNullable<Planned["plan"]>;
  const touched = made.accounts.filter((account) =>
    made.steps.some((step) => step.address.startsWith(`${account.name}/`)),
  );
  const names = touched.map((account) => `${account.name} (${account.identity})`).join(", ");
  const yes = await confirmed(`${summaryText(made)} Apply to ${names}? Only "yes" will do.`);
  session.note("");
  return yes ? undefined : { code: "not-confirmed", severity: "error", class: "refused", args: {} };
}

function refuse(session: LiveSession, problem: Problem): number {
  for (const line of problemsText([problem], session.paint)) session.note(line);
  return exitCodes.refused;
}

function printReport(session: LiveSession, planned: Planned, report: ApplyReport, flags: CommonFlags): void {
  const made = planned.plan as NonNullable<Planned["plan"]>;
  if (flags.format === "json") session.write(applyJson(report));
  else if (flags.format === "markdown") session.write(applyMarkdown(report, made));
  else session.print(["", ...applyText(report, made, session.paint)]);
}
