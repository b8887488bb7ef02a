import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { valueAt } from "../../src/model/pointer.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/sandbox.ts";
import {
  type FakeClock,
  fakeClock,
  type MemoryFiles,
  memoryFiles,
  notesOf,
  type Ran,
  runIn,
  seededRandom,
} from "../documents/support.ts";
import { emptyMemory } from "../helpers/world.ts";

/*
 * The requests that the platform's documentation prints, and the ones wxcards makes from documents that say the same. The samples are given as printed;
 * what they break of their own rules is said where it is mended.
 */
const root = join(import.meta.dirname, "../..");
const coffee = "wx0123456789abcdef";
const bakery = "wxfedcba9876543210";
const secret = "sandbox-secret";
const env = (url: string) => ({
  WXCARDS_WEIXIN_BASE_URL: url,
  WXCARDS_COFFEE_APPSECRET: secret,
  WXCARDS_BAKERY_APPSECRET: secret,
});

/** Manage Member Card 8.2, POST data. */
const printed82 = `{
"card_id": "ph_gmt7cUVrlRk8swPwx7aDyF-pg",
"member_card": {
"background_pic_url": "https://mmbiz.qlogo.cn/mmbiz/0?wx_fmt=jpeg",
"base_info": {
"logo_url": "http:\\/\\/mmbiz.qpic.cn\\/uploads\\/allimg\\/120216\\/1_120216214725_1.jpg",
"color": "Color010",
"notice": "使用时向服务员出示此券",
"service_phone": "020-88888888",
"description": "不可与其他优惠同享\\n如需团购券发票,请在消费时向商户提出\\n店内均可使用,仅限堂食\\n餐前不可打包,餐后未吃完,可打包\\n本团购券不限人数,建议2人使用,超过建议人数须另收酱料费5元/位\\n本单谢绝自带酒水饮料",
"location_id_list": [
123,
12321,
345345
]
},
"bonus_cleared": "aaaaaaaaaaaaaa",
"bonus_rules": "aaaaaaaaaaaaaa",
"prerogative": "",
"auto_activate": true,
//也可以填写wx_activate"activate_url":""
}
}`;

/** Manage Member Card 8.3.1, POST data. */
const printed83 = `{
"card_id": "pbLatjkoa7luhR3zIBjtQiaYtnz4",
"member_card": {
"activate_msg_operation": {
//若指定的是积分、余额等变动消息赠券,则为modify_msg_operation
"url_cell": {
"card_id_list": [
"pbLatjhcI6XUxJWA0Au3Gaq5eFPs"
],
"end_time": 1492724561,
"text": "恭喜你获得一张50元代金券",
"url": "www.qq.com"
}
}
}
}`;

/** Manage Member Card 8.5.2, POST data. */
const printed85 = `{
"card_id": "ph_gmt7cUVrlRk8swPwx7aDyF-pg",
"member_card": {
"base_info": {
"pay_info":
{
"swipe_card":
{
"is_swipe_card":true
}
}
}
}
}`;

/** The sample as JSON: lines that are comments are no JSON, and neither is the comma that one of them leaves behind. */
function sample(printed: string): JsonObject {
  return JSON.parse(printed.replace(/^\/\/.*\n/gm, "").replace(/,\n(?=[}\]])/g, "\n")) as JsonObject;
}

let sandbox: Sandbox;
let clock: FakeClock;
let files: MemoryFiles;

beforeEach(async () => {
  clock = fakeClock();
  const accounts = [coffee, bakery].map((appid) => ({ appid, secret }));
  sandbox = await startSandbox({ clock, random: seededRandom(), accounts });
  files = memoryFiles({
    "wxcards.yaml": readFileSync(join(root, "wxcards.yaml")),
    // Both were applied to before: what differs is then the file's change.
    ...emptyMemory({ name: "coffee", appid: coffee }),
    ...emptyMemory({ name: "bakery", appid: bakery }),
  });
});
afterEach(() => sandbox.close());

/** Puts one of the example documents into the project. */
function example(name: string): void {
  files.put(`cards/${name}`, readFileSync(join(root, "cards/seeds", name)));
}

const run = (...argv: readonly string[]): Promise<Ran> => runIn(files, argv, { env: env(sandbox.url), clock });

/** The bodies of card/update, as they were received. */
const updates = () =>
  sandbox.requests.filter((request) => request.path === "/card/update").map((request) => request.body);

const results = (ran: Ran) =>
  (JSON.parse(ran.stdout).outcomes as { status: string; result: string }[]).map(
    ({ status, result }) => `${status} ${result}`,
  );

