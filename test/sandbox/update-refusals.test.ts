import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Behaviours } from "../../src/sandbox/behaviours.ts";
import { usualBehaviours } from "../../src/sandbox/behaviours.ts";
import { benchWithCard, CARD, START_SECONDS } from "./support.ts";

const BEGIN = START_SECONDS;
const END = START_SECONDS + 86_400;
const RANGE = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: BEGIN, end_timestamp: END };

const FIELD = { name_type: "FIELD_NAME_TYPE_LEVEL", url: "" };
const EMPTY_FIELD = { name_type: "", name: "", url: "" };

function base(members: JsonObject): JsonObject {
  return { base_info: members };
}

function without(...granted: (keyof Behaviours["permissions"])[]): Partial<Behaviours> {
  const permissions = { ...usualBehaviours().permissions };
  for (const name of granted) permissions[name] = false;
  return { permissions };
}

function coupons(count: number): JsonObject {
  return { activate_msg_operation: { url_cell: { card_id_list: Array.from({ length: count }, (_, i) => `p${i}`) } } };
}

interface Row {
  readonly says: string;
  readonly live?: JsonObject;
  readonly sent: JsonObject;
  readonly behaviours?: Partial<Behaviours>;
  readonly errcode: number;
}

const LENGTHS: readonly (readonly [string, number, (value: string) => JsonObject])[] = [
  ["title", 27, (title) => base({ title })],
  ["notice", 48, (notice) => base({ notice })],
  ["description", 3072, (description) => base({ description })],
  ["service_phone", 24, (service_phone) => base({ service_phone })],
  ["center_title", 18, (center_title) => base({ center_title })],
  ["center_sub_title", 24, (center_sub_title) => base({ center_sub_title })],
  ["custom_url_name", 16, (custom_url_name) => base({ custom_url_name })],
  ["custom_url_sub_title", 18, (custom_url_sub_title) => base({ custom_url_sub_title })],
  ["promotion_url_name", 16, (promotion_url_name) => base({ promotion_url_name })],
  ["promotion_url_sub_title", 18, (promotion_url_sub_title) => base({ promotion_url_sub_title })],
  ["center_app_brand_user_name", 128, (name) => base({ center_app_brand_user_name: name })],
  ["prerogative", 3072, (prerogative) => ({ prerogative })],
  ["bonus_cleared", 3072, (bonus_cleared) => ({ bonus_cleared })],
  ["bonus_rules", 3072, (bonus_rules) => ({ bonus_rules })],
  ["balance_rules", 3072, (balance_rules) => ({ balance_rules })],
  ["custom_field1.name", 24, (name) => ({ custom_field1: { name } })],
  ["custom_cell1.name", 15, (name) => ({ custom_cell1: { name } })],
  ["custom_cell2.tips", 18, (tips) => ({ custom_cell2: { tips } })],
];

describe("a text is measured in bytes of UTF-8", () => {
  it.each(LENGTHS)("%s takes %i bytes and refuses one more with 45021", async (_name, bytes, sent) => {
    const { update } = await benchWithCard({});
    expect((await update(sent("a".repeat(bytes)))).errcode).toBe(0);
    expect((await update(sent("a".repeat(bytes + 1)))).errcode).toBe(45021);
  });

  it("counts three bytes for a Chinese character", async () => {
    const { update } = await benchWithCard({});
    expect((await update(base({ title: "会".repeat(9) }))).errcode).toBe(0);
    expect((await update(base({ title: "会".repeat(10) }))).errcode).toBe(45021);
  });

  it("does not measure URLs or enumerated words", async () => {
    const { update } = await benchWithCard({});
    const long = `https://example.com/${"a".repeat(400)}`;
    expect((await update({ activate_url: long, base_info: { center_url: long } })).errcode).toBe(0);
    expect((await update({ custom_field1: { name_type: "FIELD_NAME_TYPE_SET_POINTS" } })).errcode).toBe(0);
  });
});

