import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Behaviours } from "../behaviours.ts";
import { isRecord, wholeOf } from "../exact-json.ts";
import { unsourcedRefusal } from "./call.ts";
import { baseInfoOf } from "./overlay.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Shape } from "./shape.ts";

/**
 * Texts over their bytes (45021), words outside their list (40150, or what the table says) and numbers outside their
 * range, in the order of the body.
 */
export function checkValues(value: Json | undefined, shape: Shape, behaviours: Behaviours): Refusal | undefined {
  if (shape.type === "text" && typeof value === "string") {
    if (shape.bytes !== undefined && Buffer.byteLength(value) > shape.bytes) return refuse(45021);
    const unknown = shape.oneOf !== undefined && !shape.oneOf.includes(value);
    return unknown ? refuse(shape.otherwise ?? 40150) : undefined;
  }
  if (shape.type === "whole") return unsourcedRefusal(behaviours, { numberOutOfRange: !isInRange(value, shape) });
  if (shape.type === "list" && Array.isArray(value))
    return firstRefusal(value, (item: Json) => checkValues(item, shape.of, behaviours));
  if (shape.type === "object" && isObject(value)) {
    return firstRefusal(Object.keys(value), (key) => {
      const child = shape.keys[key];
      return child === undefined ? undefined : checkValues(value[key], child, behaviours);
    });
  }
  return undefined;
}

function isInRange(
  value: Json | undefined,
  { least, most }: { readonly least?: number; readonly most?: number },
): boolean {
  const number = wholeOf(value);
  if (number === undefined) return true;
  return (least === undefined || number >= BigInt(least)) && (most === undefined || number <= BigInt(most));
}

/** The first refusal that a check gives, or undefined. */
function firstRefusal<T>(items: readonly T[], check: (item: T) => Refusal | undefined): Refusal | undefined {
  for (const item of items) {
    const refusal = check(item);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function isCardImage(address: string, hosts: Behaviours["pictureHosts"]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (protocol === "http:" || protocol === "https:") && (hosts === "any" || hosts.includes(hostname));
}

/**
 * Logo and background have to lie on the platform's image hosts (40141). An empty background clears it; a card always
 * has a logo. `mmecoa.qpic.cn`, given by uploadimg to newer accounts, was seen refused (community report).
 */
export function checkImages(sent: JsonObject, { pictureHosts }: Behaviours): Refusal | undefined {
  const logo = baseInfoOf(sent)["logo_url"];
  const background = sent["background_pic_url"];
  if (typeof logo === "string" && !isCardImage(logo, pictureHosts)) return refuse(40141);
  if (typeof background === "string" && background !== "" && !isCardImage(background, pictureHosts))
    return refuse(40141);
  return undefined;
}

/** What needs a grant the account may lack: 43008 WeChat Pay, 43010 stored value, 43009 codes of one's own. */
export function checkPermissions(sent: JsonObject, granted: Behaviours["permissions"]): Refusal | undefined {
  const base = baseInfoOf(sent);
  const payInfo = base["pay_info"];
  const swipeCard = isObject(payInfo) ? payInfo["swipe_card"] : undefined;
  const swipes = isObject(swipeCard) && swipeCard["is_swipe_card"] === true;
  const sendsMessages = sent["modify_msg_operation"] !== undefined || sent["activate_msg_operation"] !== undefined;
  if (!granted.wechatPay && (swipes || sendsMessages)) return refuse(43008);
  if (!granted.balance && sent["supply_balance"] === true) return refuse(43010);
  const ownCodes = base["use_custom_code"] === true || Boolean(base["get_custom_code_mode"]);
  return !granted.customCode && ownCodes ? refuse(43009) : undefined;
}

const INFO_ITEMS = ["supply_bonus", "supply_balance", "custom_field1", "custom_field2", "custom_field3"];

/** At most three of bonus, balance and the custom fields. Source: 40124 reports of the community, 2018–2022. */
const MOST_INFO_ITEMS = 3;

/**
 * Counts the information items of the merged card: `supply_*` when true, a custom field when it is there at all, even
 * with nothing but empty texts in it. Only calls that send one of them are judged.
 */
export function checkInfoItems(merged: JsonObject, sent: JsonObject): Refusal | undefined {
  if (!INFO_ITEMS.some((key) => sent[key] !== undefined)) return undefined;
  const items = INFO_ITEMS.filter((key) => merged[key] === true || isRecord(merged[key]));
  return items.length > MOST_INFO_ITEMS ? refuse(40124) : undefined;
}

/**
 * Bonus and balance can be switched on, never off (40135; the documentation states the rule for both, the errmsg names
 * bonus only).
 */
export function checkOneWay(stored: JsonObject, sent: JsonObject): Refusal | undefined {
  const turnsOff = (key: string): boolean => stored[key] === true && sent[key] === false;
  if (turnsOff("supply_bonus")) return refuse(40135);
  return turnsOff("supply_balance") ? refuse(40135, "can not change supply_balance from true to false") : undefined;
}

/**
 * The list of coupons in a message operation (72019). Card ids in it are not looked up: they may be another account's.
 */
export function checkMessageCards(sent: JsonObject, most: number): Refusal | undefined {
  return firstRefusal(["modify_msg_operation", "activate_msg_operation"], (key) => {
    const operation = sent[key];
    const cell = isObject(operation) ? operation["url_cell"] : undefined;
    const ids = isObject(cell) ? cell["card_id_list"] : undefined;
    return Array.isArray(ids) && ids.length > most
      ? refuse(72019, `msg operation card list size must be <= ${most}`)
      : undefined;
  });
}
