import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { usualBehaviours } from "../../src/sandbox/behaviours.ts";
import { APPID, at, bench, lacking, newCard, START_SECONDS } from "./support.ts";

const FULL = newCard();
const MEMBER = at(FULL, "card", "member_card");
const BASE = at(MEMBER, "base_info");

function withMember(memberCard: JsonObject): JsonObject {
  return { card: { card_type: "MEMBER_CARD", member_card: memberCard } };
}

describe("card/create", () => {
  it("gives a card that waits for its review and then passes", async () => {
    const { post, live, clock } = await bench();
    const reply = await post("/card/create", FULL);
    expect(reply.body).toEqual({ errcode: 0, errmsg: "ok", card_id: expect.stringMatching(/^p[\w-]{27}$/) });
    const id = String(reply.body["card_id"]);
    const { sku: _sku, ...sent } = BASE;
    expect(at(await live(id), "base_info")).toEqual({
      ...sent,
      id,
      color: "#63b359",
      status: "CARD_STATUS_NOT_VERIFY",
      sku: { quantity: 500, total_quantity: 500 },
      create_time: START_SECONDS,
      update_time: START_SECONDS + 10,
      location_id_list: [],
      area_code_list: [],
    });
    clock.advance(60);
    expect(at(await live(id), "base_info")["status"]).toBe("CARD_STATUS_VERIFY_OK");
  });

  it("takes a cover text above the documented 24 bytes: the official sample has 57, a recorded card 85", async () => {
    const { post } = await bench();
    const long = { advanced_info: { abstract: { abstract: "微信餐厅推出多种新季菜品，期待您的光临" } } };
    expect((await post("/card/create", newCard({}, long))).errcode).toBe(0);
  });

  it("may be refused by the review", async () => {
    const { post, live } = await bench({ review: { seconds: 0, verdict: "refuse", shows: "after-review" } });
    const id = String((await post("/card/create", FULL)).body["card_id"]);
    expect(at(await live(id), "base_info")).toMatchObject({ status: "CARD_STATUS_VERIFY_FAIL", title: BASE["title"] });
  });

  it("gives another id each time", async () => {
    const { post } = await bench();
    const ids = [await post("/card/create", FULL), await post("/card/create", FULL)].map((r) => r.body["card_id"]);
    expect(new Set(ids).size).toBe(2);
  });

  it.each(["logo_url", "brand_name", "code_type", "title", "color", "notice", "description", "date_info", "sku"])(
    "needs base_info.%s (41011)",
    async (key) => {
      const { post } = await bench();
      const body = withMember({ ...MEMBER, base_info: lacking(BASE, key) });
      expect((await post("/card/create", body)).errcode).toBe(41011);
    },
  );

  it.each(["prerogative", "supply_bonus", "supply_balance", "base_info"])("needs %s (41011)", async (key) => {
    const { post } = await bench();
    expect((await post("/card/create", withMember(lacking(MEMBER, key)))).errcode).toBe(41011);
  });

  const FIELD = { name_type: "FIELD_NAME_TYPE_LEVEL" };
  const DEPOSIT = { get_custom_code_mode: "GET_CUSTOM_CODE_MODE_DEPOSIT" };
  const refused: readonly (readonly [string, JsonObject, number])[] = [
    ["an empty object", {}, 41011],
    ["no card_type", { card: { member_card: MEMBER } }, 41011],
    ["no member_card", { card: { card_type: "MEMBER_CARD" } }, 41011],
    ["another card type", { card: { card_type: "GROUPON", member_card: MEMBER } }, 40071],
    ["a long brand_name", newCard({ brand_name: "a".repeat(37) }), 45021],
    ["a custom_url_name over the 15 bytes of create", newCard({ custom_url_name: "a".repeat(16) }), 45021],
    ["bonus_rules over the 128 bytes of create", newCard({}, { bonus_rules: "a".repeat(129) }), 45021],
    [
      "a long text of a condition",
      newCard({}, { advanced_info: { use_condition: { accept_category: "a".repeat(513) } } }),
      45021,
    ],
    ["an unknown service", newCard({}, { advanced_info: { business_service: ["BIZ_SERVICE_X"] } }), 40150],
    ["a colour by its value", newCard({ color: "#63b359" }), 40150],
    ["an unknown code_type", newCard({ code_type: "X" }), 40072],
    ["a foreign logo", newCard({ logo_url: "https://example.com/a.png" }), 40141],
    ["no stock", newCard({ sku: { quantity: 0 } }), 40122],
    ["too much stock", newCard({ sku: { quantity: 100_000_001 } }), 40122],
    ["an empty sku", newCard({ sku: {} }), 41011],
    ["stock before any code was deposited", newCard(DEPOSIT), 40136],
    ["a range without its end", newCard({ date_info: { type: 1, begin_timestamp: 1 } }), 41011],
    ["a term without its length", newCard({ date_info: { type: "DATE_TYPE_FIX_TERM" } }), 41011],
    ["a validity without a type", newCard({ date_info: { fixed_term: 1 } }), 41011],
    ["an unknown validity type", newCard({ date_info: { type: "DATE_TYPE_FOREVER" } }), 40150],
    ["milliseconds", newCard({ date_info: { type: 1, begin_timestamp: 1, end_timestamp: 1_795_226_400_000 } }), 40079],
    ["an end before its begin", newCard({ date_info: { type: 1, begin_timestamp: 2, end_timestamp: 1 } }), 40079],
    [
      "four information items",
      newCard({}, { supply_bonus: true, custom_field1: FIELD, custom_field2: FIELD, custom_field3: FIELD }),
      40124,
    ],
  ];

  it.each(refused)("refuses %s", async (_says, body, errcode) => {
    const { post, sandbox } = await bench();
    expect((await post("/card/create", body)).errcode).toBe(errcode);
    expect(sandbox.state(APPID).cards).toEqual({});
  });

  it.each([
    ["customCode", newCard({ use_custom_code: true }), 43009],
    ["balance", newCard({}, { supply_balance: true }), 43010],
    ["wechatPay", newCard({ pay_info: { swipe_card: { is_swipe_card: true } } }), 43008],
  ] as const)("needs the grant %s", async (grant, body, errcode) => {
    const { post, sandbox } = await bench();
    sandbox.behaviours.permissions = { ...usualBehaviours().permissions, [grant]: false };
    expect((await post("/card/create", body)).errcode).toBe(errcode);
    sandbox.behaviours.permissions[grant] = true;
    expect((await post("/card/create", body)).errcode).toBe(0);
  });

  it("starts empty in deposit mode", async () => {
    const { post } = await bench();
    expect((await post("/card/create", newCard({ ...DEPOSIT, sku: { quantity: 0 } }))).errcode).toBe(0);
  });

  it("keeps a validity typed with a number under its name", async () => {
    const { post, live } = await bench();
    const reply = await post("/card/create", newCard({ date_info: { type: 2, fixed_term: 15, fixed_begin_term: 0 } }));
    const { base_info: base } = await live(String(reply.body["card_id"]));
    expect(base).toMatchObject({ date_info: { type: "DATE_TYPE_FIX_TERM", fixed_term: 15, fixed_begin_term: 0 } });
  });
});
