import { type Document, localAddress } from "../model/document.ts";
import { byText } from "../model/json.ts";
import type { LockedId } from "../model/lock.ts";
import type { Unmanaged } from "../model/plan.ts";

/** Resources the lock files know by an address or id that no document has any more. */
export function forgotten(documents: readonly Document[], known: readonly LockedId[]): Unmanaged[] {
  const named = new Set(
    documents.flatMap(({ address, account, kind, id, was }) => [
      address,
      `${account} ${kind} ${id}`,
      ...(was === undefined ? [] : [`${account}/${kind}/${was}`]),
    ]),
  );
  return known
    .filter(({ address, account, kind, id }) => !named.has(address) && !named.has(`${account} ${kind} ${id}`))
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
