import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { foreign, foreignSandbox, newMerchant, strangersKey } from "./foreign-support.ts";
import { BRAND, MCHID, newTemplate } from "./wechatpay-support.ts";

/** What these tests use of the client: a chain of path segments, with the methods at its end. */
interface Chain {
  readonly [segment: string]: Chain;
}
interface Methods {
  get(config?: object): Promise<{ readonly status: number; readonly data: JsonObject }>;
  post(body?: JsonObject, config?: object): Promise<{ readonly status: number; readonly data: JsonObject }>;
  patch(body?: JsonObject, config?: object): Promise<{ readonly status: number; readonly data: JsonObject }>;
}
const { Wechatpay } = foreign<{ readonly Wechatpay: new (config: object) => Chain }>("wechatpay-axios-plugin");

const merchant = newMerchant();

function clientOf({ url, wechatpay }: Sandbox, { key = merchant.privateKey, certs = {} } = {}) {
  const client = new Wechatpay({
    mchid: MCHID,
    serial: merchant.serial,
    privateKey: key,
    certs: { [wechatpay.publicKeyId]: wechatpay.publicKey, ...certs },
    baseURL: `${url}/`,
  });
  return (path: string) => client[path] as unknown as Methods;
}

const CARDS = "v3/brand/partner/card-member/cards";

describe("wechatpay-axios-plugin drives the sandbox", () => {
  it("through the life of a template, and believes every answer", async () => {
    const at = clientOf(await foreignSandbox({ wechatpay: [merchant.account] }));
    const { data: made } = await at(CARDS).post(newTemplate());
    const one = `${CARDS}/{card_id}`;
    const { card_id } = made;
    expect(made).toMatchObject({ state: "CARD_EFFECTIVE", card_title: "测试卡" });
    expect((await at(one).get({ params: { brand_id: BRAND }, card_id })).data).toEqual(made);
    const listing = await at(CARDS).get({ params: { brand_id: BRAND, offset: 0, limit: 20 } });
    expect(listing.data).toMatchObject({ total_count: 1, data: [made] });
    const { data: changed } = await at(one).patch({ brand_id: BRAND, card_title: "新名" }, { card_id });
    expect(changed).toMatchObject({ card_title: "新名" });
    const { data: invalid } = await at(`${one}/invalidate`).post({ brand_id: BRAND }, { card_id });
    expect(invalid).toMatchObject({ state: "CARD_INVALID" });
  });

  it("and gets 404 with an error that it can read from a call that is not played", async () => {
    const at = clientOf(await foreignSandbox({ wechatpay: [merchant.account] }));
    await expect(at("v3/pay/transactions/native").post({ description: "x" })).rejects.toMatchObject({
      response: { status: 404, data: { code: "RESOURCE_NOT_EXISTS" } },
    });
  });

  it("and is refused with another merchant's key", async () => {
    const at = clientOf(await foreignSandbox({ wechatpay: [merchant.account] }), { key: strangersKey() });
    await expect(at(CARDS).get({ params: { brand_id: BRAND, offset: 0, limit: 1 } })).rejects.toMatchObject({
      response: { status: 401, data: { code: "SIGN_ERROR" } },
    });
  });

  it("and does not believe an answer that is signed by something else", async () => {
    const sandbox = await foreignSandbox({ wechatpay: [merchant.account] });
    sandbox.behaviours.wechatpay.badSignatures = 1;
    const at = clientOf(sandbox);
    const list = () => at(CARDS).get({ params: { brand_id: BRAND, offset: 0, limit: 1 } });
    await expect(list()).rejects.toMatchObject({ code: "EV3_RES_HEADER_SIGNATURE_DIGEST" });
    expect((await list()).status).toBe(200);
  });
});
