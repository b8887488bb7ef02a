import { describe, expect, it } from "vitest";
import { fillAll } from "../../src/sandbox/filling.ts";
import type { Fault, ForcedAnswer } from "../../src/sandbox/trouble.ts";
import type { WechatPayAccount } from "../../src/sandbox/wechatpay/callers.ts";
import type { SeedOptions } from "../../src/sandbox/weixin/seeding.ts";
import { APPID, bench, START_SECONDS } from "./support.ts";
import { BRAND, PARTNER, payBench, payBenchWithCard, CARD as TEMPLATE } from "./wechatpay-support.ts";

/** What no type lets through, and JavaScript does. */
function untyped<T>(value: unknown): T {
  return value as T;
}

describe("a kind that the sandbox does not know throws", () => {
  it("when it is to be filled in", async () => {
    const { sandbox } = await bench();
    const input = { as: untyped<"card">("gift-card"), refers: false, identity: APPID, id: "p1", spec: {} };
    expect(() => fillAll(sandbox, [input], START_SECONDS)).toThrow("the sandbox plays no gift-card");
    expect(sandbox.state(APPID).cards).toEqual({});
  });

  it.each<[string, SeedOptions]>([
    ["a type of card", { card_type: "MEMBERCARD" }],
    ["an origin of a card", untyped({ created_in: "import" })],
  ])("as %s in a seed", async (_says, options) => {
    const { sandbox } = await bench();
    expect(() => sandbox.addCard(APPID, {}, options)).toThrow();
    expect(sandbox.state(APPID).cards).toEqual({});
  });

  it("as the state of a template, in a seed and at the console", async () => {
    const { sandbox } = await payBenchWithCard();
    expect(() => sandbox.wechatpay.addCard(BRAND, {}, untyped({ state: "CARD_EXPIRED" }))).toThrow("CARD_EXPIRED");
    expect(() => sandbox.wechatpay.editInConsole(BRAND, TEMPLATE, { state: 1 })).toThrow("no such state");
    expect(Object.keys(sandbox.wechatpay.cards(BRAND))).toEqual([TEMPLATE]);
  });

  it("as the role of a caller", async () => {
    const accounts = untyped<WechatPayAccount[]>([{ ...PARTNER, role: "merchant" }]);
    await expect(payBench({}, { wechatpay: accounts })).rejects.toThrow("nobody calls as merchant");
  });

  it.each<[string, unknown]>([
    ["no code at all", { path: "*" }],
    ["both codes", { path: "*", errcode: -1, code: "SYSTEM_ERROR" }],
  ])("as a forced answer with %s", async (_says, forced) => {
    const { sandbox } = await bench();
    expect(() => sandbox.fail(untyped<ForcedAnswer>(forced))).toThrow("forced answer");
  });

  it("as the moment of a fault", async () => {
    const { sandbox } = await bench();
    expect(() => sandbox.fault(untyped<Fault>({ path: "*", when: "during" }))).toThrow("during");
  });
});
