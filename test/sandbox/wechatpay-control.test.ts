import { describe, expect, it } from "vitest";
import { fillAll } from "../../src/sandbox/filling.ts";
import type { WechatPayState } from "../../src/sandbox/wechatpay/state.ts";
import { APPID } from "./support.ts";
import {
  BASE,
  BRAND,
  CARD,
  isAuthentic,
  newTemplate,
  OTHER_BRAND,
  type Outgoing,
  PARTNER,
  payBench,
  payBenchWithCard,
} from "./wechatpay-support.ts";

const CARDS = `${BASE.partner}/cards`;
const READ: Outgoing = { method: "GET", target: `${CARDS}/${CARD}?brand_id=${BRAND}` };
/** Paths with an id of a card at their end. */
const ONE_CARD = /\/cards\/[^/]+$/;

describe("a saved state", () => {
  it("holds templates, their numbers and their order", async () => {
    const first = await payBench();
    const made = await first.create();
    first.clock.advance(1);
    first.sandbox.wechatpay.addCard(BRAND, { card_title: "第二" }, { card_id: "p2", state: "CARD_INVALID" });
    const state = JSON.parse(JSON.stringify(first.sandbox.wechatpay.state(BRAND))) as WechatPayState;
    expect(state).toMatchObject({ format: "wxcards.sandbox/1", platform: "wechatpay" });

    const second = await payBench({}, { wechatpay: [{ ...PARTNER, state }] });
    expect(second.sandbox.wechatpay.state(BRAND)).toEqual(state);
    expect((await second.list()).body).toEqual((await first.list()).body);
    expect((await second.create()).body).toEqual(made.body);
    expect((await second.create(newTemplate({ card_title: "别的" }))).code).toBe("ALREADY_EXISTS");
  });

  it("is told after each change, with the brand, and after no read", async () => {
    const told: string[] = [];
    const onBrandChange = (brandId: string, { cards }: WechatPayState): void => {
      told.push(`${brandId} ${Object.values(cards).map((card) => card.state)}`);
    };
    const { create, get, list, patch, invalidate, sandbox } = await payBench({}, { onBrandChange });
    const id = String((await create()).body["card_id"]);
    await create();
    await get(id);
    await list();
    await patch({ card_title: "" }, id);
    await patch({}, id);
    expect(told).toEqual([`${BRAND} CARD_EFFECTIVE`]);
    await patch({ card_title: "新" }, id);
    await invalidate(id);
    await invalidate(id);
    sandbox.wechatpay.addCard(OTHER_BRAND, {});
    const [effective, invalid] = [`${BRAND} CARD_EFFECTIVE`, `${BRAND} CARD_INVALID`];
    expect(told).toEqual([effective, effective, invalid, `${OTHER_BRAND} CARD_EFFECTIVE`]);
  });
});

