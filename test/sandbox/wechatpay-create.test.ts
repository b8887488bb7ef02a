import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { lacking } from "./support.ts";
import { BASE, BRAND, newTemplate, OTHER_BRAND, payBench } from "./wechatpay-support.ts";

const jump = { jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/x/x" };

/** Every member that a template may have. */
const FULL = newTemplate({
  code_type: "JUMP_MINI_PROGRAM",
  code_jump_information: jump,
  need_pinned: true,
  need_display_level: true,
  init_level: "白银会员",
  service_phone: "010-8877xxxx",
  legal_agreement: "商家需在 48 小时内发货。",
  valid_date_information: {
    type: "FIX_TIME_RANGE",
    available_begin_time: "2020-05-20T13:29:35.120+08:00",
    available_end_time: "2030-05-20T13:29:35.120+08:00",
  },
  points_information: jump,
  balance_information: jump,
  purchase_information: { price: 100, ...jump },
  user_information: {
    common_field_list: ["USER_FORM_FLAG_SEX"],
    custom_field_list: [{ type: "CHECK_BOX", name: "喜欢的运动", values: ["篮球"] }],
  },
});

describe("a new template", () => {
  it("is answered whole, in effect at once", async () => {
    const { create, get, sandbox } = await payBench();
    const reply = await create(FULL);
    expect(reply.body).toEqual({
      card_id: expect.stringMatching(/^p[\w-]{27}$/),
      ...FULL,
      state: "CARD_EFFECTIVE",
      create_time: "2026-11-21T10:00:00.000+08:00",
      modify_time: "2026-11-21T10:00:00.000+08:00",
    });
    const id = String(reply.body["card_id"]);
    expect((await get(id)).body).toEqual(reply.body);
    expect(Object.keys(sandbox.wechatpay.cards(BRAND))).toEqual([id]);
  });

  it("says its switches when nothing was said of them", async () => {
    const { create } = await payBench();
    expect((await create()).body).toMatchObject({ need_pinned: false, need_display_level: false });
  });

  it("can be made by a brand for itself", async () => {
    const { send, sandbox } = await payBench();
    const body = lacking(newTemplate(), "brand_id");
    const reply = await send({ role: "brand", method: "POST", target: `${BASE.brand}/cards`, body });
    expect(reply.body).toMatchObject({ brand_id: BRAND, card_title: "测试卡" });
    expect(sandbox.wechatpay.has(BRAND, String(reply.body["card_id"]))).toBe(true);
  });
});

describe("a create is refused with PARAM_ERROR", () => {
  const required = Object.keys(newTemplate());

  it.each(required)("without %s", async (key) => {
    const { create, sandbox } = await payBench();
    const detail = { field: `/${key}`, value: "", issue: "is required", location: "body" };
    expect(await create(lacking(newTemplate(), key))).toMatchObject({ status: 400, code: "PARAM_ERROR", detail });
    expect(sandbox.wechatpay.cards(BRAND)).toEqual({});
  });

  it("without member_information only where that is the behaviour", async () => {
    const { create } = await payBench({ memberInformation: "optional" });
    expect((await create(lacking(newTemplate(), "member_information"))).status).toBe(200);
  });

  /** Text of so many Chinese characters. */
  const chinese = (characters: number) => "卡".repeat(characters);
  const url = (prefix: string, characters: number) => prefix.padEnd(characters, "x");
  const picture = "https://wxpaylogo.qpic.cn/";
  const notify = "https://www.weixin.qq.com/";

  it.each<[string, Json, Json]>([
    ["brand_id", BRAND, "x".repeat(33)],
    ["out_request_no", "x".repeat(128), "x".repeat(129)],
    ["appid", "x".repeat(32), "x".repeat(33)],
    ["card_title", chinese(10), chinese(11)],
    ["card_picture_url", url(picture, 256), url(picture, 257)],
    ["benefits", chinese(32), chinese(33)],
    ["notify_url", url(notify, 256), url(notify, 257)],
    ["init_level", chinese(10), chinese(11)],
    ["service_phone", chinese(32), chinese(33)],
    ["legal_agreement", chinese(20_480), chinese(20_481)],
  ])("when %s is longer than its characters", async (key, longest, tooLong) => {
    const { create } = await payBench();
    expect((await create(newTemplate({ [key]: longest }))).status).toBe(200);
    const detail = { field: `/${key}`, location: "body" };
    const fresh = { out_request_no: "another", [key]: tooLong };
    expect(await create(newTemplate(fresh))).toMatchObject({ status: 400, code: "PARAM_ERROR", detail });
  });

  it.each<[string, string, JsonObject]>([
    ["an empty text", "/card_title", { card_title: "" }],
    ["a number for a text", "/card_title", { card_title: 1 }],
    ["a word outside its list", "/card_type", { card_type: "GOLD" }],
    ["a word outside its list", "/code_mode", { code_mode: "AUTO" }],
    ["a word outside its list", "/code_type", { code_type: "CODE_TYPE_QRCODE" }],
    ["a request number with a space", "/out_request_no", { out_request_no: "a b" }],
    ["a colour by name", "/card_color", { card_color: "Color010" }],
    ["a short colour", "/card_color", { card_color: "#FF0" }],
    ["a picture that is no address", "/card_picture_url", { card_picture_url: "picture" }],
    ["a picture from elsewhere", "/card_picture_url", { card_picture_url: "https://example.com/a.png" }],
    ["a picture of a look-alike", "/card_picture_url", { card_picture_url: "https://notqpic.cn/a.png" }],
    ["http to be notified at", "/notify_url", { notify_url: "http://www.weixin.qq.com/a" }],
    ["a query to be notified at", "/notify_url", { notify_url: "https://www.weixin.qq.com/a?b=1" }],
    ["no public address to be notified at", "/notify_url", { notify_url: "https://192.168.1.1/a" }],
    ["localhost to be notified at", "/notify_url", { notify_url: "https://localhost/a" }],
    ["a word for a switch", "/need_pinned", { need_pinned: "true" }],
    ["a list for an object", "/points_information", { points_information: [] }],
    ["half a jump", "/points_information/jump_path", { points_information: { jump_appid: "wx1" } }],
    ["half a jump", "/member_information/jump_appid", { member_information: { jump_path: "/a" } }],
    ["a long path", "/balance_information/jump_path", { balance_information: { ...jump, jump_path: "x".repeat(129) } }],
    [
      "a long AppID",
      "/balance_information/jump_appid",
      { balance_information: { ...jump, jump_appid: "x".repeat(33) } },
    ],
    ["a price in yuan", "/purchase_information/price", { purchase_information: { price: 1.5, ...jump } }],
    ["a negative price", "/purchase_information/price", { purchase_information: { price: -1, ...jump } }],
    ["no price", "/purchase_information/price", { purchase_information: jump }],
    ["no jump for a code that jumps", "/code_jump_information", { code_type: "JUMP_MINI_PROGRAM" }],
    ["no first level to display", "/init_level", { need_display_level: true }],
    ["an unknown key", "/card_name", { card_name: "x" }],
    ["an unknown key inside", "/points_information/url", { points_information: { ...jump, url: "x" } }],
    ["a key with a slash", "/a~1b~0c", { "a/b~c": 1 }],
    ["what the platform gives", "/state", { state: "CARD_EFFECTIVE" }],
    ["a prototype", "/__proto__", JSON.parse('{"__proto__":{}}') as JsonObject],
  ])("for %s (%s)", async (_says, field, members) => {
    const { create } = await payBench();
    expect(await create({ ...newTemplate(), ...members })).toMatchObject({ status: 400, code: "PARAM_ERROR" });
    expect((await create({ ...newTemplate(), ...members })).detail).toMatchObject({ field, location: "body" });
  });

  const range = {
    type: "FIX_TIME_RANGE",
    available_begin_time: "2026-12-01T00:00:00+08:00",
    available_end_time: "2026-12-31T23:59:59+08:00",
  };
  it.each<[string, string, JsonObject]>([
    ["no type", "type", { available_day_after_receive: 3 }],
    ["another type", "type", { type: "DATE_TYPE_PERMANENT" }],
    ["a range without begin", "available_begin_time", lacking(range, "available_begin_time")],
    ["a range without end", "available_end_time", lacking(range, "available_end_time")],
    ["a range backwards", "available_end_time", { ...range, available_end_time: "2026-11-30T23:59:59+08:00" }],
    ["a date without time", "available_begin_time", { ...range, available_begin_time: "2026-12-01" }],
    ["a time without offset", "available_begin_time", { ...range, available_begin_time: "2026-12-01T00:00:00" }],
    ["a day that is none", "available_begin_time", { ...range, available_begin_time: "2026-02-30T00:00:00+08:00" }],
    ["an hour that is none", "available_begin_time", { ...range, available_begin_time: "2026-12-01T24:00:00+08:00" }],
    ["unix seconds", "available_begin_time", { ...range, available_begin_time: 1_795_226_400 }],
    ["a term without days", "available_day_after_receive", { type: "FIX_TERM" }],
    ["a term of no day", "available_day_after_receive", { type: "FIX_TERM", available_day_after_receive: 0 }],
    [
      "a term of more than thirty years",
      "available_day_after_receive",
      { type: "FIX_TERM", available_day_after_receive: 10_959 },
    ],
  ])("for a validity with %s", async (_says, key, info) => {
    const { create } = await payBench();
    const detail = { field: `/valid_date_information/${key}` };
    const reply = await create(newTemplate({ valid_date_information: info }));
    expect(reply).toMatchObject({ status: 400, code: "PARAM_ERROR", detail });
  });

  it("but not for a range that ends as it begins", async () => {
    const { create } = await payBench();
    const available_end_time = range.available_begin_time;
    expect((await create(newTemplate({ valid_date_information: { ...range, available_end_time } }))).status).toBe(200);
  });

  it("but not for a validity in another spelling, of a moment, or with members that do not count", async () => {
    const { create } = await payBench();
    const info = { ...range, available_begin_time: "2026-11-30T16:00:00.000Z", available_day_after_receive: 200 };
    const { body } = await create(newTemplate({ valid_date_information: info }));
    expect(body["valid_date_information"]).toEqual({
      type: "FIX_TIME_RANGE",
      available_begin_time: "2026-12-01T00:00:00.000+08:00",
      available_end_time: "2026-12-31T23:59:59.000+08:00",
    });
    const term = { type: "FIX_TERM", available_day_after_receive: 10_958 };
    const made = await create(newTemplate({ out_request_no: "2", valid_date_information: term }));
    expect(made.body["valid_date_information"]).toEqual(term);
  });

  const field = (over: JsonObject = {}) => ({
    user_information: { custom_field_list: [{ type: "RADIO", name: "尺码", values: ["大"], ...over }] },
  });
  const CUSTOM = "/user_information/custom_field_list";
  it.each<[string, string, JsonObject]>([
    [
      "an unknown common field",
      "/user_information/common_field_list/1",
      { user_information: { common_field_list: ["USER_FORM_FLAG_SEX", "USER_FORM_FLAG_MOBILE"] } },
    ],
    ["two custom fields", CUSTOM, { user_information: { custom_field_list: [{}, {}] } }],
    ["another type", `${CUSTOM}/0/type`, field({ type: "TEXT" })],
    ["a long name", `${CUSTOM}/0/name`, field({ name: chinese(33) })],
    ["no value", `${CUSTOM}/0/values`, field({ values: [] })],
    ["eleven values", `${CUSTOM}/0/values`, field({ values: Array.from({ length: 11 }, String) })],
    ["a long value", `${CUSTOM}/0/values/1`, field({ values: ["大", chinese(9)] })],
    ["no name", `${CUSTOM}/0/name`, { user_information: { custom_field_list: [{ type: "RADIO", values: ["大"] }] } }],
  ])("for user information with %s", async (_says, pointer, members) => {
    const { create } = await payBench();
    const reply = await create(newTemplate(members));
    expect(reply).toMatchObject({ status: 400, code: "PARAM_ERROR", detail: { field: pointer } });
  });

  it("but not for as much user information as there may be", async () => {
    const { create } = await payBench();
    const values = Array.from({ length: 10 }, (_, index) => `${index}`.padEnd(8, "x"));
    expect((await create(newTemplate(field({ name: chinese(32), values })))).status).toBe(200);
  });

  it.each<[string, string, JsonObject]>([
    ["of a text", "/service_phone", { service_phone: null }],
    ["of an object", "/points_information", { points_information: null }],
    ["inside an object", "/points_information/jump_path", { points_information: { jump_appid: "a", jump_path: null } }],
    ["in a list", "/user_information/common_field_list/0", { user_information: { common_field_list: [null] } }],
  ])("for null in place %s", async (_says, pointer, members) => {
    const { create } = await payBench();
    const detail = { field: pointer, value: null, issue: "must not be null", location: "body" };
    expect(await create(newTemplate(members))).toMatchObject({ status: 400, code: "PARAM_ERROR", detail });
  });

  it("for a character of four bytes, spelt out or escaped", async () => {
    const { create, send } = await payBench();
    const detail = { field: "/benefits", value: "会员🎁" };
    expect(await create(newTemplate({ benefits: "会员🎁" }))).toMatchObject({ code: "PARAM_ERROR", detail });
    const body = JSON.stringify(newTemplate({ benefits: "@" })).replace("@", "\\ud83c\\udf81");
    const escaped = await send({ method: "POST", target: `${BASE.partner}/cards`, body });
    expect(escaped).toMatchObject({ code: "PARAM_ERROR", detail: { field: "/benefits" } });
  });

  it.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["a list", "[]"],
    ["null", "null"],
    ["a text", '"x"'],
    ["no UTF-8", Buffer.from(JSON.stringify(newTemplate({ benefits: "\xe9t\xe9" })), "latin1")],
  ])("for a body that is %s", async (_says, body) => {
    const { send } = await payBench();
    const reply = await send({ method: "POST", target: `${BASE.partner}/cards`, body });
    expect(reply).toMatchObject({ status: 400, code: "PARAM_ERROR", detail: { field: "", location: "body" } });
  });
});

