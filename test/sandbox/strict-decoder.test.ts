import { describe, expect, it } from "vitest";
import { bench, benchWithCard, CARD, newCard } from "./support.ts";

/** The body up to and with ¶ has been consumed; what stands behind it is what the errmsg has to quote. */
const ROWS: readonly (readonly [string, string])[] = [
  ["a key nobody knows", `{"frobnicate¶":1,"discount":10}`],
  ["brand_name", `{"base_info":{"notice":"x","brand_name¶":"y"},"discount":1}`],
  ["sku", `{"base_info":{"sku¶":{"quantity":5}}}`],
  ["use_custom_code", `{"base_info":{"use_custom_code¶":true}}`],
  ["get_custom_code_mode", `{"base_info":{"get_custom_code_mode¶":""}}`],
  ["bind_openid", `{"base_info":{"bind_openid¶":true}}`],
  ["sub_merchant_info", `{"base_info":{"sub_merchant_info¶":{"merchant_id":1}}}`],
  ["sub_title", `{"base_info":{"sub_title¶":""}}`],
  ["source", `{"base_info":{"source¶":""}}`],
  ["use_limit", `{"base_info":{"use_limit¶":1}}`],
  ["id, which answers have", `{"base_info":{"id¶":"x"}}`],
  ["status, which answers have", `{"base_info":{"status¶":"CARD_STATUS_VERIFY_OK"}}`],
  ["use_dynamic_code", `{"use_dynamic_code¶":true}`],
  ["advanced_info", `{"advanced_info¶":{}}`],
  ["custom_cell3", `{"custom_cell3¶":{"name":"x"}}`],
  ["supply_bonus one level too deep", `{"base_info":{"supply_bonus¶":true}}`],
  ["title one level too high", `{"title¶":"x"}`],
  ["init_increase_bonus outside bonus_rule", `{"init_increase_bonus¶":1}`],
  ["activate_app_brand_pass in base_info", `{"base_info":{"activate_app_brand_pass¶":"x"}}`],
  ["is_pay_and_qrcode in swipe_card", `{"base_info":{"pay_info":{"swipe_card":{"is_pay_and_qrcode¶":true}}}}`],
  ["a polluting key", `{"__proto__¶":{"x":1}}`],
  ["an inherited name", `{"constructor¶":{}}`],
  ["null for an object", `{"modify_msg_operation":¶null,"discount":1}`],
  ["null for a text", `{"base_info":{"notice":¶null}}`],
  ["null for a truth", `{"supply_bonus":¶null}`],
  ["an object for a list", `{"base_info":{"location_id_list":¶{"a":1}}}`],
  ["a list for an object", `{"bonus_rule":¶[]}`],
  ["a text for a number", `{"base_info":{"get_limit":¶"1"}}`],
  ["a text among numbers", `{"base_info":{"location_id_list":[1,¶"2",3]}}`],
  ["a number for a text", `{"base_info":{"service_phone":¶4001}}`],
  ["a number for a truth", `{"supply_bonus":¶1}`],
  ["a truth for a number", `{"discount":¶true}`],
  ["a text for a truth", `{"auto_activate":¶"true"}`],
  ["a fraction for a whole number", `{"discount":¶9.5}`],
  ["a negative moment", `{"base_info":{"date_info":{"begin_timestamp":¶-1}}}`],
  ["a number past 64 bits", `{"discount":¶9223372036854775808}`],
  [
    "both message operations in one call",
    `{"modify_msg_operation":{"url_cell":{"url":"a"}},"activate_msg_operation¶":{"url_cell":{"url":"a"}}}`,
  ],
  ["a comment, as the documentation's sample has it", `{"auto_activate":true,\n¶//or wx_activate\n"activate_url":""}`],
  ["a comma too many", `{"discount":1,¶}`],
  ["a missing comma", `{"discount":1 ¶"auto_activate":true}`],
  ["a raw line break in a text", `{"prerogative":"a¶\nb"}`],
  ["a wrong escape", `{"prerogative":¶"a\\xb"}`],
];

