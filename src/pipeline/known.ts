import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { StateAccess } from "../model/state-store.ts";
import type { Known, OfflineWorld } from "../model/world.ts";
import { type Keeper, openKeeper } from "../state/keeper.ts";
import type { KeeperInput } from "../state/keeping.ts";
import { readMemories, renamedAccounts, type StateWorld } from "../state/memories.ts";

/** Where memories are looked for: in their store, or only in what is at hand, so that nobody is asked. */
export type KnownFrom = "store" | "cache";

/**
 * Reads what is remembered of accounts. A memory that cannot be trusted is a problem of its account and never an empty
 * one; where there is no place for memories at all, that is a problem of the run.
 */
export async function readKnown(
  world: OfflineWorld,
  project: Project,
  accounts: readonly Account[],
  from: KnownFrom,
): Promise<Known | readonly Problem[]> {
  const access = await world.openState(project);
  if ("length" in access) return access;
  return { access, ...(await readMemories(stateWorld(world, project, access), accounts, from)) };
}

/** What reading and writing memories needs. */
export function stateWorld(
  { files, clock }: Pick<OfflineWorld, "files" | "clock">,
  { timezone }: Pick<Project, "timezone">,
  access: StateAccess,
): StateWorld {
  return { ...access, files, clock, timezone };
}

/** What stands against going on with the memories of some accounts. */
export async function damagedIn(
  world: OfflineWorld,
  project: Project,
  known: Known,
  accounts: readonly Account[],
): Promise<readonly Problem[]> {
  const own = accounts.flatMap(({ name }) => known.problems.get(name) ?? []);
  const renamed = await renamedAccounts(stateWorld(world, project, known.access), accounts, project.accounts, known);
  return [...own, ...renamed];
}

/** Opens memories for writing. */
export function keeperOf(world: OfflineWorld, project: Project, known: Pick<Known, "access" | "memories">): Keeper {
  return openKeeper(keepingInput(world, project, known));
}

/** What writing memories needs, for what is no run as well. */
export function keepingInput(
  world: OfflineWorld,
  project: Project,
  { access, memories }: Pick<Known, "access" | "memories">,
): KeeperInput {
  const { random, holder } = access;
  return { at: stateWorld(world, project, access), random, holder, accounts: project.accounts, memories };
}
