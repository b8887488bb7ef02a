import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { usualBehaviours } from "../../src/sandbox/behaviours.ts";
import { adding, BEGIN, END, OTHER_APPID, ruleBench, SAMPLE, SAMPLE_CARD } from "./pay-gift-support.ts";
import { APPID, at, lacking } from "./support.ts";

const FULL = adding();
const INFO = at(FULL, "rule_info");

describe("card/paygiftcard/add", () => {
  it("adds the documented sample, which counts at once", async () => {
    const { add, sandbox } = await ruleBench();
    const { body } = await add();
    expect(body).toEqual({
      errcode: 0,
      errmsg: "ok",
      rule_id: expect.any(Number),
      fail_mchid_list: [],
      succ_mchid_list: ["123", "456"],
    });
    const id = String(body["rule_id"]);
    expect(id).toMatch(/^\d{7,9}$/);
    expect(sandbox.rules(APPID)).toEqual({
      [id]: {
        type: "RULE_TYPE_PAY_MEMBER_CARD",
        ...SAMPLE,
        status: "RULE_STATUS_OK",
        create_time: BEGIN,
        update_time: BEGIN,
      },
    });
  });

  it("takes a mini program, a begin in the past and an end past 32 bits", async () => {
    const { add, sandbox } = await ruleBench();
    const program = { app_brand_id: "gh_1@app", app_brand_pass: "pages/card" };
    const { body } = await add(adding(["1"], { begin_time: 1, end_time: 4_950_000_000 }, program));
    const rule = sandbox.rules(APPID)[String(body["rule_id"])];
    expect(rule).toMatchObject({ begin_time: 1, end_time: 4_950_000_000, member_rule: program });
  });

  it("counts a merchant id given twice once", async () => {
    const { add } = await ruleBench();
    const { body } = await add(adding(["123", "456", "123"]));
    expect(body).toMatchObject({ fail_mchid_list: [], succ_mchid_list: ["123", "456"] });
  });

  it("takes exactly ten merchant ids", async () => {
    const { add } = await ruleBench();
    const ten = Array.from({ length: 10 }, (_, i) => String(i));
    expect((await add(adding(ten))).body["succ_mchid_list"]).toEqual(ten);
  });

  const base = (key: string) => ({ rule_info: { ...INFO, base_info: lacking(at(INFO, "base_info"), key) } });
  const terms = (key: string) => ({ rule_info: { ...INFO, member_rule: lacking(at(INFO, "member_rule"), key) } });
  const incomplete: readonly (readonly [string, JsonObject])[] = [
    ["rule_info", {}],
    ...["type", "base_info", "member_rule"].map((key) => [key, { rule_info: lacking(INFO, key) }] as const),
    ...["mchid_list", "begin_time", "end_time"].map((key) => [key, base(key)] as const),
    ...["card_id", "least_cost", "max_cost"].map((key) => [key, terms(key)] as const),
    ["a merchant id in the list", adding([])],
  ];
  it.each(incomplete)("needs %s (41011)", async (_key, body) => {
    const { add, sandbox } = await ruleBench();
    expect((await add(body)).errcode).toBe(41011);
    expect(sandbox.rules(APPID)).toEqual({});
  });

  const refused: readonly (readonly [string, JsonObject, number])[] = [
    ["another type of rule", { rule_info: { ...INFO, type: "RULE_TYPE_SINGLE_PAY" } }, 40035],
    ["eleven merchant ids", adding(Array.from({ length: 11 }, (_, i) => String(i))), 72005],
    ["a merchant id that is no number", adding(["123", "12a"]), 72010],
    ["an empty merchant id", adding(["123", ""]), 72010],
    ["an end at its begin", adding(["123"], { end_time: BEGIN }), 40079],
    ["an end before its begin", adding(["123"], { end_time: BEGIN - 1 }), 40079],
    ["an end in the past", adding(["123"], { begin_time: BEGIN - 9, end_time: BEGIN - 1 }), 72031],
    ["a least amount over the largest", adding(["123"], {}, { least_cost: 20001 }), 72031],
    ["a negative amount", adding(["123"], {}, { least_cost: -1 }), 72031],
    ["an unknown card", adding(["123"], {}, { card_id: "pNobody" }), 40073],
    ["a card of another account", adding(["123"], {}, { card_id: "theirs" }), 72002],
  ];
  it.each(refused)("refuses %s", async (_says, body, errcode) => {
    const { add, sandbox } = await ruleBench();
    const reply = await add(body);
    expect(reply.errcode).toBe(errcode);
    expect(Object.keys(reply.body)).toEqual(["errcode", "errmsg"]);
    expect(sandbox.rules(APPID)).toEqual({});
  });

  it("refuses a coupon with 72003, and a deleted card with 40073", async () => {
    const { add, sandbox } = await ruleBench();
    const card_id = sandbox.addCard(APPID, {}, { card_type: "GROUPON" });
    const reply = await add(adding(["123"], {}, { card_id }));
    expect(reply.errcode).toBe(72003);
    expect(reply.errmsg).toMatch(/^invalid card type, need member card rid: /);
    sandbox.editInConsole(APPID, SAMPLE_CARD, { base_info: { status: "CARD_STATUS_DELETE" } });
    expect((await add()).errcode).toBe(40073);
  });

  it("needs the grant wechatPay (43008)", async () => {
    const { add, sandbox } = await ruleBench();
    sandbox.behaviours.permissions = { ...usualBehaviours().permissions, wechatPay: false };
    expect((await add()).errcode).toBe(43008);
    sandbox.behaviours.permissions.wechatPay = true;
    expect((await add()).errcode).toBe(0);
  });
});