async function appliedThenQuiet(expected: readonly string[]): Promise<void> {
  const applied = await run("apply", "--yes", "--format", "json");
  expect({ code: applied.code, results: results(applied), notes: notesOf(applied.stderr) }).toEqual({
    code: 0,
    results: expected,
    notes: "",
  });
  clock.advance(120);
  const sent = updates().length;
  const again = await run("plan", "--format", "json", "--detailed-exitcode");
  expect([again.code, JSON.parse(again.stdout).changes]).toEqual([0, []]);
  const second = await run("apply", "--yes", "--format", "json");
  expect([second.code, results(second), updates().length]).toEqual([0, [], sent]);
}

/** Every leaf of the sample differs from what is live: only so can the whole sample be what is sent. */
function expectDifferent(live: JsonObject, wanted: Json, path = ""): void {
  if (typeof wanted === "object" && wanted !== null && !Array.isArray(wanted)) {
    for (const [key, value] of Object.entries(wanted)) expectDifferent(live, value, `${path}/${key}`);
  } else expect([path, valueAt(live, path)]).not.toEqual([path, wanted]);
}

const liveOf82: JsonObject = {
  background_pic_url: "http://mmbiz.qpic.cn/mmbiz_png/old/0",
  base_info: {
    logo_url: "http://mmbiz.qpic.cn/mmbiz_png/old-logo/0",
    brand_name: "海底捞",
    title: "海底捞会员卡",
    color: "Color020",
    notice: "出示二维码核销卡券",
    service_phone: "40012234",
    description: "不可与其他优惠同享",
    location_id_list: [123],
    date_info: { type: "DATE_TYPE_PERMANENT" },
    sku: { quantity: 500, total_quantity: 500 },
  },
  bonus_cleared: "bbbb",
  bonus_rules: "bbbb",
  prerogative: "全场九折",
  auto_activate: false,
  supply_bonus: true,
};

describe("8.2, changing a member card", () => {
  const id = "ph_gmt7cUVrlRk8swPwx7aDyF-pg";
  beforeEach(() => example("update-8.2.yaml"));

  test("the printed body has a comment in it and is no JSON", () => {
    expect(() => JSON.parse(printed82)).toThrow(SyntaxError);
  });

  test("a card that differs in every field of the sample gets exactly the sample", async () => {
    const wanted = sample(printed82);
    expectDifferent(liveOf82, wanted["member_card"] ?? null);
    sandbox.addCard(coffee, liveOf82, { card_id: id });
    await appliedThenQuiet(["done in-review"]);
    expect(updates()).toEqual([wanted]);
  });

  test("a text that is declared empty is not sent where nothing is live: nothing differs", async () => {
    const { prerogative: _prerogative, ...live } = liveOf82;
    sandbox.addCard(coffee, live, { card_id: id });
    await appliedThenQuiet(["done in-review"]);
    const { prerogative: _empty, ...without } = sample(printed82)["member_card"] as JsonObject;
    expect(updates()).toEqual([{ card_id: id, member_card: without }]);
  });

  test("a picture that differs in http and https alone is not sent, nor a colour by its value, nor stores in another order", async () => {
    const wanted = sample(printed82)["member_card"] as JsonObject;
    const base = wanted["base_info"] as JsonObject;
    const live = {
      ...liveOf82,
      background_pic_url: "http://mmbiz.qlogo.cn/mmbiz/0?wx_fmt=jpeg",
      base_info: {
        ...(liveOf82["base_info"] as JsonObject),
        logo_url: String(base["logo_url"]).replace("http:", "https:"),
        color: "#63b359",
        location_id_list: [345345, 123, 12321],
      },
    };
    sandbox.addCard(coffee, live, { card_id: id });
    await appliedThenQuiet(["done in-review"]);
    const { background_pic_url: _picture, base_info: _base, ...rest } = wanted;
    const { logo_url: _logo, color: _color, location_id_list: _stores, ...restOfBase } = base;
    expect(updates()).toEqual([{ card_id: id, member_card: { ...rest, base_info: restOfBase } }]);
  });

  test("a card that is as the sample wants it gets no request", async () => {
    sandbox.addCard(coffee, { ...liveOf82, ...memberCardWithBase() }, { card_id: id });
    await appliedThenQuiet([]);
    expect(updates()).toEqual([]);
  });

  function memberCardWithBase(): JsonObject {
    const wanted = sample(printed82)["member_card"] as JsonObject;
    return {
      ...wanted,
      base_info: { ...(liveOf82["base_info"] as JsonObject), ...(wanted["base_info"] as JsonObject) },
    };
  }

  test("what the sample does not name stays as it was", async () => {
    sandbox.addCard(coffee, liveOf82, { card_id: id });
    await appliedThenQuiet(["done in-review"]);
    const content = sandbox.state(coffee).cards[id]?.content as JsonObject;
    for (const pointer of ["/base_info/brand_name", "/base_info/title", "/base_info/date_info", "/supply_bonus"])
      expect([pointer, valueAt(content, pointer)]).toEqual([pointer, valueAt(liveOf82, pointer)]);
  });
});

