import type { Allowed } from "../model/plan.ts";
import { expected } from "../model/problem.ts";
import type { Planned } from "../model/world.ts";
import { plan } from "../pipeline.ts";
import { exitCodes, exitOfPlan, exitOfProblems } from "../report/exit-code.ts";
import { planJson, validationJson } from "../report/json.ts";
import { page } from "../report/page.ts";
import { planMarkdown, validationMarkdown } from "../report/plan-markdown.ts";
import { planText } from "../report/plan-text.ts";
import { problemCount, problemsText } from "../report/problem-text.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import type { Format } from "./report-flag.ts";
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
    if (planned.plan === undefined) return printOffline(session, planned);
    printPlan(session, planned);
    if (effects.io.signal.aborted) return exitCodes.interrupted;
    if (flags.out !== undefined) {
      const unwritten = await writeResult(effects, flags.out, planJson(planned.plan));
      if (unwritten !== undefined) throw expected(unwritten);
      const again = allowed.map(({ what, address }) => ` --allow ${what}${address === undefined ? "" : `=${address}`}`);
      session.note(`Saved to ${flags.out}: wxcards apply ${flags.out}${again.join("")} carries out what still fits.`);
    }
    return exitOfPlan(planned.plan, flags.detailedExitcode ?? false);
  } finally {
    await session.connections.close();
  }
}

/** Shows a plan in the format asked for; `only` keeps it out of the others. */
export function printPlan(session: LiveSession, planned: Planned, only?: Format): void {
  const { plan: made, checked } = planned;
  if (made === undefined) return;
  const timezone = checked.project?.timezone ?? "Asia/Shanghai";
  session.show((format, paint) => {
    if (only !== undefined && format !== only) return "";
    const view = { plan: made, kinds: session.world.kinds, timezone, paint };
    if (format === "json") return planJson(made);
    return format === "markdown" ? planMarkdown(view) : page(planText(view));
  });
  if (checked.documents.length === 0 && made.problems.length === 0)
    session.note("No document was found: `cards:` in the project file says where they live.");
}

/** Shows the problems that kept a plan from being made, and gives the exit code. */
export function printOffline(session: LiveSession, planned: Planned): number {
  const { problems } = planned.checked;
  session.show((format, paint) => {
    if (format === "json") return validationJson(problems);
    if (format === "markdown") return validationMarkdown(problems);
    return page([...problemsText(problems, paint), "", `${problemCount(problems)}. No plan was made.`]);
  });
  return exitOfProblems(problems);
}
