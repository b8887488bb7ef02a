import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { plainText } from "../../src/sandbox/wire-text.ts";
import { adding, ruleBench, SAMPLE, SAMPLE_CARD } from "./pay-gift-support.ts";
import { APPID, at, bench, benchWithCard, CARD, newCard } from "./support.ts";
import { BRAND, newTemplate, payBench, payBenchWithCard, CARD as TEMPLATE } from "./wechatpay-support.ts";

/** One of every type, nested, with a number past 2^53. */
const STRANGE = {
  text: "文字",
  truth: false,
  zero: 0,
  big: { $number: "9223372036854775807" },
  small: -1.5,
  list: [1, "2", { three: [] }, [{ $number: "12345678901234567890" }]],
  object: { deeper: { deepest: { empty: {}, none: "" } } },
} satisfies JsonObject;
const SHOWN = plainText(STRANGE);

/** Without the slashes that Weixin escapes. */
const plain = (text: string) => text.replaceAll("\\/", "/");

describe("what seeds and the console put into a card", () => {
  it("is shown as it is, at every level", async () => {
    const { post } = await benchWithCard({
      strange: STRANGE,
      nothing: null,
      base_info: { strange: STRANGE, date_info: { type: "DATE_TYPE_PERMANENT", strange: STRANGE } },
      custom_cell1: { name: "门店", strange: STRANGE, app_brand_user_name: "gh_1@app" },
      bonus_rule: { strange: STRANGE },
      advanced_info: { strange: STRANGE },
    });
    const text = plain((await post("/card/get", { card_id: CARD })).text);
    expect(text.split(`"strange":${SHOWN}`)).toHaveLength(7);
    expect(text).toContain(`"custom_cell1":{"name":"门店","strange":${SHOWN},"app_brand_user_name":"gh_1@app"}`);
    expect(text).toContain(`"nothing":null`);
  });

  it("is shown inside sku and in place of what the platform adds as well", async () => {
    const { live } = await benchWithCard({
      base_info: { status: 1, sku: { quantity: 5, lots: [1] }, create_time: "2015", area_code_list: [440300] },
    });
    expect(at(await live(), "base_info")).toMatchObject({
      status: 1,
      sku: { quantity: 5, total_quantity: 5, lots: [1] },
      create_time: "2015",
      area_code_list: [440300],
    });
  });

  it("can be edited and taken away at the console", async () => {
    const { sandbox, live, post } = await benchWithCard({ strange: { a: 1 } });
    sandbox.editInConsole(APPID, CARD, { strange: { b: { $number: "9007199254740993" } }, base_info: { more: [1] } });
    expect(plain((await post("/card/get", { card_id: CARD })).text)).toContain(
      `"strange":{"a":1,"b":9007199254740993}`,
    );
    expect(at(await live(), "base_info")["more"]).toEqual([1]);
    sandbox.editInConsole(APPID, CARD, { strange: null });
    expect(await live()).not.toHaveProperty("strange");
  });

  it("is lost when an object that travels whole is sent without it, and only then", async () => {
    const { update, live } = await benchWithCard({
      strange: STRANGE,
      base_info: { strange: STRANGE },
      custom_cell1: { name: "a", strange: 1 },
      custom_field1: { name: "b", strange: 1 },
    });
    await update({ base_info: { notice: "x" }, custom_cell1: { name: "a" } });
    const after = await live();
    expect(after["custom_cell1"]).toEqual({ name: "a" });
    expect(after["custom_field1"]).toEqual({ name: "b", strange: 1 });
    expect(at(after, "strange")["text"]).toBe("文字");
    expect(at(after, "base_info", "strange")["text"]).toBe("文字");
  });

  it("keeps what is write-only hidden, unless the behaviour shows it", async () => {
    const { sandbox, live } = await benchWithCard({
      bonus_app_brand_pass: "p",
      modify_msg_operation: { url_cell: {} },
    });
    expect(await live()).not.toHaveProperty("bonus_app_brand_pass");
    sandbox.behaviours.writeOnlyFields = "shown";
    expect(await live()).toMatchObject({ bonus_app_brand_pass: "p", modify_msg_operation: { url_cell: {} } });
  });
});

