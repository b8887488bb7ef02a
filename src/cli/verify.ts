import { plan } from "../pipeline.ts";
import { exitCodes, exitOfProblems } from "../report/exit-code.ts";
import { validationReport } from "../report/validation.ts";
import { approvedBy } from "./approval.ts";
import { openLiveSession } from "./live-session.ts";
import { printOffline } from "./plan.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";

/** `wxcards verify PLAN.json`: does what the file approves still fit files and live state. Reads only. */
export async function verifyCommand(effects: GuardedEffects, file: string, flags: CommonFlags): Promise<number> {
  const session = openLiveSession(effects, flags, false);
  try {
    const planned = await plan(session.world, session.selection);
    if (planned.plan === undefined) return printOffline(session, planned);
    if (effects.io.signal.aborted) return exitCodes.interrupted;
    const { plan: approved, conflicts } = approvedBy(effects, { file }, planned.plan);
    const problems = [...planned.plan.problems.filter(({ severity }) => severity === "error"), ...conflicts];
    if (problems.length > 0 || flags.format !== "text")
      session.write(validationReport(problems, flags.format, session.colour()));
    else
      session.print([
        `${file} still fits: ${approved.steps.length} write ${approved.steps.length === 1 ? "call" : "calls"}.`,
      ]);
    return exitOfProblems(problems);
  } finally {
    await session.connections.close();
  }
}
