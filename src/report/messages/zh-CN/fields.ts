import type { Json } from "../../../model/json.ts";
import { dotted } from "../../../model/pointer.ts";
import type { FieldPolicy, ValueShape } from "../../../model/policy.ts";
import { grouped } from "../amounts.ts";
import { count } from "./phrases.ts";
import { form, types } from "./types.ts";

/** Bytes of a Chinese character in UTF-8. */
const chineseBytes = 3;

/** May a field change, in a few words for a list of fields. */
export function changeInShort(policy: FieldPolicy): string {
  if (policy.change === "create") return "只在新建时";
  if (policy.itemsPerObject !== undefined) return `能，每个对象 ${policy.itemsPerObject} 项`;
  if (policy.change === "replace") return "需要替换";
  if (policy.change === "never") return "不能";
  return policy.move === undefined ? "能" : `只能${moves[policy.move]}`;
}

/** The type of a field, in a few words for a list of fields. */
export function typeInShort(policy: FieldPolicy): string {
  if (policy.atomic) return "对象，整体发送";
  const unit = policy.unit === undefined ? "" : `，单位：${units[policy.unit] ?? policy.unit}`;
  return `${types([...policy.types])}${unit}`;
}

/** May a field of an existing resource change, and which way. */
export function changeWords(policy: FieldPolicy): string {
  if (policy.change === "create") return "只在新建资源时可设定；此后出现差异会使计划受阻";
  if (policy.itemsPerObject !== undefined)
    return `能：新增的项放进各自的对象，每个最多 ${policy.itemsPerObject} 项；减少一项时，它所在的对象经许可后撤下并重新添加`;
  if (policy.change === "replace") return "需要替换：没有接口可以修改它，因此经许可后撤下资源并重新添加";
  if (policy.change === "never") return "不能：由平台自己维护，只读取，从不发送";
  return policy.move === undefined ? "能" : `只能单向修改：只能${moves[policy.move]}`;
}

const moves = {
  "false-to-true": "从 false 改为 true",
  later: "改到更晚的时间",
  earlier: "改到更早的时间",
} as const;

/** How `null` clears a field. */
export function clearWords(policy: FieldPolicy): string {
  return {
    "empty-string": "清空：发送空文本",
    "empty-list": "清空：发送空列表",
    "empty-members": "清空：每个成员都发送空文本",
    impossible: "报错：平台无法清空它",
  }[policy.clear];
}

/** What a read tells about a field after a write. */
export function readbackWords(policy: FieldPolicy): string {
  return {
    exact: "发送的值",
    "after-review": "审核通过之前是旧值",
    "when-shown": "不是每次返回里都有；没有时以上次发送的值为准",
    none: "读不到：只知道上次发送的值的摘要",
  }[policy.readback];
}

/** How two spellings of one value compare. A form without words is called by its name. */
export function sameWords(policy: FieldPolicy): string {
  if (policy.atomic) return "只比较文档声明的成员";
  const order = policy.list === "set" ? "；列表的顺序没有意义" : policy.list ? "；顺序也要相同" : "";
  if (policy.same === undefined) return `必须与所写完全一致${order}`;
  return `${forms[policy.same] ?? `按 ${policy.same} 形式比较`}${order}`;
}

const forms: Readonly<Record<string, string>> = {
  colour: "按颜色比较：名称与对应的十六进制值视为相同",
  "instant-begin": "按秒级时间比较；只写日期表示当天 00:00:00",
  "instant-end": "按秒级时间比较；只写日期表示当天 23:59:59",
  "date-type": "按有效期类型比较：文字写法与旧的数字写法视为相同",
  switch: "按开关比较：关闭与从未设置视为相同",
  "text-lines": "按多行文本比较：各种系统的换行视为相同",
  "image-address": "按图片地址比较：在平台自己的域名上 http 与 https 视为相同",
};

const units: Readonly<Record<string, string>> = {
  fen: "分",
  second: "秒",
  day: "天",
  card: "张",
  point: "积分",
  percent: "百分比",
};

/** What a number counts. */
export function unitWords(policy: FieldPolicy): string | undefined {
  if (policy.unit === "fen") return "分；100 分为 1 元";
  return policy.unit === undefined ? undefined : (units[policy.unit] ?? policy.unit);
}

/** The object a field is compared in and sent with. */
export function atomWords(policy: FieldPolicy): string | undefined {
  if (policy.atomic) return "整体发送：线上的成员，以声明的成员覆盖其上";
  return policy.atom === undefined ? undefined : `随 ${dotted(policy.atom)} 整体发送`;
}

/** The type of a value, with that of a list's items. */
export function typeWords(shape: ValueShape): string {
  const own = types([...shape.types]);
  return shape.item === undefined ? own : `${own}；每项为${types([...shape.item.types])}`;
}

/** The limits of a value, one phrase each; empty when there are none. */
export function limitWords(shape: ValueShape): string[] {
  const range = (least: number | undefined, most: number | undefined, words: (number: number) => string) => {
    if (least !== undefined && most !== undefined) return [`${grouped(least)} 到 ${words(most)}`];
    if (least !== undefined) return [`至少 ${words(least)}`];
    return most === undefined ? [] : [`最多 ${words(most)}`];
  };
  const chinese = (bytes: number) =>
    `${count(bytes, "字节")}（UTF-8，${count(Math.floor(bytes / chineseBytes), "个汉字")}）`;
  return [
    ...(shape.bytes === undefined ? [] : [`最多 ${chinese(shape.bytes)}`]),
    ...(shape.bytesWarn === undefined ? [] : [`超过 ${chinese(shape.bytesWarn)}时警告`]),
    ...range(shape.leastCharacters, shape.mostCharacters, (number) => count(number, "个字符")),
    ...range(shape.least, shape.most, grouped),
    ...(shape.before === undefined ? [] : [`早于 ${shape.before}`]),
    ...range(shape.leastItems, shape.mostItems, (number) => count(number, "项")),
    ...(shape.distinct === true ? ["各项不重复"] : []),
    ...patternWords(shape.pattern),
    ...(shape.item === undefined ? [] : limitWords(shape.item).map((limit) => `每项：${limit}`)),
  ];
}

/** What a pattern means; nothing when only the pattern itself could be said, which the description then does better. */
function patternWords(pattern: string | undefined): string[] {
  const words = pattern === undefined ? "" : form({ pattern });
  return words === "" || words.includes(pattern ?? "") ? [] : [words];
}

/** Values as a document would write them. */
export function valueWords(values: readonly Json[]): string {
  return values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join("、");
}

/** That the address of another document may stand in place of an id. */
export function referenceWords(kind: string): string {
  return `可以写 ${kind} 的资源地址`;
}

/** When a field has to be declared. */
export function requiredWords(policy: FieldPolicy): string {
  return policy.required === "create" ? "新建资源时必填" : "否";
}

/** Whether a change waits for the platform's review. */
export function reviewWords(policy: FieldPolicy): string {
  return policy.review ? "修改后进入平台审核" : "否";
}

/** Whether a field is about money. */
export function moneyWords(policy: FieldPolicy): string {
  return policy.money ? "是：它决定谁付多少、得到什么、能用什么" : "否";
}