describe("the control API", () => {
  it("a template is put there with what every answer has, whatever it says of itself", async () => {
    const { get, sandbox } = await payBench();
    const seed = { card_title: "种子", brand_id: "x", state: "x", modify_time: "x" };
    const options = { out_request_no: "n1", create_time: 1_700_000_000_000 };
    const id = sandbox.wechatpay.addCard(BRAND, seed, options);
    const { body } = await get(id);
    expect(body).toMatchObject({ ...lackingBrand(), card_id: id, brand_id: BRAND, card_title: "种子" });
    expect(body).toMatchObject({ out_request_no: "n1", state: "CARD_EFFECTIVE" });
    expect(body).toMatchObject({ create_time: "2023-11-15T06:13:20.000+08:00", modify_time: body["create_time"] });
    expect(sandbox.wechatpay.has(BRAND, id)).toBe(true);
    expect(sandbox.wechatpay.has(OTHER_BRAND, id)).toBe(false);
  });

  /** The members that a create cannot do without, as far as their values do not matter. */
  function lackingBrand(): Record<string, unknown> {
    const { brand_id: _brand, out_request_no: _number, ...members } = newTemplate();
    return Object.fromEntries(Object.keys(members).map((key) => [key, expect.anything()]));
  }

  it("a person changes every member, takes some away, and puts a template out of effect", async () => {
    const { get, sandbox, clock } = await payBenchWithCard({ points_information: { jump_appid: "a", jump_path: "b" } });
    clock.advance(60);
    sandbox.wechatpay.editInConsole(BRAND, CARD, {
      code_type: "BAR_CODE",
      points_information: { jump_path: "c" },
      balance_information: { jump_appid: "d" },
      benefits: null,
    });
    const { body } = await get();
    expect(body).toMatchObject({ code_type: "BAR_CODE", state: "CARD_EFFECTIVE" });
    expect(body).toMatchObject({ points_information: { jump_appid: "a", jump_path: "c" } });
    expect(body).toMatchObject({
      balance_information: { jump_appid: "d" },
      modify_time: "2026-11-21T10:01:00.000+08:00",
    });
    expect(body).not.toHaveProperty("benefits");
    sandbox.wechatpay.editInConsole(BRAND, CARD, { state: "CARD_INVALID" });
    expect((await get()).body["state"]).toBe("CARD_INVALID");
    sandbox.wechatpay.editInConsole(BRAND, CARD, { state: "CARD_EFFECTIVE" });
    expect((await get()).body["state"]).toBe("CARD_EFFECTIVE");
  });

  it("misuse throws", async () => {
    const { sandbox } = await payBenchWithCard();
    const { wechatpay } = sandbox;
    expect(() => wechatpay.addCard(BRAND, {}, { card_id: CARD })).toThrow(CARD);
    expect(() => wechatpay.editInConsole(BRAND, "pNobody", {})).toThrow("pNobody");
    for (const call of [wechatpay.cards, wechatpay.state, (id: string) => wechatpay.addCard(id, {})])
      expect(() => call("9999")).toThrow("9999");
  });

  it("a snapshot does not change", async () => {
    const { sandbox, patch } = await payBenchWithCard({ card_title: "旧" });
    const before = sandbox.wechatpay.cards(BRAND);
    await patch({ card_title: "新" });
    expect(before[CARD]?.content["card_title"]).toBe("旧");
  });

  it("a declared template is filled in once", async () => {
    const { sandbox } = await payBench();
    const input = {
      as: "card-template" as const,
      refers: false,
      identity: BRAND,
      id: CARD,
      spec: { card_title: "声明" },
    };
    expect([fillAll(sandbox, [input], 0), fillAll(sandbox, [input], 0)]).toEqual([[input], []]);
    expect(sandbox.wechatpay.cards(BRAND)[CARD]?.content["card_title"]).toBe("声明");
  });
});

