import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { BASE, BRAND, CARD, payBenchWithCard } from "./wechatpay-support.ts";

const jump = { jump_appid: "wx1", jump_path: "/old" };
const NOW = "2026-11-21T10:00:00.000+08:00";
const LATER = "2026-11-21T10:01:00.000+08:00";

describe("PATCH", () => {
  it("changes what is named and answers the whole template", async () => {
    const { patch, get, clock } = await payBenchWithCard({ card_title: "旧", benefits: "旧权益" });
    clock.advance(60);
    const reply = await patch({ card_title: "新" });
    expect(reply).toMatchObject({ status: 200, body: { card_id: CARD, card_title: "新", benefits: "旧权益" } });
    expect(reply.body).toMatchObject({ create_time: NOW, modify_time: LATER });
    expect((await get()).body).toEqual(reply.body);
  });

  it.each<[string, Json]>([
    ["card_title", "新"],
    ["card_color", "#0a0B0c"],
    ["card_picture_url", "https://wxpaylogo.qpic.cn/wxpaylogo/new/0"],
    ["code_jump_information", jump],
    ["benefits", "新"],
    ["notify_url", "https://www.weixin.qq.com/new"],
    ["need_pinned", true],
    ["need_display_level", true],
    ["init_level", "黄金"],
    ["service_phone", "010-1"],
    ["legal_agreement", "新"],
    ["valid_date_information", { type: "FIX_TERM", available_day_after_receive: 7 }],
    ["member_information", jump],
    ["points_information", jump],
    ["balance_information", jump],
    ["purchase_information", { price: 1, ...jump }],
    ["user_information", { common_field_list: [] }],
  ])("may change %s", async (key, value) => {
    const { patch } = await payBenchWithCard({ init_level: "白银" });
    expect((await patch({ [key]: value })).body[key]).toEqual(value);
  });

  it.each([
    ["out_request_no", "x"],
    ["appid", "wx1"],
    ["card_type", "NORMAL"],
    ["code_mode", "SYSTEM_ALLOCATE"],
    ["code_type", "QR_CODE"],
  ])("never changes %s, not even to the value it has", async (key, value) => {
    for (const strictKeys of [true, false]) {
      const { patch } = await payBenchWithCard({}, { strictKeys });
      const detail = { field: `/${key}`, issue: "cannot be modified" };
      expect(await patch({ [key]: value })).toMatchObject({ status: 400, code: "PARAM_ERROR", detail });
    }
  });

  it.each<[string, string, JsonObject]>([
    ["an unknown key", "/card_name", { card_name: "x" }],
    ["what the platform gives", "/state", { state: "CARD_INVALID" }],
    ["null", "/service_phone", { service_phone: null }],
    ["an empty text", "/service_phone", { service_phone: "" }],
    ["a long text", "/card_title", { card_title: "卡".repeat(11) }],
    ["half an object", "/points_information/jump_path", { points_information: { jump_appid: "wx2" } }],
    ["levels without a first one", "/init_level", { need_display_level: true }],
    [
      "a term without days",
      "/valid_date_information/available_day_after_receive",
      { valid_date_information: { type: "FIX_TERM" } },
    ],
  ])("is refused for %s, and nothing changes", async (_says, field, changes) => {
    const { patch, sandbox } = await payBenchWithCard({ points_information: jump });
    const before = sandbox.wechatpay.state(BRAND);
    const reply = await patch({ benefits: "新", ...changes });
    expect(reply).toMatchObject({ status: 400, code: "PARAM_ERROR", detail: { field } });
    expect(sandbox.wechatpay.state(BRAND)).toEqual(before);
  });

  it("looks for what levels need in the template as it would be", async () => {
    const { patch } = await payBenchWithCard();
    expect((await patch({ need_display_level: true, init_level: "白银" })).status).toBe(200);
    const other = await payBenchWithCard({ init_level: "白银" });
    expect((await other.patch({ need_display_level: true })).status).toBe(200);
  });

  it("of nothing, or of what is so already, leaves the time of the last change", async () => {
    const { patch, clock } = await payBenchWithCard({ card_title: "旧" });
    clock.advance(60);
    const idle: readonly JsonObject[] = [{}, { card_title: "旧" }];
    for (const changes of idle) expect(await patch(changes)).toMatchObject({ status: 200, body: { modify_time: NOW } });
  });

  it("is 404 for an unknown template and 400 for an invalid one", async () => {
    const { patch, sandbox } = await payBenchWithCard();
    expect(await patch({ card_title: "新" }, "pNobody")).toMatchObject({ status: 404, code: "RESOURCE_NOT_EXISTS" });
    sandbox.wechatpay.editInConsole(BRAND, CARD, { state: "CARD_INVALID" });
    expect(await patch({ card_title: "新" })).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
  });
});

