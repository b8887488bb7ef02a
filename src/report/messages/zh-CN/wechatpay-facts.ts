import type { WechatpayArgs } from "../../../model/problems/platform.ts";
import { grouped } from "../amounts.ts";
import { answerText, has, text } from "../args.ts";
import type { Context } from "../context.ts";
import { joined } from "./phrases.ts";

/** Where keys are kept in the console. */
export const safety = "pay.weixin.qq.com → 账户中心 → API安全";

/** Where the console shows the public key of WeChat Pay and its id. */
export const publicKeyPage = `${safety} → 微信支付公钥`;

/** The platform's own words, always visible: they are what a search or a question to the platform needs. */
export function raw(args: Partial<WechatpayArgs>): string {
  const said = has(args.message) ? `：${answerText(args.message)}` : "";
  return `（code ${codeOf(args)}${said}${detail(args)}${has(args.status) || has(args.requestId) ? `，${marks(args)}` : ""}）`;
}

/** The code as the platform writes it. */
export function codeOf(args: { readonly code?: string | undefined }): string {
  return text(args.code, "未知");
}

/** Where the platform says what is wrong. */
function detail({ detail = {} }: Partial<WechatpayArgs>): string {
  const parts = ["field", "value", "issue", "location"].filter((name) => has(detail[name]));
  return parts.map((name) => `，${name} ${answerText(detail[name])}`).join("");
}

/** `HTTP 401，Request-ID 08F7…`: what the platform asks for in a support question. */
export function marks({ status: number, requestId }: Pick<Partial<WechatpayArgs>, "status" | "requestId">): string {
  const status = has(number) ? `HTTP ${text(number)}` : "";
  const id = has(requestId) ? `Request-ID ${text(requestId)}` : "";
  return [status, id].filter((part) => part !== "").join("，") || "没有 Request-ID";
}

/** How the clock here stands against the platform's, as far as it is known. */
export function clock({ aheadSeconds: ahead }: Pick<WechatpayArgs, "aheadSeconds">): string | undefined {
  if (typeof ahead !== "number") return undefined;
  return ahead === 0 ? "本机时钟与平台一致" : `本机时钟比平台${ahead > 0 ? "快" : "慢"} ${grouped(Math.abs(ahead))} 秒`;
}

/** `POST /v3/brand/partner/card-member/cards 调用`. */
export function callText(args: { readonly method?: string | undefined; readonly call?: string | undefined }): string {
  return joined(`${text(args.method, "")} ${text(args.call, "")}`.trim(), "调用");
}

/** `账号 coffee-pay 的`, where it is known. */
export function of({ account }: Context): string {
  return has(account) ? `账号 ${text(account)} 的` : "";
}
