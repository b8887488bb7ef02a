import { isOfFormat } from "../model/format.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { isRecord, numberText } from "./exact-json.ts";
import type { WechatPayState } from "./wechatpay/state.ts";
import type { WeixinState } from "./weixin/state.ts";

type Value = Json | undefined;

/**
 * True for what the embedded Weixin keeps of an account: everything that it counts on is there. Content is shown as it
 * is, so nothing is asked of it.
 */
export function isWeixinState(value: unknown): value is WeixinState {
  if (!isState(value, "weixin")) return false;
  const { rules = {}, members = [], testers = { openid: [], username: [] }, next_rule_id: nextRuleId = "1" } = value;
  if (!isTesters(testers)) return false;
  if (!Array.isArray(members) || !members.every((member) => isRecord(member) && isMember(member))) return false;
  return areAll(value["cards"], isCard) && areAll(rules, isRule) && typeof nextRuleId === "string" && isId(nextRuleId);
}

/** True for what the embedded WeChat Pay keeps of a brand. */
export function isWechatPayState(value: unknown): value is WechatPayState {
  return isState(value, "wechatpay") && areAll(value["cards"], isTemplate);
}

function isState(value: unknown, platform: string): value is JsonObject {
  return isObject(value) && isOfFormat(value, "sandbox") && (value["platform"] ?? "weixin") === platform;
}

function areAll(value: Value, isMember: (member: JsonObject) => boolean): boolean {
  return isRecord(value) && Object.values(value).every((member) => isRecord(member) && isMember(member));
}

function isCard(card: JsonObject): boolean {
  const { card_type, status, created_in, content, sku, deposited = 0, review, settings = {} } = card;
  return (
    [card_type, status, created_in].every(isText) &&
    isRecord(content) &&
    isRecord(sku) &&
    isRecord(settings) &&
    isNumber(sku["quantity"]) &&
    isNumber(sku["total_quantity"]) &&
    isTime(card["create_time"]) &&
    isTime(card["update_time"]) &&
    isTime(deposited) &&
    (review === undefined || isReview(review))
  );
}

function isReview(review: Value): boolean {
  return (
    isRecord(review) &&
    isTime(review["ends_ms"]) &&
    ["pass", "refuse"].includes(String(review["verdict"])) &&
    isRecord(review["changes"])
  );
}

function isRule(rule: JsonObject): boolean {
  const { type, status, mchid_list, begin_time, end_time, member_rule, rule_info = {}, base_info = {} } = rule;
  return (
    [type, status].every(isText) &&
    Array.isArray(mchid_list) &&
    mchid_list.every(isText) &&
    [begin_time, end_time].every(isNumber) &&
    [rule["create_time"], rule["update_time"]].every(isTime) &&
    [member_rule, rule_info, base_info].every(isRecord)
  );
}

function isMember({ card_id, code, openid, status, begin_time, end_time, info }: JsonObject): boolean {
  return [card_id, code, openid, status].every(isText) && [begin_time, end_time].every(isTime) && isRecord(info);
}

function isTesters(testers: Value): boolean {
  if (!isRecord(testers)) return false;
  return [testers["openid"], testers["username"]].every((list) => Array.isArray(list) && list.every(isText));
}

function isTemplate(template: JsonObject): boolean {
  const { out_request_no, request = "", state, content, create_time, modify_time } = template;
  return (
    [out_request_no, request].every(isText) &&
    (state === "CARD_EFFECTIVE" || state === "CARD_INVALID") &&
    isRecord(content) &&
    [create_time, modify_time].every(isTime)
  );
}

function isText(value: Value): boolean {
  return typeof value === "string";
}

function isNumber(value: Value): boolean {
  return numberText(value) !== undefined;
}

function isTime(value: Value): boolean {
  return typeof value === "number";
}

function isId(text: string): boolean {
  return /^\d{1,32}$/.test(text);
}
