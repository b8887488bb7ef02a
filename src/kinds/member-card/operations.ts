import type { WireRequest } from "../../model/client.ts";
import { wholeOf } from "../../model/exact-number.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import type { Operation, OperationInput } from "../../model/kind.ts";
import { valueAt } from "../../model/pointer.ts";

/** Reads one card. Source: card/get, official documentation of card management. */
export function readCard(id: string): WireRequest {
  return { method: "POST", path: "/card/get", body: { card_id: id } };
}

/**
 * Source: Manage Member Card 8.2. Sending the same values twice leaves the same card; a reviewed field goes to review
 * again.
 */
const update: Operation = {
  method: "POST",
  path: "/card/update",
  root: "/member_card",
  body: ({ id, values }: OperationInput): JsonObject => ({ card_id: id, member_card: values }),
  review: (reply) => reply["send_check"] === true,
  repeatable: true,
};

/**
 * Brings the stock to a total. The call takes a difference and is not safe to repeat.
 *
 * Source: card/modifystock, official documentation of card management.
 */
const modifystock: Operation = {
  method: "POST",
  path: "/card/modifystock",
  root: "",
  body: ({ id, values, live }: OperationInput): JsonObject => {
    const difference = total(values) - total(live);
    return difference >= 0
      ? { card_id: id, increase_stock_value: difference }
      : { card_id: id, reduce_stock_value: -difference };
  },
  repeatable: false,
  announced: true,
};

/**
 * Makes a card; it goes to review by itself. The stock is said as `sku.quantity` here, and as a total everywhere else.
 *
 * The call has no idempotency key: a repeated one makes a second card. Source: card/create, official documentation of
 * member cards.
 */
const create: Operation = {
  method: "POST",
  path: "/card/create",
  root: "/card/member_card",
  body: ({ values }: OperationInput): JsonObject => ({
    card: { card_type: "MEMBER_CARD", member_card: withQuantity(values) },
  }),
  review: () => true,
  repeatable: false,
};

function withQuantity(values: JsonObject): JsonObject {
  const info = values["base_info"];
  const sku = valueAt(values, "/base_info/sku/total_quantity");
  if (!isObject(info) || sku === undefined) return values;
  return { ...values, base_info: { ...info, sku: { quantity: sku } } };
}

/** How cards are made: everything in one call, but what stands behind messages, and settings. */
export const creation = {
  operation: "create",
  idAt: "/card_id",
  takes: (via: string): boolean => via === "update" || via === "modifystock",
  /**
   * Cards of one brand and one title are taken for the same until somebody says otherwise; a brand that is not declared
   * fits any.
   */
  resembles: (spec: JsonObject, live: JsonObject): boolean =>
    ["/base_info/brand_name", "/base_info/title"].every((pointer) => {
      const declared = valueAt(spec, pointer);
      return declared === undefined ? pointer !== "/base_info/title" : declared === valueAt(live, pointer);
    }),
  looksOf: (spec: JsonObject): readonly string[] | undefined => {
    const looks = ["/base_info/brand_name", "/base_info/title"].map((pointer) => valueAt(spec, pointer));
    return looks.every((text) => typeof text === "string") ? looks : undefined;
  },
};

/**
 * Takes a card down. Cards that users hold stay valid; nobody can take a new one. Source: card/delete, official
 * documentation of card management.
 */
const remove: Operation = {
  method: "POST",
  path: "/card/delete",
  root: "",
  body: ({ id }: OperationInput): JsonObject => ({ card_id: id }),
  repeatable: true,
  announced: true,
};

/**
 * A setting beside `spec`, by a call of its own that replaces all of it; no call reads it. What it rests on, such as
 * one-click activation or stores, goes first. Source: paycell, selfconsumecell and one-click activation, official
 * documentation of member cards.
 */
function setting(name: string, path: string): readonly [string, Operation] {
  const field = `/settings/${name}`;
  const operation: Operation = {
    method: "POST",
    path,
    root: "",
    field,
    body: ({ id, values }: OperationInput): JsonObject => {
      const value = valueAt(values, field);
      return { card_id: id, ...(isObject(value) ? value : {}) };
    },
    repeatable: true,
    after: ["update"],
  };
  return [name, operation];
}

const settings: Readonly<Record<string, Operation>> = Object.fromEntries([
  setting("activateuserform", "/card/membercard/activateuserform/set"),
  setting("paycell", "/card/paycell/set"),
  setting("selfconsumecell", "/card/selfconsumecell/set"),
]);

/** The settings, in the order in which they are sent. */
export const settingNames: readonly string[] = Object.keys(settings);

/**
 * The operations of a card, by the name that `x-via` uses. The two recommendations behind messages go out in calls of
 * their own: the platform asks for it. Source: Manage Member Card 8.3.
 */
export const operations: Readonly<Record<string, Operation>> = {
  create,
  update,
  modifystock,
  "activate-msg": update,
  "modify-msg": update,
  ...settings,
  delete: remove,
};

/** The rules see to it that both totals are known before a step is made. */
function total(spec: JsonObject): number {
  return Number(wholeOf(valueAt(spec, "/base_info/sku/total_quantity")) ?? 0n);
}
