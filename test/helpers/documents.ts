import type { JsonObject } from "../../src/model/json.ts";

/** Card ids of the tests, as long as the platform's. */
export const goldId = "pGoldGoldGoldGoldGoldGoldGol";
export const silverId = "pSilverSilverSilverSilverSil";
export const bronzeId = "pBronzeBronzeBronzeBronzeBro";

/** The project file: two accounts, coffee the default. */
export function project(more = ""): string {
  return `accounts:
  coffee:
    platform: weixin
    appid: wx0123456789abcdef
    default: true
  bakery:
    platform: weixin
    appid: wxfedcba9876543210
${more}`;
}

/** A card document with the given lines of `spec`, which stand two spaces deep, from line 5 on. */
export function card(name: string, id: string, spec: string, account = "coffee"): string {
  const lines = spec
    .replace(/^\n|\s+$/g, "")
    .split("\n")
    .map((line) => `  ${line}`);
  return ["kind: MemberCard", `name: ${name}`, `account: ${account}`, `id: ${id}`, "spec:", ...lines, ""].join("\n");
}

/** The gold card: a document that fits `liveGold` in every field. */
export const goldCard: string = card(
  "gold",
  goldId,
  `
base_info:
  title: 云杉咖啡金卡
  color: Color060
  notice: 结账时请出示会员码
  service_phone: "4008203366"
  description: |-
    金卡会员在所有门店使用。
    不可转赠。
  date_info:
    type: DATE_TYPE_PERMANENT
  sku:
    total_quantity: 1000
  location_id_list: [101, 102]
prerogative: 全场饮品九折。
supply_bonus: true
supply_balance: false
custom_field1:
  name_type: FIELD_NAME_TYPE_LEVEL
  url: https://m.yunshan.example/level
custom_field2:
  name_type: FIELD_NAME_TYPE_COUPON
  url: https://m.yunshan.example/coupons
custom_cell1:
  name: 附近门店
  tips: 查看营业时间
  url: https://m.yunshan.example/stores
bonus_rule:
  cost_money_unit: 100
  increase_bonus: 1
discount: 10
`,
);

/** The gold card as the platform has it, in the form of card/create. */
export const liveGold: JsonObject = {
  base_info: {
    logo_url: "http://mmbiz.qpic.cn/mmbiz_png/gold/0",
    brand_name: "云杉咖啡",
    code_type: "CODE_TYPE_QRCODE",
    title: "云杉咖啡金卡",
    color: "Color060",
    notice: "结账时请出示会员码",
    service_phone: "4008203366",
    description: "金卡会员在所有门店使用。\n不可转赠。",
    date_info: { type: "DATE_TYPE_PERMANENT" },
    sku: { total_quantity: 1000 },
    location_id_list: [101, 102],
  },
  prerogative: "全场饮品九折。",
  supply_bonus: true,
  supply_balance: false,
  custom_field1: { name_type: "FIELD_NAME_TYPE_LEVEL", url: "https://m.yunshan.example/level" },
  custom_field2: { name_type: "FIELD_NAME_TYPE_COUPON", url: "https://m.yunshan.example/coupons" },
  custom_cell1: { name: "附近门店", tips: "查看营业时间", url: "https://m.yunshan.example/stores" },
  bonus_rule: { cost_money_unit: 100, increase_bonus: 1 },
  discount: 10,
};

/** A silver card valid for a range of dates, 2026-01-01 to 2027-12-31 in Shanghai. */
export const rangeBegin = 1_767_196_800;
export const rangeEnd = 1_830_268_799;

export const silverCard: string = card(
  "silver",
  silverId,
  `
base_info:
  title: 云杉咖啡银卡
  color: Color102
  notice: 点单前请出示条形码
  date_info:
    type: DATE_TYPE_FIX_TIME_RANGE
    begin_timestamp: 2026-01-01
    end_timestamp: 2027-12-31
`,
);

export const liveSilver: JsonObject = {
  base_info: {
    brand_name: "云杉咖啡",
    title: "云杉咖啡银卡",
    color: "Color102",
    notice: "点单前请出示条形码",
    date_info: { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: rangeBegin, end_timestamp: rangeEnd },
    sku: { total_quantity: 500 },
  },
};

/** A card of which nothing but title and notice is declared; `liveSmall` fits it. */
export function smallCard(name: string, id: string, account = "coffee"): string {
  return card(name, id, `base_info:\n  title: ${name}卡\n  notice: 请出示`, account);
}

export function liveSmall(name: string): JsonObject {
  return { base_info: { title: `${name}卡`, notice: "请出示" } };
}

/** A document with all that a new card needs, and no id; `more` stands before `spec:`, `spec` in it. */
export function newCard(name: string, title: string, more = "", spec = ""): string {
  return `kind: MemberCard
name: ${name}
account: coffee
${more}spec:
  base_info:
    logo_url: https://mmbiz.qpic.cn/mmbiz_png/abc/0
    brand_name: 云杉咖啡
    code_type: CODE_TYPE_QRCODE
    title: ${title}
    color: Color010
    notice: 请出示
    description: 使用须知
    date_info: { type: DATE_TYPE_PERMANENT }
    sku: { total_quantity: 1000 }
  prerogative: 九折
  supply_bonus: true
  supply_balance: false
${spec}`;
}
