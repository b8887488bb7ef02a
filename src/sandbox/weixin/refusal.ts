import type { WireObject } from "../wire-text.ts";

/**
 * A business error: the platform's code and its words, still without the ` rid: …` that every error carries at its end.
 */
export interface Refusal {
  readonly errcode: number;
  readonly errmsg: string;
  /** What the answer carries besides; nothing when absent. */
  readonly more?: WireObject;
}

/**
 * The words of each code that the sandbox uses.
 *
 * Source: global return codes of the platform as transcribed by public SDKs, and the card error page; the wording of
 * the server differs from the documentation's, and clients must not branch on it.
 */
const WORDS: Readonly<Record<number, string>> = {
  [-1]: "system error",
  40001: "invalid credential, access_token is invalid or not latest",
  40002: "invalid grant_type",
  40003: "invalid openid",
  40005: "invalid file type",
  40009: "invalid image size",
  40013: "invalid appid",
  40014: "invalid access_token",
  40035: "invalid args",
  40056: "invalid serial code",
  40066: "invalid url",
  40071: "invalid card type",
  40072: "invalid code type",
  40073: "invalid card id",
  40078: "invalid card status",
  40079: "invalid time",
  40097: "invalid args",
  40099: "code has been consumed",
  40100: "invalid DateInfo, OldDateInfoType==NewDateInfoType && NewBegin<=OldBegin && OldEnd<=NewEnd",
  40122: "invalid card quantity",
  40124: "too many custom field!",
  40125: "invalid appsecret",
  40127: "invalid user-card status",
  40135: "can not change supply_bonus from true to false",
  40136: "in DepositCodeMode, sku.quantity must not be more than deposited codes",
  40141: "invalid image url",
  40150: "invalid card parameters",
  41001: "access_token missing",
  41002: "appid missing",
  41004: "appsecret missing",
  41005: "media data missing",
  41018: "missing component_appid",
  41019: "missing platform_secret",
  41020: "missing platform_ticket",
  41021: "missing component_access_token",
  41011: "missing required fields",
  41012: "missing cardid",
  42001: "access_token expired",
  42006: "component_access_token expired",
  43002: "require POST method",
  43008: "require biz pay auth",
  43009: "custom code not authorized",
  43010: "balance not authorized",
  43017: "require location id!",
  44002: "empty post data",
  45002: "content size out of limit",
  45009: "reach max api daily quota limit",
  45011: "api minute-quota reach limit, must slower, retry next minute",
  45021: "argument out of length limit",
  45030: "limit cardid, not support this function",
  45031: "stock is out of limit",
  45046: "operate field conflict, CenterCell, PayCell, SelfConsumeCell conflict",
  47001: "data format error",
  47002: "do NOT use json unicode encode (\\uxxxx), please use utf8 encoded text",
  48001: "api unauthorized",
  61003: "component is not authorized by this account",
  61004: "access clientip is not registered",
  61005: "component ticket is expired",
  61006: "component ticket is invalid",
  61007: "api is unauthorized to component",
  61011: "invalid component",
  61014: "must use component token for component api",
  61015: "must use biz account token for not component api",
  61023: "refresh_token is invalid",
  72001: "no match card",
  72002: "mchid is not bind appid",
  72003: "invalid card type, need member card",
  72004: "mchid is occupied by the other appid",
  72005: "out of mchid size limit",
  72010: "invalid mchid",
  72019: "msg operation card list size must be <= limit",
  72022: "add user to white list",
  72026: "need set wx_activate true",
  72031: "invalid params",
  72032: "pay gift card rule expired",
  72034: "invlid rule id",
};

/** The platform's words for a code; a general text for codes the sandbox does not use by itself. */
export function wordsOf(errcode: number): string {
  return WORDS[errcode] ?? "request refused";
}

/** A refusal in the platform's own words, or in the given ones. */
export function refuse(errcode: number, errmsg: string = wordsOf(errcode)): Refusal {
  return { errcode, errmsg };
}
