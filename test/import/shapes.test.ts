import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { JsonObject } from "../../src/model/json.ts";
import type { SeedOptions } from "../../src/sandbox/weixin/seeding.ts";
import { liveGold, liveSilver, rangeBegin, rangeEnd } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

interface Shape {
  readonly card: JsonObject;
  readonly seed?: SeedOptions;
  /** What the document has to say, and what it must not. */
  readonly says: readonly string[];
  readonly not?: readonly string[];
}

const face = (title: string, more: JsonObject = {}): JsonObject => ({
  brand_name: "云杉咖啡",
  title,
  color: "Color010",
  notice: "请出示",
  description: "不可转赠。",
  ...more,
});

/** Ten cards, each of another make. */
const shapes: Readonly<Record<string, Shape>> = {
  "an ordinary card made over the API": {
    card: liveGold,
    says: [
      "title: 云杉咖啡金卡 # Title, goes to review",
      "color: Color060 # Colour",
      "brand_name: 云杉咖啡 # Merchant name, fixed",
      'service_phone: "4008203366"',
      // One a line: a store more is one line more.
      "location_id_list:\n      - 101\n      - 102\n",
      "description: |-\n      金卡会员在所有门店使用。\n      不可转赠。",
      "type: DATE_TYPE_PERMANENT",
      "supply_balance: false",
      "total_quantity: 1000",
    ],
    not: ["create_time", "status:", " quantity:", "area_code_list", "advanced_info"],
  },
  "a card valid for a range": {
    card: liveSilver,
    says: [
      "begin_timestamp: 2026-01-01T00:00:00+08:00 # Valid from, only earlier",
      "end_timestamp: 2027-12-31T23:59:59+08:00",
      "color: Color102",
    ],
    not: [String(rangeBegin), String(rangeEnd)],
  },
  "a card of a term, free labels, one cell cleared": {
    card: {
      base_info: face("青铜卡", { date_info: { type: "DATE_TYPE_FIX_TERM", fixed_term: 30, fixed_begin_term: 0 } }),
      custom_field1: { name: "我的等级", url: "https://m.example/level" },
      custom_field3: { name: "余额: 说明", url: "" },
      custom_cell1: { name: "", tips: "", url: "" },
      custom_cell2: { name: "门店", tips: "", url: "https://m.example/?a=1&b=2#top" },
      bonus_rule: { cost_money_unit: 0, increase_bonus: 0 },
    },
    says: ["fixed_begin_term: 0", "name: 我的等级", 'name: "余额: 说明"', "custom_cell2:", "cost_money_unit: 0"],
    not: ["custom_cell1", 'url: ""', 'tips: ""'],
  },
  "a card of the console": {
    card: {
      base_info: face("黑金 VIP", {
        color: "#1D75AC",
        description: "第一行\r\n第二行\r\n",
        use_all_locations: true,
        location_id_list: [481397789, 481397790],
        sku: { quantity: 999_999_900, total_quantity: 1_000_000_000 },
      }),
      prerogative: "用卡可享受9折优惠\n全场通用",
      discount: 10,
    },
    seed: { created_in: "console" },
    says: [
      'color: "#1D75AC" # Colour; "#1D75AC" has no name, and colours are sent by name',
      "use_all_locations: true",
      "# - base_info.location_id_list: the list of 2 stores has no effect beside use_all_locations: true",
      "# - base_info.sku.total_quantity is 1000000000; it must be at most 100,000,000",
      "description: |\n      第一行\n      第二行\n    # Validity",
      "prerogative: |-\n    用卡可享受9折优惠\n    全场通用",
    ],
    not: ["\\r", "sub_title", "sku:", "location_id_list:\n"],
  },
  "a card of texts that YAML would read otherwise": {
    card: {
      base_info: face("null", {
        notice: "yes",
        service_phone: "0755",
        center_title: "# 3",
        center_sub_title: "2026-12-31",
        center_url: "https://m.example/a?b=c: d".replace(" ", "%20"),
        custom_url_name: "1e3",
        promotion_url_name: "a: b",
        custom_url_sub_title: "- x",
      }),
      prerogative: "  先空两格\n\t再一个制表符\n\n最后一行 ",
      bonus_cleared: "no",
      balance_rules: "'引号' \"双引号\" \\n 不是换行 {a} [b] !c &d *e %f @g `h`",
    },
    says: [
      'title: "null"',
      'notice: "yes"',
      'service_phone: "0755"',
      'center_sub_title: "2026-12-31"',
      'bonus_cleared: "no"',
    ],
  },
  "a card of emoji and hidden characters": {
    card: {
      base_info: face("生日🎂卡", { notice: "零宽\u200b与\u202e反向", center_title: "é" }),
      prerogative: "👨‍👩‍👧 一家人 \u0007 响铃",
    },
    says: ["生日🎂卡", "零宽\\u200b与\\u202e反向", "\\a"],
    not: ["\u202e", "\u0007"],
  },
  "a card with a mini program": {
    card: {
      base_info: face("小程序卡", {
        center_app_brand_user_name: "gh_86a091e50ad4@app",
        center_app_brand_pass: "pages/index?x=1",
        custom_app_brand_user_name: "gh_86a091e50ad4@app",
      }),
      custom_field1: { name_type: "FIELD_NAME_TYPE_LEVEL", app_brand_user_name: "gh_1@app", app_brand_pass: "pages/a" },
    },
    says: ["center_app_brand_user_name: gh_86a091e50ad4@app", "app_brand_pass: pages/a"],
  },
  "a card with a very long description": {
    card: { base_info: face("长文卡", { description: "长".repeat(1024) }), prerogative: "行\n".repeat(500) },
    says: [`description: ${"长".repeat(1024)}`],
  },
  "a card beyond what the API takes": {
    card: {
      base_info: face("太长了的会员卡标题超过二十七字节", {
        description: "长".repeat(1025),
        logo_url: "http://mmecoa.qpic.cn/a/0",
        get_limit: 0,
        date_info: { type: "DATE_TYPE_PERMANENT", begin_timestamp: 0, end_timestamp: 0 },
        location_id_list: ["481397789"],
      }),
      discount: 10.5,
      advanced_info: { time_limit: [{ type: "MONDAY", price: 3 }], business_service: ["BIZ_SERVICE_DELIVER"] },
    },
    says: [
      "# - base_info.title is too long: 48 bytes of UTF-8, at most 27 (9 Chinese characters)",
      "# - base_info.logo_url is on mmecoa.qpic.cn",
      "# - base_info.get_limit is 0",
      "# - base_info.date_info.begin_timestamp:",
      "# - discount must be a whole number",
      "# - advanced_info.time_limit:",
      "business_service:\n      - BIZ_SERVICE_DELIVER",
    ],
    not: ["  title:", "logo_url: h"],
  },
  "a card of switches, numbers and a way of its own codes": {
    card: {
      base_info: face("开关卡", {
        use_custom_code: true,
        get_custom_code_mode: "GET_CUSTOM_CODE_MODE_DEPOSIT",
        bind_openid: false,
        can_share: false,
        get_limit: 1,
        pay_info: { swipe_card: { is_swipe_card: true } },
        sub_merchant_info: { merchant_id: 12345 },
        date_info: { type: 100 },
      }),
      auto_activate: false,
      wx_activate: true,
      activate_url: "https://m.example/activate",
    },
    says: ["can_share: false", "is_swipe_card: true", "type: DATE_TYPE_PERMANENT", "merchant_id: 12345"],
  },
};

