/** How the tool reacts. */
export type CodeClass =
  | "busy" // try again with backoff (reads); look up first (writes)
  | "rate" // wait as long as the answer says, or 1, 2, 4 … seconds; everybody of this merchant id waits
  | "environment" // an administrator must act: exit 77
  | "permanent"; // the request is wrong: fail the resource, exit 1

/** What is known about one `code`: what it says, what it means here, the way out, and who says so. */
export interface WechatpayCode {
  readonly code: string;
  /** The HTTP statuses it comes with, as documented. */
  readonly statuses: readonly number[];
  /** The platform's own wording in short, as seen (for searching). */
  readonly says: string;
  readonly class: CodeClass;
  /** What it means here, in plain words; names in braces as in `todo`. */
  readonly meaning: string;
  /** What to do, imperative and concrete. Never empty. A name in braces stands for the variable of the account: `{APPSECRET}`. */
  readonly todo: string;
  /** Who says so. */
  readonly source: string;
}

const COMMON = "table of common error codes";
const CHECKLIST = [
  "Check in turn: the clock of this machine (more than five minutes off is refused before the signature is looked at);",
  "that {SERIAL_NO} is the serial number of the API certificate (pay.weixin.qq.com → 账户中心 → API安全; for a brand the brand's console), not of another one and not the id of a public key;",
  "that {PRIVATE_KEY} belongs to exactly that certificate, and not to one that was replaced;",
  "that mchid, or brand_id for a brand, in wxcards.yaml is the one the certificate was issued to;",
  "that a relay, if there is one, changes neither path, query nor body.",
].join(" ");

/**
 * The `code`s that can reach the calls the tool makes: /v3/brand/partner/card-member/cards and /brand/card-member/cards with what lies below them, and
 * GET /v3/certificates.
 *
 * The pages of these calls list no errors of their own: the rows come from the common table and from products of the same family. An entry is not a promise that the
 * code is still in use.
 */
