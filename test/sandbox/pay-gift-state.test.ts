import { describe, expect, it } from "vitest";
import type { WeixinState } from "../../src/sandbox/weixin/state.ts";
import { adding, BEGIN, listed, OTHER_APPID, ruleBench, SAMPLE, SAMPLE_CARD, shownSample } from "./pay-gift-support.ts";
import { APPID, at, bench, SECRET } from "./support.ts";

const HUGE = "9007199254740993";

describe("rule ids", () => {
  it("lose no digit past 2^53, in answers and in requests", async () => {
    const { add, get, list, remove, sandbox } = await ruleBench({ firstRuleId: HUGE, listing: "with-ids" });
    expect((await add()).text).toContain(`"rule_id":${HUGE},`);
    expect(Object.keys(sandbox.rules(APPID))).toEqual([HUGE]);
    expect((await add()).text).toContain(`"occupy_rule_id":${HUGE},`);
    expect((await list()).text).toContain(`"rule_list":[{"rule_id":${HUGE},`);
    expect((await get(HUGE)).text).toContain(`"rule_info":{"rule_id":${HUGE},`);
    expect((await get(`"${HUGE}"`)).errcode).toBe(0);
    // What a number would have made of it.
    expect((await get("9007199254740992")).errcode).toBe(72034);
    expect((await remove(HUGE)).errcode).toBe(0);
    expect(sandbox.rules(APPID)).toEqual({});
  });

  it("lose none in the name of a foreign holder, in a refusal of the whole either", async () => {
    const occupied = { "123": { appid: "wxforeign", rule_id: "9223372036854775807" } };
    const { add } = await ruleBench({ occupied, refusals: "whole-named" });
    expect((await add()).text).toContain(`"occupy_rule_id":9223372036854775807,`);
  });

  it("rise by one, and none is given twice", async () => {
    const { add, remove } = await ruleBench();
    const id = async (mchid: string): Promise<number> => Number((await add(adding([mchid]))).body["rule_id"]);
    const first = await id("1");
    await remove(String(first));
    expect([await id("1"), await id("2")]).toEqual([first + 1, first + 2]);
  });

  it("differ from account to account", async () => {
    const { add, post, sandbox } = await ruleBench({ firstRuleId: "100" });
    await add();
    const theirs = adding(["7"], {}, { card_id: "theirs" });
    const reply = await post("/card/paygiftcard/add", theirs, sandbox.token(OTHER_APPID));
    expect(reply.body["rule_id"]).toBe(101);
  });

  it("begin higher when the behaviour changes, and never lower", async () => {
    const { add, sandbox } = await ruleBench({ firstRuleId: "100" });
    const id = async (mchid: string): Promise<unknown> => (await add(adding([mchid]))).body["rule_id"];
    expect(await id("1")).toBe(100);
    sandbox.behaviours.payGift.firstRuleId = "200";
    expect(await id("2")).toBe(200);
    sandbox.behaviours.payGift.firstRuleId = "50";
    expect(await id("3")).toBe(201);
  });
});

describe("a saved state", () => {
  it("holds the rules, their order and the next id", async () => {
    const first = await ruleBench({ firstRuleId: HUGE });
    await first.add(adding(["1"]));
    const gone = String((await first.add(adding(["2"]))).text.match(/"rule_id":(\d+)/)?.[1]);
    await first.remove(gone);
    first.clock.advance(1);
    // A smaller id, but later; as a key of JSON it comes first.
    first.sandbox.addRule(APPID, { ...SAMPLE, mchid_list: ["3"] }, { rule_id: "7" });
    const state = JSON.parse(JSON.stringify(first.sandbox.state(APPID))) as WeixinState;

    const second = await bench({}, { accounts: [{ appid: APPID, secret: SECRET, state }] });
    expect(second.sandbox.state(APPID)).toEqual(state);
    expect(second.sandbox.rules(APPID)).toEqual(first.sandbox.rules(APPID));
    const query = { type: "RULE_TYPE_PAY_MEMBER_CARD", offset: 0, count: 10 };
    expect(listed(await second.post("/card/paygiftcard/batchget", query))).toEqual([["1"], ["3"]]);
    const reply = await second.post("/card/paygiftcard/add", adding(["4"]));
    expect(reply.text).toContain(`"rule_id":9007199254740995,`);
  });

  it("from before there were rules opens, and stays as it was", async () => {
    const state: WeixinState = { format: "wxcards.sandbox/1", cards: {} };
    const { sandbox, post } = await bench({}, { accounts: [{ appid: APPID, secret: SECRET, state }] });
    expect(sandbox.state(APPID)).toEqual(state);
    expect(sandbox.rules(APPID)).toEqual({});
    sandbox.addCard(APPID, {}, { card_id: SAMPLE_CARD });
    expect(Object.keys(sandbox.state(APPID))).toEqual(["format", "cards"]);
    expect((await post("/card/paygiftcard/add", adding())).errcode).toBe(0);
    expect(Object.keys(sandbox.state(APPID))).toEqual(["format", "cards", "rules", "next_rule_id"]);
  });

  it("is told after each change, and after no read", async () => {
    const told: string[] = [];
    const onChange = (appid: string, state: WeixinState): void => {
      told.push(`${appid} ${Object.keys(state.rules ?? {}).length}`);
    };
    const { add, get, list, remove } = await ruleBench({}, { onChange });
    told.length = 0;
    const id = String((await add()).body["rule_id"]);
    await get(id);
    await list();
    await add();
    expect(told).toEqual([`${APPID} 1`]);
    await remove(id);
    expect(told).toEqual([`${APPID} 1`, `${APPID} 0`]);
  });
});

