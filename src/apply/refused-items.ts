import { defined } from "../model/defined.ts";
import { itemsField } from "../model/items.ts";
import type { RefusedItem } from "../model/objects.ts";
import type { Step } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Sending } from "./sending.ts";

/** What is wrong with one item; one that is known to be held elsewhere is a warning. */
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

/** An item that the platform would not take, with who has it; `isOwn` when an object of the same account was read that has it. */
export function refusedItem(refused: RefusedItem, step: Step, isOwn: boolean, sending: Sending): Problem {
  const { occupant, item, errcode, errmsg } = refused;
  const args = { call: step.path, errcode, errmsg, rid: null };
  const base: Problem = { code: `weixin-${errcode}`, severity: "error", class: "failure", args };
  const manager = occupant?.id === undefined ? undefined : sending.owners.managerOf(sending.desired, occupant.id);
  const own = isOwn || undefined;
  const more = defined({ occupantId: occupant?.id, occupant: occupant?.identity, own, manager });
  return itemProblem(item, base, more, sending);
}

/** An item of which an answer says neither that it was taken nor that it was refused. */
export function unconfirmedItem(item: string, step: Step, sending: Sending): Problem {
  const args = { call: step.path };
  return itemProblem(item, { code: "item-unconfirmed", severity: "error", class: "failure", args }, {}, sending);
}

/** An object that was added and whose id the answer does not say. */
export function withoutIdProblem(items: readonly string[], { path: call, address }: Step, { entry }: Sending): Problem {
  const args = { call, items };
  const path = itemsField(entry).pointer;
  return { code: "object-without-id", severity: "error", class: "failure", args, address, path };
}
