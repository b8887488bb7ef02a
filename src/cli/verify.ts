import type { Allowed } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { plan } from "../pipeline.ts";
import { exitCodes, exitOfProblems } from "../report/exit-code.ts";
import { validationJson } from "../report/json.ts";
import { validationMarkdown } from "../report/plan-markdown.ts";
import { problemCount, problemsText } from "../report/problem-text.ts";
import { approvedBy, expectedBy } from "./approval.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import { printOffline } from "./plan.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";

export interface VerifyFlags extends CommonFlags {
  readonly allow?: readonly Allowed[];
}

/** `wxcards verify PLAN.json`: does what the file approves still fit files and live state. Reads only. */
export async function verifyCommand(effects: GuardedEffects, file: string, flags: VerifyFlags): Promise<number> {
  const session = openLiveSession(effects, flags, false);
  try {
    const expected = await expectedBy(effects, { file });
    if ("problem" in expected) return show(session, [expected.problem]);
    const planned = await plan(session.world, { ...session.selection, allowed: flags.allow ?? [] });
    if (planned.plan === undefined) return printOffline(session, planned);
    if (effects.io.signal.aborted) return exitCodes.interrupted;
    const { plan: approved, conflicts } = approvedBy(expected, planned.plan, planned.unread);
    const problems = [...planned.plan.problems.filter(({ severity }) => severity === "error"), ...conflicts];
    const fits = `${file} still fits: ${approved.steps.length} write ${approved.steps.length === 1 ? "call" : "calls"}.`;
    return show(session, problems, fits);
  } finally {
    await session.connections.close();
  }
}

function show(session: LiveSession, problems: readonly Problem[], fits = ""): number {
  session.show((format, paint) => {
    if (format === "json") return validationJson(problems);
    if (format === "markdown") return validationMarkdown(problems);
    if (problems.length === 0) return `${fits}\n`;
    return `${[...problemsText(problems, paint), "", problemCount(problems)].join("\n")}\n`;
  });
  return exitOfProblems(problems);
}