describe("what seeds and the console put into a rule", () => {
  const seed = {
    ...SAMPLE,
    rule_info: { strange: STRANGE },
    base_info: { strange: STRANGE },
    member_rule: { ...SAMPLE.member_rule, strange: STRANGE },
  };

  it("is shown as it is at the top, in base_info and in member_rule", async () => {
    const { sandbox, get, list } = await ruleBench();
    sandbox.addRule(APPID, seed, { rule_id: "7" });
    for (const reply of [await get("7"), await list()])
      expect(plain(reply.text).split(`"strange":${SHOWN}`)).toHaveLength(4);
  });

  it("takes the place of a known member of another type", async () => {
    const { sandbox, get } = await ruleBench();
    sandbox.addRule(APPID, { ...SAMPLE, base_info: { begin_time: "1480317217" } }, { rule_id: "7" });
    expect(at((await get("7")).body, "rule_info", "base_info")["begin_time"]).toBe("1480317217");
  });

  it("can be edited and taken away at the console, and survives a saved state", async () => {
    const { sandbox, get } = await ruleBench();
    sandbox.addRule(APPID, seed, { rule_id: "7" });
    sandbox.editRuleInConsole(APPID, "7", { rule_info: { strange: null, more: 1 }, base_info: { strange: null } });
    const info = at((await get("7")).body, "rule_info");
    expect(info["more"]).toBe(1);
    expect(info).not.toHaveProperty("strange");
    expect(at(info, "base_info")).not.toHaveProperty("strange");
    expect(at(info, "member_rule")).toHaveProperty("strange");
    expect(JSON.parse(JSON.stringify(sandbox.state(APPID)))).toEqual(sandbox.state(APPID));
  });
});

describe("what a write carries that the tables do not know", () => {
  const update = (member: string) => `{"card_id":"${CARD}","member_card":${member}}`;

  it("is refused, and the rest of the body is quoted", async () => {
    const { post } = await benchWithCard({});
    const reply = await post("/card/update", update(`{"strange":{"a":1},"discount":5}`));
    expect(reply.errcode).toBe(47001);
    expect(reply.errmsg).toContain(`Error before ":{"a":1},"discount":5}} rid:`);
  });

  it("is stored and shown as it was sent where the behaviour takes it", async () => {
    const { post } = await benchWithCard({ strange: { old: 1 } }, { unknownMembers: "taken" });
    const cell = `{"name":"门店","strange":${SHOWN}}`;
    const body = `{"base_info":{"strange":${SHOWN}},"custom_cell1":${cell},"strange":${SHOWN}}`;
    expect((await post("/card/update", update(body))).errcode).toBe(0);
    const text = plain((await post("/card/get", { card_id: CARD })).text);
    expect(text.split(`"strange":${SHOWN}`)).toHaveLength(4);
    expect(text).toContain(`"custom_cell1":${cell}`);
  });

  it("keeps names that JavaScript would take for something else", async () => {
    const { post } = await benchWithCard({}, { unknownMembers: "taken" });
    expect((await post("/card/update", update(`{"__proto__":{"a":1},"constructor":{"b":2}}`))).errcode).toBe(0);
    const { text } = await post("/card/get", { card_id: CARD });
    expect(text).toContain(`"__proto__":{"a":1}`);
    expect(text).toContain(`"constructor":{"b":2}`);
  });

  it.each([
    ["null", `{"strange":¶null}`],
    ["null deep inside", `{"strange":{"a":[1,¶null]}}`],
    ["a key of create", `{"base_info":{"brand_name¶":"x"}}`],
    ["what only answers have", `{"base_info":{"status¶":"x"}}`],
    ["advanced_info", `{"advanced_info¶":{}}`],
    ["a known key of a wrong type", `{"discount":¶"5"}`],
    ["what is nested too deep", `{"strange":${"[".repeat(64)}¶[${"]".repeat(65)}}`],
    ["what is no JSON", `{"strange":{¶a:1}}`],
  ])("is refused all the same when it is %s", async (_says, marked) => {
    const { post } = await benchWithCard({}, { unknownMembers: "taken" });
    const reply = await post("/card/update", update(marked.replace("¶", "")));
    expect(reply.errcode).toBe(47001);
    expect(reply.errmsg).toContain(`Error before ${marked.split("¶")[1]}`);
  });

  it("is refused around the content, and in calls that store none", async () => {
    const { post } = await benchWithCard({}, { unknownMembers: "taken" });
    expect((await post("/card/update", `{"card_id":"${CARD}","strange":1,"member_card":{}}`)).errcode).toBe(47001);
    expect((await post("/card/delete", `{"card_id":"${CARD}","strange":1}`)).errcode).toBe(47001);
    expect((await post("/card/modifystock", `{"card_id":"${CARD}","strange":1}`)).errcode).toBe(47001);
  });

  it("goes for create as well", async () => {
    const { post, live, sandbox } = await bench();
    const body = newCard({ strange: 1, sku: { quantity: 5, lots: [1] } }, { strange: { a: [true] } });
    expect((await post("/card/create", body)).errcode).toBe(47001);
    sandbox.behaviours.unknownMembers = "taken";
    const id = String((await post("/card/create", body)).body["card_id"]);
    expect(await live(id)).toMatchObject({
      strange: { a: [true] },
      base_info: { strange: 1, sku: { quantity: 5, total_quantity: 5, lots: [1] } },
    });
  });

  it("goes for rules as well", async () => {
    const { add, get, sandbox } = await ruleBench();
    const { rule_info } = adding(["1"], { strange: STRANGE }, { strange: STRANGE });
    const body = plainText({ rule_info: { ...rule_info, strange: STRANGE } });
    expect((await add(body)).errcode).toBe(47001);
    expect(await sandbox.rules(APPID)).toEqual({});
    sandbox.behaviours.unknownMembers = "taken";
    const added = await add(body);
    expect(added.errcode).toBe(0);
    expect(plain((await get(String(added.body["rule_id"]))).text).split(`"strange":${SHOWN}`)).toHaveLength(4);
    expect((await add(plainText(adding(["2"], { status: "RULE_STATUS_OK" })))).errcode).toBe(47001);
    expect(SAMPLE_CARD).toBe(SAMPLE.member_rule["card_id"]);
  });
});

