import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readState } from "../../src/cli/embedded.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { Files } from "../../src/model/ports.ts";
import type { Account, Project } from "../../src/model/project.ts";
import { exactJson } from "../../src/sandbox/exact-json.ts";
import { isWeixinState } from "../../src/sandbox/state-check.ts";
import type { WeixinState } from "../../src/sandbox/weixin/state.ts";
import { plainText } from "../../src/sandbox/wire-text.ts";
import { adding, END, ruleBench, SAMPLE, SAMPLE_CARD } from "./pay-gift-support.ts";
import { APPID, bench, benchWithCard, CARD, SECRET } from "./support.ts";
import { BRAND, newTemplate, payBench, payBenchWithCard } from "./wechatpay-support.ts";

/** What shop software sends for "no upper limit". */
const MOST = "9223372036854775807";
const mark = (digits: string) => ({ $number: digits });

/** The body with its mark written bare, as the platform's own clients send it. */
function bare(body: JsonObject): string {
  return plainText(body);
}

describe("Weixin keeps every number to the digit", () => {
  it("stores and answers the amounts of a rule as they were sent", async () => {
    const { add, get, list, sandbox } = await ruleBench();
    const added = await add(bare(adding(["1"], {}, { max_cost: mark(MOST) })));
    expect(added.errcode).toBe(0);
    const id = String(added.body["rule_id"]);
    expect((await get(id)).text).toContain(`"max_cost":${MOST}`);
    expect((await list()).text).toContain(`"max_cost":${MOST}`);
    expect(sandbox.rules(APPID)[id]?.member_rule["max_cost"]).toEqual(mark(MOST));
  });

  it("keeps the moments of a rule the same way", async () => {
    const { add, get } = await ruleBench();
    const added = await add(bare(adding(["1"], { end_time: mark(MOST) })));
    expect((await get(String(added.body["rule_id"]))).text).toContain(`"end_time":${MOST}`);
  });

  it.each([
    ["the least above the most by one", { least_cost: mark("9007199254740993"), max_cost: mark("9007199254740992") }],
    ["the least above the most by one, the most small", { least_cost: mark(MOST), max_cost: 1 }],
    ["a negative least", { least_cost: mark("-9223372036854775808"), max_cost: 1 }],
  ])("compares amounts to the digit: %s", async (_says, terms) => {
    const { add } = await ruleBench();
    expect((await add(bare(adding(["1"], {}, terms)))).errcode).toBe(72031);
  });

  it("compares moments to the digit", async () => {
    const { add } = await ruleBench();
    const times = { begin_time: mark("9007199254740993"), end_time: mark("9007199254740993") };
    expect((await add(bare(adding(["1"], times)))).errcode).toBe(40079);
    expect((await add(bare(adding(["1"], { ...times, end_time: mark("9007199254740994") })))).errcode).toBe(0);
  });

  it("refuses what 64 bits cannot hold", async () => {
    const { add } = await ruleBench();
    const reply = await add(bare(adding(["1"], {}, { max_cost: mark("9223372036854775808") })));
    expect(reply.errcode).toBe(47001);
    expect((await add(bare(adding(["1"], {}, { max_cost: mark("-9223372036854775809") })))).errcode).toBe(47001);
  });

  it("keeps those of a card, and shows them", async () => {
    const { post, sandbox } = await benchWithCard({});
    const body = `{"card_id":"${CARD}","member_card":{"bonus_rule":{"max_increase_bonus":${MOST},"cost_money_unit":100}}}`;
    expect((await post("/card/update", body)).errcode).toBe(0);
    expect((await post("/card/get", { card_id: CARD })).text).toContain(`"max_increase_bonus":${MOST}`);
    expect(sandbox.state(APPID).cards[CARD]?.content["bonus_rule"]).toEqual({
      max_increase_bonus: mark(MOST),
      cost_money_unit: 100,
    });
  });

  it("replaces a number past 2^53 by another one, and by a small one", async () => {
    const { post, update, live } = await benchWithCard({ base_info: { get_limit: mark(MOST) } });
    const other = "9223372036854775806";
    await post("/card/update", `{"card_id":"${CARD}","member_card":{"base_info":{"get_limit":${other}}}}`);
    expect((await post("/card/get", { card_id: CARD })).text).toContain(`"get_limit":${other}`);
    await update({ base_info: { get_limit: 5 } });
    expect(await live()).toMatchObject({ base_info: { get_limit: 5 } });
  });

  it("moves a stock past 2^53 to the digit", async () => {
    const { post } = await benchWithCard({ base_info: { sku: { quantity: 5, total_quantity: mark(MOST) } } });
    expect((await post("/card/modifystock", { card_id: CARD, reduce_stock_value: 2 })).errcode).toBe(0);
    expect((await post("/card/get", { card_id: CARD })).text).toContain(
      `"sku":{"quantity":3,"total_quantity":9223372036854775805}`,
    );
  });

  it("survives a saved state", async () => {
    const first = await ruleBench();
    first.sandbox.addRule(
      APPID,
      { ...SAMPLE, member_rule: { ...SAMPLE.member_rule, max_cost: mark(MOST) } },
      { rule_id: "7" },
    );
    const state = JSON.parse(JSON.stringify(first.sandbox.state(APPID))) as WeixinState;
    const second = await bench({}, { accounts: [{ appid: APPID, secret: SECRET, state }] });
    expect((await second.post("/card/paygiftcard/getbyid", { rule_id: 7 })).text).toContain(`"max_cost":${MOST}`);
  });

  it("takes the mark in seeds and in edits at the console", async () => {
    const { sandbox, get, post } = await ruleBench();
    sandbox.addRule(APPID, { ...SAMPLE, end_time: mark(MOST) }, { rule_id: "7" });
    sandbox.editRuleInConsole(APPID, "7", { member_rule: { least_cost: mark("9007199254740993") } });
    const text = (await get("7")).text;
    expect(text).toContain(`"end_time":${MOST}`);
    expect(text).toContain(`"least_cost":9007199254740993`);
    sandbox.editRuleInConsole(APPID, "7", { end_time: END });
    expect((await get("7")).text).toContain(`"end_time":${END}`);

    sandbox.editInConsole(APPID, SAMPLE_CARD, { discount: mark(MOST), base_info: { get_limit: mark("1.10") } });
    const card = (await post("/card/get", { card_id: SAMPLE_CARD })).text;
    expect(card).toContain(`"discount":${MOST}`);
    expect(card).toContain(`"get_limit":1.10`);
  });

  it("records requests to the digit", async () => {
    const { add, sandbox } = await ruleBench();
    await add(bare(adding(["1"], {}, { max_cost: mark(MOST) })));
    expect(sandbox.requests.at(-1)?.body).toMatchObject({ rule_info: { member_rule: { max_cost: mark(MOST) } } });
  });
});

