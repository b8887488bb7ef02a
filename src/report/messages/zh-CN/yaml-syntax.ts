import type { ArgsOf } from "../../../model/problems/table.ts";
import { text } from "../args.ts";
import { joined } from "./phrases.ts";

/** What the reader of YAML says, in Chinese, or what we know better. */
export function syntaxReason({ reason, name = "", rule = "" }: ArgsOf<"yaml-syntax">): string {
  switch (reason) {
    case "unknown-directive":
      return joined("没有", text(name), "这样的指令");
    case "unknown-alias":
      return `在它之前没有名为 &${text(name)} 的锚点`;
    case "no-plain-value":
      return "这里不是普通的值";
    default:
      return saying(text(reason)) ?? rules[rule] ?? "这里的写法 YAML 不认识";
  }
}

/** The Chinese for a saying of the reader; undefined for one that says no more than the rule it belongs to. */
function saying(reason: string): string | undefined {
  for (const [pattern, words] of sayings) {
    const match = pattern.exec(reason);
    if (match !== null) return words.replace("{}", () => match[1] ?? "");
  }
  return undefined;
}

/** Sayings of the reader that tell more than their rule, and the Chinese; {} stands for what the pattern takes out. */
const sayings: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^Missing closing ["']/, "缺少结尾的引号"],
  [/^Missing , or : between/, "方括号里的两项之间缺少逗号或冒号"],
  [/^Missing , between flow map/, "花括号里的两项之间缺少逗号"],
  [/^Missing , between/, "方括号里的两项之间缺少逗号"],
  [/^Missing space after :/, "冒号后面缺少空格"],
  [/^Unexpected , in/, "括号里多了一个逗号"],
  [/^Unexpected empty item/, "括号里有一项是空的"],
  [/^Flow map must end/, "缺少结尾的花括号 }"],
  [/^Flow sequence must end/, "缺少结尾的方括号 ]"],
  [/^Flow map in block/, "花括号没有以 } 结尾，或其中的行缩进不够"],
  [/^Flow sequence in block/, "方括号没有以 ] 结尾，或其中的行缩进不够"],
  [/^Comments must be separated/, "注释的 # 前面要有空格"],
  [/^Implicit map keys need to be followed/, "键后面缺少冒号，或冒号后面缺少空格"],
  [/^Nested mappings are not allowed/, "同一行里出现了第二个键，有冒号的文本要加引号"],
  [/^A block sequence may not be used/, "列表没有对齐，或被当成了键"],
  [/^All mapping items must start/, "同一层的键没有对齐"],
  [/^All sequence items must start/, "同一个列表的各项没有对齐"],
  [/^Sequence item without - /, "列表的这一项前面缺少短横线 -"],
  [/^Block scalar header includes extra characters: (\S+)/, "多行文本的开头 {} 里有多余的内容"],
  [/^Block scalar/, "多行文本（| 或 >）的缩进不对"],
  [/^Tags and anchors must be separated/, "标签和锚点后面要有空格"],
  [/^Missing directives-end/, "指令之后缺少 --- 这一行"],
  [/^Plain value cannot start with .* (\S)$/, "没有引号的值不能以 {} 开头"],
  [/^Invalid escape sequence (\S+)/, "双引号里的转义 {} 无效，反斜杠本身要写成两个，或改用单引号"],
  [/^Unexpected \S+ token in YAML \S+: (".*")$/, "这里不应该有 {}"],
  [/at node end$/, "值已经结束，后面还有多余的内容"],
];

/** What is wrong where a rule is broken, by the name the reader of YAML has for it. */
const rules: Readonly<Record<string, string>> = {
  ALIAS_PROPS: "别名不能带锚点或标签",
  BAD_ALIAS: "锚点或别名的名称不对",
  BAD_COLLECTION_TYPE: "标签与值的类型不符",
  BAD_DIRECTIVE: "指令的写法不对",
  BAD_DQ_ESCAPE: "双引号里有无效的转义",
  BAD_INDENT: "缩进不对",
  BAD_PROP_ORDER: "锚点和标签的位置不对",
  BAD_SCALAR_START: "没有引号的值不能以这个字符开头",
  BLOCK_AS_IMPLICIT_KEY: "列表或映射不能用作键",
  BLOCK_IN_FLOW: "括号里缺少逗号，或写了以缩进表示的列表或映射",
  DUPLICATE_KEY: "同一个键出现了两次",
  KEY_OVER_1024_CHARS: "键过长：冒号离键的开头不能超过 1,024 个字符",
  MISSING_CHAR: "缺少一个字符，例如引号、逗号、冒号或空格",
  MULTILINE_IMPLICIT_KEY: "键必须写在一行之内",
  MULTIPLE_ANCHORS: "一个值只能有一个锚点",
  MULTIPLE_DOCS: "这里只能有一个文档",
  MULTIPLE_TAGS: "一个值只能有一个标签",
  NON_STRING_KEY: "键必须是文本",
  RESOURCE_EXHAUSTION: "内容过多或嵌套过深，无法读取",
  TAB_AS_INDENT: "用了制表符缩进",
  TAG_RESOLVE_FAILED: "不认识这个标签",
  UNEXPECTED_TOKEN: "这里出现了不该有的内容",
};
