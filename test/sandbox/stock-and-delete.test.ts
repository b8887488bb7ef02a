import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { APPID, at, bench, benchWithCard, CARD } from "./support.ts";

const STOCK = { base_info: { sku: { quantity: 90, total_quantity: 100 } } };

describe("card/modifystock", () => {
  it.each([
    [{ increase_stock_value: 5 }, 95, 105],
    [{ reduce_stock_value: 90 }, 0, 10],
    [{ increase_stock_value: 0, reduce_stock_value: 1 }, 89, 99],
    [{}, 90, 100],
    [{ increase_stock_value: 99_999_900 }, 99_999_990, 100_000_000],
  ] as const)("%o moves what is left and the total", async (sent, quantity, total) => {
    const { post, live } = await benchWithCard(STOCK);
    expect((await post("/card/modifystock", { card_id: CARD, ...sent })).body).toEqual({ errcode: 0, errmsg: "ok" });
    expect(at(await live(), "base_info", "sku")).toEqual({ quantity, total_quantity: total });
  });

  const refused: readonly (readonly [string, JsonObject, number])[] = [
    ["more than is left", { card_id: CARD, reduce_stock_value: 91 }, 45031],
    ["more than the maximum", { card_id: CARD, increase_stock_value: 99_999_901 }, 40122],
    ["a negative difference", { card_id: CARD, increase_stock_value: -1 }, 40122],
    ["no card_id", { increase_stock_value: 1 }, 41012],
    ["an unknown card", { card_id: "pNobody", increase_stock_value: 1 }, 40073],
  ];
  it.each(refused)("refuses %s", async (_says, body, errcode) => {
    const { post, live } = await benchWithCard(STOCK);
    expect((await post("/card/modifystock", body)).errcode).toBe(errcode);
    expect(at(await live(), "base_info", "sku")).toEqual({ quantity: 90, total_quantity: 100 });
  });

  it("takes stock off a console card that has more than the API grants", async () => {
    const { post, live } = await benchWithCard({ base_info: { sku: { total_quantity: 1_000_000_000 } } });
    expect((await post("/card/modifystock", { card_id: CARD, increase_stock_value: 1 })).errcode).toBe(40122);
    expect((await post("/card/modifystock", { card_id: CARD, reduce_stock_value: 1 })).errcode).toBe(0);
    expect(at(await live(), "base_info", "sku")["total_quantity"]).toBe(999_999_999);
  });

  it("refuses more than the deposited codes with 40136", async () => {
    const { sandbox, post } = await bench();
    const base = { get_custom_code_mode: "GET_CUSTOM_CODE_MODE_DEPOSIT", sku: { total_quantity: 0 } };
    sandbox.addCard(APPID, { base_info: base }, { card_id: CARD, deposited: 10 });
    expect((await post("/card/modifystock", { card_id: CARD, increase_stock_value: 11 })).errcode).toBe(40136);
    expect((await post("/card/modifystock", { card_id: CARD, increase_stock_value: 10 })).errcode).toBe(0);
  });

  it("refuses a deleted card with 40078", async () => {
    const { post } = await benchWithCard(STOCK);
    await post("/card/delete", { card_id: CARD });
    expect((await post("/card/modifystock", { card_id: CARD, increase_stock_value: 1 })).errcode).toBe(40078);
  });
});

describe("card/delete", () => {
  it("leaves the card readable as a deleted one, also when a review was under way", async () => {
    const { post, update, live, clock } = await benchWithCard({});
    await update({ discount: 5 });
    expect((await post("/card/delete", { card_id: CARD })).body).toEqual({ errcode: 0, errmsg: "ok" });
    clock.advance(3600);
    expect(at(await live(), "base_info")["status"]).toBe("CARD_STATUS_DELETE");
  });

  it.each([
    ["no card_id", {}, 41012],
    ["an unknown card", { card_id: "pNobody" }, 40073],
  ])("refuses %s", async (_says, body, errcode) => {
    const { post } = await bench();
    expect((await post("/card/delete", body)).errcode).toBe(errcode);
  });

  it("refuses a second time with 40078", async () => {
    const { post } = await benchWithCard({});
    await post("/card/delete", { card_id: CARD });
    expect((await post("/card/delete", { card_id: CARD })).errcode).toBe(40078);
  });
});

describe("changes", () => {
  it("are told with a snapshot", async () => {
    const told: string[] = [];
    const { sandbox, post } = await bench(
      {},
      { onChange: (appid, state) => told.push(`${appid} ${Object.keys(state.cards).length}`) },
    );
    const id = sandbox.addCard(APPID, {});
    await post("/card/get", { card_id: id });
    expect(told).toEqual([`${APPID} 1`]);
    await post("/card/delete", { card_id: id });
    expect(told).toHaveLength(2);
  });
});
