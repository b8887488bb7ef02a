import type { SchemaLanguage } from "../../src/schema/localized.ts";
import type { DocumentName, RowSort } from "./rows.ts";

/** What the page of primary documents says beside its rows, in one language. */
export interface SeedPageWords {
  readonly title: string;
  readonly intro: readonly string[];
  readonly documents: {
    readonly title: string;
    readonly head: readonly string[];
    readonly names: Readonly<Record<DocumentName, string>>;
    readonly beside: string;
    readonly all: string;
  };
  readonly reading: { readonly title: string; readonly points: readonly string[] };
  readonly head: readonly string[];
  readonly sorts: Readonly<Record<RowSort, string>>;
  readonly operation: (kind: string, operation: string) => string;
  readonly reads: (kind: string) => string;
  readonly lists: (kind: string) => string;
  readonly holds: string;
  readonly leftOut: string;
  readonly bytes: (count: number) => string;
  readonly toReview: string;
  readonly moves: Readonly<Record<string, string>>;
  readonly changes: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, string>>;
  readonly refuses: string;
  readonly section: (section: string) => string;
  readonly comma: string;
  readonly semicolon: string;
  readonly colon: string;
  readonly quoted: (title: string) => string;
}

export const seedPageWords: Readonly<Record<SchemaLanguage, SeedPageWords>> = {
  en: {
    title: "The primary documents, row by row",
    intro: [
      "wxcards was built from three primary documents, its *seeds*: two English renderings of Weixin's page on managing member cards, and one page on the templates of brand cards of WeChat Pay. This page has a row for each call, field, note and code that they name, with what becomes of it: the field of a document, the command or the explanation; the rule of the embedded platform; and the test that would fail. What is left out says why.",
      "",
      "It is made from `scripts/seeds/rows/`, and `test/seeds/rows.test.ts` holds it: a list of what the documents name, read off them apart from the rows, has a row for each name; each field is in the schema with the type, limit and review that are printed; each code is explained; each call is one that the tool makes and the embedded platform answers, or one that stands nowhere in the tool; each test is there.",
    ],
    documents: {
      title: "The documents",
      head: ["document", "calls", "fields", "notes", "codes", "rows", "left out"],
      names: {
        older:
          "Weixin, “Managing Member Cards” (§8 of the documentation of cards and offers), the older English rendering",
        newer: "Weixin, “Manage Membership Card”, the newer English rendering of the same page, for service accounts",
        brand:
          "WeChat Pay APIv3, 查询、修改及删除商家名片会员卡模板信息: the page of a public client on reading, changing and deleting templates of brand cards, of 2025-07",
      },
      beside: "calls and codes around them, which none of the three describes",
      all: "all rows, each once",
    },
    reading: {
      title: "How to read it",
      points: [
        "**as printed** is what the documents say; where a schema says otherwise, the row says why. Both sides of contradictions stand in [decision 0006](decisions/0006-both-sides-of-contradictions.md).",
        "**in wxcards** links the field, problem or code. All fields with their other sources: [cards](reference/member-card.md), [rules](reference/pay-gift-rule.md), [brand cards](reference/brand-card.md).",
        "**embedded platform** names the file that plays the rule, and the code that it refuses with. It keeps tables of its own, apart from the schemas.",
        "§8.6 to §10 only refer to other pages; the calls are those of the pages that they refer to.",
      ],
    },
    head: ["", "what", "as printed", "in wxcards", "embedded platform", "test"],
    sorts: { call: "call", field: "field", note: "note", code: "code" },
    operation: (kind, operation) => `\`plan\` and \`apply\`, as \`${kind}\` \`${operation}\``,
    reads: (kind) => `read for every \`${kind}\` of a plan`,
    lists: (kind) => `lists the account's \`${kind}\`s`,
    holds: "an object; its members are fields",
    leftOut: "left out",
    bytes: (count) => `${count} bytes`,
    toReview: "review",
    moves: { "false-to-true": "false to true only", earlier: "earlier only", later: "later only" },
    changes: { create: "while creating", never: "the platform's own" },
    types: { string: "text", boolean: "true or false", integer: "whole number", array: "list" },
    refuses: "refuses with",
    section: (section) => (/^\d/.test(section) ? `§${section}` : section),
    comma: ", ",
    semicolon: "; ",
    colon: ": ",
    quoted: (title) => `“${title}”`,
  },
  "zh-CN": {
    title: "原始资料逐条对照",
    intro: [
      "wxcards 依据三份原始资料（称为 *seeds*）写成：微信“管理会员卡”页面的两种英文版，以及微信支付商家名片会员卡模板的一个页面。本页为其中的每个接口、字段、注意事项和错误码各列一行，写明它的去向：文档里的字段、命令或说明；内嵌平台的规则；出错时会失败的测试。没有做的写明原因。",
      "",
      "本页由 `scripts/seeds/rows/` 生成，由 `test/seeds/rows.test.ts` 核对：另有一份从资料中单独摘录的清单，其中每个名称都有一行；每个字段都在 schema 里，类型、长度和是否送审与资料一致；每个错误码都有说明；每个接口要么由工具调用并由内嵌平台应答，要么在工具中不出现；每个测试都存在。",
    ],
    documents: {
      title: "资料",
      head: ["资料", "接口", "字段", "注意事项", "错误码", "行数", "没有做的"],
      names: {
        older: "微信《Managing Member Cards》（卡券文档第 8 节），较早的英文版",
        newer: "微信《Manage Membership Card》，同一页面较新的英文版，针对服务号",
        brand: "微信支付 APIv3《查询、修改及删除商家名片会员卡模板信息》：一个公开客户端的文档页，2025-07",
      },
      beside: "三份资料都没有说明的相关接口和错误码",
      all: "全部，每行只计一次",
    },
    reading: {
      title: "怎样看",
      points: [
        "**资料所写**是资料的说法；schema 与之不同时，该行写明原因。互相矛盾的说法见[决策 0006](decisions/0006-both-sides-of-contradictions.md)。",
        "**wxcards**一栏链接到字段、问题或错误码。全部字段及其他来源：[会员卡](reference/member-card.md)、[规则](reference/pay-gift-rule.md)、[商家名片会员卡](reference/brand-card.md)。",
        "**内嵌平台**一栏写出执行该规则的文件，以及拒绝时的错误码。它有自己的表格，与 schema 分开。",
        "第 8.6 至 10 节只是引到别的页面；这里的接口出自所引的页面。",
      ],
    },
    head: ["", "内容", "资料所写", "wxcards", "内嵌平台", "测试"],
    sorts: { call: "接口", field: "字段", note: "注意事项", code: "错误码" },
    operation: (kind, operation) => `\`plan\` 和 \`apply\`，即 \`${kind}\` 的 \`${operation}\``,
    reads: (kind) => `计划时逐个读取 \`${kind}\``,
    lists: (kind) => `列出账号的 \`${kind}\``,
    holds: "对象；其成员是字段",
    leftOut: "没有做",
    bytes: (count) => `${count} 字节`,
    toReview: "须审核",
    moves: { "false-to-true": "只能由 false 改为 true", earlier: "只能改早", later: "只能改晚" },
    changes: { create: "仅限新建时", never: "由平台填写" },
    types: { string: "文本", boolean: "布尔值", integer: "整数", array: "列表" },
    refuses: "拒绝，错误码",
    section: (section) => (/^\d/.test(section) ? `第 ${section} 节` : section),
    comma: "，",
    semicolon: "；",
    colon: "：",
    quoted: (title) => `“${title}”`,
  },
};
