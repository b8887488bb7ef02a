import { basename, dirname, resolve } from "node:path";
import { fileProblem, isTrouble } from "../model/file-trouble.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { StateChange } from "../model/state-view.ts";
import { forgetResource } from "../pipeline/memory/forget.ts";
import { type NamedJournal, pushJournals } from "../pipeline/memory/push.ts";
import { showState } from "../pipeline/memory/show.ts";
import { unlockAccounts } from "../pipeline/memory/unlock.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { ownFileLimits } from "../yaml/yaml-limits.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import { readNamed } from "./named.ts";
import type { GuardedEffects, StateFlags } from "./session.ts";

/** `wxcards state show [ADDRESS]`: what is remembered, and who holds it. Reads only. */
export async function showCommand(
  effects: GuardedEffects,
  address: string | undefined,
  flags: StateFlags,
): Promise<number> {
  return within(effects, flags, async (session) => {
    const { view, problems } = await showState(session.world, session.selection, address);
    const { kinds } = session.world;
    await session.show((renderer, paint) => renderer.stateView({ view, problems, kinds }, paint));
    return exitOfProblems(problems);
  });
}

/** `wxcards state forget ADDRESS`: one resource that no document names. */
export async function forgetCommand(effects: GuardedEffects, address: string, flags: StateFlags): Promise<number> {
  return within(effects, flags, async (session) => {
    const done = await forgetResource(session.world, session.selection, address);
    if (typeof done === "string") return changed(session, { forgotten: [done] }, []);
    return changed(session, { forgotten: [] }, done);
  });
}

/** `wxcards state unlock NONCE`: ends the lease of a run that is known to be dead. */
export async function unlockCommand(effects: GuardedEffects, nonce: string, flags: StateFlags): Promise<number> {
  return within(effects, flags, async (session) => {
    const { unlocked, problems } = await unlockAccounts(session.world, session.selection, nonce);
    return changed(session, { unlocked }, problems);
  });
}

/** `wxcards state push [FILE]`: brings into the state what a run could not bring there. */
export async function pushCommand(
  effects: GuardedEffects,
  file: string | undefined,
  flags: StateFlags,
): Promise<number> {
  return within(effects, flags, async (session) => {
    const named = file === undefined ? undefined : await journalAt(effects, file);
    if (named !== undefined && "code" in named) return changed(session, { pushed: [], left: [] }, [named]);
    const { pushed, left, problems } = await pushJournals(session.world, session.selection, named);
    return changed(session, { pushed, left }, problems);
  });
}

/** A journal that somebody names. One that git tracks came with a commit, from anybody. */
async function journalAt(effects: GuardedEffects, file: string): Promise<NamedJournal | Problem> {
  const bytes = await readNamed(effects, file, ownFileLimits.bytes);
  if (bytes === undefined) return problem("file-missing", { file });
  if (isTrouble(bytes)) return fileProblem(file, bytes);
  const path = resolve(effects.io.workingDirectory, file);
  const tracking = await effects.git?.tracks(dirname(path), basename(path));
  return tracking === "tracked" ? problem("journal-tracked", { file }) : { file, bytes };
}

async function within(
  effects: GuardedEffects,
  flags: StateFlags,
  work: (session: LiveSession) => Promise<number>,
): Promise<number> {
  // The credential of an account tells whether what it is to put up again is ours; nothing is asked of a platform.
  const session = await openLiveSession(effects, { ...flags, concurrency: 1 }, false);
  try {
    return await work(session);
  } finally {
    await session.connections.close();
  }
}

async function changed(session: LiveSession, change: StateChange, problems: readonly Problem[]): Promise<number> {
  const { kinds } = session.world;
  await session.show((renderer, paint) => renderer.stateChange({ change, problems, kinds }, paint));
  return exitOfProblems(problems);
}
