import type { Received } from "../platform.ts";
import type { Role } from "./callers.ts";

/** What an `Authorization` header says. */
export interface Authorization {
  /** The mchid, or the brand id. */
  readonly caller: string;
  readonly nonce: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly serial: string;
  /** Base64. */
  readonly signature: string;
}

/** Scheme, and the member that says who calls, of each role. */
const SCHEMES: Readonly<Record<Role, { readonly scheme: string; readonly caller: string }>> = {
  partner: { scheme: "WECHATPAY2-SHA256-RSA2048", caller: "mchid" },
  brand: { scheme: "WECHATPAY-BRAND-SHA256-RSA2048", caller: "brand_id" },
};

/** The text of a header; empty when there is none. */
export function headerOf({ headers }: Received, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : (value?.[0] ?? "");
}

/**
 * Reads the header of a call of this role: five members in double quotes, in any order, commas between them and nothing
 * else. What is wrong with it in words of the platform, when it is not that.
 */
export function readAuthorization(received: Received, role: Role): Authorization | { readonly issue: string } {
  const { scheme, caller } = SCHEMES[role];
  const header = headerOf(received, "authorization");
  if (!header.startsWith(`${scheme} `)) return { issue: "Http头Authorization认证类型不正确" };
  const members = new Map<string, string>();
  for (const member of header.slice(scheme.length + 1).split(",")) {
    const [, name, value] = /^([a-z_]+)="([^"]+)"$/.exec(member) ?? [];
    if (name === undefined || value === undefined || members.has(name)) return { issue: MALFORMED };
    members.set(name, value);
  }
  const texts = [caller, "nonce_str", "timestamp", "serial_no", "signature"].map((name) => members.get(name) ?? "");
  const [id = "", nonce = "", timestamp = "", serial = "", signature = ""] = texts;
  if (texts.includes("") || members.size !== texts.length || !/^\d{1,12}$/.test(timestamp)) return { issue: MALFORMED };
  return { caller: id, nonce, timestamp: Number(timestamp), serial, signature };
}

const MALFORMED = "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》";

/** Who a request says it is from, believed or not: for counting. Empty when it says nothing. */
export function namedCaller(received: Received): string {
  return /\b(?:mchid|brand_id)="([^"]*)"/.exec(headerOf(received, "authorization"))?.[1] ?? "";
}
