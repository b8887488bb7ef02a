import { expect, test } from "vitest";
import { wordingIn } from "../../src/resolve/wording/find.ts";
import { wordingRules } from "../../src/resolve/wording/rules.ts";

/* Almost no text holds a word of any rule, which one pattern asks of it in small letters. */

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

test("a text is let through when no rule finds anything in it, in whatever case", () => {
  const parts = [
    "TODO",
    "Todo",
    "xxX",
    "İ",
    "K",
    "ſ",
    "k",
    " ",
    "测试",
    "Test",
    "asdf",
    "WWW.a",
    "we Chat",
    "1",
    "国家级",
    "a",
    "Z",
  ];
  for (const scope of ["title", "text"] as const) {
    const rules = wordingRules.filter((rule) => scope === "title" || rule.scope === "text");
    const found = new Set<boolean>();
    for (const one of parts)
      for (const two of parts)
        for (const three of parts) {
          const text = one + two + three;
          const isAny = rules.some(({ words }) => new RegExp(words.join("|"), "i").test(text));
          expect([text, wordingIn(text, { scope }).length > 0]).toEqual([text, isAny]);
          found.add(isAny);
        }
    expect(found.size).toBe(2);
  }
});

test("no rule has letters in two cases beside those of ASCII", () => {
  const letters = wordingRules
    .flatMap(({ words }) => words)
    .join("")
    .replace(/[\x00-\x7f]/g, "");
  expect(letters.toLowerCase()).toBe(letters.toUpperCase());
});
