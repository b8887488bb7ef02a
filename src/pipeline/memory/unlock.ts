import type { Selection, World } from "../../model/world.ts";
import { type Unlocking, unlock } from "../../state/unlock.ts";
import { stateWorld } from "../known.ts";
import { wordsOf } from "../writing/words.ts";
import { openMemory } from "./open.ts";

/** Ends the leases of a run that is known to be dead, by the nonce that they have; gives them, or what is wrong. */
export async function unlockAccounts(world: World, selection: Selection, nonce: string): Promise<Unlocking> {
  const opened = await openMemory(world, selection, "without-documents");
  if (!("access" in opened)) return { unlocked: [], problems: opened };
  const { project, access, accounts } = opened;
  return unlock(stateWorld(world, project, access), {
    ...{ accounts, nonce },
    words:
      ({ holder }) =>
      (account) => {
        const words = wordsOf(world, "unlock")(account);
        return { ...words, trailers: [["Holder", holder], ...words.trailers] };
      },
  });
}
