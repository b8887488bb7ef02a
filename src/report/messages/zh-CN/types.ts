import type { ArgsOf } from "../../../model/problems/table.ts";
import { fenOf, grouped, isPlainNumber, wholeNumber } from "../amounts.ts";
import { has, number, text, texts } from "../args.ts";
import { joined } from "./phrases.ts";

const typeWords: Readonly<Record<string, string>> = {
  string: "文本",
  integer: "整数",
  number: "数字（可带小数）",
  boolean: "布尔值（true 或 false）",
  array: "列表",
  list: "列表",
  object: "映射",
};

/** A type of a value, as it was found. */
export function typeName(found: string): string {
  return typeWords[found] ?? "现在的值";
}

/** The types a field takes. */
export function types(expected: readonly string[]): string {
  const [first, ...others] = texts(expected).map((type) => typeWords[type] ?? type);
  return first === undefined ? "其他类型的值" : others.reduce((all, type) => joined(all, "或", type), first);
}

/** How to write a value of the wanted type. */
export function typeHint(args: ArgsOf<"wrong-type">): string {
  const expected = texts(args.expected)[0];
  const { found } = args;
  if (expected === "boolean") return "写 true 或 false，不加引号";
  const wantsNumber = expected === "integer" || expected === "number";
  const fen = args.unit === "fen" ? fenOf(args.value) : undefined;
  if (wantsNumber && fen !== undefined)
    return `金额以分为单位：${joined("如果", text(args.value, "这个值"), `的单位是元，写 ${fen}`)}`;
  if (expected === "integer" && found === "number") return "去掉小数部分";
  if (wantsNumber && found === "string") return digitsHint(args);
  if (expected === "string" && (found === "boolean" || found === "integer" || found === "number"))
    return "给这个值加上引号";
  if (expected === "array") return "写成列表：每项一行，以短横线 - 开头";
  if (expected === "object") return "在下面缩进写 `key: value`，每项一行";
  return joined("写成", types(args.expected));
}

/** A text where a number belongs: the number without quotes, in the form everybody reads. */
function digitsHint(args: ArgsOf<"wrong-type">): string {
  const written = text(args.value, "");
  if (isPlainNumber(written)) return "写成数字，不加引号";
  const plain = wholeNumber(written);
  return plain === undefined ? joined("用数字写成", types(args.expected)) : `用普通写法：${plain}`;
}

/** `不小于 1`. */
export function bound(args: ArgsOf<"number-out-of-range">): string {
  const limit = grouped(number(args.limit));
  const words: Readonly<Record<string, string>> = {
    ">=": "不小于",
    "<=": "不大于",
    ">": "大于",
    "<": "小于",
  };
  return `${words[args.comparison] ?? "不超出"} ${limit}`;
}

/** `最多 10 项`, of the items of a list. */
export function itemBound(args: ArgsOf<"list-length">): string {
  return `${args.keyword === "minItems" ? "至少" : "最多"} ${grouped(number(args.limit))} 项`;
}

/** What a pattern of the schemas means to a person. */
const forms: Readonly<Record<string, string>> = {
  "^\\S*$": "不含空格的网址",
  "^https?://\\S+$": "以 http:// 或 https:// 开头、不含空格的网址",
  "^(https?://\\S+)?$": "以 http:// 或 https:// 开头、不含空格的网址",
  "^[\\p{L}\\p{M}\\p{N}_-]+$": "由任何文字的字母、数字、- 和 _ 组成的名称",
  "^[a-z][a-z0-9-]*$": "由小写字母、数字和 - 组成、以字母开头的名称",
  "^[A-Za-z0-9_-]{1,64}$": "平台给出的 ID：由字母、数字、- 和 _ 组成，最多 64 个字符",
  "^wx[0-9a-zA-Z]{6,32}$": "微信的 AppID：wx 后面是字母和数字",
  "^https://[^\\s?#]+$": "以 https:// 开头的网址，不含空格，也没有 ? 或 # 及其后的内容",
  "^[A-Za-z0-9_-]{1,32}$": "平台给出的 ID：由字母、数字、- 和 _ 组成，最多 32 个字符",
  "^(/[^/]+)+$": "字段的路径，例如 /card_title",
  "^[0-9]{1,20}$": "纯数字，最多 20 位",
  "^[0-9]{1,32}$": "纯数字，最多 32 位",
};

/** What a value must look like. */
export function form({ pattern, ref }: Pick<ArgsOf<"value-malformed">, "pattern" | "ref">): string {
  if (has(ref)) return `文档的资源地址，例如 ${text(ref)}/gold，或者 ID`;
  return forms[pattern] ?? (pattern === "" ? "其他形式的值" : `符合 ${text(pattern)} 的值`);
}
