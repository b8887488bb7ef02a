import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { APPID, at, bench, benchWithCard, CARD, START_SECONDS } from "./support.ts";

describe("card/get", () => {
  it("shows what was sent, and of what was never sent only the lists", async () => {
    const sent = {
      base_info: { brand_name: "牌", title: "卡", can_share: false, get_limit: 0, center_url: "" },
      bonus_rule: { cost_money_unit: 100, reduce_money: 0 },
    };
    const { post } = await benchWithCard(sent);
    const { body } = await post("/card/get", { card_id: CARD });
    expect(body).toEqual({
      errcode: 0,
      errmsg: "ok",
      card: {
        card_type: "MEMBER_CARD",
        member_card: {
          base_info: {
            id: CARD,
            logo_url: "http://mmbiz.qpic.cn/mmbiz_png/sandbox/0",
            code_type: "CODE_TYPE_QRCODE",
            notice: "",
            description: "",
            color: "#63b359",
            date_info: { type: "DATE_TYPE_PERMANENT" },
            ...sent.base_info,
            status: "CARD_STATUS_VERIFY_OK",
            sku: { quantity: 100_000_000, total_quantity: 100_000_000 },
            create_time: START_SECONDS,
            update_time: START_SECONDS + 10,
            location_id_list: [],
            area_code_list: [],
          },
          supply_bonus: false,
          supply_balance: false,
          prerogative: "",
          bonus_rule: { cost_money_unit: 100, reduce_money: 0 },
          advanced_info: {
            time_limit: [],
            text_image_list: [],
            business_service: [],
            consume_share_card_list: [],
            share_friends: false,
          },
        },
      },
    });
  });

  it("escapes slashes and says its encoding", async () => {
    const { post } = await benchWithCard({});
    const reply = await post("/card/get", { card_id: CARD });
    expect(reply.text).toContain(String.raw`"http:\/\/mmbiz.qpic.cn\/mmbiz_png\/sandbox\/0"`);
    expect(reply.contentType).toBe("application/json; encoding=utf-8");
  });

  it("never shows what is write-only, and shows the other mini-program keys", async () => {
    const { update, live } = await benchWithCard({});
    const hidden = {
      bonus_app_brand_user_name: "gh@app",
      bonus_app_brand_pass: "p",
      balance_app_brand_user_name: "gh@app",
      balance_app_brand_pass: "p",
      activate_app_brand_user_name: "gh@app",
      activate_app_brand_pass: "p",
      modify_msg_operation: { url_cell: { url: "www.qq.com" } },
    };
    const shown = {
      base_info: { center_app_brand_user_name: "a@app", custom_app_brand_pass: "b", promotion_app_brand_pass: "c" },
      custom_field1: { name: "等级", app_brand_user_name: "gh@app", app_brand_pass: "p" },
    };
    expect((await update({ ...hidden, ...shown })).errcode).toBe(0);
    expect((await update({ activate_msg_operation: { url_cell: { url: "www.qq.com" } } })).errcode).toBe(0);
    const seen = await live();
    expect(seen).toMatchObject(shown);
    for (const key of [...Object.keys(hidden), "activate_msg_operation"]) expect(seen).not.toHaveProperty(key);
  });

  it("writes colours as values, console ones too", async () => {
    const { sandbox, live, update } = await benchWithCard({ base_info: { color: "#1D75AC" } });
    expect(at(await live(), "base_info")["color"]).toBe("#1D75AC");
    await update({ base_info: { color: "Color102" } });
    expect(at(await live(), "base_info")["color"]).toBe("#5E6671");
    sandbox.behaviours.colourAs = "name";
    expect(at(await live(), "base_info")["color"]).toBe("Color102");
  });

  it.each([
    [{ type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: 1, end_timestamp: 2 }, 1],
    [{ type: "DATE_TYPE_FIX_TERM", fixed_term: 3 }, 2],
    [{ type: "DATE_TYPE_PERMANENT" }, "DATE_TYPE_PERMANENT"],
  ] as const)("writes validity types of old cards as numbers: %o", async (dateInfo, type) => {
    const { sandbox, live } = await benchWithCard({ base_info: { date_info: dateInfo } });
    expect(at(await live(), "base_info", "date_info")).toEqual(dateInfo);
    sandbox.behaviours.numericDateType = true;
    expect(at(await live(), "base_info", "date_info")["type"]).toBe(type);
  });

  it("shows a console card with its stock, its sub_title and what was claimed", async () => {
    const { sandbox, live } = await bench();
    const sku = { total_quantity: 1_000_000_000 };
    const id = sandbox.addCard(APPID, { base_info: { sku } }, { created_in: "console", claimed: 103 });
    expect(at(await live(id), "base_info")).toMatchObject({
      sub_title: "",
      sku: { quantity: 999_999_897, total_quantity: 1_000_000_000 },
    });
  });

  it("takes what was claimed off the stock left", async () => {
    const { sandbox, live } = await bench();
    const id = sandbox.addCard(APPID, { base_info: { sku: { quantity: 100 } } }, { claimed: 10 });
    expect(at(await live(id), "base_info", "sku")).toEqual({ quantity: 90, total_quantity: 100 });
  });

  it("shows other card types below their own key", async () => {
    const { sandbox, post } = await bench();
    const id = sandbox.addCard(APPID, { base_info: { title: "券" } }, { card_type: "GENERAL_COUPON" });
    const { body } = await post("/card/get", { card_id: id });
    expect(body).toMatchObject({ card: { card_type: "GENERAL_COUPON", general_coupon: { base_info: { id } } } });
  });

  it("takes a seed in the very shape it answers", async () => {
    const { sandbox, live } = await benchWithCard({ base_info: { title: "原" }, discount: 10 });
    const first = await live();
    const second = sandbox.addCard(APPID, first);
    expect(await live(second)).toEqual({ ...first, base_info: { ...at(first, "base_info"), id: second } });
  });

  it.each([
    ["no card_id", {}, 41012],
    ["an unknown card", { card_id: "pNobody" }, 40073],
  ])("refuses %s", async (_says, body, errcode) => {
    const { post } = await bench();
    expect((await post("/card/get", body)).errcode).toBe(errcode);
  });

  it("shows a console edit at once, without review", async () => {
    const { sandbox, live } = await benchWithCard({ base_info: { title: "旧" }, discount: 10 });
    await live();
    sandbox.editInConsole(APPID, CARD, { base_info: { title: "很长很长很长很长很长的标题" }, discount: null });
    const seen = await live();
    expect(at(seen, "base_info")).toMatchObject({
      title: "很长很长很长很长很长的标题",
      status: "CARD_STATUS_VERIFY_OK",
    });
    expect(seen).not.toHaveProperty("discount");
  });
});