// biome-ignore format: a table, three lines a row
const rows = [
  { code: "PARAM_ERROR", statuses: [400], class: "permanent", says: "参数错误", source: COMMON,
    meaning: "A value is not acceptable; as a rule the answer names the field and what is wrong with it.",
    todo: "Correct the named field; texts may hold characters of one to three bytes only, so no emoji, and no field may be null." },
  { code: "INVALID_REQUEST", statuses: [400], class: "permanent", says: "HTTP 请求不符合微信支付 APIv3 接口规则; Http头缺少Accept或User-Agent; HTTP header缺少微信支付平台证书序列号(Wechatpay-Serial)", source: `${COMMON}; answers to requests without credentials, 2026-09; brand documentation 4015433973`,
    meaning: "The request breaks a rule of the platform, or what it asks for does not fit the state of the template. The same code stands for a header Accept or User-Agent that is missing (Http头缺少Accept或User-Agent), and for a Wechatpay-Serial the platform does not know.",
    todo: "Read the platform's own text: of a header, check that no relay drops any; of Wechatpay-Serial, compare {PUBLIC_KEY_ID} with the console, and for a brand with the brand's console; otherwise look at the state of the template and at the fields changed last." },
  { code: "ALREADY_EXISTS", statuses: [400], class: "permanent", says: "", source: "products of the same family",
    meaning: "The number of the request (out_request_no) was used before, with other content.",
    todo: "Run `wxcards plan`: the template may have been made by an earlier run, and is adopted then." },
  { code: "SIGN_ERROR", statuses: [401], class: "environment", says: "签名错误; 错误的签名，验签失败; 商户证书序列号有误; Http头Authorization中的timestamp与发起请求的时间不得超过5分钟", source: `${COMMON}; documentation of signing 4012365334; 401 explained, 4012072670`,
    meaning: "The platform does not accept the signature. This one code stands for everything about it, and the reason, if any, is only in the text: a clock that is off, an unknown serial number, a key of another certificate, a malformed header.",
    todo: CHECKLIST },
  { code: "NO_AUTH", statuses: [403], class: "environment", says: "商户无权限", source: `${COMMON}; products of the same family`,
    meaning: "The merchant may not use this function: the product was not granted, or the brand has not authorised this service provider.",
    todo: "Let the product be granted to this mchid (pay.weixin.qq.com → 产品中心), and let the brand authorise the service provider; compare mchid and brand_id in wxcards.yaml." },
  { code: "RESOURCE_NOT_EXISTS", statuses: [404], class: "permanent", says: "资源不存在; 无可用的平台证书", source: `${COMMON}; documentation of GET /v3/certificates`,
    meaning: "There is no template of this id for this brand. Asked for platform certificates, it means that this merchant has none, as all that were registered since about 2024-10.",
    todo: "Check `id:` and brand_id; for platform certificates set {PUBLIC_KEY} and {PUBLIC_KEY_ID} instead of {APIV3_KEY}." },
  { code: "ORDER_NOT_EXIST", statuses: [404], class: "permanent", says: "订单不存在", source: COMMON,
    meaning: "What the request names does not exist; the word comes from payments, where the code is at home.",
    todo: "Check `id:` and brand_id." },
  { code: "RATELIMIT_EXCEEDED", statuses: [429], class: "rate", says: "频率超限", source: "page of HTTP statuses 4012081717; limits of the card template calls",
    meaning: "Too many calls within one second, by all programs of this merchant id and for all its brands together. The call was not carried out.",
    todo: "Wait a little and run again; look for other programs that use the same merchant id." },
  { code: "FREQUENCY_LIMITED", statuses: [429], class: "rate", says: "频率超限", source: "tables of errors of single calls, where the page of HTTP statuses says RATELIMIT_EXCEEDED",
    meaning: "Too many calls, by all programs of this merchant id together. The call was not carried out.",
    todo: "Wait a little and run again; look for other programs that use the same merchant id." },
  { code: "SYSTEM_ERROR", statuses: [500], class: "busy", says: "系统异常，请稍后重试", source: COMMON,
    meaning: "Something failed inside the platform; a write may have been carried out all the same.",
    todo: "Run again in a few minutes; when it stays, give the Request-ID to the platform." },
  { code: "SERVICE_UNAVAILABLE", statuses: [502, 503], class: "busy", says: "服务不可用", source: "page of HTTP statuses 4012081717",
    meaning: "The platform is not available for the moment; a write may have been carried out all the same.",
    todo: "Run again in a few minutes; when it stays, give the Request-ID to the platform." },
] as const satisfies readonly WechatpayCode[];

/** By code, as the platform writes it. */
export const wechatpayCodes: ReadonlyMap<string, WechatpayCode> = new Map(
  rows.map((row): [string, WechatpayCode] => [row.code, row]),
);

/**
 * What is known about a code; for an unknown one an entry of class `permanent` that says so.
 *
 * Total, so that a new code of the platform never crashes a run: repeating a request nobody understands is the worse guess.
 */
export function wechatpayCode(code: string): WechatpayCode {
  return (
    wechatpayCodes.get(code) ?? {
      code,
      statuses: [],
      says: "",
      class: "permanent",
      meaning: `The platform refused the request with code ${code}, which is not in the catalogue of wxcards.`,
      todo: `Search the platform's documentation and community for ${code} together with the text it sent; give its Request-ID when asking the platform.`,
      source: "not catalogued",
    }
  );
}

/** The code of a problem for a code of the platform: `wechatpay-param-error`. Whatever an answer holds, it is letters, digits and dashes. */
export function problemCode(code: string): string {
  const words = code
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return `wechatpay-${words === "" ? "unnamed" : words}`;
}

/** The exit code a failure of this class leads to: 77 where credentials or permissions stand in the way, 1 for everything else. */
export function exitFor(codeClass: CodeClass): 1 | 77 {
  return codeClass === "environment" ? 77 : 1;
}
