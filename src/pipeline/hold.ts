import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { StateAccess } from "../model/state-store.ts";
import type { Planned, World } from "../model/world.ts";
import type { Keeper } from "../state/keeper.ts";
import { keeperOf } from "./known.ts";
import { announcedBy } from "./writing/announce.ts";
import { wordsOf } from "./writing/words.ts";

/** The memory of a plan that is about to be carried out, with the leases of the accounts it writes to. */
export type Held =
  | {
      readonly status: "held";
      readonly keeper: Keeper;
      /** Why some of them are not: others hold them, or their store says no. */
      readonly refused: readonly Problem[];
    }
  /** Somebody has written since: everything is to be read and planned anew. */
  | { readonly status: "moved" }
  | { readonly status: "refused"; readonly problem: Problem };

/**
 * Asks for the leases of the accounts that a plan writes to, and says with them what is about to be sent. A plan that
 * writes nothing needs none.
 */
export async function hold(world: World, planned: Planned): Promise<Held> {
  const steps = planned.plan?.steps ?? [];
  const keeper = keeperOf(world, planned.checked.project as Project, {
    access: planned.access as StateAccess,
    memories: planned.states,
  });
  const accounts = [...new Set(steps.map(({ address }) => address.slice(0, address.indexOf("/"))))].sort();
  const announced = accounts.length === 0 ? new Map() : announcedBy(world, planned);
  const refused: Problem[] = [];
  let left: readonly string[] = accounts;
  while (left.length > 0) {
    const acquired = await keeper.acquire(left, announced, wordsOf(world, "begin"));
    if (acquired.status === "held") break;
    if (acquired.status === "moved") return acquired;
    const { problem } = acquired;
    refused.push(problem);
    // Accounts do not wait for each other; what is of no account stands against all of them.
    const others = left.filter((name) => name !== problem.account);
    if (others.length === 0 || others.length === left.length) return { status: "refused", problem };
    left = others;
  }
  return { status: "held", keeper, refused };
}