describe("a merchant id is in one rule only", () => {
  const entry = (mchid: string, rule_id: number, appid: string) => ({
    mchid,
    errcode: 72004,
    errmsg: "mchid is occupied by the other appid",
    occupy_rule_id: rule_id,
    occupy_appid: appid,
  });

  it("of the account itself, whatever the times: the others go in", async () => {
    const { add, sandbox } = await ruleBench();
    sandbox.addRule(APPID, SAMPLE, { rule_id: "12332123" });
    const later = { begin_time: END + 1, end_time: END + 2 };
    const { body } = await add(adding(["456", "789"], later));
    expect(body).toMatchObject({
      errcode: 0,
      fail_mchid_list: [entry("456", 12332123, APPID)],
      succ_mchid_list: ["789"],
    });
    expect(sandbox.rules(APPID)[String(body["rule_id"])]?.mchid_list).toEqual(["789"]);
  });

  it("of another account that is played", async () => {
    const { add, sandbox } = await ruleBench();
    const id = sandbox.addRule(OTHER_APPID, { ...SAMPLE, mchid_list: ["456"] });
    expect((await add()).body["fail_mchid_list"]).toEqual([entry("456", Number(id), OTHER_APPID)]);
  });

  it("of an account that is not played", async () => {
    const { add } = await ruleBench({ occupied: { "123": { appid: "wxforeign", rule_id: "77" } } });
    expect((await add()).body["fail_mchid_list"]).toEqual([entry("123", 77, "wxforeign")]);
  });

  it("and is free again once that rule is deleted", async () => {
    const { add, remove, sandbox } = await ruleBench();
    const first = await add();
    expect((await add()).body["fail_mchid_list"]).toHaveLength(2);
    expect((await remove(String(first.body["rule_id"]))).body).toEqual({ errcode: 0, errmsg: "ok" });
    expect((await add()).body).toMatchObject({ fail_mchid_list: [], succ_mchid_list: ["123", "456"] });
    expect(Object.keys(sandbox.rules(APPID))).toHaveLength(1);
  });
});

describe("merchant ids that are refused one by one", () => {
  const SOME = { refuse: { "111": 72001, "222": 72002 } };
  const NAMED = [
    { mchid: "222", errcode: 72002, errmsg: "mchid is not bind appid" },
    { mchid: "111", errcode: 72001, errmsg: "no match card" },
  ];
  const mixed = adding(["222", "123", "111"]);

  it("entries: the others go in", async () => {
    const { add, sandbox } = await ruleBench(SOME);
    const { body } = await add(mixed);
    expect(body).toMatchObject({ errcode: 0, errmsg: "ok", fail_mchid_list: NAMED, succ_mchid_list: ["123"] });
    expect(Object.keys(sandbox.rules(APPID))).toEqual([String(body["rule_id"])]);
  });

  it("entries: all refused is still 0, and there is no rule", async () => {
    const { add, sandbox } = await ruleBench(SOME);
    expect((await add(adding(["222", "111"]))).body).toEqual({
      errcode: 0,
      errmsg: "ok",
      fail_mchid_list: NAMED,
      succ_mchid_list: [],
    });
    expect(sandbox.rules(APPID)).toEqual({});
  });

  it("whole-named: nothing goes in, with the first code and all names", async () => {
    const { add, sandbox } = await ruleBench({ ...SOME, refusals: "whole-named" });
    const errmsg = expect.stringMatching(/^mchid is not bind appid rid: /);
    expect((await add(mixed)).body).toEqual({ errcode: 72002, errmsg, fail_mchid_list: NAMED });
    expect(sandbox.requests.at(-1)?.errcode).toBe(72002);
    expect(sandbox.rules(APPID)).toEqual({});
  });

  it("whole: nothing goes in, with the first code alone", async () => {
    const { add, sandbox } = await ruleBench({ ...SOME, refusals: "whole" });
    const reply = await add(mixed);
    expect([reply.errcode, Object.keys(reply.body)]).toEqual([72002, ["errcode", "errmsg"]]);
    expect(sandbox.rules(APPID)).toEqual({});
  });

  it.each(["whole-named", "whole"] as const)("%s: without a refused one all go in", async (refusals) => {
    const { add } = await ruleBench({ ...SOME, refusals });
    expect((await add()).body).toMatchObject({ errcode: 0, succ_mchid_list: ["123", "456"] });
  });

  it("a code given to a merchant id goes before its occupation; only 72004 names the holder", async () => {
    const occupied = { "1": { appid: "wxforeign", rule_id: "7" }, "2": { appid: "wxforeign", rule_id: "7" } };
    const { add } = await ruleBench({ occupied, refuse: { "1": 94007, "2": 72004, "3": 72004 } });
    const [first, second, third] = (await add(adding(["1", "2", "3"]))).body["fail_mchid_list"] as JsonObject[];
    expect(first).toEqual({ mchid: "1", errcode: 94007, errmsg: "request refused" });
    expect(second).toMatchObject({ mchid: "2", errcode: 72004, occupy_rule_id: 7, occupy_appid: "wxforeign" });
    expect(Object.keys(third ?? {})).toEqual(["mchid", "errcode", "errmsg"]);
  });
});