describe("a person at the console", () => {
  it("changes a rule in place: merchants, times, terms and status", async () => {
    const { sandbox, get, clock } = await ruleBench();
    const id = sandbox.addRule(APPID, SAMPLE);
    clock.advance(60);
    const member_rule = { least_cost: 100, jump_url: null };
    sandbox.editRuleInConsole(APPID, id, { mchid_list: ["456", "789"], end_time: BEGIN + 99, member_rule });
    expect((await get(id)).body["rule_info"]).toEqual({
      type: "RULE_TYPE_PAY_MEMBER_CARD",
      base_info: {
        mchid_list: ["456", "789"],
        begin_time: BEGIN,
        end_time: BEGIN + 99,
        status: "RULE_STATUS_OK",
        create_time: BEGIN,
        update_time: BEGIN + 60,
      },
      member_rule: { card_id: SAMPLE_CARD, least_cost: 100, max_cost: 20000 },
    });
    sandbox.editRuleInConsole(APPID, id, { status: "RULE_STATUS_PAUSED" });
    expect(at((await get(id)).body, "rule_info", "base_info")["status"]).toBe("RULE_STATUS_PAUSED");
  });

  it("frees the merchant ids that are taken out, and those of a deleted rule", async () => {
    const { sandbox, add, get } = await ruleBench();
    const id = sandbox.addRule(APPID, SAMPLE);
    sandbox.editRuleInConsole(APPID, id, { mchid_list: ["456"] });
    expect((await add(adding(["123"]))).body["fail_mchid_list"]).toEqual([]);
    sandbox.removeRuleInConsole(APPID, id);
    expect((await get(id)).errcode).toBe(72034);
    expect((await add(adding(["456"]))).body["fail_mchid_list"]).toEqual([]);
  });

  it("may have put one merchant id into two rules, with another status and from another day", async () => {
    const { sandbox, get } = await ruleBench();
    sandbox.addRule(APPID, SAMPLE);
    const id = sandbox.addRule(APPID, SAMPLE, { status: "RULE_STATUS_PAUSED", create_time: 1_480_317_217 });
    const times = { create_time: 1_480_317_217, update_time: 1_480_317_217 };
    const shown = shownSample(undefined, { status: "RULE_STATUS_PAUSED", ...times });
    expect((await get(id)).body["rule_info"]).toEqual(shown);
  });

  it("is told of misuse", async () => {
    const { sandbox } = await ruleBench();
    sandbox.addRule(APPID, SAMPLE, { rule_id: "5" });
    expect(() => sandbox.addRule(APPID, SAMPLE, { rule_id: "5" })).toThrow("5");
    expect(() => sandbox.addRule(APPID, SAMPLE, { rule_id: "x" })).toThrow("x");
    expect(() => sandbox.addRule("wxnobody", SAMPLE)).toThrow("wxnobody");
    expect(() => sandbox.editRuleInConsole(APPID, "6", {})).toThrow("6");
    expect(() => sandbox.removeRuleInConsole(OTHER_APPID, "5")).toThrow("5");
  });
});

describe("trouble", () => {
  it("forces an answer with and without executing", async () => {
    const { sandbox, add, list, get } = await ruleBench();
    sandbox.fail({ path: "/card/paygiftcard/add", errcode: 45009 });
    expect((await add()).errcode).toBe(45009);
    expect(sandbox.rules(APPID)).toEqual({});
    sandbox.fail({ path: "/card/paygiftcard/add", errcode: -1, status: 500, executes: true });
    expect((await add()).status).toBe(500);
    expect(Object.keys(sandbox.rules(APPID))).toHaveLength(1);
    sandbox.fail({ path: "/card/paygiftcard/batchget", errcode: -1, status: 503, rawBody: "{}" });
    expect((await list()).status).toBe(503);
    sandbox.fail({ path: "/card/paygiftcard/getbyid", errcode: 72033 });
    expect((await get("1")).errcode).toBe(72033);
  });

  it.each([
    ["before", 1],
    ["after", 0],
  ] as const)("breaks the connection of a delete %s executing: %i left", async (when, left) => {
    const { sandbox, remove } = await ruleBench();
    const id = sandbox.addRule(APPID, SAMPLE);
    sandbox.fault({ path: "/card/paygiftcard/delete", when });
    await expect(remove(id)).rejects.toThrow();
    expect(Object.keys(sandbox.rules(APPID))).toHaveLength(left);
  });

  it("takes of the quota", async () => {
    const { sandbox, list } = await ruleBench();
    sandbox.behaviours.quota.remaining = 1;
    expect((await list()).errcode).toBe(0);
    expect((await list()).errcode).toBe(45009);
  });
});
