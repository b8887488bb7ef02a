import type { ApplyReport } from "../model/outcome.ts";
import type { Allowed, Consent, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { carryOut } from "../pipeline/carry-out.ts";
import { plan } from "../pipeline.ts";
import { applyText } from "../report/apply-text.ts";
import { exitCodes, exitOfApply, exitOfProblems, isUnfinished } from "../report/exit-code.ts";
import { applyJson } from "../report/json.ts";
import { applyMarkdown } from "../report/plan-markdown.ts";
import { planText, summaryText } from "../report/plan-text.ts";
import { problemsText } from "../report/problem-text.ts";
import { type ApprovalFlags, approvedBy, expectedBy } from "./approval.ts";
import { confirmed } from "./confirm.ts";
import { type LiveSession, openLiveSession, type RenderPainted } from "./live-session.ts";
import { printOffline, printPlan } from "./plan.ts";
import { holdRunLock } from "./run-lock.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";

export interface ApplyFlags extends CommonFlags, ApprovalFlags {
  readonly yes?: boolean;
  readonly allow?: readonly Allowed[];
}

/** `wxcards apply`: plans, asks, carries out, reads back. All or nothing is decided before the first request goes out. */
export async function applyCommand(effects: GuardedEffects, flags: ApplyFlags): Promise<number> {
  const session = openLiveSession(effects, flags, true);
  let hold: { release(): void } | undefined;
  try {
    const refuse = (problem: Problem): number => {
      showReport(session, { outcomes: [], problems: [problem], interrupted: false }, flags);
      return exitOfProblems([problem]);
    };
    const expected = await expectedBy(effects, flags);
    if ("problem" in expected) return refuse(expected.problem);
    const begun = holdRunLock(effects, flags.project);
    if ("problem" in begun) return refuse(begun.problem);
    hold = begun;
    const planned = await plan(session.world, { ...session.selection, allowed: flags.allow ?? [] });
    if (planned.plan === undefined) return printOffline(session, planned);
    const { plan: made, conflicts, void: isVoid } = approvedBy(expected, planned.plan, planned.unread);
    // What was not approved is not done, and where nothing of it still fits there is only that to say.
    const isShown = conflicts.length === 0 || (isVoid !== true && made.changes.length > 0);
    const shown = isShown ? made : { ...made, problems: [] };
    const end = (report: Partial<ApplyReport>, code: number): number => {
      showReport(session, { outcomes: [], problems: [], interrupted: false, ...report }, flags, shown);
      return code;
    };
    // Only the result goes to stdout: with a format for machines that is the report, with text a person reads plan and report.
    if (isShown) printPlan(session, { ...planned, plan: made }, "text");
    if (effects.io.signal.aborted) return end({ interrupted: true }, exitCodes.interrupted);
    if (!made.applicable) {
      const waiting = made.consent.filter(({ given }) => !given).map(consentMissing);
      const problems = [...made.problems, ...waiting, ...conflicts];
      return end({ problems }, exitOfProblems(problems));
    }
    if (isVoid) return end({ problems: conflicts }, exitOfProblems(conflicts));
    // A plan file, or the digest of a plan, is the yes of whoever reviewed it.
    const isReviewed = expected.saved !== undefined || expected.digest !== undefined;
    if (made.steps.length > 0 && flags.yes !== true && !isReviewed) {
      const refusal = await ask(effects, session, made, planned.checked.project?.timezone ?? "", flags);
      if (refusal === "interrupted") return end({ interrupted: true }, exitCodes.interrupted);
      if (refusal !== undefined) return end({ problems: [refusal] }, exitCodes.refused);
    }
    const done = await carryOut(session.world, { ...planned, plan: made, spared: addressesOf(conflicts) });
    const report = { ...done, problems: [...conflicts, ...done.problems] };
    return end(report, exitOfApply(report) || (isUnfinished(made) ? exitCodes.failure : exitCodes.ok));
  } finally {
    hold?.release();
    await session.connections.close();
  }
}

/** The resources of which something approved no longer fits. */
function addressesOf(conflicts: readonly Problem[]): ReadonlySet<string> {
  return new Set(conflicts.flatMap(({ address }) => (address === undefined ? [] : [address])));
}

function consentMissing({ what, address }: Consent): Problem {
  return { code: "consent-missing", severity: "error", class: "refused", args: { what, address } };
}

/** A person says yes on the terminal, or nothing is written. */
async function ask(
  effects: GuardedEffects,
  session: LiveSession,
  made: Plan,
  timezone: string,
  flags: CommonFlags,
): Promise<Problem | "interrupted" | undefined> {
  if (!effects.io.canAsk()) return { code: "no-terminal", severity: "error", class: "refused", args: {} };
  if (flags.format !== "text") {
    const view = { plan: made, kinds: session.world.kinds, timezone, paint: session.paint };
    for (const line of planText(view)) session.note(line);
  }
  const touched = made.accounts.filter(({ name }) => made.steps.some(({ address }) => address.startsWith(`${name}/`)));
  const names = touched.map((account) => `${account.name} (${account.identity})`).join(", ");
  const answer = await confirmed(`${summaryText(made)} Apply to ${names}? Only "yes" will do.`);
  session.note("");
  if (answer === "interrupted") return "interrupted";
  return answer === "yes" ? undefined : { code: "not-confirmed", severity: "error", class: "refused", args: {} };
}

/** Shows what was done. As text it stands below the plan, which has said its own problems; when nothing was sent, the rest is a note. */
function showReport(session: LiveSession, report: ApplyReport, flags: CommonFlags, made?: Plan): void {
  const problems = report.problems.filter((problem) => made?.problems.includes(problem) !== true);
  const steps = made?.steps ?? [];
  const render: RenderPainted = (format, paint) => {
    if (format === "json") return applyJson(report);
    if (format === "markdown") return applyMarkdown(report, steps);
    const lines = report.outcomes.length > 0 ? applyText(report, steps, paint) : problemsText(problems, paint);
    return lines.length === 0 ? "" : `\n${lines.join("\n")}\n`;
  };
  if (flags.format !== "text" || report.outcomes.length > 0) {
    session.show(render);
    return;
  }
  for (const line of problemsText(problems, session.paint)) session.note(line);
  session.keep(render);
}