describe("what an add tells", () => {
  it("short list names", async () => {
    const { add, sandbox } = await ruleBench({ listNames: "short", refuse: { "123": 72001 } });
    const { body } = await add();
    expect(Object.keys(body)).toEqual(["errcode", "errmsg", "rule_id", "fail_list", "succ_list"]);
    expect(body).toMatchObject({ fail_list: [{ mchid: "123" }], succ_list: ["456"] });
    sandbox.behaviours.payGift.refusals = "whole-named";
    expect(Object.keys((await add()).body)).toEqual(["errcode", "errmsg", "fail_list"]);
  });

  it("no rule_id, although there is a rule", async () => {
    const { add, sandbox } = await ruleBench({ noRuleId: true });
    const { body } = await add();
    expect(body).toEqual({ errcode: 0, errmsg: "ok", fail_mchid_list: [], succ_mchid_list: ["123", "456"] });
    expect(Object.keys(sandbox.rules(APPID))).toHaveLength(1);
  });

  it("no list of what succeeded", async () => {
    const { add } = await ruleBench({ omitSuccess: true });
    expect(Object.keys((await add()).body)).toEqual(["errcode", "errmsg", "rule_id", "fail_mchid_list"]);
  });

  it("ok without effect", async () => {
    const { add, remove, get, sandbox } = await ruleBench();
    const id = sandbox.addRule(APPID, { ...SAMPLE, mchid_list: ["9"] });
    const before = sandbox.state(APPID);
    sandbox.behaviours.okButUnchanged = true;
    const { body } = await add();
    expect(body).toMatchObject({ errcode: 0, rule_id: Number(id) + 1, succ_mchid_list: ["123", "456"] });
    expect((await remove(id)).body).toEqual({ errcode: 0, errmsg: "ok" });
    expect(sandbox.state(APPID)).toEqual(before);
    expect((await get(String(body["rule_id"]))).errcode).toBe(72034);
  });
});

describe("the strict decoder of card/paygiftcard", () => {
  it.each([
    ["add", `{"type¶":"RULE_TYPE_PAY_MEMBER_CARD"}`],
    ["add", `{"rule_info":{"mchid_list¶":[]}}`],
    ["add", `{"rule_info":{"base_info":{"mchid_list":["1",¶2]}}}`],
    ["add", `{"rule_info":{"base_info":{"begin_time":¶"1480317217"}}}`],
    ["add", `{"rule_info":{"base_info":{"begin_time":¶-1}}}`],
    ["add", `{"rule_info":{"base_info":{"status¶":"RULE_STATUS_OK"}}}`],
    ["add", `{"rule_info":{"member_rule":{"least_cost":¶0.5}}}`],
    ["add", `{"rule_info":{"rule_id¶":1}}`],
    ["delete", `{"rule_id":¶null}`],
    ["delete", `{"rule_id":¶-1}`],
    ["delete", `{"rule_id":¶1.5}`],
    ["delete", `{"rule_id":¶"12a"}`],
    ["delete", `{"rule_id":¶""}`],
    ["delete", `{"rule_id":¶9223372036854775808}`],
    ["getbyid", `{"rule_id":¶[1]}`],
    ["getbyid", `{"id¶":1}`],
    ["batchget", `{"effective":¶1}`],
    ["batchget", `{"status_list¶":[]}`],
  ])("%s %s", async (call, marked) => {
    const { post } = await ruleBench();
    const reply = await post(`/card/paygiftcard/${call}`, marked.replace("¶", ""));
    expect(reply.errcode).toBe(47001);
    expect(reply.errmsg).toContain(`Error before ${marked.split("¶")[1]} rid:`);
  });

  it.each(["add", "delete", "getbyid", "batchget"])("%s needs a body (44002) and a token (41001)", async (call) => {
    const { post } = await ruleBench();
    expect((await post(`/card/paygiftcard/${call}`, "")).errcode).toBe(44002);
    expect((await post(`/card/paygiftcard/${call}`, {}, null)).errcode).toBe(41001);
  });
});
