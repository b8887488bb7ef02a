import { type Document, localAddress } from "../model/document.ts";
import { byText } from "../model/json.ts";
import type { LockedId } from "../model/lock.ts";
import type { Unmanaged } from "../model/plan.ts";

/** Resources the lock files know and no document names: neither by its address, nor by its id, nor as the former name of a rename that is not done yet. */
export function forgotten(documents: readonly Document[], known: readonly LockedId[]): Unmanaged[] {
  const byAddress = new Map(known.map((one) => [one.address, one]));
  const keyOf = ({ account, kind, id }: Pick<LockedId, "account" | "kind" | "id">) => `${account} ${kind} ${id}`;
  const named = new Set(
    documents.flatMap(({ address, account, kind, id, was }) => {
      const own = byAddress.get(address);
      const former = was === undefined || own !== undefined ? undefined : byAddress.get(`${account}/${kind}/${was}`);
      return [
        ...(id === undefined ? [] : [keyOf({ account, kind, id })]),
        ...[own, former].flatMap((one) => (one === undefined ? [] : [keyOf(one)])),
      ];
    }),
  );
  return known
    .filter((one) => !named.has(keyOf(one)))
    .map(({ address, account, kind, id }) => ({
      account,
      kind,
      id,
      name: localAddress(address).slice(kind.length + 1),
    }));
}

/** Each once, in an order of its own. */
export function sortUnmanaged(all: readonly Unmanaged[]): Unmanaged[] {
  const byId = new Map(all.map((one) => [`${one.account} ${one.kind} ${one.id}`, one]));
  return [...byId].sort(([a], [b]) => byText(a, b)).map(([, one]) => one);
}
