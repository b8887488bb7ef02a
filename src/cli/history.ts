import { defined } from "../model/defined.ts";
import { readHistory } from "../pipeline/memory/history.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { type GuardedEffects, openSession, type StateFlags } from "./session.ts";

export interface HistoryFlags extends StateFlags {
  readonly limit: number;
}

/** `wxcards history [ADDRESS]`: who applied what, when, from which commit. Asks the remote of the repository only. */
export async function historyCommand(
  effects: GuardedEffects,
  address: string | undefined,
  flags: HistoryFlags,
): Promise<number> {
  const session = await openSession(effects, { ...flags, concurrency: 1 });
  const { history, problems } = await readHistory(session.world, session.selection, {
    limit: flags.limit,
    ...defined({ address }),
  });
  await session.show((renderer, paint) => renderer.history({ history, problems, kinds: session.world.kinds }, paint));
  return exitOfProblems(problems);
}
