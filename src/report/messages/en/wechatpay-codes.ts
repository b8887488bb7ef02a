import type { WechatpayCatalogued } from "../../../platform/wechatpay/codes.ts";
import type { CodeWords } from "../language.ts";

const CHECKLIST = [
  "Check in turn: the clock of this machine (more than five minutes off is refused before the signature is looked at);",
  "that {SERIAL_NO} is the serial number of the API certificate (pay.weixin.qq.com → 账户中心 → API安全; for a brand the brand's console), not of another one and not the id of a public key;",
  "that {PRIVATE_KEY} belongs to exactly that certificate, and not to one that was replaced;",
  "that mchid, or brand_id for a brand, in wxcards.yaml is the one the certificate was issued to;",
  "that a relay, if there is one, changes neither path, query nor body.",
].join(" ");

/** What each code of WeChat Pay means here, and the way out. */
// biome-ignore format: a table, three lines a row
const wechatpayWords = {
  PARAM_ERROR: {
    meaning: "A value is not acceptable; as a rule the answer names the field and what is wrong with it.",
    todo: "Correct the named field; texts may hold characters of one to three bytes only, so no emoji, and no field may be null." },
  INVALID_REQUEST: {
    meaning: "The request breaks a rule of the platform, or what it asks for does not fit the state of the template. The same code stands for a header Accept or User-Agent that is missing (Http头缺少Accept或User-Agent), and for a Wechatpay-Serial the platform does not know.",
    todo: "Read the platform's own text: of a header, check that no relay drops any; of Wechatpay-Serial, compare {PUBLIC_KEY_ID} with the console, and for a brand with the brand's console; of an AppID that is not bound to the brand (请先将appid绑定到品牌), bind it in the brand's console (品牌工具箱 → 流量场景管理); otherwise look at the state of the template and at the fields changed last." },
  ALREADY_EXISTS: {
    meaning: "The number of the request (out_request_no) was used before, with other content.",
    todo: "Run `wxcards plan`: the template may have been made by an earlier run, and is adopted then." },
  SIGN_ERROR: {
    meaning: "The platform does not accept the signature. This one code stands for everything about it, and the reason, if any, is only in the text: a clock that is off, an unknown serial number, a key of another certificate, a malformed header.",
    todo: CHECKLIST },
  NO_AUTH: {
    meaning: "The merchant may not use this function: the product was not granted, or the brand has not authorised this service provider.",
    todo: "Let the product be granted to this mchid (pay.weixin.qq.com → 产品中心), and let the brand authorise the service provider; compare mchid and brand_id in wxcards.yaml." },
  RESOURCE_NOT_EXISTS: {
    meaning: "There is no template of this id for this brand. Asked for platform certificates, it means that this merchant has none, as all that were registered since about 2024-10.",
    todo: "Check `id:` and brand_id; for platform certificates set {PUBLIC_KEY} and {PUBLIC_KEY_ID} instead of {APIV3_KEY}." },
  ORDER_NOT_EXIST: {
    meaning: "What the request names does not exist; the word comes from payments, where the code is at home.",
    todo: "Check `id:` and brand_id." },
  RATELIMIT_EXCEEDED: {
    meaning: "Too many calls within one second, by all programs of this merchant id and for all its brands together. The call was not carried out.",
    todo: "Wait a little and run again; look for other programs that use the same merchant id." },
  FREQUENCY_LIMITED: {
    meaning: "Too many calls, by all programs of this merchant id together. The call was not carried out.",
    todo: "Wait a little and run again; look for other programs that use the same merchant id." },
  SYSTEM_ERROR: {
    meaning: "Something failed inside the platform; a write may have been carried out all the same.",
    todo: "Run again in a few minutes; when it stays, give the Request-ID to the platform." },
  SERVICE_UNAVAILABLE: {
    meaning: "The platform is not available for the moment; a write may have been carried out all the same.",
    todo: "Run again in a few minutes; when it stays, give the Request-ID to the platform." },
} as const satisfies Readonly<Record<WechatpayCatalogued, CodeWords>>;

const words: ReadonlyMap<string, CodeWords> = new Map(Object.entries(wechatpayWords));

/** The meaning of a code of WeChat Pay and the way out; total, also for a code nobody knows yet. */
export function wechatpayCodeWords(code: string): CodeWords {
  return (
    words.get(code) ?? {
      meaning: `The platform refused the request with code ${code}, which is not in the catalogue of wxcards.`,
      todo: `Search the platform's documentation and community for ${code} together with the text it sent; give its Request-ID when asking the platform.`,
    }
  );
}
