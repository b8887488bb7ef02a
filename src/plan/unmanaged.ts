import { localAddress } from "../model/document.ts";
import { byText } from "../model/json.ts";
import type { LockedId } from "../model/lock.ts";
import { idKey } from "../model/ownership.ts";
import type { Unmanaged } from "../model/plan.ts";

/** Resources the lock files know and no document manages, given the ids that documents manage by `idKey`. */
export function forgotten(managed: ReadonlyMap<string, string>, known: readonly LockedId[]): Unmanaged[] {
  return known
    .filter((one) => !managed.has(idKey(one)))
    .map(({ address, account, kind, id }) => ({
      account,
      kind,
      id,
      name: localAddress(address).slice(kind.length + 1),
    }));
}

/** Each once, in an order of its own. */
export function sortUnmanaged(all: readonly Unmanaged[]): Unmanaged[] {
  const byId = new Map(all.map((one) => [idKey(one), one]));
  return [...byId].sort(([a], [b]) => byText(a, b)).map(([, one]) => one);
}
