import type { Allowed, Plan } from "../model/plan.ts";
import type { Planned } from "../model/world.ts";
import { plan } from "../pipeline.ts";
import { exitCodes, exitOfPlan, exitOfProblems, gravest } from "../report/exit-code.ts";
import { rendererOf } from "../report/formats/registry.ts";
import { notes } from "../report/messages/notes.ts";
import { page } from "../report/page.ts";
import { paint } from "../report/paint.ts";
import { problemsText } from "../report/problem-text.ts";
import type { PlanResult } from "../report/renderer.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";
import { writeResult } from "./write-result.ts";

export interface PlanFlags extends CommonFlags {
  readonly detailedExitcode?: boolean;
  /** Whether to look for what accounts have and no document names. */
  readonly unmanaged?: boolean;
  /** Agreement, as `apply` would get it. */
  readonly allow?: readonly Allowed[];
  /** Where the plan is saved, for `apply PLAN.json`. */
  readonly out?: string;
}

/** `wxcards plan`: what apply would do. Never a write. */
export async function planCommand(effects: GuardedEffects, flags: PlanFlags): Promise<number> {
  const session = openLiveSession(effects, flags, false);
  try {
    const { unmanaged = false, allow: allowed = [] } = flags;
    const planned = await plan(session.world, { ...session.selection, unmanaged, allowed });
    if (planned.plan === undefined) return await printOffline(session, planned);
    const result = planResult(session, planned, planned.plan);
    await session.show((renderer, paint) => renderer.plan(result, paint));
    noteNoDocuments(session, planned);
    if (effects.io.signal.aborted) return exitCodes.interrupted;
    if (flags.out !== undefined) {
      const text = (await rendererOf("json")).plan(result, paint(false));
      const unwritten = await writeResult(effects, flags.out, text);
      // The plan stands on stdout already, where a format for machines has room for one document.
      if (unwritten !== undefined) {
        session.notes(page(problemsText([unwritten], session.world.kinds, session.paint)));
        return gravest([exitOfPlan(planned.plan, false), exitOfProblems([unwritten])]);
      }
      const again = allowed.map(({ what, address }) => ` --allow ${what}${address === undefined ? "" : `=${address}`}`);
      session.note(notes.saved(flags.out, again.join("")));
    }
    return exitOfPlan(planned.plan, flags.detailedExitcode ?? false);
  } finally {
    await session.connections.close();
  }
}

/** A plan with what it is shown with. */
export function planResult({ world }: LiveSession, { checked }: Planned, plan: Plan): PlanResult {
  return { plan, kinds: world.kinds, timezone: checked.project?.timezone ?? "Asia/Shanghai" };
}

/** Says that nothing is wrong because there is nothing. */
export function noteNoDocuments(session: LiveSession, { checked, plan }: Planned): void {
  if (checked.documents.length === 0 && plan?.problems.length === 0) session.note(notes.noDocuments);
}

/** Shows the problems that kept a plan from being made, and gives the exit code. */
export async function printOffline(session: LiveSession, { checked: { problems } }: Planned): Promise<number> {
  const { kinds } = session.world;
  await session.show((renderer, paint) => renderer.validation({ problems, kinds, noPlan: true }, paint));
  return exitOfProblems(problems);
}
