import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { APPID, bench, benchWithCard, CARD } from "./support.ts";

const FORM = "/card/membercard/activateuserform/set";
const PAY = "/card/paycell/set";
const SELF = "/card/selfconsumecell/set";
const ONE_CLICK = { wx_activate: true };
const fields = (count: number) => Array.from({ length: count }, (_, index) => `字段${index}`);
const choices = (count: number) => fields(count).map((name) => ({ type: "FORM_FIELD_SELECT", name, values: ["一"] }));

describe("card/membercard/activateuserform/set", () => {
  it("replaces the whole form, which no read shows", async () => {
    const { post, live, sandbox } = await benchWithCard(ONE_CLICK);
    const form = {
      bind_old_card: { name: "绑定", url: "https://m.yunshan.example/old" },
      required_form: {
        can_modify: false,
        common_field_id_list: ["USER_FORM_INFO_FLAG_MOBILE"],
        custom_field_list: fields(5),
        rich_field_list: choices(5),
      },
    };
    expect((await post(FORM, { card_id: CARD, ...form })).body).toEqual({ errcode: 0, errmsg: "ok" });
    expect(sandbox.state(APPID).cards[CARD]?.settings).toEqual({ activateuserform: form });
    const next = { optional_form: { common_field_id_list: ["USER_FORM_INFO_FLAG_EDUCATION_BACKGROUND"] } };
    expect((await post(FORM, { card_id: CARD, ...next })).errcode).toBe(0);
    expect(sandbox.state(APPID).cards[CARD]?.settings).toEqual({ activateuserform: next });
    expect(JSON.stringify(await live())).not.toContain("USER_FORM_INFO_FLAG");
  });

  const refused: readonly (readonly [string, JsonObject, JsonObject, number])[] = [
    ["a card without one-click activation", {}, {}, 45030],
    ["one that another way of activation overrides", { ...ONE_CLICK, auto_activate: true }, {}, 45030],
    [
      "the id that the documentation prints short",
      ONE_CLICK,
      { required_form: { common_field_id_list: ["USER_FORM_INFO_FLAG_EDUCATION_BACKGRO"] } },
      40097,
    ],
    [
      "an unknown sort of field",
      ONE_CLICK,
      { optional_form: { rich_field_list: [{ type: "FORM_FIELD_TEXT" }] } },
      40097,
    ],
    ["six fields of free text", ONE_CLICK, { required_form: { custom_field_list: fields(6) } }, 40097],
    ["six fields with choices", ONE_CLICK, { optional_form: { rich_field_list: choices(6) } }, 40097],
    ["a name above 32 bytes", ONE_CLICK, { service_statement: { name: "会员守则会员守则会员守", url: "" } }, 45021],
    ["a key it does not know", ONE_CLICK, { form: {} }, 47001],
  ];
  it.each(refused)("refuses %s", async (_says, card, form, errcode) => {
    const { post, sandbox } = await benchWithCard(card);
    expect((await post(FORM, { card_id: CARD, ...form })).errcode).toBe(errcode);
    expect(sandbox.state(APPID).cards[CARD]?.settings).toBeUndefined();
  });

  it("has two codes for a card without one-click activation, and one for a card that is deleted or none", async () => {
    const { post, sandbox } = await benchWithCard({});
    sandbox.behaviours.formRefusal = 72026;
    expect((await post(FORM, { card_id: CARD })).errcode).toBe(72026);
    expect((await post(FORM, { card_id: "pNobody" })).errcode).toBe(40073);
    await post("/card/delete", { card_id: CARD });
    expect((await post(FORM, { card_id: CARD })).errcode).toBe(40078);
  });
});

describe("card/paycell/set and card/selfconsumecell/set", () => {
  it("payment needs stores; self-service does where the account is so", async () => {
    const { post, sandbox } = await benchWithCard({});
    expect((await post(PAY, { card_id: CARD, is_open: true })).errcode).toBe(43017);
    expect((await post(PAY, { card_id: CARD, is_open: false })).errcode).toBe(0);
    const self = { is_open: true, need_verify_cod: true, need_remark_amount: false };
    sandbox.behaviours.selfServiceNeedsStores = true;
    expect((await post(SELF, { card_id: CARD, ...self })).errcode).toBe(43017);
    sandbox.behaviours.selfServiceNeedsStores = false;
    expect((await post(SELF, { card_id: CARD, ...self })).errcode).toBe(0);
    expect(sandbox.state(APPID).cards[CARD]?.settings).toEqual({ paycell: { is_open: false }, selfconsumecell: self });
  });

  it("one thing has the middle of a card", async () => {
    const stores = { location_id_list: [101] };
    const { post, update } = await benchWithCard({ base_info: stores });
    expect((await post(PAY, { card_id: CARD, is_open: true })).errcode).toBe(0);
    expect((await post(SELF, { card_id: CARD, is_open: true })).errcode).toBe(45046);
    expect((await post(PAY, { card_id: CARD, is_open: false })).errcode).toBe(0);
    await update({ base_info: { center_url: "https://m.yunshan.example/pay" } });
    expect((await post(PAY, { card_id: CARD, is_open: true })).errcode).toBe(45046);
  });

  it("is for member cards", async () => {
    const { sandbox, post } = await bench();
    sandbox.addCard(APPID, {}, { card_id: CARD, card_type: "GROUPON" });
    expect((await post(PAY, { card_id: CARD, is_open: true })).errcode).toBe(40071);
  });
});