const ROWS: readonly Row[] = [
  { says: "a colour that is not of the table", sent: base({ color: "Color011" }), errcode: 40150 },
  { says: "a colour by its value", sent: base({ color: "#63b359" }), errcode: 40150 },
  { says: "an unknown code_type", sent: base({ code_type: "CODE_TYPE_MORSE" }), errcode: 40072 },
  { says: "an unknown name_type", sent: { custom_field1: { name_type: "FIELD_NAME_TYPE_X" } }, errcode: 40150 },
  {
    says: "a logo on a foreign host",
    sent: base({ logo_url: "http://www.supadmin.cn/uploads/1.jpg" }),
    errcode: 40141,
  },
  { says: "an empty logo", sent: base({ logo_url: "" }), errcode: 40141 },
  {
    says: "a background on mmecoa.qpic.cn",
    sent: { background_pic_url: "https://mmecoa.qpic.cn/sz_mmecoa_jpg/x/0?from=appmsg" },
    errcode: 40141,
  },
  {
    says: "a host that only begins like the right one",
    sent: { background_pic_url: "https://mmbiz.qpic.cn.example.com/0" },
    errcode: 40141,
  },
  {
    says: "a later begin",
    live: base({ date_info: RANGE }),
    sent: base({ date_info: { ...RANGE, begin_timestamp: BEGIN + 1 } }),
    errcode: 40100,
  },
  {
    says: "an earlier end",
    live: base({ date_info: RANGE }),
    sent: base({ date_info: { ...RANGE, end_timestamp: END - 1 } }),
    errcode: 40100,
  },
  {
    says: "another validity type",
    live: base({ date_info: RANGE }),
    sent: base({ date_info: { type: "DATE_TYPE_PERMANENT" } }),
    errcode: 40100,
  },
  {
    says: "a range for a permanent card",
    live: base({ date_info: { type: "DATE_TYPE_PERMANENT" } }),
    sent: base({ date_info: RANGE }),
    errcode: 40100,
  },
  {
    says: "the same fixed term once more",
    live: base({ date_info: { type: "DATE_TYPE_FIX_TERM", fixed_term: 15 } }),
    sent: base({ date_info: { type: "DATE_TYPE_FIX_TERM", fixed_term: 15 } }),
    errcode: 40100,
  },
  {
    says: "an end without its begin",
    live: base({ date_info: RANGE }),
    sent: base({ date_info: { type: "DATE_TYPE_FIX_TIME_RANGE", end_timestamp: END + 1 } }),
    errcode: 40100,
  },
  {
    says: "moments without a type",
    live: base({ date_info: RANGE }),
    sent: base({ date_info: { begin_timestamp: BEGIN, end_timestamp: END + 1 } }),
    errcode: 40100,
  },
  {
    says: "milliseconds",
    live: base({ date_info: RANGE }),
    sent: base({ date_info: { ...RANGE, end_timestamp: END * 1000 } }),
    errcode: 40079,
  },
  {
    says: "an end before its begin",
    live: base({ date_info: RANGE }),
    sent: base({ date_info: { ...RANGE, end_timestamp: BEGIN - 1 } }),
    errcode: 40079,
  },
  {
    says: "bonus switched off",
    live: { supply_bonus: true },
    sent: { supply_bonus: false },
    errcode: 40135,
  },
  {
    says: "balance switched off",
    live: { supply_balance: true },
    sent: { supply_balance: false },
    errcode: 40135,
  },
  {
    says: "a fourth information item on the merged card",
    live: { supply_bonus: true },
    sent: { custom_field1: FIELD, custom_field2: FIELD, custom_field3: FIELD },
    errcode: 40124,
  },
  {
    says: "a fourth item made of empty texts",
    live: { supply_bonus: true, custom_field1: FIELD, custom_field2: FIELD },
    sent: { custom_field3: EMPTY_FIELD },
    errcode: 40124,
  },
  {
    says: "bonus beside three custom fields, one of them empty",
    live: { custom_field1: FIELD, custom_field2: FIELD, custom_field3: EMPTY_FIELD },
    sent: { supply_bonus: true },
    errcode: 40124,
  },
  { says: "eleven coupons", sent: coupons(11), errcode: 72019 },
  { says: "six coupons where five are allowed", sent: coupons(6), behaviours: { maxMsgCards: 5 }, errcode: 72019 },
  { says: "balance without the grant", sent: { supply_balance: true }, behaviours: without("balance"), errcode: 43010 },
  {
    says: "swipe pay without WeChat Pay",
    sent: base({ pay_info: { swipe_card: { is_swipe_card: true } } }),
    behaviours: without("wechatPay"),
    errcode: 43008,
  },
  {
    says: "a message operation without WeChat Pay",
    sent: coupons(1),
    behaviours: without("wechatPay"),
    errcode: 43008,
  },
  {
    says: "anything without the card grant",
    sent: base({ notice: "x" }),
    behaviours: without("cards"),
    errcode: 48001,
  },
];

