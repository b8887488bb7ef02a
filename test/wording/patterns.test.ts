import { expect, test } from "vitest";
import { wordingIn } from "../../src/resolve/wording/find.ts";

/* Words are looked for by two patterns: those that have letters in two cases, and those that have none. */

test.each([
  ["国家级示范品牌", []],
  ["国家级品牌", ["国家级"]],
  ["TODO", ["TODO"]],
  ["todo 和 Lorem Ipsum", ["todo", "Lorem Ipsum"]],
  ["顶级 XXX 会员", ["顶级", "XXX"]],
  ["最佳 ×××", ["最佳", "×××"]],
])("%s", (text, words) => {
  expect(wordingIn(text, { scope: "text" }).map(({ found }) => found)).toEqual(words);
});

test("titles have rules of their own, in any case", () => {
  const found = (title: string) => wordingIn(title, { scope: "title" }).map(({ found }) => found);
  expect(found("WeChat 会员")).toEqual(["WeChat"]);
  expect(found("微信会员 ASDF")).toEqual(["微信", "ASDF"]);
  expect(found("Yunshan.COM 会员卡")).toEqual(["Yunshan.COM"]);
  expect(found("云杉金卡")).toEqual([]);
});
