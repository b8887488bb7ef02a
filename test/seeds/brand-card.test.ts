import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Wechatpay } from "wechatpay-axios-plugin";
import type { JsonObject } from "../../src/model/json.ts";
import { usualBehaviours } from "../../src/sandbox/behaviours.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/sandbox.ts";
import { usualWechatPayBehaviours } from "../../src/sandbox/wechatpay-behaviours.ts";
import { brandId, brandProject, brandWorld, changes, mchid, ownBrandId, templates } from "../helpers/brand.ts";
import { seededRandom } from "../helpers/clock.ts";
import type { World } from "../helpers/world.ts";

/*
 * The three samples of 查询、修改及删除商家名片会员卡模板信息: made by the public client that the page is written for, and made by wxcards.
 */
const cardId = "pbLatjvWOibDc5-TBnbUk1pD12o0";

/** The body of the PATCH sample, as printed. */
const printedPatch = {
  brand_id: "1004",
  card_title: "测试卡",
  card_color: "#FFFF00",
  card_picture_url: "https://wxpaylogo.qpic.cn/wxpaylogo/xxxxx/0",
  code_jump_information: { jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/code/code" },
  benefits: "会员折扣、专属价",
  notify_url: "https://www.weixin.qq.com/wxpay/notify.php",
  need_pinned: true,
  need_display_level: true,
  init_level: "白银会员",
  service_phone: "010-8877xxxx",
  legal_agreement: "商家需在 48 小时内发货,若商品存在质量问题,用户可在 7 天内申请退货。",
  valid_date_information: {
    type: "FIX_TIME_RANGE",
    available_begin_time: "2020-05-20T13:29:35.120+08:00",
    available_end_time: "2030-05-20T13:29:35.120+08:00",
    available_day_after_receive: 200,
  },
  points_information: { jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/points/points" },
  balance_information: { jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/balance/balance" },
  purchase_information: { price: 100, jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/purchase/purchase" },
  user_information: {
    common_field_list: ["USER_FORM_FLAG_SEX"],
    custom_field_list: [{ type: "CHECK_BOX", name: "喜欢的运动", values: ["篮球"] }],
  },
} as const;

describe("the samples by the public client", () => {
  const merchant = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const serial = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";
  let sandbox: Sandbox;
  // biome-ignore lint/suspicious/noExplicitAny: the client makes its members up as they are asked for
  let client: any;

  beforeAll(async () => {
    const sandboxKey = createPublicKey(merchant.privateKey.export({ type: "pkcs8", format: "pem" }));
    const public_key = sandboxKey.export({ type: "spki", format: "pem" }).toString();
    sandbox = await startSandbox({
      // The client signs with the time of the machine.
      clock: { now: () => Date.now(), elapsed: () => performance.now(), sleep: () => Promise.resolve() },
      random: seededRandom(5),
      accounts: [],
      wechatpay: [{ role: "partner", mchid, brand_id: brandId, serial_no: serial, public_key }],
      behaviours: { ...usualBehaviours(), wechatpay: { ...usualWechatPayBehaviours(), limitPerSecond: 0 } },
    });
    sandbox.wechatpay.addCard(brandId, { code_type: "JUMP_MINI_PROGRAM" }, { card_id: cardId });
    client = new Wechatpay({
      mchid,
      serial,
      privateKey: merchant.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      certs: { [sandbox.wechatpay.publicKeyId]: sandbox.wechatpay.publicKey },
      baseURL: sandbox.url,
    });
  });
  afterAll(() => sandbox.close());
  const card = () => client.v3.brand.partner.cardMember.cards._card_id_;
  const params = { brand_id: brandId };

  test("GET: the whole template, with an answer that the client believes", async () => {
    const { status, data } = await card().get({ card_id: cardId, params });
    expect(status).toBe(200);
    expect(data).toMatchObject({ card_id: cardId, brand_id: brandId, state: "CARD_EFFECTIVE" });
  });

  test("PATCH: every member of the sample is taken", async () => {
    const { status } = await card().patch(printedPatch, { card_id: cardId });
    expect(status).toBe(200);
    const { brand_id: _, ...members } = printedPatch;
    expect(sandbox.wechatpay.cards(brandId)[cardId]?.content).toMatchObject(members);
  });

  test("200 requests that the client signed are accepted", async () => {
    for (let index = 0; index < 200; index++) {
      const title = `第${index}号${"卡".repeat(index % 5)}`;
      const { data } =
        index % 2 === 0
          ? await card().get({ card_id: cardId, params: { ...params } })
          : await card().patch({ brand_id: brandId, card_title: title }, { card_id: cardId });
      expect(data.card_id).toBe(cardId);
    }
  });

  test("DELETE: the template is no longer in effect", async () => {
    await card().delete({ card_id: cardId, params });
    expect(sandbox.wechatpay.cards(brandId)[cardId]?.state).toBe("CARD_INVALID");
  });
});

describe("the samples by wxcards", () => {
  const document = readFileSync(join(import.meta.dirname, "../../cards/seeds/brand-card.yaml"), "utf8");
  const roles = [
    {
      role: "partner",
      account: "tea",
      brand: brandId,
      base: "/v3/brand/partner/card-member",
      query: { brand_id: "1004" },
    },
    { role: "brand", account: "solo", brand: ownBrandId, base: "/brand/card-member", query: {} },
  ] as const;

  describe.each(roles)("as a $role", ({ account, brand, base, query, role }) => {
    const path = `${base}/cards/${cardId}`;
    const project = brandProject.replace(
      'role: partner, mchid: "1900007291", brand_id: "1004"',
      "$&, delete_call: delete",
    );
    const world = async (): Promise<World> => {
      const text = document.replace("account: coffee-pay", `account: ${account}`);
      const made = await brandWorld(text, { files: { "wxcards.yaml": project } });
      // PURCHASE, since only such a card has something to sell.
      const live = {
        ...{ card_type: "PURCHASE", code_type: "JUMP_MINI_PROGRAM", card_title: "旧卡", card_color: "#000000" },
        notify_url: "https://pay.old.example/notify",
      };
      made.sandbox.wechatpay.addCard(brand, live, { card_id: cardId });
      return made;
    };

    test("GET is what a plan reads by", async () => {
      const made = await world();
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(2);
      const [request] = made.sandbox.requests;
      expect(request).toMatchObject({ method: "GET", path, query, text: "" });
      const scheme = role === "partner" ? "WECHATPAY2-SHA256-RSA2048 " : "WECHATPAY-BRAND-SHA256-RSA2048 ";
      expect(String(request?.headers["authorization"]).startsWith(scheme)).toBe(true);
    });

    test("PATCH: three requests whose union is the sample, but for two members that are told here", async () => {
      const made = await world();
      expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
      const sent = changes(made);
      expect(sent.map(({ method, path: to }) => [method, to])).toEqual(Array(3).fill(["PATCH", path]));
      const bodies = sent.map(({ body }) => body as JsonObject);
      const union: JsonObject = Object.assign({}, ...bodies);
      const { brand_id: _, ...printed } = printedPatch;
      const { available_day_after_receive: __, ...range } = printed.valid_date_information;
      expect(union).toEqual({
        ...printed,
        // Difference: the days belong to FIX_TERM, and the sample's type is FIX_TIME_RANGE. They are not sent.
        valid_date_information: range,
        // Difference: a brand that speaks for itself is not named in the body.
        ...query,
      });
      // No member is sent twice, but for the brand.
      const keys = bodies.flatMap((body) => Object.keys(body)).filter((key) => key !== "brand_id");
      expect(new Set(keys).size).toBe(keys.length);
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("DELETE for a service provider whose account says that it is still there; a brand has invalidate only", async () => {
      const made = await world();
      made.write({
        "cards/black.yaml": `kind: BrandCard\nname: brand-card\naccount: ${account}\nid: ${cardId}\nstate: absent\nreason: 停用\n`,
      });
      const applied = await made.cli("apply --yes --allow delete --allow irreversible");
      expect(applied).toMatchObject({ code: 0 });
      const request = made.sandbox.requests.find(({ method }) => method === "DELETE" || method === "POST");
      expect(request).toMatchObject(
        role === "partner"
          ? { method: "DELETE", path, query, text: "" }
          : { method: "POST", path: `${path}/invalidate`, query: {} },
      );
      expect(templates(made, brand)[cardId]?.state).toBe("CARD_INVALID");
    });
  });
});