describe("PATCH of an object inside", () => {
  const stored = {
    points_information: jump,
    user_information: { common_field_list: ["USER_FORM_FLAG_SEX", "USER_FORM_FLAG_CITY"] },
    valid_date_information: {
      type: "FIX_TIME_RANGE",
      available_begin_time: "2026-12-01T00:00:00+08:00",
      available_end_time: "2026-12-31T23:59:59+08:00",
    },
  };
  const custom = [{ type: "RADIO", name: "尺码", values: ["大"] }];

  it("replaces it where that is the behaviour", async () => {
    const { patch } = await payBenchWithCard(stored, { nested: "replace" });
    const { body } = await patch({ user_information: { custom_field_list: custom } });
    expect(body["user_information"]).toEqual({ custom_field_list: custom });
    expect(await patch({ points_information: { jump_path: "/new" } })).toMatchObject({ code: "PARAM_ERROR" });
    expect(await patch({ valid_date_information: { type: "FIX_TIME_RANGE" } })).toMatchObject({ code: "PARAM_ERROR" });
  });

  it("lays its members over it where that is the behaviour, lists as a whole", async () => {
    const { patch } = await payBenchWithCard(stored, { nested: "merge" });
    const user_information = { custom_field_list: custom, common_field_list: ["USER_FORM_FLAG_NAME"] };
    expect((await patch({ user_information })).body["user_information"]).toEqual(user_information);
    const { body } = await patch({ points_information: { jump_path: "/new" } });
    expect(body["points_information"]).toEqual({ jump_appid: "wx1", jump_path: "/new" });
    const end = await patch({ valid_date_information: { available_end_time: "2027-12-31T23:59:59+08:00" } });
    expect(end.body["valid_date_information"]).toMatchObject({
      available_begin_time: "2026-12-01T00:00:00.000+08:00",
      available_end_time: "2027-12-31T23:59:59.000+08:00",
    });
    expect(await patch({ balance_information: { jump_path: "/new" } })).toMatchObject({ code: "PARAM_ERROR" });
  });
});

describe("PATCH that says ok and does nothing", () => {
  it("leaves whole members and single ones inside as they were", async () => {
    const ignoreFields = [
      "card_title",
      "points_information.jump_path",
      "service_phone",
      "balance_information.jump_path",
    ];
    const { patch, get } = await payBenchWithCard({ card_title: "旧", points_information: jump }, { ignoreFields });
    const changes = {
      card_title: "新",
      benefits: "新",
      service_phone: "010-1",
      points_information: { jump_appid: "wx2", jump_path: "/new" },
      balance_information: { jump_appid: "wx2", jump_path: "/new" },
    };
    const reply = await patch(changes);
    expect(reply).toMatchObject({ status: 200, body: { card_title: "旧", benefits: "新" } });
    expect(reply.body["points_information"]).toEqual({ jump_appid: "wx2", jump_path: "/old" });
    expect(reply.body["balance_information"]).toEqual({ jump_appid: "wx2" });
    expect(reply.body).not.toHaveProperty("service_phone");
    expect((await get()).body).toEqual(reply.body);
  });

  it("takes no notice of paths that lead nowhere", async () => {
    const { patch } = await payBenchWithCard(
      {},
      { ignoreFields: ["nothing", "points_information.jump_path", "a.b.c"] },
    );
    expect((await patch({ card_title: "新" })).body).toMatchObject({ card_title: "新" });
  });
});