describe("a create is refused with INVALID_REQUEST", () => {
  it.each(["PURCHASE", "BALANCE"])("for a card of type %s, which is not sold", async (card_type) => {
    const { create, sandbox } = await payBench();
    expect(await create(newTemplate({ card_type }))).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
    expect(sandbox.wechatpay.cards(BRAND)).toEqual({});
  });

  it("for an AppID that is not bound to the brand", async () => {
    const { create } = await payBench({ unboundAppids: ["wxstranger"] });
    const reply = await create(newTemplate({ appid: "wxstranger" }));
    expect(reply).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
    expect((await create()).status).toBe(200);
  });
});

describe("what a call does not take", () => {
  it("is dropped where that is the behaviour", async () => {
    const { create } = await payBench({ strictKeys: false });
    const reply = await create(newTemplate({ card_name: "x", points_information: { ...jump, url: "x" } }));
    expect(reply.body).toMatchObject({ points_information: jump });
    expect(reply.body).not.toHaveProperty("card_name");
    expect(reply.body["points_information"]).not.toHaveProperty("url");
  });

  it("has no character of four bytes even then", async () => {
    const { create } = await payBench({ strictKeys: false });
    expect(await create(newTemplate({ card_name: "🎁" }))).toMatchObject({
      code: "PARAM_ERROR",
      detail: { field: "" },
    });
  });
});

