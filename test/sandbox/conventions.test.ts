import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Behaviours } from "../../src/sandbox/behaviours.ts";
import { adding, END, listed, ruleBench } from "./pay-gift-support.ts";
import { APPID, at, bench, benchWithCard, CARD, newCard, START_SECONDS } from "./support.ts";

/** What SDKs and shop software send, and the platform is not known to refuse. */
describe("card/create takes", () => {
  it("ids of stores as text, and answers numbers", async () => {
    const { post, live } = await bench();
    const made = await post("/card/create", newCard({ location_id_list: ["123", 456, "789"] }));
    expect(made.errcode).toBe(0);
    expect(at(await live(String(made.body["card_id"])), "base_info")["location_id_list"]).toEqual([123, 456, 789]);
  });

  it("moments as text, and answers numbers", async () => {
    const { post, live } = await bench();
    const date_info = {
      type: "DATE_TYPE_FIX_TIME_RANGE",
      begin_timestamp: String(START_SECONDS),
      end_timestamp: String(START_SECONDS + 86_400),
    };
    const made = await post("/card/create", newCard({ date_info }));
    expect(made.errcode).toBe(0);
    expect(at(await live(String(made.body["card_id"])), "base_info")["date_info"]).toEqual({
      type: "DATE_TYPE_FIX_TIME_RANGE",
      begin_timestamp: START_SECONDS,
      end_timestamp: START_SECONDS + 86_400,
    });
  });

  it.each([
    ["an id that is no number", { location_id_list: ["12a"] }],
    ["an empty id", { location_id_list: [""] }],
    ["a moment that is none", { date_info: { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: "tomorrow" } }],
    ["a limit as text", { get_limit: "1" }],
    ["a stock as text", { sku: { quantity: "5" } }],
  ])("but not %s", async (_says, base) => {
    const { post } = await bench();
    expect((await post("/card/create", newCard(base))).errcode).toBe(47001);
  });

  it("none of these where the behaviour refuses text", async () => {
    const { post } = await bench({ numbersAsText: "refused" });
    expect((await post("/card/create", newCard({ location_id_list: ["123"] }))).errcode).toBe(47001);
    const date_info = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: "1" };
    expect((await post("/card/create", newCard({ date_info }))).errcode).toBe(47001);
  });
});

describe("card/update takes", () => {
  it("moments as text, compared as numbers", async () => {
    const range = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: 1_000, end_timestamp: 2_000 };
    const { update, live } = await benchWithCard({ base_info: { date_info: range } });
    const later = { ...range, begin_timestamp: "1000", end_timestamp: "3000" };
    expect((await update({ base_info: { date_info: later } })).errcode).toBe(0);
    expect(at(await live(), "base_info")["date_info"]).toEqual({ ...range, end_timestamp: 3_000 });
    expect((await update({ base_info: { date_info: { ...later, end_timestamp: "2999" } } })).errcode).toBe(40100);
  });
});

describe("card/batchget takes", () => {
  const listing = async (more: JsonObject) => {
    const { sandbox, post } = await benchWithCard({});
    sandbox.addCard(APPID, {}, { card_id: "deleted", status: "CARD_STATUS_DELETE" });
    const reply = await post("/card/batchget", { offset: 0, count: 10, ...more });
    return [reply.errcode, reply.body["card_id_list"]];
  };

  it("one status as a text", async () => {
    expect(await listing({ status_list: "CARD_STATUS_VERIFY_OK" })).toEqual([0, [CARD]]);
    expect(await listing({ status_list: "CARD_STATUS_DELETE" })).toEqual([0, ["deleted"]]);
    expect(await listing({ status_list: "" })).toEqual([0, [CARD, "deleted"]]);
  });

  it("null for all of them", async () => {
    expect(await listing({ status_list: null })).toEqual([0, [CARD, "deleted"]]);
  });

  it("keys that it does not know", async () => {
    expect(await listing({ card_type: "MEMBER_CARD", filter: { a: [null, -1.5] } })).toEqual([0, [CARD, "deleted"]]);
  });

  it("but nothing else for a status", async () => {
    expect((await listing({ status_list: [null] }))[0]).toBe(47001);
    expect((await listing({ status_list: 3 }))[0]).toBe(47001);
  });
});

