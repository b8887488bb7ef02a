import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { childPointer } from "../../src/model/pointer.ts";
import { callerAddress, offendingKey, splitErrmsg } from "../../src/platform/weixin/error-text.ts";
import { tries } from "../documents/support.ts";
import { costOf } from "../helpers/effort.ts";

const RID = "5f0a1b2c-1a2b3c4d-5e6f7a8b";

describe("splitErrmsg", () => {
  test.each([
    ["ok", { text: "ok" }],
    ["", { text: "" }],
    [` rid: ${RID}`, { text: "", rid: RID }],
    [`invalid card id rid: ${RID}`, { text: "invalid card id", rid: RID }],
    [`invalid card id, rid: ${RID} `, { text: "invalid card id", rid: RID }],
    ["invalid appid hint: [Ln36_0041e575]", { text: "invalid appid", hint: "Ln36_0041e575" }],
    ["invalid code, hints: [ req_id: ihlEY24ce-GYdrra ]", { text: "invalid code", hint: "ihlEY24ce-GYdrra" }],
    [
      `data format error hint: [A.iFN8ore-wKxRIa] rid: ${RID}`,
      { text: "data format error", rid: RID, hint: "A.iFN8ore-wKxRIa" },
    ],
    [
      'data format error hint: [KBiGwa0802r556] Error before {"a":1}',
      { text: 'data format error Error before {"a":1}', hint: "KBiGwa0802r556" },
    ],
    [
      "access clientip is not registered hint: [ZJ6NTA0211e578] requestIP: 203.0.113.7",
      { text: "access clientip is not registered requestIP: 203.0.113.7", hint: "ZJ6NTA0211e578" },
    ],
    // Our own body is not searched for a hint, and only the end for a rid.
    ['data format error Error before ":"hint: [x]"}', { text: 'data format error Error before ":"hint: [x]"}' }],
    [`Error before ":"rid: ${RID}"}`, { text: `Error before ":"rid: ${RID}"}` }],
    ["invalid grid: 1", { text: "invalid grid: 1" }],
  ])("%j", (errmsg, parts) => {
    expect(splitErrmsg(errmsg)).toEqual(parts);
  });

  test("any text comes apart without an error, and a rid put behind it is found", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(splitErrmsg(`${text} rid: ${RID}`).rid).toBe(RID);
        expect(splitErrmsg(text).text.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe("callerAddress", () => {
  test.each([
    [`invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: ${RID}`, "203.0.113.7"],
    ["invalid ip 203.0.113.7, not in whitelist", "203.0.113.7"],
    ["invalid ip ::ffff:203.0.113.7, not in whitelist", "203.0.113.7"],
    ["invalid ip 2001:db8::7 ipv6 2001:db8::7, not in whitelist", "2001:db8::7"],
    ["invalid ip 8.149.x.108 ipv6 ::ffff:8.149.x.108, not in whitelist", "8.149.x.108"],
    ["access clientip is not registered hint: [ZJ6NTA0211e578] requestIP: 203.0.113.7", "203.0.113.7"],
    [`access clientip is not registered requestIP: 203.0.113.9 rid: ${RID}`, "203.0.113.9"],
    [`access clientip is not registered rid: ${RID}`, undefined],
    ["invalid ip 999.1.1.1, not in whitelist", undefined],
    ["invalid appsecret", undefined],
    ["", undefined],
  ])("%j", (errmsg, address) => {
    expect(callerAddress(errmsg)).toBe(address);
  });
});

const update = JSON.stringify({
  card_id: "ph_gmt7cUVrlRk8swPwx7aDyF-pg",
  member_card: {
    base_info: {
      title: "金卡会员",
      brand_name: "微信餐厅",
      notice: "周末双倍\n出示会员码",
      location_id_list: [123, 456],
    },
    custom_field1: { name: "等级", url: "https://example.com/level" },
    custom_field2: { name: "等级", url: "https://example.com/level" },
    modify_msg_operation: null,
  },
});
const from = (text: string): string => update.slice(update.indexOf(text));
const stopped = (rest: string): string => `data format error hint: [KBiGwa0802r556] Error before ${rest}`;

describe("offendingKey", () => {
  const brand = "/member_card/base_info/brand_name";
  test.each<readonly [string, string, string | undefined]>([
    ["the rest begins with the end of the key, as captured", from('":"微信餐厅'), brand],
    ["the rest begins with the colon", from(':"微信餐厅'), brand],
    ["the rest begins with the value", from('"微信餐厅"'), brand],
    ["the rest begins within the value", from("信餐厅"), brand],
    ["the rest begins within the key", from('nd_name":"微'), brand],
    ["the rest begins with the key", from('"brand_name"'), brand],
    ["the rest begins with a comma and the key", from(',"brand_name"'), brand],
    ["the rest begins with null", from("null}"), "/member_card/modify_msg_operation"],
    ["the rest begins with a list", from("[123"), "/member_card/base_info/location_id_list"],
    ["the rest begins with an object: the key it is the value of", from('{"title"'), "/member_card/base_info"],
    ["the rest stands behind the last value", "}}", "/member_card/modify_msg_operation"],
    ["a rid follows", `${from('":"微信餐厅')} rid: ${RID}`, brand],
    ["the server cut the rest", from('":"微信餐厅').slice(0, 40), brand],
    ["the server cut the rest and says so", `${from('":"微信餐厅').slice(0, 12)}...`, brand],
    ["the server cut a character in two", `${from('":"微信餐厅').slice(0, 30)}\ufffd\ufffd`, brand],
    ["the rest has other spaces", from('":"微信餐厅').replaceAll(",", " ,\n  ").replaceAll(":", ": "), brand],
    ["the rest escapes slashes", from('":"微信餐厅').replaceAll("/", "\\/"), brand],
    ["the rest has real line breaks", from('":"微信餐厅').replaceAll("\\n", "\n"), brand],
    ["a cut rest fits twice, with different keys", '":{"name":"等级","url":"https://example.com', undefined],
    ["a short rest that is not the end is not trusted", '":"等级"', undefined],
    ["the rest is the whole body: no key stands before it", update, undefined],
    ["the rest is not of our body", '":"nothing of ours at all"}}', undefined],
    ["the rest is empty", "", undefined],
    ["the body of another program", "null", undefined],
  ])("%s", (_, rest, pointer) => {
    const found = offendingKey(stopped(rest), update);
    expect(found?.pointer).toBe(pointer);
    if (pointer !== undefined) expect(found?.key).toBe(pointer.slice(pointer.lastIndexOf("/") + 1));
  });

  test("a captured answer of 2017", () => {
    const body =
      '{"card_id":"p","member_card":{"bonus_url":null,"init_increase_bonus":0,"balance_url":null,"custom_field1":null,"custom_field2":null,"custom_field3":null,"custom_cell1":null,"background_pic_url":null}}';
    const errmsg =
      'data format error hint: [_U0zEa0644e569] Error before ":0,"balance_url":null,"custom_field1":null,"custom_field2":null,"custom_field3":null,"custom_cell1":null,"backgrou...';
    expect(offendingKey(errmsg, body)).toEqual({
      pointer: "/member_card/init_increase_bonus",
      key: "init_increase_bonus",
    });
  });

  test("a text without a quoted rest names nothing", () => {
    expect(offendingKey("data format error hint: [x]", update)).toBeUndefined();
    expect(offendingKey("", "")).toBeUndefined();
  });

  test("keys in lists and keys with slashes, quotes and backslashes get their pointer", () => {
    const body = JSON.stringify({ list: ["a,b", { 'x/"y\\~': "first value" }, { last: 1 }] });
    expect(offendingKey(stopped(body.slice(body.indexOf(':"first'))), body)).toEqual({
      pointer: '/list/1/x~1"y\\~0',
      key: 'x/"y\\~',
    });
    expect(offendingKey(stopped(":1}]}"), body)?.pointer).toBe("/list/2/last");
  });

  test("a bad body or a hostile text takes linear time", () => {
    const long = "a".repeat(400_000);
    const cost = costOf(() => {
      expect(offendingKey(stopped(`${long}b`), `{"k":"${long}"}`)).toBeUndefined();
      expect(offendingKey(stopped(long), `{"k":"${long}${long}"}`)?.pointer).toBe("/k");
      offendingKey(stopped(long), `{"${long}`);
      offendingKey(stopped('{"'.repeat(50_000)), '{"'.repeat(50_000));
      splitErrmsg(`${" ,".repeat(200_000)}x${" ,".repeat(200_000)}`);
      splitErrmsg("hint: [".repeat(50_000));
      callerAddress("1.".repeat(200_000) + ":".repeat(200_000));
    });
    expect(cost).toBeLessThan(5_000);
  });
});

/** Any nested JSON object, its keys made unique by a number; with its texts made unique as well when asked for. */
function bodies(uniqueTexts: boolean): fc.Arbitrary<{ readonly body: unknown; readonly keys: readonly PointedKey[] }> {
  const text = fc.string({
    unit: fc.constantFrom("a", "b", " ", "金", "😀", '"', "\\", "/", "\n", ",", ":", "{", "}"),
  });
  const { tree } = fc.letrec<{ tree: unknown; node: unknown }>((tie) => ({
    tree: fc.array(fc.tuple(text, tie("node")), { minLength: 1, maxLength: 4 }).map(Object.fromEntries),
    node: fc.oneof(
      { maxDepth: 4, depthSize: "medium" },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("node"), { maxLength: 3 }),
      tie("tree"),
    ),
  }));
  return tree.map((raw) => {
    const keys: PointedKey[] = [];
    let count = 0;
    const walk = (value: unknown, pointer: string): unknown => {
      if (typeof value === "string") return uniqueTexts ? `${value}${count++}` : value;
      if (Array.isArray(value)) return value.map((item, index) => walk(item, childPointer(pointer, index)));
      if (typeof value !== "object" || value === null) return value;
      const members = Object.entries(value).map(([name, member]): [string, unknown] => {
        const key = `${name}k${count++}`;
        const below = childPointer(pointer, key);
        keys.push({ key, pointer: below });
        return [key, walk(member, below)];
      });
      return Object.fromEntries(members);
    };
    return { body: walk(raw, ""), keys };
  });
}
interface PointedKey {
  readonly key: string;
  readonly pointer: string;
}

/** Where the rest begins for a stop at a key: before its closing quote, or behind it. */
function restAfter(sent: string, key: string, behindQuote: boolean): string {
  const literal = JSON.stringify(key);
  return sent.slice(sent.indexOf(`${literal}:`) + literal.length - (behindQuote ? 0 : 1));
}

describe("offendingKey on any body", () => {
  test("with unique keys and texts, the whole rest gives the key back", () => {
    fc.assert(
      fc.property(bodies(true), fc.nat(), fc.boolean(), ({ body, keys }, pick, behindQuote) => {
        const sent = JSON.stringify(body);
        const chosen = keys[pick % keys.length]!;
        const errmsg = `data format error hint: [abc] Error before ${restAfter(sent, chosen.key, behindQuote)} rid: ${RID}`;
        expect(offendingKey(errmsg, sent)).toEqual(chosen);
      }),
      tries(2_000),
    );
  });

  test("a cut rest never gives a wrong key", () => {
    let named = 0;
    fc.assert(
      fc.property(bodies(false), fc.nat(), fc.nat(), fc.boolean(), ({ body, keys }, pick, length, behindQuote) => {
        const sent = JSON.stringify(body);
        const chosen = keys[pick % keys.length]!;
        const rest = restAfter(sent, chosen.key, behindQuote);
        const cut = rest.slice(0, 20 + (length % Math.max(1, rest.length - 20)));
        const found = offendingKey(`data format error hint: [abc] Error before ${cut} rid: ${RID}`, sent);
        if (found !== undefined) {
          named++;
          expect(found).toEqual(chosen);
        }
      }),
      tries(2_000),
    );
    expect(named).toBeGreaterThan(500);
  });
});