describe("forced answers", () => {
  it("wait for a method and a pattern of paths, so many times, and execute nothing", async () => {
    const { sandbox, get, patch, send } = await payBenchWithCard({ card_title: "旧" });
    sandbox.fail({ path: ONE_CARD, method: "PATCH", code: "SYSTEM_ERROR", times: 2 });
    expect((await get()).status).toBe(200);
    expect((await send({ method: "GET", target: `${CARDS}?brand_id=${BRAND}&offset=0&limit=1` })).status).toBe(200);
    expect(await patch({ card_title: "新" })).toMatchObject({ status: 500, code: "SYSTEM_ERROR" });
    expect((await patch({ card_title: "新" })).headers["request-id"]).toBeDefined();
    expect((await get()).body["card_title"]).toBe("旧");
    expect((await patch({ card_title: "新" })).status).toBe(200);
  });

  it("come after so many requests that went well, also with an expression that remembers", async () => {
    const { sandbox, get } = await payBenchWithCard();
    sandbox.fail({ path: /\/cards\//g, code: "FREQUENCY_LIMITED", after: 1, times: 2 });
    expect([await get(), await get(), await get(), await get()].map(({ status }) => status)).toEqual([
      200, 429, 429, 200,
    ]);
  });

  it("may be of any status, words, detail, body and header", async () => {
    const { sandbox, get } = await payBenchWithCard();
    const detail = { field: "/card_title", issue: "敏感词", location: "body" };
    sandbox.fail({ path: "*", code: "PARAM_ERROR", message: "不行", detail, status: 422 });
    expect(await get()).toMatchObject({ status: 422, body: { code: "PARAM_ERROR", message: "不行", detail } });
    const rawBody = "<html>busy</html>";
    sandbox.fail({
      path: "*",
      code: "SERVICE_UNAVAILABLE",
      rawBody,
      contentType: "text/html",
      headers: { "retry-after": "7" },
    });
    const reply = await get();
    expect(reply).toMatchObject({ status: 503, text: rawBody });
    expect(reply.headers).toMatchObject({ "content-type": "text/html", "retry-after": "7" });
    sandbox.fail({ path: "*", code: "SOMETHING_NEW" });
    expect(await get()).toMatchObject({ status: 400, code: "SOMETHING_NEW" });
  });

  it("are signed when they are a success, so that a client gets to read them", async () => {
    const { sandbox, get } = await payBenchWithCard();
    sandbox.fail({ path: "*", code: "OK", status: 200, rawBody: '{"card_id":' });
    const reply = await get();
    expect(reply).toMatchObject({ status: 200, text: '{"card_id":' });
    expect(isAuthentic(reply, sandbox.wechatpay.publicKey)).toBe(true);
    sandbox.fail({ path: "*", code: "OK", status: 200, headers: { "wechatpay-serial": "PUB_KEY_ID_0" } });
    expect((await get()).headers["wechatpay-serial"]).toBe("PUB_KEY_ID_0");
  });

  it("can hide that a call was carried out", async () => {
    const { sandbox, create } = await payBench();
    sandbox.fail({
      path: CARDS,
      method: "POST",
      code: "SERVICE_UNAVAILABLE",
      status: 502,
      rawBody: "",
      executes: true,
    });
    expect((await create()).status).toBe(502);
    const [id] = Object.keys(sandbox.wechatpay.cards(BRAND));
    expect((await create()).body["card_id"]).toBe(id);
  });

  it("of one platform wait for its own requests, whatever their path says", async () => {
    const { sandbox, post, get } = await payBenchWithCard();
    sandbox.fail({ path: "*", errcode: 45009 });
    sandbox.fail({ path: "*", code: "SYSTEM_ERROR" });
    expect((await get()).code).toBe("SYSTEM_ERROR");
    expect((await post("/card/get", {})).errcode).toBe(45009);
    sandbox.fail({ path: "*", code: "SYSTEM_ERROR" });
    expect((await post("/card/get", {})).errcode).toBe(41012);
    sandbox.calm();
    expect((await get()).status).toBe(200);
  });
});

describe("broken connections", () => {
  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("%s a create is executed leave %i template", async (when, count) => {
    const { sandbox, create, list } = await payBench();
    sandbox.fault({ path: CARDS, method: "POST", when });
    expect((await list()).status).toBe(200);
    await expect(create()).rejects.toThrow();
    expect(Object.keys(sandbox.wechatpay.cards(BRAND))).toHaveLength(count);
    expect((await create()).status).toBe(200);
    expect(Object.keys(sandbox.wechatpay.cards(BRAND))).toHaveLength(1);
  });

  it("come after so many requests", async () => {
    const { sandbox, get } = await payBenchWithCard();
    sandbox.fault({ path: ONE_CARD, when: "before", after: 1 });
    expect((await get()).status).toBe(200);
    await expect(get()).rejects.toThrow();
  });
});

describe("the recording", () => {
  it("keeps method, path, query and code", async () => {
    const { sandbox, send, patch } = await payBenchWithCard();
    await send(READ);
    await patch({ card_title: "" });
    expect(sandbox.requests).toMatchObject([
      { method: "GET", path: `${CARDS}/${CARD}`, query: { brand_id: BRAND }, text: "", status: 200, errcode: 0 },
      {
        method: "PATCH",
        path: `${CARDS}/${CARD}`,
        query: {},
        body: { card_title: "" },
        status: 400,
        errcode: "PARAM_ERROR",
      },
    ]);
    expect(sandbox.calls(`${CARDS}/${CARD}`)).toBe(2);
  });

  it("keeps no token and no secret in a query of Weixin", async () => {
    const { sandbox } = await payBench();
    await fetch(`${sandbox.url}/cgi-bin/token?grant_type=client_credential&appid=${APPID}&secret=sandbox-secret`);
    await fetch(`${sandbox.url}/card/get?access_token=${sandbox.token(APPID)}`, { method: "POST", body: "{}" });
    expect(sandbox.requests.map(({ query }) => query)).toEqual([{ grant_type: "client_credential", appid: APPID }, {}]);
  });
});