/** Numbers that mean nothing where they stand, below `member_card`; with the least and the most that do. */
const RANGES: readonly (readonly [string, (value: number) => JsonObject, number, number | undefined])[] = [
  ["get_limit", (get_limit) => ({ base_info: { get_limit } }), 1, undefined],
  ["discount", (discount) => ({ discount }), 0, 100],
  ["an amount of bonus_rule", (reduce_money) => ({ bonus_rule: { reduce_money } }), 0, undefined],
  ["points of bonus_rule", (max_reduce_bonus) => ({ bonus_rule: { max_reduce_bonus } }), 0, undefined],
];
const RANGES_OF_CREATE: typeof RANGES = [
  ["an hour", (begin_hour) => ({ advanced_info: { time_limit: [{ type: "MONDAY", begin_hour }] } }), 0, 23],
  ["the last hour", (end_hour) => ({ advanced_info: { time_limit: [{ type: "MONDAY", end_hour }] } }), 0, 24],
  ["a minute", (end_minute) => ({ advanced_info: { time_limit: [{ type: "MONDAY", end_minute }] } }), 0, 59],
  ["an amount", (least_cost) => ({ advanced_info: { use_condition: { least_cost } } }), 0, undefined],
];

describe("numbers outside what they can mean", () => {
  it.each(RANGES)("are refused in an update: %s", async (_says, members, least, most) => {
    const { update, sandbox } = await benchWithCard({});
    expect((await update(members(least))).errcode).toBe(0);
    expect((await update(members(least - 1))).errcode).toBe(40150);
    if (most !== undefined) {
      expect((await update(members(most))).errcode).toBe(0);
      expect((await update(members(most + 1))).errcode).toBe(40150);
    }
    sandbox.behaviours.codes.numberOutOfRange = 0;
    expect((await update(members(least - 1))).errcode).toBe(0);
  });

  it.each([...RANGES, ...RANGES_OF_CREATE])("are refused in a new card: %s", async (_says, members, least, most) => {
    const { post } = await bench();
    const create = async (value: number) => {
      const { base_info: base = {}, ...others } = members(value);
      return (await post("/card/create", newCard(base as JsonObject, others))).errcode;
    };
    expect(await create(least)).toBe(0);
    expect(await create(least - 1)).toBe(40150);
    if (most !== undefined) expect([await create(most), await create(most + 1)]).toEqual([0, 40150]);
  });
});

type Codes = Behaviours["codes"];

/** Each code without a source, and a call that meets it. */
const REFUSALS: readonly (readonly [
  keyof Codes,
  number,
  () => Promise<readonly [Behaviours, () => Promise<unknown>]>,
])[] = [
  [
    "instantTooLate",
    40079,
    async () => {
      const { sandbox, post } = await bench();
      const date_info = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: 1, end_timestamp: 2_147_483_648 };
      return [sandbox.behaviours, async () => (await post("/card/create", newCard({ date_info }))).errcode];
    },
  ],
  [
    "updateInReview",
    0,
    async () => {
      const { sandbox, update } = await benchWithCard({});
      await update({ discount: 5 });
      return [sandbox.behaviours, async () => (await update({ base_info: { notice: "x" } })).errcode];
    },
  ],
  [
    "deletedAgain",
    40078,
    async () => {
      const { sandbox, post } = await benchWithCard({});
      await post("/card/delete", { card_id: CARD });
      return [sandbox.behaviours, async () => (await post("/card/delete", { card_id: CARD })).errcode];
    },
  ],
  [
    "deletedCard",
    40078,
    async () => {
      const { sandbox, post, update } = await benchWithCard({});
      await post("/card/delete", { card_id: CARD });
      return [sandbox.behaviours, async () => (await update({ base_info: { notice: "x" } })).errcode];
    },
  ],
  [
    "negativeStockChange",
    40122,
    async () => {
      const { sandbox, post } = await benchWithCard({});
      return [
        sandbox.behaviours,
        async () => (await post("/card/modifystock", { card_id: CARD, increase_stock_value: -1 })).errcode,
      ];
    },
  ],
  [
    "stockAboveMost",
    40122,
    async () => {
      const { sandbox, post } = await benchWithCard({});
      return [
        sandbox.behaviours,
        async () => (await post("/card/modifystock", { card_id: CARD, increase_stock_value: 1 })).errcode,
      ];
    },
  ],
  [
    "pageOutOfRange",
    40035,
    async () => {
      const { sandbox, post } = await benchWithCard({});
      return [sandbox.behaviours, async () => (await post("/card/batchget", { offset: 0, count: 51 })).errcode];
    },
  ],
  [
    "pageOutOfRange",
    40035,
    async () => {
      const { sandbox, list } = await ruleBench();
      return [sandbox.behaviours, async () => (await list({ offset: -1 })).errcode];
    },
  ],
  ["ruleEndBeforeBegin", 40079, () => refusedRule({ begin_time: END, end_time: END })],
  ["ruleEndPast", 72031, () => refusedRule({ begin_time: 1, end_time: 2 })],
  [
    "ruleOfDeletedCard",
    40073,
    async () => {
      const { sandbox, add } = await ruleBench();
      sandbox.addCard(APPID, {}, { card_id: "deleted", status: "CARD_STATUS_DELETE" });
      return [sandbox.behaviours, async () => (await add(adding(["1"], {}, { card_id: "deleted" }))).errcode];
    },
  ],
  ["ruleAmounts", 72031, () => refusedRule({}, { least_cost: 2, max_cost: 1 })],
  ["merchantNoNumber", 72010, () => refusedRule({ mchid_list: ["12a"] })],
  ["merchantTwice", 0, () => refusedRule({ mchid_list: ["1", "1"] })],
];

