import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { fillAll } from "../../src/sandbox/filling.ts";
import { isWeixinState } from "../../src/sandbox/state-check.ts";
import { APPID, bench, CARD, START_SECONDS } from "./support.ts";

const member = { card_id: CARD, code: "916679873278", openid: "oSample" };
const asked = { card_id: CARD, code: member.code };

async function held(more: JsonObject = {}) {
  const world = await bench();
  world.sandbox.addCard(APPID, {}, { card_id: CARD });
  world.sandbox.addMember(APPID, { ...member, ...more });
  return world;
}

describe("card/code/get", () => {
  it("tells every state where check_consume is false", async () => {
    for (const status of ["NORMAL", "CONSUMED", "GIFTING", "GIFT_SUCC", "GIFT_TIMEOUT", "DELETE", "UNAVAILABLE"]) {
      const { post } = await held({ status });
      const { body } = await post("/card/code/get", { ...asked, check_consume: false });
      expect(body).toEqual({
        ...{ errcode: 0, errmsg: "ok" },
        card: { card_id: CARD, begin_time: 0, end_time: 4_294_967_295, code: member.code },
        ...{ openid: "oSample", can_consume: status === "NORMAL", user_card_status: status },
      });
    }
  });

  it.each([
    ["CONSUMED", 40_099],
    ["DELETE", 40_127],
    ["GIFTING", 40_127],
    ["UNAVAILABLE", 40_127],
  ])("refuses %s where check_consume is true or absent", async (status, errcode) => {
    const { post } = await held({ status });
    expect((await post("/card/code/get", { ...asked, check_consume: true })).errcode).toBe(errcode);
    expect((await post("/card/code/get", asked)).errcode).toBe(errcode);
  });

  it("has more members in a refusal of a code that is used up", async () => {
    const { post } = await held({ status: "CONSUMED" });
    const { body } = await post("/card/code/get", { ...asked, check_consume: true });
    expect(body).toMatchObject({ errcode: 40_099, _card: CARD, _code: member.code });
  });

  it("finds a custom code by its card only", async () => {
    const { post, sandbox } = await held();
    expect((await post("/card/code/get", { code: member.code, check_consume: false })).errcode).toBe(0);
    sandbox.addCard(APPID, { base_info: { use_custom_code: true } }, { card_id: "pCustom" });
    sandbox.addMember(APPID, { card_id: "pCustom", code: "A1", openid: "oSample" });
    expect((await post("/card/code/get", { code: "A1", check_consume: false })).errcode).toBe(40_056);
    expect((await post("/card/code/get", { card_id: "pCustom", code: "A1", check_consume: false })).errcode).toBe(0);
  });

  it("tells that a card has expired by the clock", async () => {
    const { post } = await held({ begin_time: 1, end_time: START_SECONDS - 1 });
    const { body } = await post("/card/code/get", { ...asked, check_consume: false });
    expect(body).toMatchObject({ user_card_status: "EXPIRE", can_consume: false });
  });
});

describe("card/user/getcardlist", () => {
  it("lists every code of a person, of one card where it is named", async () => {
    const { post, sandbox } = await held({ status: "DELETE" });
    sandbox.addMember(APPID, { card_id: "pOther", code: "2", openid: "oSample" });
    const all = [
      { code: member.code, card_id: CARD },
      { code: "2", card_id: "pOther" },
    ];
    const whole = { errcode: 0, errmsg: "ok", has_share_card: false };
    expect((await post("/card/user/getcardlist", { openid: "oSample" })).body).toEqual({ ...whole, card_list: all });
    expect((await post("/card/user/getcardlist", { openid: "oSample", card_id: "pOther" })).body).toEqual({
      ...{ ...whole, card_list: all.slice(1) },
    });
    expect((await post("/card/user/getcardlist", { openid: "oNobody" })).body).toEqual({ ...whole, card_list: [] });
    expect((await post("/card/user/getcardlist", {})).errcode).toBe(40_003);
  });
});

