/** How the tool reacts. */
export type CodeClass =
  | "busy" // try again with backoff (reads); look up first (writes)
  | "rate" // wait as long as the answer says, or 1, 2, 4 … seconds; everybody of this merchant id waits
  | "environment" // an administrator must act: exit 77
  | "permanent"; // the request is wrong: fail the resource, exit 1

/**
 * What is known about one `code`, but for its meaning and the way out: those are words, and stand in the catalogue of
 * messages.
 */
export interface WechatpayCode {
  readonly code: string;
  /** The HTTP statuses it comes with, as documented. */
  readonly statuses: readonly number[];
  /** The platform's own wording in short, as seen (for searching). */
  readonly says: string;
  readonly class: CodeClass;
  /** Who says so. */
  readonly source: string;
}

const COMMON = "table of common error codes";

/**
 * The `code`s that can reach the calls the tool makes: /v3/brand/partner/card-member/cards and /brand/card-member/cards
 * with what lies below them, and GET /v3/certificates.
 *
 * The pages of these calls list no errors of their own: the rows come from the common table and from products of the
 * same family. An entry is not a promise that the code is still in use.
 */
// biome-ignore format: a table, one line a row
const rows = [
  { code: "PARAM_ERROR", statuses: [400], class: "permanent", says: "参数错误", source: COMMON },
  { code: "INVALID_REQUEST", statuses: [400], class: "permanent", says: "HTTP 请求不符合微信支付 APIv3 接口规则; Http头缺少Accept或User-Agent; HTTP header缺少微信支付平台证书序列号(Wechatpay-Serial)", source: `${COMMON}; answers to requests without credentials, 2026-09; brand documentation 4015433973` },
  { code: "ALREADY_EXISTS", statuses: [400], class: "permanent", says: "", source: "products of the same family" },
  { code: "SIGN_ERROR", statuses: [401], class: "environment", says: "签名错误; 错误的签名，验签失败; 商户证书序列号有误; Http头Authorization中的timestamp与发起请求的时间不得超过5分钟", source: `${COMMON}; documentation of signing 4012365334; 401 explained, 4012072670` },
  { code: "NO_AUTH", statuses: [403], class: "environment", says: "商户无权限", source: `${COMMON}; products of the same family` },
  { code: "RESOURCE_NOT_EXISTS", statuses: [404], class: "permanent", says: "资源不存在; 无可用的平台证书", source: `${COMMON}; documentation of GET /v3/certificates` },
  { code: "ORDER_NOT_EXIST", statuses: [404], class: "permanent", says: "订单不存在", source: COMMON },
  { code: "RATELIMIT_EXCEEDED", statuses: [429], class: "rate", says: "频率超限", source: "page of HTTP statuses 4012081717; limits of the card template calls" },
  { code: "FREQUENCY_LIMITED", statuses: [429], class: "rate", says: "频率超限", source: "tables of errors of single calls, where the page of HTTP statuses says RATELIMIT_EXCEEDED" },
  { code: "SYSTEM_ERROR", statuses: [500], class: "busy", says: "系统异常，请稍后重试", source: COMMON },
  { code: "SERVICE_UNAVAILABLE", statuses: [502, 503], class: "busy", says: "服务不可用", source: "page of HTTP statuses 4012081717" },
] as const satisfies readonly WechatpayCode[];

/** The codes that are known. */
export type WechatpayCatalogued = (typeof rows)[number]["code"];

/** By code, as the platform writes it. */
export const wechatpayCodes: ReadonlyMap<string, WechatpayCode> = new Map(
  rows.map((row): [string, WechatpayCode] => [row.code, row]),
);

/**
 * What is known about a code; for an unknown one an entry of class `permanent`.
 *
 * Total, so that a new code of the platform never crashes a run: repeating a request nobody understands is the worse
 * guess.
 */
export function wechatpayCode(code: string): WechatpayCode {
  return wechatpayCodes.get(code) ?? { code, statuses: [], says: "", class: "permanent", source: "not catalogued" };
}

/**
 * The code of a problem for a code of the platform: `wechatpay-param-error`. Whatever an answer holds, it is letters,
 * digits and dashes.
 */
export function problemCode(code: string): `wechatpay-${string}` {
  const words = code
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return `wechatpay-${words === "" ? "unnamed" : words}`;
}

/**
 * The exit code a failure of this class leads to: 77 where credentials or permissions stand in the way, 1 for
 * everything else.
 */
export function exitFor(codeClass: CodeClass): 1 | 77 {
  return codeClass === "environment" ? 77 : 1;
}
