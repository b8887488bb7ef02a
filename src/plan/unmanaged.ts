import { localAddress } from "../model/document.ts";
import { byText } from "../model/json.ts";
import { idKey, type Ownership } from "../model/ownership.ts";
import type { Unmanaged } from "../model/plan.ts";

/** Resources that the memory knows and no document manages. */
export function orphaned({ remembered, managerOf }: Ownership): Unmanaged[] {
  return remembered
    .filter((resource) => managerOf(resource) === undefined)
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
