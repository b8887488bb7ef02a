import { groupBy } from "../../model/group.ts";
import type { Problem } from "../../model/problem.ts";
import type { Desired } from "../../model/resource.ts";
import { refersToOthers } from "../../plan/references.ts";
import { entryOf, isNew, type Run } from "../run.ts";
import type { DesiredState } from "./desired-state.ts";
import { leftBehind } from "./left-behind.ts";
import { matchResourcesOfObjects } from "./match-objects.ts";
import { matchResources } from "./match-resources.ts";
import type { Matching } from "./matching.ts";

/** What became of the documents that know no id. */
export interface Matched {
  /**
   * Resources that are there, by their documents, by the memory, or because they were found: they are read and
   * compared.
   */
  readonly known: readonly Desired[];
  /** Those of them that were found by what they say: nothing else is known of them. */
  readonly adopted: readonly Desired[];
  /** Resources that are to be made. */
  readonly created: readonly Desired[];
  /** Resources that an earlier run may have made under another number: they wait. */
  readonly waiting: readonly Desired[];
  readonly problems: readonly Problem[];
}

/**
 * Documents without an id: found again on the platform, to be made, or a reason to stop. Listings are asked for only
 * when there are some. Kinds that name others come after them, since what they name may have been found by then.
 */
export async function matchWithoutId(run: Run, state: DesiredState): Promise<Matched> {
  const matching: Matching = { adopted: [], created: [], waiting: [], problems: [] };
  const sought = state.reachable.filter(isNew);
  const groups = [...groupBy(sought, ({ account, kind }) => `${account} ${kind}`).values()];
  const [plain, referring] = [false, true].map((refers) =>
    groups.filter(([first]) => refersToOthers(first, run.world.kinds) === refers),
  );
  for (const group of [...(plain ?? []), ...(referring ?? [])]) {
    const { multiObject } = entryOf(run, group[0]).kind;
    await (multiObject === undefined ? matchResources : matchResourcesOfObjects)(run, state, group, matching);
  }
  const left = await leftBehind(run, state);
  // What was found after all is not nothing.
  const tombstones = state.tombstones.filter(
    ({ document }) => !left.some(({ address }) => address === document.address),
  );
  const { adopted, created, waiting } = matching;
  return {
    known: [...state.reachable.filter((desired) => !isNew(desired)), ...adopted],
    adopted,
    created,
    waiting,
    problems: [...tombstones.map(({ problem }) => problem), ...left, ...matching.problems],
  };
}
