import type { RuleErrcode } from "../../../../platform/weixin/codes-rule.ts";
import type { CodeWords } from "../../language.ts";
import { clause } from "../phrases.ts";
import { cardWords } from "./card.ts";

const FIELDS = "docs/reference/pay-gift-rule.md";
const GIVEN = "member_rule.card_id";

/** What the codes of cards and of all calls mean where a call about pay-gift rules is answered with them. */
export const ruleWords = {
  47001: {
    meaning: "平台严格解析请求，遇到了规则或此层级不接受的键、null，或类型不对的值；规则没有改动。",
    todo: `从规则的文档中去掉指出的字段；没有指出字段时，把规则的字段与 ${FIELDS} 对照。`,
  },
  41011: {
    meaning: "缺少规则的必填字段；平台没有说明是哪一个。",
    todo: `确认 base_info 有 mchid_list、begin_time 和 end_time，member_rule 有 card_id、least_cost 和 max_cost（${FIELDS}）。`,
  },
  40035: {
    meaning: "规则的参数数量不合法；平台没有说明是哪一个。",
    todo: `把规则中最近改动的字段与 ${FIELDS} 对照，逐个修改。`,
  },
  40097: {
    meaning: "规则中有值不合法；平台没有说明是哪一个。",
    todo: `把规则中最近改动的字段与 ${FIELDS} 对照，逐个修改。`,
  },
  40150: {
    meaning: "规则的某些字段互相冲突；平台没有说明是哪些。",
    todo: `把规则中最近改动的字段与 ${FIELDS} 对照，逐个修改。`,
  },
  45021: {
    meaning: "规则中有文本过长；平台没有说明是哪个文本。",
    todo: "缩短 member_rule.jump_url 和 app_brand_pass。",
  },
  45002: {
    meaning: "整条规则过大；上限没有公开说明。",
    todo: "把 base_info.mchid_list 分到更多文档中，并缩短 member_rule.jump_url。",
  },
  41012: {
    meaning: "规则到达平台时没有所赠会员卡的 card_id。",
    todo: `填写 ${GIVEN}；如果已经填写，确认没有中转服务改动请求体。`,
  },
  40073: {
    meaning: "平台在该账号中找不到规则所赠的会员卡。",
    todo: `确认 ${GIVEN} 是这个 appid 的会员卡：每个账号的 card_id 各不相同，并且区分大小写。`,
  },
  73204: {
    meaning: "规则所赠的会员卡不存在。",
    todo: `检查 ${GIVEN}；会员卡确实已经不在时，换成另一张。`,
  },
  40071: {
    meaning: "规则所赠的卡不是会员卡，或已经不在了。",
    todo: `${GIVEN} 写会员卡的资源地址或 id；这类规则不能赠送优惠券。`,
  },
  40078: {
    meaning: "规则所赠会员卡的状态不允许这样做：已删除、被平台下架，或仍在审核中。",
    todo: `在 mp.weixin.qq.com 查看那张会员卡；等审核结束，或把 ${GIVEN} 换成另一张会员卡。`,
  },
  40107: {
    meaning: "规则所赠的会员卡没有通过审核，或没有指定门店。",
    todo: "等那张会员卡审核通过，并给它填写 base_info.location_id_list；然后重新应用规则。",
  },
  45030: {
    meaning: "规则所赠的会员卡不能这样使用：所需的设置没有开启，或它已属于另一个产品。",
    todo: "检查那张会员卡的激活方式，以及它是否已迁移到微信支付。",
  },
  40079: {
    meaning: "规则的时间不合法；常见原因是把秒写成了毫秒。",
    todo: "base_info.begin_time 和 end_time 写成日期，或 10 位的 unix 秒数，结束时间晚于开始时间。",
  },
} as const satisfies Readonly<Record<RuleErrcode, CodeWords>>;

/** The words of a code of cards that has none of its own for rules. */
export function ofCards(code: keyof typeof cardWords): CodeWords {
  return {
    meaning: `规则未被接受；对会员卡来说，此码的含义是：${clause(cardWords[code].meaning)}。`,
    todo: `把规则中最近改动的字段与 ${FIELDS} 对照，并查看它所赠的会员卡；两者都不能说明原因时，把 rid 提供给平台。`,
  };
}
