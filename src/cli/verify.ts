import type { Allowed } from "../model/plan.ts";
import { plan } from "../pipeline.ts";
import { exitCodes, exitOfProblems } from "../report/exit-code.ts";
import type { VerifyResult } from "../report/renderer.ts";
import { approvedBy, expectedBy } from "./approval.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import { printOffline } from "./plan.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";

export interface VerifyFlags extends CommonFlags {
  readonly allow?: readonly Allowed[];
}

/** `wxcards verify PLAN.json`: does what the file approves still fit files and live state. Reads only. */
export async function verifyCommand(effects: GuardedEffects, file: string, flags: VerifyFlags): Promise<number> {
  const session = await openLiveSession(effects, flags, false);
  const { kinds } = session.world;
  try {
    const expected = await expectedBy(effects, { file });
    if ("problem" in expected) return await show(session, { file, problems: [expected.problem], kinds, calls: 0 });
    const planned = await plan(session.world, { ...session.selection, allowed: flags.allow ?? [] });
    if (planned.plan === undefined) return await printOffline(session, planned);
    if (effects.io.signal.aborted) return exitCodes.interrupted;
    const { plan: approved, conflicts } = approvedBy(expected, planned.plan, planned);
    const problems = [...planned.plan.problems.filter(({ severity }) => severity === "error"), ...conflicts];
    return await show(session, { file, problems, kinds, calls: approved.steps.length });
  } finally {
    await session.connections.close();
  }
}

async function show(session: LiveSession, result: VerifyResult): Promise<number> {
  await session.show((renderer, paint) => renderer.verify(result, paint));
  return exitOfProblems(result.problems);
}