describe("8.3, what messages offer", () => {
  const id = "pbLatjkoa7luhR3zIBjtQiaYtnz4";
  const document = (operation: string) => `kind: MemberCard
name: message-8_3
account: coffee
id: ${id}
spec:
  ${operation}:
    url_cell:
      card_id_list: [pbLatjhcI6XUxJWA0Au3Gaq5eFPs]
      end_time: 2017-04-21T05:42:41+08:00
      text: 恭喜你获得一张50元代金券
      url: www.qq.com
`;
  beforeEach(() => sandbox.addCard(coffee, liveOf82, { card_id: id }));

  test("the printed body has a comment in it and is no JSON", () => {
    expect(() => JSON.parse(printed83)).toThrow(SyntaxError);
  });

  test("the document makes exactly the sample, its instant in seconds", async () => {
    files.put("cards/message.yaml", document("activate_msg_operation"));
    await appliedThenQuiet(["done settled"]);
    expect(updates()).toEqual([sample(printed83)]);
  });

  test("the sample breaks the page's own rule, which is a warning: the list is void beside a link, and its end has long passed", async () => {
    files.put("cards/message.yaml", document("activate_msg_operation"));
    const ran = await run("validate", "--format", "json");
    const codes = (JSON.parse(ran.stdout).problems as { code: string; severity: string }[]).map(
      (one) => `${one.severity} ${one.code}`,
    );
    expect([ran.code, codes.sort()]).toEqual([
      0,
      ["warning cards-void-beside-link", "warning coupons-ended", "warning instant-past"],
    ]);
  });

  test("both recommendations go out in calls of their own, as the page asks", async () => {
    const second = document("modify_msg_operation").split("spec:\n")[1];
    files.put("cards/message.yaml", `${document("activate_msg_operation")}${second}`);
    await appliedThenQuiet(["done settled", "done settled"]);
    const cell = valueAt(sample(printed83), "/member_card/activate_msg_operation") as Json;
    expect(updates()).toEqual([
      { card_id: id, member_card: { activate_msg_operation: cell } },
      { card_id: id, member_card: { modify_msg_operation: cell } },
    ]);
  });
});

describe("8.5, paying by swiping the card", () => {
  const id = "ph_gmt7cUVrlRk8swPwx7aDyF-pg";
  beforeEach(() => example("swipe-card-8.5.yaml"));

  test("a card that cannot swipe yet gets exactly the sample", async () => {
    sandbox.addCard(bakery, liveOf82, { card_id: id });
    await appliedThenQuiet(["done settled"]);
    expect(updates()).toEqual([sample(printed85)]);
  });

  test("a card that has it off gets the same", async () => {
    const base = { ...(liveOf82["base_info"] as JsonObject), pay_info: { swipe_card: { is_swipe_card: false } } };
    sandbox.addCard(bakery, { ...liveOf82, base_info: base }, { card_id: id });
    await appliedThenQuiet(["done settled"]);
    expect(updates()).toEqual([sample(printed85)]);
  });

  test("an account without WeChat Pay is told so, at the line", async () => {
    sandbox.addCard(bakery, liveOf82, { card_id: id });
    sandbox.behaviours.permissions.wechatPay = false;
    const ran = await run("apply", "--yes", "--format", "json");
    const [outcome] = JSON.parse(ran.stdout).outcomes as {
      status: string;
      problem: { code: string; file: string; line: number };
    }[];
    const lines = files.text("cards/swipe-card-8.5.yaml")?.split("\n") ?? [];
    expect(outcome?.problem).toMatchObject({
      code: "weixin-43008",
      file: "cards/swipe-card-8.5.yaml",
      line: lines.findIndex((line) => line.includes("is_swipe_card")) + 1,
    });
    expect([ran.code, outcome?.status]).toEqual([77, "failed"]);
  });
});

test("both examples live in one project: one card id in two accounts is no duplicate", async () => {
  example("update-8.2.yaml");
  example("swipe-card-8.5.yaml");
  sandbox.addCard(coffee, liveOf82, { card_id: "ph_gmt7cUVrlRk8swPwx7aDyF-pg" });
  sandbox.addCard(bakery, liveOf82, { card_id: "ph_gmt7cUVrlRk8swPwx7aDyF-pg" });
  await appliedThenQuiet(["done settled", "done in-review"]);
  expect(updates()).toEqual([sample(printed85), sample(printed82)]);
});