async function refusedRule(
  base: JsonObject,
  terms: JsonObject = {},
): Promise<readonly [Behaviours, () => Promise<unknown>]> {
  const { sandbox, add } = await ruleBench();
  return [sandbox.behaviours, async () => (await add(adding(["1"], base, terms))).errcode];
}

describe("codes that no source has", () => {
  it.each(REFUSALS)("%s is %i, and can be another or none", async (name, usual, prepared) => {
    const [behaviours, call] = await prepared();
    expect(behaviours.codes[name]).toBe(usual);
    if (usual !== 0) expect(await call()).toBe(usual);
    behaviours.codes[name] = 45009;
    expect(await call()).toBe(45009);
    behaviours.codes[name] = 0;
    expect(await call()).toBe(0);
  });
});

describe("other conventions of Weixin", () => {
  it("ids of stores are texts in an update as well, or only in a new card", async () => {
    const { sandbox, update, live } = await benchWithCard({});
    const sent = { base_info: { location_id_list: ["123", 456] } };
    expect((await update(sent)).errcode).toBe(47001);
    sandbox.behaviours.numbersAsText = "everywhere";
    expect((await update(sent)).errcode).toBe(0);
    expect(at(await live(), "base_info")["location_id_list"]).toEqual([123, 456]);
    expect((await update({ base_info: { location_id_list: ["1.0"] } })).errcode).toBe(47001);
  });

  it.each([
    ["100.0", 0, 100],
    ["1e1", 0, 10],
    ["100.5", 47001, undefined],
    ["-1.0", 40150, undefined],
    ["18446744073709551616", 40150, undefined],
  ])("%s is no whole number, or is", async (token, errcode, discount) => {
    const { sandbox, post, live } = await benchWithCard({});
    const body = `{"card_id":"${CARD}","member_card":{"discount":${token}}}`;
    expect((await post("/card/update", body)).errcode).toBe(47001);
    sandbox.behaviours.wholeNumbers = "lenient";
    expect((await post("/card/update", body)).errcode).toBe(errcode);
    expect((await live())["discount"]).toBe(discount);
  });

  it("pictures lie on two hosts, on others, or anywhere", async () => {
    const { sandbox, post } = await bench();
    const logo = async (logo_url: string) => (await post("/card/create", newCard({ logo_url }))).errcode;
    expect(await logo("https://mmecoa.qpic.cn/0")).toBe(40141);
    sandbox.behaviours.pictureHosts = ["mmecoa.qpic.cn"];
    expect(await logo("https://mmecoa.qpic.cn/0")).toBe(0);
    expect(await logo("https://mmbiz.qpic.cn/0")).toBe(40141);
    sandbox.behaviours.pictureHosts = "any";
    expect(await logo("https://example.com/0")).toBe(0);
    expect(await logo("no address")).toBe(40141);
  });

  it("a rule before its begin is in effect, or not", async () => {
    const { sandbox, add, list } = await ruleBench();
    await add(adding(["1"], { begin_time: END - 1 }));
    expect(listed(await list({ effective: true }))).toEqual([]);
    sandbox.behaviours.payGift.effectiveBeforeBegin = true;
    expect(listed(await list({ effective: true }))).toEqual([["1"]]);
  });
});
