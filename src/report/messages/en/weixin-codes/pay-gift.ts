import type { PayGiftErrcode } from "../../../../platform/weixin/codes-pay-gift.ts";
import type { CodeWords } from "../../language.ts";

const COMPANY = "mp.weixin.qq.com → 设置与开发 → 账号设置 → 主体信息";

const BINDING = "pay.weixin.qq.com → 产品中心 → AppID账号管理, once called AppID授权管理";

const CONSOLE = "mp.weixin.qq.com → 卡券功能 → 卡券投放 → 支付后赠会员卡";

/** What merchants have to look through for the two codes that are told apart poorly. */
const CHECKLIST = [
  `Check in turn: that the companies agree (${COMPANY}, and the home page of pay.weixin.qq.com);`,
  `that this appid is bound and confirmed (${BINDING}); that card_id is a card of the appid that calls.`,
  "Leave out merchant ids below a service provider (间联): they are reported not to be covered.",
  "For a group and its subsidiaries bind all their accounts under one account of the Open Platform, open.weixin.qq.com, so that each knows the members of the others (UnionID).",
].join(" ");

/** Codes about a rule that gives a card after a payment, of the whole call or of one merchant id. */
// biome-ignore format: a table, three lines a row
export const payGiftWords = {
  // Card, merchant id and account do not belong together
  72001: {
    meaning: "According to the documentation the account of the card and the merchant id belong to different companies; the server's own text says only that no card matches, which a wrong card_id would explain as well.",
    todo: CHECKLIST },
  72002: {
    meaning: "The server's text says the merchant id is not bound to the appid, the documentation that the calling appid is not the one that made the card. It was reported with company and binding in order, and for a merchant id below a service provider (间联); no report got an answer.",
    todo: CHECKLIST },
  94007: {
    meaning: "By its text the appid and the merchant id are not bound to each other; only the list of codes has it, and it names no call.",
    todo: `Bind this appid to the merchant id (${BINDING}), confirm it in mp.weixin.qq.com → 微信支付 → 商户号管理, and run again.` },
  72003: {
    meaning: "The rule is to give a card that is no member card.",
    todo: "Write the address or the id of a member card as member_rule.card_id; coupons cannot be given by such a rule." },

  // Merchant ids
  72004: {
    meaning: "The merchant id is in a rule already. The server's text blames another appid, the documentation asks only that the rule there is be deleted: it may as well be a rule of this account, made in the console or by another program.",
    todo: `Find out whose rule it is (occupy_appid and occupy_rule_id of the answer): another AppID has to take its rule down; a rule of this account is to be taken over with \`wxcards import\`, or the merchant id taken out of it (${CONSOLE}). Whether a rule that has expired still holds its merchant ids is not known; delete such a rule to be sure.` },
  72005: {
    meaning: "One rule carries too many merchant ids. The documentation contradicts itself: a note allows 10 in one call, the table of fields recommends up to 100.",
    todo: "Give the rid to the platform: wxcards puts at most 10 merchant ids into one rule. Until it answers, split base_info.mchid_list over documents with fewer." },
  72010: {
    meaning: "The platform does not accept the merchant id. 72030 has the same text; what tells the two apart is not documented.",
    todo: "Compare base_info.mchid_list, digit by digit, with 商户号 in pay.weixin.qq.com → 账户中心 → 商户信息; see too that the merchant id is not closed." },
  72030: {
    meaning: "The platform does not accept the merchant id. 72010 has the same text; what tells the two apart is not documented.",
    todo: "Compare base_info.mchid_list, digit by digit, with 商户号 in pay.weixin.qq.com → 账户中心 → 商户信息; see too that the merchant id is not closed." },

  // The rule itself
  72031: {
    meaning: "Something in the rule is not acceptable; the platform does not say what.",
    todo: "Check that base_info.end_time lies after begin_time and in the future, that least_cost (in fen) is not above max_cost, and that mchid_list holds only digits; then try it without jump_url and app_brand_id." },
  72032: {
    meaning: "The rule is past its end.",
    todo: "Set base_info.end_time to a later day, with consent to replace the rule; or remove the document when the rule is no longer wanted." },
  72033: {
    meaning: "The state of the rule does not allow this call. RULE_STATUS_OK is the only state that is documented.",
    todo: `Look at the rule under ${CONSOLE}, and run \`wxcards plan\` again; when it stays, delete the rule there and have it added anew.` },
  72034: {
    meaning: "There is no rule of this id in this account; the platform writes the text so. That a rule deleted before is answered with it is likely, and not documented.",
    todo: "Check that `id:` belongs to this appid: every account has its own rules; for a rule that is really gone remove its document, or add the rule under a new name." },

  40179: {
    meaning: "The platform has changed a function and takes no more rules for it. Only the list of codes has it; that it speaks of rules after payment is a guess from its text.",
    todo: "Delete and replace no rule that is live: it could not be added again. Read the notices in mp.weixin.qq.com, and ask the platform, with the rid, what has become of the function." },
} as const satisfies Readonly<Record<PayGiftErrcode, CodeWords>>;
