import { describe, expect, test } from "vitest";
import { kinds } from "../../src/kinds/registry.ts";
import type { Problem } from "../../src/model/problem.ts";
import { weixinCodes } from "../../src/platform/weixin/codes.ts";
import { withVariables } from "../../src/report/messages/args.ts";
import { english } from "../../src/report/messages/en/english.ts";
import { wordsOf as wordsWith } from "../../src/report/words.ts";

type Args = Problem["args"];

/** The words for a problem of a document of rules. */
const wordsOf = (problem: Problem) =>
  wordsWith({ ...problem, address: "coffee/PayGiftRule/shops" }, { kinds, language: english });

const occupied = "mchid is occupied by the other appid";
const usual: Args = {
  call: "/card/paygiftcard/add",
  errmsg: occupied,
  rid: "5f0a1b2c-1a2b3c4d-5e6f7a8b",
  item: "1900000155",
};
const raw = `(errcode 72004: ${occupied}, rid 5f0a1b2c-1a2b3c4d-5e6f7a8b)`;

function words(errcode: number, args: Args): { message: string; hint: string } {
  const { message, hint = "" } = wordsOf({
    code: `weixin-${errcode}`,
    severity: "error",
    class: "failure",
    args: { ...usual, ...args },
  });
  return { message, hint };
}

describe("a merchant id that is in a rule already", () => {
  test("of another AppID: that one has to take its rule down", () => {
    expect(words(72004, { occupantId: "12332123", occupant: "wxfedcba9876543210", own: false })).toEqual({
      message: `merchant id 1900000155 was refused by card/paygiftcard/add: it is in rule 12332123 of AppID wxfedcba9876543210 ${raw}`,
      hint: "let AppID wxfedcba9876543210 take rule 12332123 down, then apply again; else take the merchant id out of this document, or name it in `allow` with `what: occupied`",
    });
  });

  test("of this account: take the rule over, or the merchant id out of it", () => {
    expect(words(72004, { occupantId: "12332123", occupant: "wx0123456789abcdef", own: true })).toEqual({
      message: `merchant id 1900000155 was refused by card/paygiftcard/add: it is in rule 12332123 of this account ${raw}`,
      hint: "take rule 12332123 over with `wxcards import` and keep the merchant id in one document only, or take it out of rule 12332123",
    });
  });

  test.each<{ args: Args; message: string; hint: string }>([
    {
      args: { occupant: "wxfedcba9876543210" },
      message: "it is in a rule of AppID wxfedcba9876543210 (",
      hint: "that rule",
    },
    { args: { own: true }, message: "it is in a rule of this account (", hint: "`wxcards import`" },
    { args: { occupantId: "12332123" }, message: "it is in rule 12332123 (", hint: "find out whose rule 12332123 is" },
    { args: {}, message: "the merchant id is in a rule already.", hint: "occupy_appid and occupy_rule_id" },
    { args: { occupantId: "", occupant: null, own: false }, message: "is in a rule already.", hint: "occupy_appid" },
  ])("as far as the answer says whose it is: $args", ({ args, message, hint }) => {
    const said = words(72004, args);
    expect(said.message).toContain(message);
    expect(said.message).toContain(raw);
    expect(said.hint).toContain(hint);
  });

  test("refused with another code: both are said", () => {
    const said = words(23112, { occupantId: "12332123", occupant: "wxfedcba9876543210" });
    expect(said.message).toMatch(/not in the catalogue of wxcards; the merchant id is in rule 12332123 of AppID wxfe/);
    expect(said.hint.split("\n")).toEqual([
      expect.stringMatching(/^let AppID wxfedcba9876543210 take rule 12332123 down/),
      expect.stringMatching(/^search the platform's documentation/),
    ]);
  });

  test("and the whole call refused without one: nothing is said of a merchant id in particular", () => {
    const { message, hint } = words(72004, { item: null, occupantId: "12332123" });
    expect(message).toMatch(/^card\/paygiftcard\/add was refused: the merchant id is in a rule already\./);
    expect(hint).toContain("occupy_rule_id");
  });
});

test.each([...weixinCodes.values()])("a merchant id refused with $code has the words of that code", (known) => {
  const { message, hint } = words(known.code, { account: "coffee" });
  const outcome = known.class === "busy" ? "got no clear answer from" : "was refused by";
  expect(message.startsWith(`merchant id 1900000155 ${outcome} card/paygiftcard/add for account coffee: `)).toBe(true);
  expect(message).toContain(
    withVariables(english.codes.weixin(known.code, "/card/paygiftcard/add").meaning, { account: "coffee" }).slice(
      1,
      -1,
    ),
  );
  expect(message).toContain(`(errcode ${known.code}: ${occupied}, rid `);
  expect(hint).toContain(
    withVariables(english.codes.weixin(known.code, "/card/paygiftcard/add").todo, { account: "coffee" }).slice(1, -1),
  );
  expect(hint).not.toContain("\n");
});

describe("a code that cards and rules are answered with", () => {
  const ofRule = (errcode: number, call: string) =>
    wordsOf({
      code: `weixin-${errcode}`,
      severity: "error",
      class: "failure",
      args: { call, errcode, errmsg: "as sent", rid: null },
    });
  const calls = ["/card/paygiftcard/add", "/card/paygiftcard/delete", "/card/paygiftcard/getbyid"];

  test.each([47001, 41011, 40035, 40097, 40150, 45021, 45002, 41012, 40073, 73204, 40071, 40078, 40079])(
    "%i of a rule speaks of the rule and of where it is written",
    (errcode) => {
      for (const call of calls) {
        const { message, hint = "" } = ofRule(errcode, call);
        expect(`${message}\n${hint}`).toMatch(/\brule\b|member_rule|mchid_list|begin_time/);
        expect(`${message}\n${hint}`).not.toMatch(
          /member-card\.md|every card|fields of the card|brand_name|date_info|description/,
        );
      }
      const { message, hint = "" } = ofRule(errcode, "/card/update");
      expect(`${message}\n${hint}`).not.toMatch(/pay-gift-rule\.md|member_rule/);
    },
  );

  test.each([...weixinCodes.keys()])("%i of a rule never sends to the fields of a card", (errcode) => {
    const { hint = "" } = ofRule(errcode, "/card/paygiftcard/add");
    expect(hint).not.toMatch(/member-card\.md|brand_name|base_info\.(title|color|sku|notice)|prerogative/);
  });

  test("names the key at which the platform's reader stopped in a rule", () => {
    const args = {
      call: "/card/paygiftcard/add",
      errcode: 47001,
      errmsg: "data format error",
      rid: null,
      key: "rule_info.member_rule.max_cost",
    };
    const { hint } = wordsOf({ code: "weixin-47001", severity: "error", class: "failure", args });
    expect(hint).toContain("stopped at rule_info.member_rule.max_cost");
  });
});
