import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { usualBehaviours } from "../../src/sandbox/behaviours.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { foreign, foreignSandbox, type Merchant, newMerchant } from "./foreign-support.ts";
import { adding } from "./pay-gift-support.ts";
import { APPID, at, newCard, SECRET } from "./support.ts";
import { API_V3_KEY, BRAND, MCHID, newTemplate } from "./wechatpay-support.ts";

/** What these tests use of the client. */
interface Answer {
  toObject(): JsonObject;
  getStatusCode(): number;
  toPsrResponse?(): unknown;
}
interface Http {
  get(url: string, payload?: JsonObject): Promise<Answer>;
  post(url: string, payload?: JsonObject): Promise<Answer>;
  patch(url: string, payload?: JsonObject): Promise<Answer>;
  postJson(url: string, body: JsonObject): Promise<Answer>;
}
interface Memory {
  setCache(cache: object): void;
}
const { OfficialAccount, Pay } = foreign<{
  readonly OfficialAccount: new (config: object) => Memory & { getClient(): Http };
  readonly Pay: new (
    config: object,
  ) => Memory & { getClient(): Http; getMerchant(): { getPlatformCerts(): Promise<object> } };
}>("node-easywechat");

const folder = mkdtempSync(join(tmpdir(), "wxcards-foreign-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The client keeps what it fetched in files unless it is given somewhere else. */
function memory(): object {
  const kept = new Map<string, unknown>();
  return {
    get: async (key: string) => kept.get(key),
    has: async (key: string) => kept.has(key),
    set: async (key: string, value: unknown) => Boolean(kept.set(key, value)),
    delete: async (key: string) => kept.delete(key),
  };
}

function weixinOf({ url }: Sandbox): Http {
  const http = { baseURL: `${url}/`, throw: false };
  const app = new OfficialAccount({ app_id: APPID, secret: SECRET, use_stable_access_token: true, http });
  app.setCache(memory());
  return app.getClient();
}

const merchant: Merchant = newMerchant();
const privateKeyFile = join(folder, "key.pem");
const certificateFile = join(folder, "cert.pem");
writeFileSync(privateKeyFile, merchant.privateKey);
writeFileSync(certificateFile, merchant.certificate);

function payOf({ url }: Sandbox) {
  const app = new Pay({
    mch_id: MCHID,
    private_key: privateKeyFile,
    certificate: certificateFile,
    secret_key: API_V3_KEY,
    http: { baseURL: url, throw: false },
  });
  app.setCache(memory());
  return app;
}

describe("node-easywechat drives the Weixin of the sandbox", () => {
  it("through the life of a card, with a stable token", async () => {
    const sandbox = await foreignSandbox();
    const client = weixinOf(sandbox);
    const post = async (path: string, body: JsonObject) => (await client.postJson(path, body)).toObject();
    const made = await post("card/create", newCard());
    const id = String(made["card_id"]);
    expect(made).toMatchObject({ errcode: 0 });
    expect(await post("card/update", { card_id: id, member_card: { discount: 10 } })).toMatchObject({
      send_check: true,
    });
    expect(at(await post("card/get", { card_id: id }), "card", "member_card")["discount"]).toBe(10);
    expect(await post("card/modifystock", { card_id: id, increase_stock_value: 5 })).toMatchObject({ errcode: 0 });
    expect(await post("card/batchget", { offset: 0, count: 5, status_list: null })).toMatchObject({ total_num: 1 });
    expect(await post("card/delete", { card_id: id })).toMatchObject({ errcode: 0 });
    expect(sandbox.calls("/cgi-bin/stable_token")).toBe(1);
  });

  it("through the life of a rule", async () => {
    const sandbox = await foreignSandbox();
    sandbox.addCard(APPID, {}, { card_id: "abcdefg" });
    const client = weixinOf(sandbox);
    const post = async (path: string, body: JsonObject) =>
      (await client.postJson(`card/paygiftcard/${path}`, body)).toObject();
    const now = Math.floor(Date.now() / 1000);
    const added = await post("add", adding(["1900000109"], { begin_time: now, end_time: now + 86_400 }));
    const rule_id = Number(added["rule_id"]);
    expect(added).toMatchObject({ errcode: 0, succ_mchid_list: ["1900000109"], fail_mchid_list: [] });
    const listing = { type: "RULE_TYPE_PAY_MEMBER_CARD", effective: true, offset: 0, count: 10 };
    expect(await post("batchget", listing)).toMatchObject({ total_count: 1 });
    expect(at(await post("getbyid", { rule_id }), "rule_info")["type"]).toBe("RULE_TYPE_PAY_MEMBER_CARD");
    expect(await post("delete", { rule_id: String(rule_id) })).toMatchObject({ errcode: 0 });
    expect(await post("getbyid", { rule_id })).toMatchObject({ errcode: 72034 });
  });

  it("and is told what it did wrong", async () => {
    const client = weixinOf(await foreignSandbox());
    const { errcode, errmsg } = (await client.postJson("card/create", { card: { strange: 1 } })).toObject();
    expect(errcode).toBe(47001);
    expect(errmsg).toContain('Error before ":1}}');
  });
});

describe("node-easywechat drives the WeChat Pay of the sandbox", () => {
  const base = "/v3/brand/partner/card-member/cards";

  it("through the life of a template", async () => {
    const client = payOf(await foreignSandbox({ wechatpay: [merchant.account] })).getClient();
    const made = (await client.post(base, { data: newTemplate() })).toObject();
    const one = `${base}/${String(made["card_id"])}`;
    expect(made).toMatchObject({ state: "CARD_EFFECTIVE", card_title: "测试卡" });
    expect((await client.get(one, { params: { brand_id: BRAND } })).toObject()).toEqual(made);
    const listing = await client.get(base, { params: { brand_id: BRAND, offset: 0, limit: 20 } });
    expect(listing.toObject()).toMatchObject({ total_count: 1 });
    const changed = await client.patch(one, { data: { brand_id: BRAND, card_title: "新名" } });
    expect(changed.toObject()).toMatchObject({ card_title: "新名" });
    const invalid = await client.post(`${one}/invalidate`, { data: { brand_id: BRAND } });
    expect(invalid.toObject()).toMatchObject({ state: "CARD_INVALID" });
  });

  it("and downloads and opens the platform's certificates", async () => {
    const wechatpay = { ...usualBehaviours().wechatpay, platformKeys: "certificate" as const };
    const sandbox = await foreignSandbox({ wechatpay: [merchant.account], behaviours: { wechatpay } });
    expect(Object.keys(await payOf(sandbox).getMerchant().getPlatformCerts())).toHaveLength(1);
  });

  it("and is refused where it signs another body than it sends: its postJson leaves the body out", async () => {
    const client = payOf(await foreignSandbox({ wechatpay: [merchant.account] })).getClient();
    const reply = await client.postJson(base, newTemplate());
    expect([reply.getStatusCode(), reply.toObject()["code"]]).toEqual([401, "SIGN_ERROR"]);
  });
});
