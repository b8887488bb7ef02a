import { describe, expect, test } from "vitest";
import { type CodeClass, exitFor, weixinCode, weixinCodes } from "../../src/platform/weixin/codes.ts";
import { accountCodes } from "../../src/platform/weixin/codes-account.ts";
import { cardCodes } from "../../src/platform/weixin/codes-card.ts";
import { componentCodes } from "../../src/platform/weixin/codes-component.ts";
import { memberCodes } from "../../src/platform/weixin/codes-member.ts";
import { payGiftCodes } from "../../src/platform/weixin/codes-pay-gift.ts";
import { english } from "../../src/report/messages/en/english.ts";

const rows = [...accountCodes, ...cardCodes, ...payGiftCodes, ...memberCodes, ...componentCodes];

/** The codes of the platform's tables that these calls can answer, and how one reacts. */
const expected: Readonly<Record<CodeClass, readonly number[]>> = {
  busy: [-1],
  token: [40001, 40014, 40094, 42001, 42006],
  rate: [45011],
  quota: [45009],
  environment: [
    ...[40013, 40125, 40164, 40243, 41002, 41004, 42007, 43008, 43009, 43010, 43011, 43012, 43015, 45035, 45160],
    ...[41019, 41020, 61003, 61005, 61006, 61011, 61014, 61015, 61023],
    ...[48001, 48004, 50001, 50002, 50004, 61004, 61007, 72016, 89501, 89503, 89506, 89507],
  ],
  permanent: [
    ...[40002, 40009, 40033, 40035, 40071, 40072, 40073, 40078, 40079, 40097, 40100, 40107, 40122, 40124, 40135, 40136],
    ...[40141, 40145, 40150, 40151, 40158, 40165, 40166, 40168, 41001, 41005, 41011, 41012, 43002, 43003, 43017, 44002],
    ...[45002, 45021, 45022, 45023, 45030, 45031, 45042, 45046, 47001, 47002, 48009],
    ...[72006, 72009, 72014, 72019, 72026, 73204, 73210],
    ...[40003, 40056, 40099, 40127],
    ...[40179, 72001, 72002, 72003, 72004, 72005, 72010, 72030, 72031, 72032, 72033, 72034, 94007],
  ],
};

describe("every row of the catalogue", () => {
  test("has a code of its own", () => {
    expect(weixinCodes.size).toBe(rows.length);
  });

  test.each(rows)("$code explains itself, gives a way out and names its source", (row) => {
    expect(row.says.trim()).not.toBe("");
    const { meaning, todo } = english.codes.weixin(row.code, "");
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(todo).toMatch(/^[A-Z].*\.$/);
    expect(row.source.trim()).not.toBe("");
  });

  test("is found under its number", () => {
    for (const row of rows) expect(weixinCode(row.code)).toBe(row);
  });
});

describe("the catalogue holds what the calls can answer", () => {
  const wanted = (Object.keys(expected) as CodeClass[]).flatMap((name) =>
    expected[name].map((code) => ({ code, class: name })),
  );
  test.each(wanted)("$code is $class", ({ code, class: wantedClass }) => {
    expect(weixinCodes.get(code)?.class).toBe(wantedClass);
  });

  test.each([72007, 72011, 72036, 71001, 9001001, 61008, 61010, 61500, 23112, 0])("%i is left out", (code) => {
    expect(weixinCodes.has(code)).toBe(false);
  });
});

describe("where a merchant needs more than the words of the platform", () => {
  test.each([
    { code: 40164, says: "微信开发者平台 → 我的业务 → 服务号 → 基础信息 → 开发信息" },
    { code: 61004, says: "微信开发者平台 → 我的业务 → 服务号 → 基础信息 → 开发信息" },
    { code: 47001, says: "rename the account" },
    { code: 40135, says: "one way" },
    { code: 40072, says: "code_type" },
    { code: 40125, says: "Chinese text" },
    { code: 72019, says: "10" },
    { code: 45031, says: "card page" },
    { code: 43008, says: "a rule that gives a card after a payment" },
    ...[72001, 72002].flatMap((code) => [
      { code, says: "the documentation" },
      { code, says: "server's" },
      { code, says: "账号设置 → 主体信息" },
      { code, says: "home page of pay.weixin.qq.com" },
      { code, says: "open.weixin.qq.com" },
      { code, says: "card_id is a card of" },
    ]),
    ...[72001, 72002].flatMap((code) => [
      { code, says: "AppID授权管理" },
      { code, says: "间联" },
    ]),
    { code: 94007, says: "AppID授权管理" },
    { code: 72004, says: "server's text blames another appid" },
    { code: 72004, says: "the documentation asks only" },
    { code: 72004, says: "another AppID has to take its rule down" },
    { code: 72004, says: "wxcards import" },
    { code: 72005, says: "a note allows 10 in one call, the table of fields recommends up to 100" },
    { code: 72010, says: "72030" },
    { code: 72030, says: "72010" },
    { code: 72034, says: "not documented" },
    { code: 40179, says: "a guess" },
  ])("$code speaks of $says", ({ code, says }) => {
    const { meaning, todo } = english.codes.weixin(code, "");
    expect(`${meaning} ${todo}`).toContain(says);
  });
});

test("an unknown code is permanent, and says that it is unknown and what to search for", () => {
  const unknown = weixinCode(85076);
  expect(unknown).toMatchObject({ code: 85076, class: "permanent" });
  const { meaning, todo } = english.codes.weixin(85076, "");
  expect(meaning).toContain("not in the catalogue");
  expect(todo).toContain("85076");
});

test.each([
  ["environment", 77],
  ["token", 77],
  ["busy", 1],
  ["rate", 1],
  ["quota", 1],
  ["permanent", 1],
] as const)("%s leads to exit %i", (codeClass, exit) => {
  expect(exitFor(codeClass)).toBe(exit);
});
