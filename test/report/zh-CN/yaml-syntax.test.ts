import { describe, expect, test } from "vitest";
import { yaml } from "../../../src/report/messages/zh-CN/yaml.ts";
import { readAnyYaml } from "../../../src/yaml/yaml.ts";

/** Broken YAML of each kind that people write, and what is to be said of it in Chinese. */
const rows: readonly (readonly [what: string, text: string, words: string])[] = [
  ["a tab as indentation", "a:\n\tb: 1\n", "制表符"],
  ["an open double quote", 'a: "b\n', "缺少结尾的引号"],
  ["an open single quote", "a: 'b\n", "缺少结尾的引号"],
  ["an open bracket", "a: [1, 2\n", "方括号"],
  ["an open brace", "a: {b: 1\n", "花括号"],
  ["an open bracket at the root", "[1, 2\n", "方括号"],
  ["an open brace at the root", "{b: 1\n", "花括号"],
  ["two commas", "a: [1,, 2]\n", "逗号"],
  ["a comma at the beginning", "a: [, 1]\n", "逗号"],
  ["no comma in braces", 'a: {b: "1" c: 2}\n', "逗号"],
  ["a second colon", "a: b: c\n", "第二个键"],
  ["a key without a colon", "a: 1\nb\nc: 2\n", "冒号"],
  ["keys out of line", "a:\n    b: 1\n  c: 2\n", "对齐"],
  ["items out of line", "a:\n    - 1\n  - 2\n", "列表没有对齐"],
  ["a key below a list", "- a\nb: 1\n", '这里不应该有 ":"'],
  ["text behind a quote", 'a: "b" c\n', "多余的内容"],
  ["a comment without a blank", 'a: "b"#c\n', "空格"],
  ["an unknown escape", 'a: "\\q"\n', "转义 \\q 无效"],
  ["a reserved character", "a: @b\n", "不能以 @ 开头"],
  ["a percent sign", "a: %b\n", "不能以 % 开头"],
  ["a text of several lines that is not indented", "a:\n  b: |\nc\n", "冒号"],
  ["a header of such a text with more behind it", "a: |x\n  b\n", "多行文本的开头 |x"],
  ["two anchors", "a: &b &c 1\n", "一个锚点"],
  ["two tags", "a: !!str !!int 1\n", "一个标签"],
  ["an alias of nothing", "a: *b\n", "没有名为 &b 的锚点"],
  ["an anchor on an alias", "a: &c 1\nb: &d *c\n", "别名不能带"],
  ["an unknown directive", "%FOO bar\n---\na: 1\n", "指令"],
  ["a list in brackets by indentation", "a: [\n  - 1\n]\n", "以缩进表示的列表"],
  ["a key over two lines", 'a: 1\n"b\n c": 2\n', "一行之内"],
  ["a key of more than 1,024 characters", `${"a".repeat(1_100)}: 1\n`, "1,024"],
];

describe("What is wrong with YAML is said in Chinese", () => {
  test.each(rows)("%s", (_what, text, words) => {
    const said = readAnyYaml("cards/gold.yaml", text)
      .problems.filter(({ code }) => code === "yaml-syntax")
      .map(({ args }) => yaml.words["yaml-syntax"].message(args as never));
    expect(said.join("\n")).toContain(words);
    expect(said.filter((message) => /[a-z]{2,} [a-z]{2,}/i.test(message.replaceAll("不是有效的 YAML", "")))).toEqual(
      [],
    );
  });

  test("what the reader of another version says goes by its rule, and by nothing where that is new as well", () => {
    const { message } = yaml.words["yaml-syntax"];
    const args = { reason: "Something was written in a new way", words: { object: ["", ""], item: ["", ""] } } as const;
    expect(message({ ...args, rule: "BAD_INDENT" })).toBe("不是有效的 YAML：缩进不对");
    expect(message({ ...args, rule: "BRAND_NEW" })).toBe("不是有效的 YAML：这里的写法 YAML 不认识");
  });
});
