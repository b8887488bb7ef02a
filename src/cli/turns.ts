import { type Problem, problem } from "../model/problem.ts";
import type { Held } from "../pipeline/hold.ts";
import type { recoverFirst } from "../pipeline.ts";
import type { LiveSession } from "./live-session.ts";

/** What was done before the plan. */
export type Recovered = Awaited<ReturnType<typeof recoverFirst>>;

/** What several turns of one run share: it begins anew where somebody else has written, or has ended. */
export interface Turns {
  /** How often somebody else had written when this run was about to. */
  moved: number;
  /** Until when it waits for a lease, by a clock that nobody can set; in milliseconds. */
  readonly until: number;
  recovery?: Recovered;
}

/** Why nothing was sent yet, and everything is to be read again. */
export type NotHeld = Exclude<Held, { readonly status: "held" }>;

/** How often a run begins anew when somebody else has written in between. */
const mostTurns = 2;

/** Between two looks at an account that another run holds, in milliseconds. */
const lookEvery = 5_000;

/** Why a run ends that sent nothing, since others write the same accounts; undefined where it begins anew. */
export async function whyEnded(
  session: LiveSession,
  ended: NotHeld,
  turns: Turns,
  isSaved: boolean,
): Promise<Problem | undefined> {
  if (ended.status !== "moved") return (await waited(session, ended.problem, turns)) ? undefined : ended.problem;
  turns.moved += 1;
  if (isSaved) return problem("state-moved", {});
  return turns.moved < mostTurns ? undefined : problem("state-moves", {});
}

/** Waits a while for an account that another run holds; false where that was not asked for, or is over. */
export async function waited({ world, note, notes }: LiveSession, held: Problem, { until }: Turns): Promise<boolean> {
  const left = until - world.clock.elapsed();
  if (held.code !== "lease-held" || left <= 0) return false;
  const { account, holder } = held.args;
  note(notes.waitingForLease(String(account), String(holder)));
  await world.clock.sleep(Math.min(lookEvery, left), world.signal);
  return !world.signal.aborted;
}

/** What several turns of one run have settled. */
export function together(before: Recovered | undefined, now: Recovered): Recovered {
  if (before === undefined) return now;
  const recovered = [...before.recovery.recovered, ...now.recovery.recovered];
  return { ...now, recovery: { ...now.recovery, recovered } };
}
