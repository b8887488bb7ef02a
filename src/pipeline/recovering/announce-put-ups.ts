import { localAddress } from "../../model/document.ts";
import type { Desired } from "../../model/resource.ts";
import type { StateEntry } from "../../model/state.ts";
import { restoreSteps } from "../../plan/objects/restore.ts";
import type { EntriesByAccount } from "../../state/keeping.ts";
import type { OpenEntry } from "../open-work.ts";
import { entryOf, type Run } from "../run.ts";
import { announcedEntry, together } from "../writing/announce.ts";

/**
 * What recovery may put up again, as entries of the memory: said with the lease, so that whoever goes on where this
 * machine is lost knows what it finds. A call that adds and is open says it already.
 */
export function announcedPutUps(run: Run, open: readonly OpenEntry[], resources: readonly Desired[]): EntriesByAccount {
  const byAccount = new Map<string, Map<string, StateEntry>>();
  for (const [index, { account, entry, work }] of open.entries()) {
    const resource = resources[index];
    if (resource === undefined || entry.pending?.items !== undefined || work.will === "ask") continue;
    const kind = entryOf(run, resource);
    const steps = restoreSteps(resource, Object.values(entry.former ?? {}), { entry: kind, context: run.context });
    const input = {
      ...{ states: run.states, live: new Map(), context: run.context },
      entryOf: () => kind,
      agreed: () => [],
      // The lease says when.
      now: () => "",
    };
    const announced = announcedEntry(input, new Map(), resource, steps);
    if (announced?.pending === undefined) continue;
    const pending = together([...(entry.pending === undefined ? [] : [entry.pending]), announced.pending]);
    const own = byAccount.get(account) ?? new Map<string, StateEntry>();
    byAccount.set(account, own.set(localAddress(resource.address), { ...announced, pending }));
  }
  return byAccount;
}
