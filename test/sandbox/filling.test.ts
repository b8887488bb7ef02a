import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { type FillInput, fillAll } from "../../src/sandbox/filling.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { APPID, at, bench, CARD, START_SECONDS } from "./support.ts";

const DAY_SECONDS = 86_400;

function rule(id: string, spec: JsonObject): FillInput {
  return { as: "pay-gift-rule", refers: true, identity: APPID, id, spec };
}

function card(id: string, spec: JsonObject): FillInput {
  return { as: "card", refers: false, identity: APPID, id, spec };
}

/** Fills what is put, and gives how many were not there. */
function fill(sandbox: Sandbox, ...inputs: readonly FillInput[]): number {
  return fillAll(sandbox, inputs, START_SECONDS).length;
}

/** The merchant ids by rule. */
function merchants(sandbox: Sandbox): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(sandbox.rules(APPID)).map(([id, { mchid_list }]) => [id, mchid_list]));
}

describe("filling in a member card", () => {
  it("leaves room to raise a stock that no document declares", async () => {
    const { sandbox, post, live } = await bench();
    expect(fill(sandbox, card(CARD, {}))).toBe(1);
    const { total_quantity: before } = at(await live(), "base_info", "sku");
    expect((await post("/card/modifystock", { card_id: CARD, increase_stock_value: 1_000_000 })).errcode).toBe(0);
    expect(at(await live(), "base_info", "sku")["total_quantity"]).toBe(Number(before) + 1_000_000);
  });

  it("puts the stock there that a document declares", async () => {
    const { sandbox, live } = await bench();
    fill(sandbox, card(CARD, { base_info: { sku: { total_quantity: 500 } } }));
    expect(at(await live(), "base_info", "sku")).toEqual({ quantity: 500, total_quantity: 500 });
  });

  it("keeps an end after 2038, which no call takes", async () => {
    const { sandbox, live } = await bench();
    const date_info = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: 1, end_timestamp: 4_102_444_800 };
    fill(sandbox, card(CARD, { base_info: { date_info } }));
    expect(at(await live(), "base_info")["date_info"]).toEqual(date_info);
  });
});

describe("filling in rules", () => {
  it("makes up times around now, amounts and the card of the account where the document has none", async () => {
    const { sandbox } = await bench();
    // The rule stands first, and finds the card all the same; not the one that is to be deleted.
    const listed = rule("9000009", { base_info: { mchid_list: ["5"] } });
    expect(fill(sandbox, card("pOld", {}), listed, card(CARD, { base_info: { title: "金卡" } }))).toBe(3);
    expect(sandbox.rules(APPID)["9000009"]).toMatchObject({
      mchid_list: ["5"],
      begin_time: START_SECONDS - DAY_SECONDS,
      end_time: START_SECONDS + 365 * DAY_SECONDS,
      member_rule: { card_id: CARD, least_cost: 1, max_cost: 10_000_000 },
    });
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["an end in the past", { end_time: 1_000_000 }, { begin_time: 1_000_000 - DAY_SECONDS, end_time: 1_000_000 }],
    ["an end near 1970", { end_time: 1 }, { begin_time: 0, end_time: 1 }],
    [
      "a begin in the future",
      { begin_time: START_SECONDS + 5 },
      { begin_time: START_SECONDS + 5, end_time: START_SECONDS + 5 + 365 * DAY_SECONDS },
    ],
  ])("makes up what fits %s", async (_says, declared, times) => {
    const { sandbox } = await bench();
    fill(sandbox, rule("7", { base_info: { mchid_list: ["1"], ...declared } }));
    expect(sandbox.rules(APPID)["7"]).toMatchObject(times);
  });

  it.each<[JsonObject, JsonObject]>([
    [{ least_cost: 20_000_000 }, { least_cost: 20_000_000, max_cost: 20_000_000 }],
    [{ max_cost: 0 }, { least_cost: 0, max_cost: 0 }],
    [{ max_cost: 500 }, { least_cost: 1, max_cost: 500 }],
  ])("makes up an amount that fits %j", async (member_rule, amounts) => {
    const { sandbox } = await bench();
    fill(sandbox, rule("7", { base_info: { mchid_list: ["1"] }, member_rule }));
    expect(sandbox.rules(APPID)["7"]?.member_rule).toMatchObject(amounts);
  });

  it("keeps its terms to the digit", async () => {
    const { sandbox } = await bench();
    const base_info = { mchid_list: ["1"], begin_time: 1, end_time: { $number: "9223372036854775807" } };
    fill(sandbox, rule("7", { base_info }));
    expect(sandbox.rules(APPID)["7"]).toMatchObject({ end_time: { $number: "9223372036854775807" } });
  });

  it.each<[string, readonly string[], Record<string, readonly string[]>]>([
    ["1,2,3", ["5", "6"], { 1: ["5"], 2: ["6"] }],
    ["1,2,3,4", ["1", "2", "3", "4", "5", "6"], { 1: ["1", "2"], 2: ["3", "4"], 3: ["5"], 4: ["6"] }],
    ["1,2", ["1", "2", "3"], { 1: ["1", "2"], 2: ["3"] }],
  ])("spreads over %s so that none is without merchant ids", async (ids, mchid_list, expected) => {
    const { sandbox } = await bench();
    expect(fill(sandbox, rule(ids, { base_info: { mchid_list } }))).toBe(1);
    expect(merchants(sandbox)).toEqual(expected);
    expect(fill(sandbox, rule(ids, { base_info: { mchid_list } }))).toBe(0);
  });

  it("gives a rule that is to be deleted, and one that lists none, a merchant id of its own", async () => {
    const { sandbox } = await bench();
    fill(sandbox, rule("1", {}), rule("2", { member_rule: { least_cost: 1 } }));
    expect(merchants(sandbox)).toEqual({ 1: ["9900000002"], 2: ["9900000001"] });
    expect(sandbox.rules(APPID)["1"]).toMatchObject({ member_rule: { least_cost: 1 }, begin_time: expect.any(Number) });
  });

  it("puts the card there that it gives, when no document has it", async () => {
    const { sandbox } = await bench();
    fill(sandbox, rule("1", { base_info: { mchid_list: ["1"] }, member_rule: { card_id: CARD } }));
    expect([sandbox.has(APPID, CARD), sandbox.rules(APPID)["1"]?.member_rule["card_id"]]).toEqual([true, CARD]);
  });
});
