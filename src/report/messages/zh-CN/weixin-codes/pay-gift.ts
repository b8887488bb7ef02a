import type { PayGiftErrcode } from "../../../../platform/weixin/codes-pay-gift.ts";
import type { CodeWords } from "../../language.ts";

const COMPANY = "mp.weixin.qq.com → 设置与开发 → 账号设置 → 主体信息";

const BINDING = "pay.weixin.qq.com → 产品中心 → AppID账号管理";

const CONFIRMING = "mp.weixin.qq.com → 微信支付 → 商户号管理";

const MERCHANT = "pay.weixin.qq.com → 账户中心 → 商户信息";

const CONSOLE = "mp.weixin.qq.com → 卡券功能 → 卡券投放 → 支付后赠会员卡";

/** What merchants have to look through for the two codes that are told apart poorly. */
const CHECKLIST = [
  `依次检查：双方主体是否一致（见“${COMPANY}”和 pay.weixin.qq.com 的首页）；`,
  `这个 appid 是否已绑定并确认（见“${BINDING}”，旧称“AppID授权管理”）；card_id 是否属于发起调用的 appid。`,
  "不要写服务商下的间联商户号：有人反映不支持。",
  "集团及其子公司应把各自的账号都绑定到同一个微信开放平台账号（open.weixin.qq.com）下，以便互认会员（UnionID）。",
].join("");

/** Codes about a rule that gives a card after a payment, of the whole call or of one merchant id. */
// biome-ignore format: a table, three lines a row
export const payGiftWords = {
  // Card, merchant id and account do not belong together
  72001: {
    meaning: "按文档的说法，会员卡所属的账号与商户号不是同一主体；服务器的说明只是没有匹配的卡，card_id 写错也说得通。",
    todo: CHECKLIST },
  72002: {
    meaning: "服务器的说明是商户号没有绑定 appid，文档则说发起调用的 appid 不是创建会员卡的 appid。有人在主体和绑定都无误时遇到过，间联商户号也有人遇到过，都没有得到答复。",
    todo: CHECKLIST },
  94007: {
    meaning: "从文字看是 appid 与商户号没有互相绑定；此码只见于返回码列表，没有说明属于哪个接口。",
    todo: `把这个 appid 与商户号绑定（“${BINDING}”，旧称“AppID授权管理”），在“${CONFIRMING}”确认，再重新运行。` },
  72003: {
    meaning: "规则要赠送的卡不是会员卡。",
    todo: "member_rule.card_id 写会员卡的资源地址或 id；这类规则不能赠送优惠券。" },

  // Merchant ids
  72004: {
    meaning: "商户号已在另一条规则中。服务器的说明归咎于其他 appid，文档只要求先删除那条规则：它也可能是本账号在后台或由其他程序创建的规则。",
    todo: `查明是谁的规则（见应答中的 occupy_appid 和 occupy_rule_id）：其他 AppID 的规则须由对方删除；本账号的规则用 \`wxcards import\` 导入，或从那条规则中去掉该商户号（见“${CONSOLE}”）。过期的规则是否仍占用商户号尚不清楚；稳妥起见，删除这样的规则。` },
  72005: {
    meaning: "一条规则的商户号过多。文档自相矛盾：注释说一次最多 10 个，字段表建议最多 100 个。",
    todo: "把 rid 提供给平台：wxcards 在一条规则中最多放 10 个商户号。得到答复之前，把 base_info.mchid_list 分到多份文档中，每份少写几个。" },
  72010: {
    meaning: "平台不接受这个商户号。72030 的文字与此相同；两者的区别没有公开说明。",
    todo: `把 base_info.mchid_list 与“${MERCHANT}”中的商户号逐位核对；并确认商户号没有注销。` },
  72030: {
    meaning: "平台不接受这个商户号。72010 的文字与此相同；两者的区别没有公开说明。",
    todo: `把 base_info.mchid_list 与“${MERCHANT}”中的商户号逐位核对；并确认商户号没有注销。` },

  // The rule itself
  72031: {
    meaning: "规则中有内容不合法；平台没有说明是什么。",
    todo: "确认 base_info.end_time 晚于 begin_time 且尚未到来，least_cost（单位为分）不大于 max_cost，mchid_list 中只有数字；然后去掉 jump_url 和 app_brand_id 再试。" },
  72032: {
    meaning: "规则已过结束时间。",
    todo: "把 base_info.end_time 改到更晚的日期，并许可替换规则；不再需要这条规则时，删除它的文档。" },
  72033: {
    meaning: "规则的状态不允许此调用。有文档说明的状态只有 RULE_STATUS_OK。",
    todo: `在“${CONSOLE}”查看这条规则，再运行一次 \`wxcards plan\`；如果一直如此，在那里删除规则，然后重新添加。` },
  72034: {
    meaning: "该账号中没有这个 id 的规则；平台的原文就写作 `invlid rule id`。先前已删除的规则很可能也返回此码，但没有文档说明。",
    todo: "确认 `id:` 属于这个 appid：每个账号有各自的规则；规则确实已经不在时，删除它的文档，或用新的名称添加规则。" },

  40179: {
    meaning: "平台调整了某项功能，不再接受相应的规则。此码只见于返回码列表；它说的是支付后的规则，这只是从文字推测的。",
    todo: "不要删除或替换任何线上的规则：可能无法再添加回来。查看 mp.weixin.qq.com 中的通知，并带上 rid 向平台询问这项功能的情况。" },
} as const satisfies Readonly<Record<PayGiftErrcode, CodeWords>>;