describe("level and agreement", () => {
  it.each([
    ["init_level", "黄金"],
    ["legal_agreement", "新"],
  ])("%s is refused in PATCH where that is the behaviour", async (key, value) => {
    const { patch, create } = await payBenchWithCard({}, { levelInPatch: "refused" });
    const detail = { field: `/${key}`, issue: "cannot be modified" };
    expect(await patch({ [key]: value })).toMatchObject({ status: 400, code: "PARAM_ERROR", detail });
    expect((await patch({ card_title: "新" })).status).toBe(200);
    expect((await create()).status).toBe(200);
  });
});

describe("taking a template off", () => {
  const target = `${BASE.partner}/cards/${CARD}?brand_id=${BRAND}`;

  it("by invalidate: 200 with the template, which stays readable and listed", async () => {
    const { invalidate, get, list, clock } = await payBenchWithCard();
    clock.advance(60);
    const reply = await invalidate();
    expect(reply).toMatchObject({ status: 200, body: { card_id: CARD, state: "CARD_INVALID", modify_time: LATER } });
    expect((await get()).body).toEqual(reply.body);
    expect((await list()).body).toMatchObject({ data: [reply.body], total_count: 1 });
  });

  it("by the DELETE of the first edition: the same", async () => {
    const { send, get } = await payBenchWithCard();
    const reply = await send({ method: "DELETE", target });
    expect(reply).toMatchObject({ status: 200, body: { card_id: CARD, state: "CARD_INVALID" } });
    expect((await get()).body).toEqual(reply.body);
  });

  it("twice is as good as once", async () => {
    const { invalidate, send, clock } = await payBenchWithCard();
    const first = await invalidate();
    clock.advance(60);
    expect((await invalidate()).body).toEqual(first.body);
    expect((await send({ method: "DELETE", target })).body).toEqual(first.body);
  });

  it("that is not there is 404", async () => {
    const { invalidate, send } = await payBenchWithCard();
    expect(await invalidate("pNobody")).toMatchObject({ status: 404, code: "RESOURCE_NOT_EXISTS" });
    const gone = { method: "DELETE", target: target.replace(CARD, "pNobody") };
    expect(await send(gone)).toMatchObject({ status: 404, code: "RESOURCE_NOT_EXISTS" });
  });

  it("has no DELETE any more where that is the behaviour", async () => {
    const { send, sandbox } = await payBenchWithCard({}, { deleteCall: "gone" });
    expect(await send({ method: "DELETE", target })).toMatchObject({ status: 405, text: "" });
    expect(sandbox.wechatpay.cards(BRAND)[CARD]?.state).toBe("CARD_EFFECTIVE");
  });

  it("says ok and does nothing where that is the behaviour", async () => {
    const { invalidate, send, sandbox } = await payBenchWithCard({}, { ignoreFields: ["state"] });
    expect(await invalidate()).toMatchObject({ status: 200, body: { state: "CARD_EFFECTIVE" } });
    expect(await send({ method: "DELETE", target })).toMatchObject({ status: 200, body: { state: "CARD_EFFECTIVE" } });
    expect(sandbox.wechatpay.cards(BRAND)[CARD]?.state).toBe("CARD_EFFECTIVE");
  });

  it("takes nothing but the brand in its body, and no body in a DELETE", async () => {
    const { send } = await payBenchWithCard();
    const path = `${BASE.partner}/cards/${CARD}/invalidate`;
    const more = await send({ method: "POST", target: path, body: { brand_id: BRAND, reason: "x" } });
    expect(more).toMatchObject({ code: "PARAM_ERROR", detail: { field: "/reason" } });
    const body = await send({ method: "DELETE", target, body: { brand_id: BRAND } });
    expect(body).toMatchObject({ code: "PARAM_ERROR", detail: { field: "" } });
  });

  it("of a brand itself takes a body only where what a call does not take is dropped", async () => {
    const { send } = await payBenchWithCard({}, { strictKeys: false });
    const path = `${BASE.brand}/cards/${CARD}/invalidate`;
    expect((await send({ role: "brand", method: "POST", target: path, body: {} })).body["state"]).toBe("CARD_INVALID");
  });
});