describe("WeChat Pay keeps every number to the digit", () => {
  const purchase = { price: mark(MOST), jump_appid: "wx1", jump_path: "/p" };

  it("in create, in PATCH, in answers and in lists", async () => {
    const { send, create, list, sandbox } = await payBench();
    const body = bare(newTemplate({ purchase_information: purchase }));
    const target = "/v3/brand/partner/card-member/cards";
    const made = await send({ method: "POST", target, body });
    expect(made.text).toContain(`"price":${MOST}`);
    const patch = bare({
      brand_id: BRAND,
      purchase_information: { ...purchase, price: mark("9007199254740993") },
    });
    const id = String(made.body["card_id"]);
    expect((await send({ method: "PATCH", target: `${target}/${id}`, body: patch })).text).toContain(
      `"price":9007199254740993`,
    );
    expect((await list()).text).toContain(`"price":9007199254740993`);
    expect(sandbox.wechatpay.cards(BRAND)[id]?.content["purchase_information"]).toMatchObject({
      price: mark("9007199254740993"),
    });
    // The same number with another price is another request.
    expect((await create()).code).toBe("ALREADY_EXISTS");
  });

  it("refuses what 64 bits cannot hold, and quotes it", async () => {
    const { send } = await payBenchWithCard();
    const body = bare({ brand_id: BRAND, purchase_information: { ...purchase, price: mark("9223372036854775808") } });
    const reply = await send({
      method: "PATCH",
      target: `/v3/brand/partner/card-member/cards/${"p".repeat(28)}`,
      body,
    });
    expect(reply.code).toBe("PARAM_ERROR");
    expect(reply.text).toContain(`"value":"9223372036854775808"`);
  });

  it("takes the mark in seeds and in edits at the console, and survives a saved state", async () => {
    const { sandbox, get } = await payBenchWithCard({ purchase_information: purchase });
    expect((await get()).text).toContain(`"price":${MOST}`);
    sandbox.wechatpay.editInConsole(BRAND, "pbLatjvWOibDc5-TBnbUk1pD12o0", {
      purchase_information: { price: mark("9007199254740993") },
    });
    expect((await get()).text).toContain(`"price":9007199254740993`);
    expect(JSON.parse(JSON.stringify(sandbox.wechatpay.state(BRAND)))).toEqual(sandbox.wechatpay.state(BRAND));
  });
});

