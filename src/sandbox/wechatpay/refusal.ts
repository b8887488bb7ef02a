import { defined } from "../../model/defined.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { plainText } from "../wire-text.ts";

/** An error of the platform: HTTP status, its code, and its words. Never signed. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly detail?: JsonObject;
}

/**
 * HTTP status and words of each code that the sandbox uses. Clients must not branch on the words.
 *
 * Source: common error table of WeChat Pay v3, and answers quoted in issues of SDKs.
 */
const CODES: Readonly<Record<string, readonly [status: number, message: string]>> = {
  PARAM_ERROR: [400, "参数错误"],
  INVALID_REQUEST: [400, "请求不符合业务规则"],
  ALREADY_EXISTS: [400, "商户请求单号已存在，且请求参数不一致"],
  SIGN_ERROR: [401, "错误的签名，验签失败"],
  NO_AUTH: [403, "商户没有权限为该品牌调用此接口"],
  RESOURCE_NOT_EXISTS: [404, "查询的资源不存在"],
  RATELIMIT_EXCEEDED: [429, "请求超过频率限制，请稍后重试"],
  FREQUENCY_LIMITED: [429, "频率超限，请稍后重试"],
  SYSTEM_ERROR: [500, "系统错误，请稍后重试"],
  SERVICE_UNAVAILABLE: [503, "服务不可用，请稍后重试"],
};

/** The refusal of a code, in the platform's own words when none are given. A code that is not known here is a 400. */
export function refuse(code: string, message?: string, detail?: JsonObject): Refusal {
  const [status, usual] = CODES[code] ?? [400, code];
  return { status, code, message: message ?? usual, ...defined({ detail }) };
}

/** Where a wrong parameter stands. */
export interface Place {
  /** A JSON Pointer for a body, a name for the rest. */
  readonly field: string;
  readonly location: "body" | "query";
}

/** Most characters of a wrong value that an error quotes. */
const QUOTED_CHARACTERS = 128;

/** PARAM_ERROR about one parameter. */
export function wrong({ field, location }: Place, value: Json | undefined, issue: string): Refusal {
  return refuse("PARAM_ERROR", undefined, { field, value: quoted(value), issue, location });
}

function quoted(value: Json | undefined): Json {
  if (value === undefined) return "";
  if (typeof value === "object" && value !== null) return plainText(value).slice(0, QUOTED_CHARACTERS);
  return typeof value === "string" ? value.slice(0, QUOTED_CHARACTERS) : value;
}

/** True for a refusal. */
export function isRefusal(value: object): value is Refusal {
  return "code" in value;
}