describe("card/batchget", () => {
  async function five(): Promise<{ post: Awaited<ReturnType<typeof bench>>["post"]; ids: string[] }> {
    const { sandbox, post } = await bench();
    const ids = [1, 2, 3].map(() => sandbox.addCard(APPID, {}));
    ids.push(sandbox.addCard(APPID, {}, { status: "CARD_STATUS_DELETE" }));
    ids.push(sandbox.addCard(APPID, {}, { card_type: "GROUPON", status: "CARD_STATUS_DISPATCH" }));
    return { post, ids };
  }

  it("pages through all states in the order of creation", async () => {
    const { post, ids } = await five();
    const pages = [0, 2, 4, 6].map((offset) => post("/card/batchget", { offset, count: 2 }));
    const bodies = (await Promise.all(pages)).map((reply) => reply.body);
    expect(bodies.flatMap((body) => body["card_id_list"] as string[])).toEqual(ids);
    expect(bodies.map((body) => body["total_num"])).toEqual([5, 5, 5, 5]);
  });

  it("filters by status", async () => {
    const { post, ids } = await five();
    const statuses = ["CARD_STATUS_DELETE", "CARD_STATUS_DISPATCH"];
    const { body } = await post("/card/batchget", { offset: 0, count: 50, status_list: statuses });
    expect(body).toEqual({ errcode: 0, errmsg: "ok", card_id_list: ids.slice(3), total_num: 2, card_list: [] });
  });

  it.each<JsonObject>([
    { offset: 0, count: 51 },
    { offset: 0, count: 0 },
    { offset: -1, count: 10 },
    { offset: 0 },
    { count: 10 },
  ])("refuses %o with 40035", async (body) => {
    const { post } = await bench();
    expect((await post("/card/batchget", body)).errcode).toBe(40035);
  });

  it("keeps accounts apart", async () => {
    const accounts = [
      { appid: APPID, secret: "a" },
      { appid: "wxother", secret: "b" },
    ];
    const { sandbox, post } = await bench({}, { accounts });
    const id = sandbox.addCard(APPID, {});
    const theirs = sandbox.token("wxother");
    expect((await post("/card/batchget", { offset: 0, count: 10 }, theirs)).body["total_num"]).toBe(0);
    expect((await post("/card/get", { card_id: id }, theirs)).errcode).toBe(40073);
  });
});
