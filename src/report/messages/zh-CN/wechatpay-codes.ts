import type { WechatpayCatalogued } from "../../../platform/wechatpay/codes.ts";
import type { CodeWords } from "../language.ts";

const SAFETY = "pay.weixin.qq.com → 账户中心 → API安全";

const PRODUCTS = "pay.weixin.qq.com → 产品中心";

const CHECKLIST = [
  "依次检查：这台机器的时钟（相差超过五分钟，还没有验签就会被拒绝）；",
  `{SERIAL_NO} 是否是 API 证书的序列号（见“${SAFETY}”，品牌则见品牌自己的后台），而不是另一张证书的序列号或公钥 ID；`,
  "{PRIVATE_KEY} 是否正属于这张证书，而不是已被更换的证书；",
  "wxcards.yaml 中的 mchid（品牌则是 brand_id）是否就是证书的签发对象；",
  "如有中转服务，它是否没有改动路径、查询参数和请求体。",
].join("");

/** What each code of WeChat Pay means here, and the way out. */
// biome-ignore format: a table, three lines a row
const wechatpayWords = {
  PARAM_ERROR: {
    meaning: "有值不合法；应答一般会指出是哪个字段、哪里不对。",
    todo: "改正指出的字段；文本中的字符只能占一到三个字节，因此不能有表情符号，任何字段也不能是 null。" },
  INVALID_REQUEST: {
    meaning: "请求违反了平台的规则，或所请求的操作与模板的状态不符。缺少 Accept 或 User-Agent 请求头（Http头缺少Accept或User-Agent）、平台不认识的 Wechatpay-Serial，也返回同一个码。",
    todo: "阅读平台返回的文字：说的是请求头，就确认没有中转服务去掉请求头；说的是 Wechatpay-Serial，就把 {PUBLIC_KEY_ID} 与商户平台核对，品牌则与品牌自己的后台核对；说的是 appid 没有绑定品牌（请先将appid绑定到品牌），就在品牌的后台绑定（品牌工具箱 → 流量场景管理）；其他情况，查看模板的状态和最近改动的字段。" },
  ALREADY_EXISTS: {
    meaning: "这个请求单号（out_request_no）已经用过，内容与这次不同。",
    todo: "运行 `wxcards plan`：模板可能已由之前的一次运行创建，那样就会被认领。" },
  SIGN_ERROR: {
    meaning: "平台不接受这个签名。与签名有关的一切问题都返回此码，原因即使有，也只在文字中：时钟不准、序列号未知、私钥属于另一张证书、请求头格式不对。",
    todo: CHECKLIST },
  NO_AUTH: {
    meaning: "该商户不能使用这项功能：产品没有开通，或品牌没有授权这个服务商。",
    todo: `为这个 mchid 开通该产品（“${PRODUCTS}”），并让品牌授权服务商；核对 wxcards.yaml 中的 mchid 和 brand_id。` },
  RESOURCE_NOT_EXISTS: {
    meaning: "该品牌没有这个 id 的模板。如果请求的是平台证书，则表示该商户没有平台证书，大约 2024-10 之后注册的商户都是如此。",
    todo: "检查 `id:` 和 brand_id；如果是平台证书，设置 {PUBLIC_KEY} 和 {PUBLIC_KEY_ID}，代替 {APIV3_KEY}。" },
  ORDER_NOT_EXIST: {
    meaning: "请求所指的对象不存在；此码原属支付业务，所以叫“订单”。",
    todo: "检查 `id:` 和 brand_id。" },
  RATELIMIT_EXCEEDED: {
    meaning: "该商户号的所有程序和所有品牌合计，一秒内的调用过多。这次调用没有执行。",
    todo: "稍等片刻再运行；查找使用同一个商户号的其他程序。" },
  FREQUENCY_LIMITED: {
    meaning: "该商户号的所有程序合计，调用过多。这次调用没有执行。",
    todo: "稍等片刻再运行；查找使用同一个商户号的其他程序。" },
  SYSTEM_ERROR: {
    meaning: "平台内部出错；写操作仍可能已经执行。",
    todo: "几分钟后重新运行；如果一直如此，把 Request-ID 提供给平台。" },
  SERVICE_UNAVAILABLE: {
    meaning: "平台暂时不可用；写操作仍可能已经执行。",
    todo: "几分钟后重新运行；如果一直如此，把 Request-ID 提供给平台。" },
} as const satisfies Readonly<Record<WechatpayCatalogued, CodeWords>>;

const words: ReadonlyMap<string, CodeWords> = new Map(Object.entries(wechatpayWords));

/** The meaning of a code of WeChat Pay and the way out; total, also for a code nobody knows yet. */
export function wechatpayCodeWords(code: string): CodeWords {
  return (
    words.get(code) ?? {
      meaning: `平台以错误码 ${code} 拒绝了请求，wxcards 的目录中没有此码。`,
      todo: `在平台的文档和社区中搜索 ${code} 以及它返回的文字；向平台询问时附上 Request-ID。`,
    }
  );
}
