import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { wholeOf } from "../exact-json.ts";
import { randomWord } from "../random-text.ts";
import { type Call, type CallContext, isRefusal, nowSeconds, OK, readBody } from "./call.ts";
import { checkNewDateInfo, namedDateInfo } from "./date-info.ts";
import { createTable, REQUIRED_BASE_INFO, REQUIRED_MEMBER_CARD } from "./member-card-tables.ts";
import { baseInfoOf } from "./overlay.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { submitted } from "./review.ts";
import { MOST_STOCK } from "./stock.ts";
import { checkImages, checkInfoItems, checkPermissions, checkValues } from "./value-checks.ts";

/** A card is `p` and 27 characters, as in every captured answer. */
export function newCardId(context: Pick<CallContext, "random">): string {
  return `p${randomWord(context.random, 27)}`;
}

function checkRequired(memberCard: JsonObject): Refusal | undefined {
  const base = baseInfoOf(memberCard);
  const complete =
    REQUIRED_BASE_INFO.every((key) => base[key] !== undefined) &&
    REQUIRED_MEMBER_CARD.every((key) => memberCard[key] !== undefined);
  return complete ? undefined : refuse(41011);
}

/** 1 to 100,000,000; with codes still to be deposited only 0 (40136). Source: documentation of card/create. */
function checkFirstStock(quantity: Json | undefined, base: JsonObject): Refusal | undefined {
  const stock = wholeOf(quantity);
  if (stock === undefined) return refuse(41011);
  if (base["get_custom_code_mode"] === "GET_CUSTOM_CODE_MODE_DEPOSIT") return stock === 0n ? undefined : refuse(40136);
  return stock < 1n || stock > BigInt(MOST_STOCK) ? refuse(40122) : undefined;
}

function checkCreate(context: CallContext, memberCard: JsonObject): Refusal | undefined {
  const base = baseInfoOf(memberCard);
  const sku = base["sku"];
  const dateInfo = base["date_info"];
  return (
    checkRequired(memberCard) ??
    checkValues({ card: { member_card: memberCard } }, createTable, context.behaviours) ??
    checkImages(memberCard, context.behaviours) ??
    checkPermissions(memberCard, context.behaviours.permissions) ??
    (isObject(dateInfo) ? checkNewDateInfo(dateInfo, context.behaviours) : undefined) ??
    checkFirstStock(isObject(sku) ? sku["quantity"] : undefined, base) ??
    checkInfoItems(memberCard, memberCard)
  );
}

/** POST /card/create: a new member card, which waits for its review; all its values are shown from the start. */
export const createCard: Call = (context) => {
  const read = readBody(context, createTable);
  if (isRefusal(read)) return read;
  const card = read.body["card"];
  if (!isObject(card) || card["card_type"] === undefined) return refuse(41011);
  if (card["card_type"] !== "MEMBER_CARD") return refuse(40071);
  const memberCard = card["member_card"];
  if (!isObject(memberCard)) return refuse(41011);
  const refusal = checkCreate(context, memberCard);
  if (refusal !== undefined) return refusal;

  const { sku, date_info: dateInfo, ...base } = baseInfoOf(memberCard);
  const { quantity: stock, ...skuBesides } = isObject(sku) ? sku : {};
  const quantity = typeof stock === "number" ? stock : 0;
  const baseInfo = {
    ...base,
    ...(Object.keys(skuBesides).length === 0 ? {} : { sku: skuBesides }),
    ...(isObject(dateInfo) ? { date_info: namedDateInfo(dateInfo) } : {}),
  };
  const createTime = nowSeconds(context.clock);
  const stored = {
    card_type: "MEMBER_CARD",
    created_in: "api" as const,
    status: "CARD_STATUS_NOT_VERIFY",
    content: { ...memberCard, base_info: baseInfo },
    sku: { quantity, total_quantity: quantity },
    create_time: createTime,
    update_time: createTime + SECONDS_TO_FIRST_TOUCH,
  };
  const id = newCardId(context);
  context.account.put(id, submitted(stored, {}, context.behaviours.review, context.clock.now()));
  return { json: { ...OK, card_id: id } };
};

/** `update_time` of a card nobody changed lies ten seconds behind `create_time` in three captured answers. */
export const SECONDS_TO_FIRST_TOUCH = 10;
