import { describe, expect, test } from "vitest";
import { kinds } from "../../../src/kinds/registry.ts";
import { wordsOfKind } from "../../../src/report/messages/zh-CN/kinds.ts";
import {
  a,
  clause,
  consolePage,
  count,
  counted,
  credentialName,
  fileReason,
  idNames,
  itemNames,
  joined,
  list,
  money,
  objectNames,
  suggestion,
  telling,
  withVariables,
} from "../../../src/report/messages/zh-CN/phrases.ts";

const words = (kind: string) => wordsOfKind(kinds.get(kind)?.kind);
const [rule, card, unknown] = [words("PayGiftRule"), words("MemberCard"), words("Unheard")];

describe("a blank stands between Han and Latin characters", () => {
  test.each([
    [["规则", "9000001"], "规则 9000001"],
    [["规则", "会员卡"], "规则会员卡"],
    [["a", "和", "b"], "a 和 b"],
    [["写成", '"金卡"'], '写成 "金卡"'],
    [["用", "`id:`", "指定"], "用 `id:` 指定"],
    [["甲（乙）", "9"], "甲（乙）9"],
    [["（", "wxcards", "）"], "（wxcards）"],
    [["到", "", "平台"], "到平台"],
  ])("%j", (parts, whole) => {
    expect(joined(...parts)).toBe(whole);
  });
});

test("what is counted has a measure word", () => {
  expect(count(200_000, "个字节")).toBe("200,000 个字节");
  expect([rule, card, unknown].map(({ object }) => counted(3, object))).toEqual(["3 条规则", "3 张会员卡", "3 个对象"]);
  expect(["规则", "会员卡", "商户号", "MemberCard"].map(a)).toEqual([
    "一条规则",
    "一张会员卡",
    "一个商户号",
    "一个 MemberCard",
  ]);
});

test("lists join with 、 and 和, and long ones say how many there are", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((items) => list(items))).toEqual([
    "无",
    "a",
    "a 和 b",
    "a、b 和 c",
  ]);
  expect(list(["规则", "会员卡"], "或")).toBe("规则或会员卡");
  expect(list(Array.from({ length: 15 }, (_, index) => index + 1))).toBe(
    "1、2、3、4、5、6、7、8、9、10、11、12 等 15 项",
  );
});

test("objects and items are called as their kind calls them", () => {
  expect(objectNames(["9000001", "9000002", "?1900000109"], rule)).toBe(
    "规则 9000001 和 9000002 以及 1900000109 所在的规则",
  );
  expect([objectNames([], rule), objectNames(["?"], rule)]).toEqual(["一条规则", "没有商户号的规则"]);
  expect(itemNames(["1900000109", "1900000110"], rule)).toBe("商户号 1900000109 和 1900000110");
  expect([idNames("9000001,?1900000109", "", rule), idNames(undefined, "该资源", card)]).toEqual([
    "9000001 和 1900000109 所在的规则",
    "该资源",
  ]);
});

test("every kind has words of its own, and the console of its platform", () => {
  const all = [...kinds.keys()].map(words);
  expect(all.filter(({ object: [object] }) => object === unknown.object[0])).toEqual([]);
  // Of what no call shows nobody has said where the console would show it.
  const shown = [...kinds].flatMap(([name, { kind }]) => (kind.unread === undefined ? [words(name)] : []));
  expect(shown.map(consolePage)).not.toContain(undefined);
  expect(
    all.flatMap(({ object, item, managed = [], looks = "标题" }) => [...object, ...item, ...managed, looks]),
  ).toEqual(expect.not.arrayContaining([expect.stringMatching(/[A-Za-z]/)]));
  expect([telling("它", card), telling("它", rule)]).toEqual(["给它换一个标题", "让它在更多字段上与其他的不同"]);
});

test("a reason of a file is about a part of its path where that is known", () => {
  expect(fileReason({ reason: "link", part: "cards" })).toBe("cards 是符号链接");
  expect(fileReason({ reason: "irregular" })).toBe("不是普通文件");
  expect(fileReason({ reason: "large", part: "cards" })).toBe("文件过大");
  expect(fileReason({ reason: "EACCES" })).toBe("EACCES");
});

test("credentials go by the names of their variables", () => {
  const alone = { credential: { account: "coffee", platform: "weixin" as const } };
  expect(credentialName(alone, "APPSECRET")).toBe("WXCARDS_COFFEE_APPSECRET（或 WECHAT_APPSECRET）");
  expect(withVariables("核对 {APPSECRET}。", { account: "tea" })).toBe("核对 WXCARDS_TEA_APPSECRET。");
});

test("the nearest word is asked for, and all of them without one", () => {
  expect(suggestion("gold", ["gold", "silver"])).toBe("是不是想写 gold？可用的有：gold 和 silver");
  expect(suggestion(undefined, ["gold", "silver"])).toBe("改用 gold 或 silver");
  expect([suggestion("gold", []), suggestion(undefined, [])]).toEqual(["是不是想写 gold？", "换一个"]);
});

test("sentences go on without their full stop, and amounts say both units", () => {
  expect(["核对 AppSecret。", "核对 AppSecret"].map(clause)).toEqual(["核对 AppSecret", "核对 AppSecret"]);
  expect(money(20_000)).toBe("20000（¥200.00）");
});
