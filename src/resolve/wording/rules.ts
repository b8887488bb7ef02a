import type { Wording } from "../../model/policy.ts";
import type { WordingCode } from "../../model/problems/wording.ts";

/** A rule about words, found by a pattern. What it says to people is in the catalogue, under its code. */
export interface WordingRule {
  readonly code: WordingCode;
  /** `title` for titles alone; `text` for every text that members read, titles too. */
  readonly scope: Wording;
  /** Alternatives of a regular expression that ignores case; none of them captures. */
  readonly words: readonly string[];
  /** Who says so, and when it was read. */
  readonly source: string;
}

/**
 * What the law names, what its supervision put beside that, and, where the words leave no doubt, what says the same.
 *
 * Left out are the uses that the guide on enforcement excepts (number 6: hints on use, grades of official standards,
 * titles that the state awards, comparing one's own) and what cards say in its plain sense: 最低消费, 最多, 最终, 最好提前.
 */
const superlatives: WordingRule = {
  code: "wording-superlative",
  scope: "text",
  words: [
    "国家级(?!非遗|非物质|文物|风景|景区|自然|森林|湿地|地质|旅游|重点|示范|一级|博物馆|实验室|[45]A)",
    "世界级(?!非遗|非物质|文化|自然|遗产)",
    "最高级(?!别?的?会员|别?的?等级)",
    "最佳(?!食用|饮用|赏味|品尝|使用|观赏|保质|时间|方法|温度)",
    "顶级",
    "极品",
    "第一品牌",
    "(?:全国|中国|世界|全球|全网|全城|行业|销量|排名)第一(?!步|次|个|家|批|张|天|年|期|届)",
    "最好(?:[的吃喝看玩用]|$)",
    "(?<![按取以择选])最优(?:秀|质)",
    "最(?:先进|便宜|低价|高端|高档|受欢迎|流行|时尚|权威|正宗)",
    "(?:全网|全国|全城|全球|史上)最(?!后|近|终)",
  ],
  source:
    "Advertising Law, article 9 (3) 国家级、最高级、最佳; Guide on enforcement against absolute terms (广告绝对化用语执法指南, SAMR 2023 No. 6); 工商广字〔1997〕207号 极品; 工商广字〔1997〕225号 第一品牌; lists of terms that supervision forbids 顶级 (read 2026-11)",
};

/** Words of whoever tries something out. */
const tests: WordingRule = {
  code: "wording-test",
  scope: "title",
  words: [
    "测试",
    "(?:test|demo)(?:ing)?[ _-]?\\d*(?=[ _-]?(?:卡|会员|标题|card|member|title|$))",
    "示例",
    "样例",
    "未命名",
    "待定",
    "asdf",
    "qwer",
  ],
  source:
    "reports on names of WeChat Pay coupons that were refused for 测试 (developers.weixin.qq.com/community/pay/doc/00020c0d86c658266359d2f1f56c00, 2019, read 2026-11); of member cards no source says it",
};

/** What stands where the words are still missing. */
const placeholders: WordingRule = {
  code: "wording-placeholder",
  scope: "text",
  words: [
    "lorem ipsum",
    "\\b(?:TODO|TBD|FIXME)\\b",
    "占位",
    "(?:此处|在此)(?:填写|输入)",
    "待(?:补充|填写|完善)",
    "(?:标题|文案|内容|说明)待定",
    "测试(?:数据|文案|文字|文本|内容|专用)",
    "(?<![a-z])x{3,}(?![a-z])",
    "×{3,}",
    "\\{\\{[^{}]*\\}\\}",
    "\\$\\{[^{}]*\\}",
  ],
  source: "none: members would read it as it stands",
};

/** Telephone numbers and addresses of pages in the name of a card, which has fields of its own for them. */
const contacts: WordingRule = {
  code: "wording-contact",
  scope: "title",
  words: [
    "(?<!\\d)1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}(?!\\d)",
    "(?<!\\d)[48]00[ -]?\\d{3}[ -]?\\d{4}(?!\\d)",
    "(?<!\\d)0\\d{2,3}[ -]\\d{7,8}(?!\\d)",
    "https?://",
    "(?<![a-z])www\\.[a-z0-9]",
    "[a-z0-9-]+\\.(?:com|cn|net|org|top|shop|vip|xyz|cc)(?![a-z])",
  ],
  source:
    "Manage Member Card 8.2: service_phone and the links of entries are fields of their own; the title of a brand card takes Chinese characters, English letters and punctuation (pay.weixin.qq.com/doc/brand/4015582711, read 2026-11); that a review refuses it no source says",
};

/** Tencent's own marks in the name of somebody else's card. */
const marks: WordingRule = {
  code: "wording-platform-mark",
  scope: "title",
  words: ["微信", "腾讯", "(?<![a-z])(?:we ?chat|weixin|tencent)(?![a-z])", "财付通"],
  source:
    "naming rules of verified Official Accounts, prohibition 6: 非腾讯官方、微信官方但名称包含“腾讯”“微信” (微信认证帐号命名规则, read 2026-11); reports on names of coupons that were refused for 微信 (developers.weixin.qq.com/community/pay/doc/00020c0d86c658266359d2f1f56c00, 2019)",
};

/** The rules by words, in the order of the reference. */
export const wordingRules: readonly WordingRule[] = [superlatives, tests, placeholders, contacts, marks];

/** What two more rules rest on, which find their words by other means: by the clock, and in a file of the project. */
export const otherWordingRules: Readonly<Record<"wording-date-over" | "wording-house", string>> = {
  "wording-date-over": "none: members would read a promise that has ended",
  "wording-house": "the file that `words:` of the project names",
};