describe("reading JSON to the digit", () => {
  const number = fc.oneof(
    fc.integer().map(String),
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
    fc.constantFrom("1.10", "1e2", "-0", "0.1000000000000000055", "1E+400", "12345678901234567890"),
  );
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      number,
      fc
        .string({ unit: fc.constantFrom('"', "\\", "1", ".", "-", "e", "{", ":", "卡") })
        .map((text) => JSON.stringify(text)),
      fc.constantFrom("true", "false", "null"),
      fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
      fc
        .uniqueArray(fc.tuple(fc.string({ maxLength: 3 }), tie("value")), { maxLength: 4, selector: ([key]) => key })
        // Keys that are numbers come out sorted, whoever reads.
        .map((entries) => `{${entries.map(([key, member]) => `${JSON.stringify(`k${key}`)}:${member}`).join(",")}}`),
    ),
  }));

  it("gives back every text that it reads", () => {
    fc.assert(
      fc.property(value, (text) => {
        expect(plainText(exactJson(text))).toBe(text);
      }),
      { numRuns: 1000, seed: 11 },
    );
  });

  it.each(["", "{", '{"a":1 2}', "01", "1.", "nul", '"\n"'])("refuses %j, as JSON.parse does", (text) => {
    expect(() => exactJson(text)).toThrow(SyntaxError);
    expect(() => JSON.parse(text) as Json).toThrow(SyntaxError);
  });
});

describe("a state file", () => {
  it("may have a number past 2^53 bare or as its mark", () => {
    const rest = '"card_type": "MEMBER_CARD", "created_in": "api", "status": "S", "create_time": 1, "update_time": 1';
    const sku = '"sku": { "quantity": 1, "total_quantity": 1 }';
    const card = (digits: string) => `{ ${rest}, ${sku}, "content": { "discount": ${digits} } }`;
    const text = `{ "format": "wxcards.sandbox/1", "cards": { "a": ${card(MOST)}, "b": ${card(`{"$number":"${MOST}"}`)} } }`;
    const files = { readInside: () => new TextEncoder().encode(text) } as unknown as Files;
    const account = { name: "coffee", platform: "weixin" } as Account;
    const of = { files, project: { root: "/" } as Project, account, platform: "weixin" } as const;
    const kept = readState(of, isWeixinState);
    if ("code" in kept) throw new Error(kept.code);
    expect(Object.values(kept.state?.cards ?? {}).map(({ content }) => content)).toEqual([
      { discount: mark(MOST) },
      { discount: mark(MOST) },
    ]);
  });
});