describe("the request number", () => {
  it("makes a repeated create harmless: the same template again", async () => {
    const { create, sandbox, clock } = await payBench();
    const first = await create();
    clock.advance(60);
    const reordered = Object.fromEntries(Object.entries(newTemplate()).reverse());
    const second = await create(reordered);
    expect(second).toMatchObject({ status: 200, body: first.body });
    expect(Object.keys(sandbox.wechatpay.cards(BRAND))).toHaveLength(1);
  });

  it("refuses another body (ALREADY_EXISTS)", async () => {
    const { create, sandbox } = await payBench();
    await create();
    const reply = await create(newTemplate({ card_title: "别的卡" }));
    expect(reply).toMatchObject({ status: 400, code: "ALREADY_EXISTS" });
    expect(Object.keys(sandbox.wechatpay.cards(BRAND))).toHaveLength(1);
  });

  it("gives the template as it is by now", async () => {
    const { create, patch, invalidate } = await payBench();
    const id = String((await create()).body["card_id"]);
    await patch({ card_title: "改过" }, id);
    await invalidate(id);
    expect((await create()).body).toMatchObject({ card_id: id, card_title: "改过", state: "CARD_INVALID" });
  });

  it("counts for one brand", async () => {
    const { create } = await payBench();
    const [first, second] = [await create(), await create(newTemplate({ brand_id: OTHER_BRAND }))];
    expect(second.status).toBe(200);
    expect(second.body["card_id"]).not.toBe(first.body["card_id"]);
  });

  it("of a create that was refused is still free", async () => {
    const { create } = await payBench();
    await create(newTemplate({ card_title: "" }));
    expect((await create()).status).toBe(200);
  });
});