const idOf = (index: number) => `p${String.fromCharCode(65 + index).repeat(27)}`;

async function seeded(): Promise<World> {
  const world = await newWorld();
  Object.values(shapes).forEach(({ card, seed }, index) => {
    world.sandbox.addCard(coffee.appid, card, { ...seed, card_id: idOf(index) });
  });
  return world;
}

describe("import --all of ten cards of different shapes", () => {
  test("validates, and the plan right after it is empty", async () => {
    const world = await seeded();
    const ran = await world.cli("import --all --account coffee --format json");
    expect({ code: ran.code, problems: JSON.parse(ran.stdout).problems }).toEqual({ code: 0, problems: [] });
    expect(JSON.parse(ran.stdout).imported).toHaveLength(10);
    expect(world.writes()).toEqual([]);

    const valid = await world.cli("validate --format json");
    expect({ code: valid.code, valid: JSON.parse(valid.stdout).valid }).toEqual({ code: 0, valid: true });
    const plan = await world.cli("plan --detailed-exitcode --format json");
    const { changes, steps, summary } = JSON.parse(plan.stdout);
    expect({ code: plan.code, changes, steps, unchanged: summary.unchanged }).toEqual({
      code: 0,
      changes: [],
      steps: [],
      unchanged: 10,
    });
    const again = await world.cli("import --all --account coffee");
    expect(again).toMatchObject({ code: 0, stdout: "Import: 0 imported. Skipped: 10 managed already.\n" });
    expect(world.writes()).toEqual([]);
  });

  test("remembers what it read: an edit in the console afterwards is drift", async () => {
    const world = await seeded();
    await world.cli("import --all --account coffee");
    world.sandbox.editInConsole(coffee.appid, idOf(0), { base_info: { notice: "周末双倍" }, discount: 15 });
    const plan = await world.cli("plan --detailed-exitcode --format json");
    const [change] = JSON.parse(plan.stdout).changes;
    expect({ code: plan.code, origins: change.fields.map((one: JsonObject) => [one["path"], one["origin"]]) }).toEqual({
      code: 0,
      origins: [
        ["/base_info/notice", "drift"],
        ["/discount", "drift"],
      ],
    });
    expect(Object.keys(world.settled("MemberCard/云杉咖啡金卡"))).toContain("/base_info/title");
    expect(world.locked("MemberCard/云杉咖啡金卡")?.["id"]).toBe(idOf(0));
  });

  test.each(Object.keys(shapes).map((name, index) => [name, index] as const))("%s", async (name, index) => {
    const { says, not = [] } = shapes[name] as Shape;
    const world = await seeded();
    const ran = await world.cli(`import MemberCard/one=${idOf(index)}`);
    expect({ code: ran.code, stderr: ran.stderr }).toMatchObject({ code: 0 });
    const text = world.read("cards/one.yaml");
    for (const part of says) expect(text).toContain(part);
    for (const part of not) expect(text).not.toContain(part);
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=../wxcards.schema.json");
    expect(parse(text)).toMatchObject({ kind: "MemberCard", name: "one", account: "coffee", id: idOf(index) });
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });
});
