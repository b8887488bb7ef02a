import type { Planned } from "../model/world.ts";
import { plan } from "../pipeline.ts";
import { exitCodes, exitOfProblems } from "../report/exit-code.ts";
import { type ResourceStatus, readingTroubles, statusOf } from "../report/status.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import { printOffline } from "./plan.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";

export interface StatusFlags extends CommonFlags {
  /** Milliseconds to wait at most for reviews to end. */
  readonly wait?: number;
}

/** Between two looks while waiting: a review takes up to three working days, so nobody needs it sooner. */
const everyMs = 30_000;

/** `wxcards status`: live and review state of every managed resource. Reads only. */
export async function statusCommand(effects: GuardedEffects, flags: StatusFlags): Promise<number> {
  const session = await openLiveSession(effects, flags, false);
  const { clock, io } = effects;
  const until = clock.now() + (flags.wait ?? 0);
  try {
    for (;;) {
      const planned = await plan(session.world, session.selection);
      if (planned.plan === undefined) return await printOffline(session, planned);
      const resources = statusOf(planned.desired, planned.live, planned.plan);
      const waiting = resources.filter(({ standing }) => standing === "in-review").length;
      if (waiting === 0 || clock.now() >= until || io.signal.aborted) {
        const code = await show(session, planned, resources);
        return io.signal.aborted ? exitCodes.interrupted : code;
      }
      session.note(session.notes.lookingAgain(waiting, everyMs / 1000));
      await clock.sleep(Math.min(everyMs, until - clock.now()), io.signal);
    }
  } finally {
    await session.connections.close();
  }
}

async function show(session: LiveSession, planned: Planned, resources: readonly ResourceStatus[]): Promise<number> {
  const problems = readingTroubles(planned);
  const recovery = planned.plan?.recovery ?? [];
  await session.show((renderer, paint) =>
    renderer.status({ resources, recovery, kinds: session.world.kinds, problems }, paint),
  );
  if (resources.length === 0) session.note(session.notes.nothingManaged);
  const wrong = exitOfProblems(problems);
  if (wrong !== 0) return wrong;
  if (resources.some(({ standing }) => standing === "review-refused")) return exitCodes.partial;
  if (resources.some(({ standing }) => standing === "not-applied" || standing === "taken-down"))
    return exitCodes.failure;
  return resources.some(({ standing }) => standing === "in-review") ? exitCodes.changes : exitCodes.ok;
}