describe("card/update refuses", () => {
  it.each(ROWS)("$says with $errcode, and nothing changes", async ({ live = {}, sent, behaviours = {}, errcode }) => {
    const { sandbox, update } = await benchWithCard(live, behaviours);
    const before = JSON.stringify(sandbox.state("wx0123456789abcdef"));
    const reply = await update(sent);
    expect(reply.errcode).toBe(errcode);
    expect(reply.errmsg).toMatch(/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
    expect(reply.status).toBe(200);
    expect(JSON.stringify(sandbox.state("wx0123456789abcdef"))).toBe(before);
  });
});

const ACCEPTED: readonly { says: string; live?: JsonObject; sent: JsonObject }[] = [
  {
    says: "the fields of the documentation's own sample",
    sent: {
      background_pic_url: "https://mmbiz.qlogo.cn/mmbiz/0?wx_fmt=jpeg",
      base_info: {
        logo_url: "http://mmbiz.qpic.cn/uploads/allimg/120216/1_120216214725_1.jpg",
        color: "Color010",
        notice: "出示会员码",
        service_phone: "020-88888888",
        description: "第一行\n第二行",
        location_id_list: [123, 12321, 345345],
      },
      bonus_cleared: "a",
      bonus_rules: "a",
      prerogative: "",
      auto_activate: true,
    },
  },
  {
    says: "a wider range, typed with 1",
    live: base({ date_info: RANGE }),
    sent: base({ date_info: { type: 1, begin_timestamp: BEGIN - 1, end_timestamp: END + 1 } }),
  },
  { says: "the same range", live: base({ date_info: RANGE }), sent: base({ date_info: RANGE }) },
  { says: "ten coupons", sent: coupons(10) },
  {
    says: "coupons beside a url, as the documentation's sample has it",
    sent: { modify_msg_operation: { url_cell: { card_id_list: ["p1"], end_time: 1492724561, text: "t", url: "u" } } },
  },
  { says: "an emptied background", sent: { background_pic_url: "" } },
  {
    says: "a background on mmbiz.qlogo.cn",
    sent: { background_pic_url: "https://mmbiz.qlogo.cn/mmbiz/0?wx_fmt=jpeg" },
  },
  { says: "auto_activate beside activate_url", sent: { auto_activate: true, activate_url: "https://example.com" } },
  {
    says: "a colour on a card that has too many items already",
    live: { supply_bonus: true, custom_field1: FIELD, custom_field2: FIELD, custom_field3: FIELD },
    sent: base({ color: "Color020" }),
  },
];

describe("card/update accepts", () => {
  it.each(ACCEPTED)("$says", async ({ live = {}, sent }) => {
    const { update } = await benchWithCard(live);
    expect((await update(sent)).body).toMatchObject({ errcode: 0, errmsg: "ok" });
  });
});

describe("the card itself", () => {
  it.each([
    ["no card_id", { member_card: {} }, 41012],
    ["an empty card_id", { card_id: "", member_card: {} }, 41012],
    ["an unknown card_id", { card_id: "pNobody", member_card: {} }, 40073],
    ["no member_card", { card_id: CARD }, 41011],
  ] as const)("%s", async (_says, body, errcode) => {
    const { post } = await benchWithCard({});
    expect((await post("/card/update", body)).errcode).toBe(errcode);
  });

  it.each(["CARD_STATUS_DELETE", "CARD_STATUS_SYS_DELETE"])("%s is 40078", async (status) => {
    const { sandbox, update } = await benchWithCard({});
    sandbox.editInConsole("wx0123456789abcdef", CARD, { base_info: { status } });
    expect((await update({ discount: 10 })).errcode).toBe(40078);
  });

  it("of another type is 40071", async () => {
    const { sandbox, post } = await benchWithCard({});
    const id = sandbox.addCard("wx0123456789abcdef", { base_info: {} }, { card_type: "GROUPON" });
    expect((await post("/card/update", { card_id: id, member_card: { discount: 10 } })).errcode).toBe(40071);
  });
});