describe("card/membercard/userinfo/get", () => {
  const info = {
    membership_number: "316510891298",
    bonus: 460,
    user_info: { common_field_list: [], custom_field_list: [] },
  };

  it("tells every state, also of a code that is not in use", async () => {
    for (const status of ["NORMAL", "CONSUMED", "GIFTING", "GIFT_SUCC", "GIFT_TIMEOUT", "DELETE", "UNAVAILABLE"]) {
      const { post } = await held({ status, info });
      const { body } = await post("/card/membercard/userinfo/get", asked);
      expect(body).toEqual({ errcode: 0, errmsg: "ok", openid: "oSample", ...info, user_card_status: status });
    }
  });

  it("refuses a code that nobody holds, and one without its card", async () => {
    const { post } = await held();
    expect((await post("/card/membercard/userinfo/get", { ...asked, code: "1" })).errcode).toBe(40_056);
    expect((await post("/card/membercard/userinfo/get", { code: member.code })).errcode).toBe(41_012);
  });
});

describe("card/code/unavailable", () => {
  it("makes a code invalid, and keeps the reason", async () => {
    const { post, sandbox } = await held();
    expect((await post("/card/code/unavailable", { ...asked, reason: "closed" })).body).toEqual({
      errcode: 0,
      errmsg: "ok",
    });
    expect(sandbox.members(APPID)).toMatchObject([{ code: member.code, status: "UNAVAILABLE", reason: "closed" }]);
    const { body } = await post("/card/code/get", { ...asked, check_consume: false });
    expect(body).toMatchObject({ user_card_status: "UNAVAILABLE", can_consume: false });
  });

  it.each([
    ["CONSUMED", 40_099],
    ["DELETE", 40_127],
    ["GIFT_SUCC", 40_127],
    ["UNAVAILABLE", 40_127],
  ])("refuses %s, and changes nothing", async (status, errcode) => {
    const { post, sandbox } = await held({ status });
    expect((await post("/card/code/unavailable", asked)).errcode).toBe(errcode);
    expect(sandbox.members(APPID)).toMatchObject([{ status }]);
  });

  it("refuses a code that nobody holds, and a custom code without its card", async () => {
    const { post, sandbox } = await held();
    expect((await post("/card/code/unavailable", { ...asked, code: "1" })).errcode).toBe(40_056);
    sandbox.addCard(APPID, { base_info: { use_custom_code: true } }, { card_id: "pCustom" });
    sandbox.addMember(APPID, { card_id: "pCustom", code: "A1", openid: "oSample" });
    expect((await post("/card/code/unavailable", { code: "A1" })).errcode).toBe(40_056);
    expect((await post("/card/code/unavailable", { card_id: "pCustom", code: "A1" })).errcode).toBe(0);
  });
});

describe("members that are kept", () => {
  it("are a part of the state, and of what a state may be", async () => {
    const { sandbox } = await held();
    const state = JSON.parse(JSON.stringify(sandbox.state(APPID))) as JsonObject;
    expect(isWeixinState(state)).toBe(true);
    expect(state["members"]).toEqual(sandbox.members(APPID));
    expect(isWeixinState({ ...state, members: [{ code: 1 }] })).toBe(false);
    expect(isWeixinState({ ...state, members: {} })).toBe(false);
  });

  it("are invented for every card that is filled in, with codes of their own", async () => {
    const { sandbox } = await bench();
    const card = (id: string) => ({ as: "card", refers: false, identity: APPID, id, spec: {} }) as const;
    fillAll(sandbox, [card("pOne"), card("pTwo")], START_SECONDS);
    const codes = sandbox.members(APPID).map(({ card_id, code }) => `${card_id} ${code}`);
    expect(codes).toEqual(["pOne 900000000001", "pOne 900000000002", "pTwo 900000000003", "pTwo 900000000004"]);
  });
});
