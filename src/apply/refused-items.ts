import { defined } from "../model/defined.ts";
import { itemsField } from "../model/items.ts";
import type { ItemHolder, RefusedItem } from "../model/objects.ts";
import type { Step } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Sending } from "./sending.ts";

/** What is wrong with one item; one that is known to be in an object of somebody else is a warning. */
export function itemProblem(
  item: string,
  base: Problem,
  more: Problem["args"],
  { desired, entry, excepted }: Sending,
): Problem {
  const severity = excepted.has(item) ? "warning" : base.severity;
  const args = { ...base.args, ...more, item };
  return { ...base, severity, address: desired.address, path: itemsField(entry).pointer, args };
}

/**
 * An item that the platform would not take, with who has it; `isOwn` when an object of the same account was read that
 * has it, `holder` where another call had to be asked.
 */
export function refusedItem(
  refused: RefusedItem,
  step: Step,
  { isOwn, holder }: { readonly isOwn: boolean; readonly holder?: ItemHolder },
  sending: Sending,
): Problem {
  const { occupant, item, errcode, errmsg } = refused;
  const base = problem(`weixin-${errcode}`, { call: step.path, errcode, errmsg });
  const manager = occupant?.id === undefined ? undefined : sending.owners.managerOf(sending.desired, occupant.id);
  const own = isOwn || (holder?.identity !== undefined && holder.identity === sending.identity) || undefined;
  const more = defined({
    ...{ occupantId: occupant?.id, occupant: occupant?.identity ?? holder?.identity },
    ...{ occupantGives: holder?.gives, own, manager },
  });
  return itemProblem(item, base, more, sending);
}

/** An item of which an answer says neither that it was taken nor that it was refused. */
export function unconfirmedItem(item: string, step: Step, sending: Sending): Problem {
  return itemProblem(item, problem("item-unconfirmed", { call: step.path, item }), {}, sending);
}

/** An object that was added and whose id the answer does not say. */
export function withoutIdProblem(items: readonly string[], { path: call, address }: Step, { entry }: Sending): Problem {
  const args = { call, items };
  const path = itemsField(entry).pointer;
  return problem("object-without-id", args, { address, path });
}

/** Who has an item that no object of the account has, although nobody else is named; undefined where nobody says it. */
export async function holderOf(
  { item, errcode, occupant }: RefusedItem,
  { entry, client, identity, signal }: Sending,
): Promise<ItemHolder | undefined> {
  const { holder, occupiedCode } = entry.kind.multiObject ?? {};
  const isNamed = (occupant?.identity ?? identity) !== identity;
  if (holder === undefined || occupiedCode !== `weixin-${errcode}` || isNamed) return undefined;
  const reply = await client.call(holder.request(item), "read", signal);
  return reply.status === "ok" ? holder.read(reply.body) : undefined;
}
