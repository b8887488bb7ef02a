import type { Owners } from "../../apply/sending.ts";
import { idKey, type Ownership } from "../../model/ownership.ts";
import type { Desired } from "../../model/resource.ts";
import type { RunJournal } from "./journal.ts";

/**
 * Tells whose an id is while a run writes: by what the run made, which the memory of its beginning does not have, and
 * by the index of ownership. `before` are the ids that listings showed before anything was made, by `idKey`.
 */
export function openOwners(ownership: Ownership, journal: RunJournal, before: ReadonlySet<string> = new Set()): Owners {
  const managerOf = ({ address, account, kind }: Desired, id: string): string | undefined => {
    const manager = journal.makerOf({ account, kind, id }) ?? ownership.managerOf({ account, kind, id });
    return manager === address ? undefined : manager;
  };
  return {
    managerOf,
    ownerOf: (desired, id) => {
      const isOwn = Object.hasOwn(journal.rememberedObjects(desired), id);
      return managerOf(desired, id) ?? (isOwn ? desired.address : undefined);
    },
    claimedBy: ({ account, kind }, id) => {
      const resource = { account, kind, id };
      const owner = ownership.managerOf(resource) ?? journal.makerOf(resource) ?? ownership.rememberedAs(resource);
      return owner ?? (before.has(idKey(resource)) ? null : undefined);
    },
  };
}
