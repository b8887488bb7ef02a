import type { ChangePolicy, Clear, Move } from "../src/model/policy.ts";
import type { SchemaLanguage } from "../src/schema/localized.ts";

/** What the reference pages of fields say beside what the schemas and the catalogue say. */
export interface FieldPageWords {
  title(kind: string, label: string): string;
  /** What the columns mean, and where the page stands in the other language. */
  columns(page: string): string;
  readonly head: readonly string[];
  /** Types of JSON by their names; one without words is called by its name. */
  readonly types: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
  readonly sentWhole: string;
  readonly anyOrder: string;
  readonly inOrder: string;
  spread(most: number): string;
  readonly change: Readonly<Record<ChangePolicy, string>>;
  readonly move: Readonly<Record<Move, string>>;
  readonly review: string;
  readonly money: string;
  by(operation: string): string;
  readonly neverShown: string;
  readonly required: string;
  readonly clear: Readonly<Record<Clear, string>>;
  readonly or: string;
  readonly comma: string;
  readonly semicolon: string;
}

export const fieldPageWords: Readonly<Record<SchemaLanguage, FieldPageWords>> = {
  en: {
    title: (kind) => `${kind}: every field of \`spec\``,
    columns: (page) =>
      `What a column means: *label* is what the platform's console calls the field; *change* says whether the field of an existing resource may change and what that entails; *null* how the field is cleared. In Chinese: [zh-CN/${page}](zh-CN/${page}).`,
    head: ["field", "label", "type", "limit", "change", "null", "meaning", "source"],
    types: {},
    units: {},
    sentWhole: "object, sent whole",
    anyOrder: "order means nothing",
    inOrder: "in order",
    spread: (most) => `any number, ${most} in one object`,
    change: { update: "yes", replace: "by replacing", create: "only while creating", never: "never" },
    move: { "false-to-true": "only false → true", later: "only later", earlier: "only earlier" },
    review: "goes to review",
    money: "money",
    by: (operation) => `by \`${operation}\``,
    neverShown: "never shown again",
    required: "required for a new one",
    clear: {
      "empty-string": 'sends `""`',
      "empty-list": "sends `[]`",
      "empty-members": "sends empty members",
      impossible: "",
    },
    or: " or ",
    comma: ", ",
    semicolon: "; ",
  },
  "zh-CN": {
    title: (kind, label) => `${label}（${kind}）：\`spec\` 的全部字段`,
    columns: (page) =>
      `各列的含义：“名称”是平台控制台对字段的叫法；“修改”指线上已有资源的这个字段能否修改、修改会带来什么；“null”指怎样清空字段；“来源”是这些说法的公开依据，保留原文。英文版：[${page}](../${page})。`,
    head: ["字段", "名称", "类型", "限制", "修改", "null", "说明", "来源"],
    types: { string: "文本", integer: "整数", number: "数字", boolean: "true 或 false", array: "列表", object: "对象" },
    units: {
      fen: "单位：分",
      second: "单位：秒",
      day: "单位：天",
      card: "单位：张",
      point: "单位：积分",
      percent: "单位：%",
    },
    sentWhole: "对象，整体下发",
    anyOrder: "顺序没有意义",
    inOrder: "有顺序",
    spread: (most) => `数目不限，每个平台对象最多 ${most} 项`,
    change: { update: "可以", replace: "只能替换", create: "仅限新建时", never: "不能" },
    move: { "false-to-true": "只能由 false 改为 true", later: "只能延后", earlier: "只能提前" },
    review: "需要审核",
    money: "涉及金额",
    by: (operation) => `通过 \`${operation}\``,
    neverShown: "平台不回显",
    required: "新建时必填",
    clear: {
      "empty-string": '下发 `""`',
      "empty-list": "下发 `[]`",
      "empty-members": "下发空的成员",
      impossible: "",
    },
    or: " 或 ",
    comma: "，",
    semicolon: "；",
  },
};
