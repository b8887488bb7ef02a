import type { WireRequest } from "../../model/client.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Operation, OperationInput, Target } from "../../model/kind.ts";
import { valueAt } from "../../model/pointer.ts";
import { brandId, brandMember, cardsPath, query } from "./address.ts";

const cards = "/v3/brand/partner/card-member/cards";

/** Reads one template. Source: partner documentation 4015336974, brand documentation 4015582715. */
export function readCard(id: string, settings: JsonObject): WireRequest {
  const path = `${cardsPath(settings)}/${encodeURIComponent(id)}${query(settings)}`;
  return { method: "GET", path, body: {} };
}

function cardPath({ id, settings }: Target): string {
  return `${cardsPath(settings)}/${encodeURIComponent(id)}`;
}

/**
 * Changes what stands in the body and nothing else; a nested object is sent whole, since nothing says whether it is
 * merged or replaced.
 *
 * Sending the same values twice leaves the same template. Source: partner documentation 4015336977.
 */
const update: Operation = {
  method: "PATCH",
  path: `${cards}/{card_id}`,
  pathOf: cardPath,
  root: "",
  body: ({ settings, values }: OperationInput): JsonObject => ({ ...brandMember(settings), ...values }),
  repeatable: true,
  answersWhole: true,
};

/**
 * Makes a template. The number is there so that a repeated request is known; that the same number with the same content
 * gives the same template is said of related calls only, and is relied on after a lost answer alone.
 *
 * Source: partner documentation 4015336970 (the number); documentation of related products (what a repeated one gives).
 */
const create: Operation = {
  method: "POST",
  path: cards,
  pathOf: ({ settings }) => cardsPath(settings),
  root: "",
  body: ({ settings, values, idempotencyKey }: OperationInput): JsonObject => ({
    ...brandMember(settings),
    out_request_no: required(idempotencyKey),
    ...values,
  }),
  repeatable: true,
  answersWhole: true,
};

/** A create without a number could not be told from another one. */
function required(number: string | undefined): string {
  if (number === undefined) throw new Error("a create of a brand card without its number");
  return number;
}

/**
 * Takes a template off for good: no channel gives it out any more. What becomes of the cards that users hold is not
 * documented. Source: partner documentation 4015336972.
 */
const invalidate: Operation = {
  method: "POST",
  path: `${cards}/{card_id}/invalidate`,
  pathOf: (target) => `${cardPath(target)}/invalidate`,
  root: "",
  body: ({ settings }: OperationInput): JsonObject => brandMember(settings),
  repeatable: true,
  announced: true,
};

/** The older call for it, which no page describes any more. Source: documentation of 2025-06. */
const remove: Operation = {
  method: "DELETE",
  path: `${cards}/{card_id}`,
  pathOf: (target) => `${cardPath(target)}${query(target.settings)}`,
  root: "",
  body: () => ({}),
  repeatable: true,
  announced: true,
};

/**
 * By the name that `x-via` uses. Level and agreement go by themselves: sources differ on whether they can be changed,
 * and a refusal must hold nothing else back.
 */
export const operations: Readonly<Record<string, Operation>> = {
  create,
  update,
  level: { ...update, after: [] },
  agreement: { ...update, after: [] },
  invalidate,
  delete: remove,
};

/** How templates are made: everything in one call. */
export const creation = {
  operation: "create",
  idAt: "/card_id",
  idempotencyKeyAt: "/out_request_no",
  takenCodes: ["wechatpay-already-exists"],
  takes: (): boolean => true,
  owner: brandId,
  /** Templates of one title are taken for the same until somebody says otherwise. */
  resembles: (spec: JsonObject, live: JsonObject): boolean =>
    valueAt(spec, "/card_title") !== undefined && valueAt(spec, "/card_title") === valueAt(live, "/card_title"),
  looksOf: (spec: JsonObject): readonly string[] | undefined => {
    const title = valueAt(spec, "/card_title");
    return typeof title === "string" ? [title] : undefined;
  },
};

/** The call that takes a template down, as the account says. */
export function removalOf(settings: JsonObject): string {
  return settings["delete_call"] === "delete" ? "delete" : "invalidate";
}