describe("unknown members of a template", () => {
  const target = `/v3/brand/partner/card-member/cards/${TEMPLATE}`;
  const patch = (members: JsonObject) => ({
    method: "PATCH",
    target,
    body: plainText({ brand_id: BRAND, ...members }),
  });

  it("are shown as they were seeded or edited, at every level", async () => {
    const { sandbox, get, list } = await payBenchWithCard({
      strange: STRANGE,
      member_information: { jump_appid: "wx1", jump_path: "/p", strange: STRANGE },
      valid_date_information: { type: "PERMANENT", strange: "2020-05-20T13:29:35+08:00" },
    });
    sandbox.wechatpay.editInConsole(BRAND, TEMPLATE, { user_information: { strange: STRANGE } });
    for (const { text } of [await get(), await list()]) {
      expect(text.split(`"strange":${SHOWN}`)).toHaveLength(4);
      expect(text).toContain(`{"type":"PERMANENT","strange":"2020-05-20T13:29:35+08:00"}`);
    }
  });

  it("are refused in PATCH and create", async () => {
    const { send, create } = await payBenchWithCard();
    const reply = await send(patch({ strange: 1 }));
    expect(reply).toMatchObject({ status: 400, code: "PARAM_ERROR", detail: { field: "/strange" } });
    expect((await create(newTemplate({ strange: 1 }))).code).toBe("PARAM_ERROR");
  });

  it("are stored as they were sent where the behaviour takes them", async () => {
    const { send, get, create } = await payBenchWithCard({}, { unknownMembers: "taken" });
    const member_information = { jump_appid: "wx1", jump_path: "/p", strange: STRANGE };
    expect((await send(patch({ strange: STRANGE, member_information }))).status).toBe(200);
    expect((await get()).text.split(`"strange":${SHOWN}`)).toHaveLength(3);
    expect((await create(newTemplate({ strange: [1] }))).body["strange"]).toEqual([1]);
  });

  it.each([
    ["null", { strange: null }, "/strange"],
    ["null deep inside", { strange: { a: [null] } }, "/strange/a/0"],
    ["a character of four bytes", { strange: "😀" }, "/strange"],
    ["what only answers have", { state: "CARD_INVALID" }, "/state"],
  ])("are refused all the same when it is %s", async (_says, members, field) => {
    const { send } = await payBenchWithCard({}, { unknownMembers: "taken" });
    expect(await send(patch(members))).toMatchObject({ code: "PARAM_ERROR", detail: { field } });
  });

  it("are dropped where keys are not looked at strictly", async () => {
    const { send, get } = await payBench({ strictKeys: false });
    const made = await send({
      method: "POST",
      target: "/v3/brand/partner/card-member/cards",
      body: newTemplate({ strange: 1 }),
    });
    expect(made.status).toBe(200);
    expect((await get(String(made.body["card_id"]))).body).not.toHaveProperty("strange");
  });
});