describe("the strict decoder of card/update", () => {
  it.each(ROWS)("stops at %s and quotes the unread rest", async (_says, marked) => {
    const { post, live } = await benchWithCard({ prerogative: "old" });
    const before = await live();
    const [, rest] = marked.split("¶") as [string, string];
    const body = `{"card_id":"${CARD}","member_card":${marked.replace("¶", "")}}`;
    const reply = await post("/card/update", body);
    expect(reply.errcode).toBe(47001);
    const words = /^data format error hint: \[([\w-]{12})\] Error before ([\s\S]*) rid: [0-9a-f-]{26}$/.exec(
      reply.errmsg,
    );
    expect(words?.[2]).toBe(`${rest}}`);
    expect(await live()).toEqual(before);
  });

  it("refuses anything behind the body", async () => {
    const { post } = await benchWithCard({});
    const reply = await post("/card/get", `{"card_id":"${CARD}"} {"card_id":"x"}`);
    expect(reply.errmsg).toContain(`Error before {"card_id":"x"} rid:`);
  });

  it("quotes at most 512 characters", async () => {
    const { post } = await benchWithCard({});
    const reply = await post("/card/update", `{"x":"${"长".repeat(2000)}"}`);
    expect(reply.errmsg).toContain(`Error before ":"${"长".repeat(509)} rid:`);
  });

  it("quotes 115 characters and three dots where the behaviour cuts short, as one recorded answer does", async () => {
    const { post } = await benchWithCard({}, { errorBefore: { begins: "at", quotes: "short" } });
    const long = await post("/card/update", `{"x":"${"长".repeat(2000)}"}`);
    expect(long.errmsg).toContain(`Error before ":"${"长".repeat(112)}... rid:`);
    expect((await post("/card/update", `{"x":1}`)).errmsg).toContain(`Error before ":1} rid:`);
  });

  it("quotes null in place of a body, as recorded", async () => {
    const { post } = await benchWithCard({});
    expect((await post("/card/modifystock", "null")).errmsg).toMatch(/Error before null rid:/);
  });

  it.each([
    [`{"card_id":"p","strange":1}`, ":1}"],
    [`{"card_id":null}`, "}"],
    [`{"card_id":[1]}`, "1]}"],
    [`{"card_id" 1}`, "1}"],
  ])("quotes %s from behind what it could not take where the behaviour says so", async (body, rest) => {
    const { post } = await benchWithCard({}, { errorBefore: { begins: "behind", quotes: "whole" } });
    expect((await post("/card/get", body)).errmsg).toContain(`Error before ${rest} rid:`);
  });

  it("reads escapes, spaces and keys given twice as any JSON reader does", async () => {
    const { post, live } = await benchWithCard({});
    const member = `{ "prerogative" : "first" , "prerogative":"a\\"b\\\\\\/\\n" ,\n\t"discount" :-0 }`;
    expect((await post("/card/update", `{"card_id":"${CARD}","member_card":${member}}`)).errcode).toBe(0);
    expect(await live()).toMatchObject({ prerogative: 'a"b\\/\n', discount: 0 });
  });

  it("survives a body nested a hundred thousand times", async () => {
    const { post } = await benchWithCard({});
    expect((await post("/card/update", "[".repeat(100_000))).errcode).toBe(47001);
    expect((await post("/card/update", `{"member_card":`.repeat(100_000))).errcode).toBe(47001);
  });
});

describe("other calls are as strict", () => {
  it.each([
    ["/card/create", `{"card":{"card_type":"MEMBER_CARD","member_card":{"custom_cell3¶":{}}}}`],
    ["/card/create", `{"card":{"member_card":{"base_info":{"sku":{"quantity":1,"total_quantity¶":1}}}}}`],
    ["/card/create", `{"card":{"member_card":{"modify_msg_operation¶":{}}}}`],
    ["/card/create", `{"card":{"card_type":"GROUPON","groupon¶":{}}}`],
    ["/card/modifystock", `{"card_id":"${CARD}","increase_stock_value":¶"5"}`],
    ["/card/modifystock", `{"card_id":"${CARD}","stock¶":5}`],
    ["/card/get", `{"card_id":¶5}`],
    ["/card/batchget", `{"offset":0,"count":10,"status_list":[¶1]}`],
    ["/card/delete", `{"card_id":¶null}`],
  ])("%s %s", async (path, marked) => {
    const { post } = await benchWithCard({});
    const reply = await post(path, marked.replace("¶", ""));
    expect(reply.errcode).toBe(47001);
    expect(reply.errmsg).toContain(`Error before ${marked.split("¶")[1]} rid:`);
  });
});

describe("bodies that never reach the decoder", () => {
  it.each([
    ["an empty body", "", 44002],
    ["an escape for a Chinese character", `{"card_id":"\\u4e2d"}`, 47002],
    ["half of a surrogate pair, as JSON.stringify writes it", JSON.stringify({ card_id: "\ud800" }), 47002],
    ["an escape behind an escaped backslash", `{"card_id":"\\\\\\u4e2d"}`, 47002],
    ["a backslash and a u", `{"card_id":"\\\\u4e2d"}`, 40073],
    ["an escaped control character", `{"card_id":"\\u0001"}`, 40073],
    ["no JSON", "card_id=1", 47001],
    ["half a JSON", `{"card_id":"p`, 47001],
    ["a body over the limit", `{"card_id":"${"p".repeat(6 * 1024 * 1024)}"}`, 45002],
  ])("%s", async (_says, body, errcode) => {
    const { post } = await bench();
    expect((await post("/card/get", body)).errcode).toBe(errcode);
  });

  it("takes escapes where the account's platform does", async () => {
    const { post } = await bench({ unicodeEscapes: "accepted" });
    expect((await post("/card/get", `{"card_id":"\\u4e2d"}`)).errcode).toBe(40073);
  });

  it("refuses bytes that are not UTF-8", async () => {
    const { sandbox } = await bench();
    const url = `${sandbox.url}/card/get?access_token=${sandbox.token("wx0123456789abcdef")}`;
    const bytes = Buffer.concat([Buffer.from(`{"card_id":"`), Buffer.from([0xff, 0xfe]), Buffer.from(`"}`)]);
    const reply = (await (await fetch(url, { method: "POST", body: bytes })).json()) as { errcode: number };
    expect(reply.errcode).toBe(47001);
  });

  it("knows a complete new card", async () => {
    const { post } = await bench();
    expect((await post("/card/create", newCard())).errcode).toBe(0);
  });
});
