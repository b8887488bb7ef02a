import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { usualBehaviours } from "../../src/sandbox/behaviours.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { foreign, foreignSandbox, newMerchant } from "./foreign-support.ts";
import { API_V3_KEY, BRAND, MCHID, newTemplate } from "./wechatpay-support.ts";

/** What these tests use of the client. */
interface Output {
  readonly status: number;
  readonly data?: JsonObject;
  readonly error?: string;
}
interface HttpService {
  get(url: string, headers: Readonly<Record<string, string>>): Promise<Output>;
  post(url: string, params: JsonObject, headers: Readonly<Record<string, string>>): Promise<Output>;
  upload(url: string, params: JsonObject, headers: Readonly<Record<string, string>>): Promise<Output>;
}
interface Client {
  createHttp(service: HttpService): void;
  get_certificates(key: string): Promise<readonly { readonly serial_no: string; readonly publicKey: string }[]>;
  getSignature(method: string, nonce: string, timestamp: string, url: string, body?: JsonObject): string;
  getAuthorization(nonce: string, timestamp: string, signature: string): string;
  getHeaders(authorization: string, headers?: Readonly<Record<string, string>>): Record<string, string>;
  query(order: { readonly out_trade_no: string }): Promise<Output>;
  verifySign(answer: Readonly<Record<string, string>>): Promise<boolean>;
}

const Client = foreign<new (options: object) => Client>("wechatpay-node-v3");
const { PayRequest } = foreign<{ readonly PayRequest: new () => HttpService }>(
  "wechatpay-node-v3/dist/lib/pay-request",
);

const merchant = newMerchant();
const CARDS = "/v3/brand/partner/card-member/cards";
const JSON_BODY = { "Content-Type": "application/json" };

/** The host is written into every call; `createHttp` takes the service that sends them. This is the client's own, told another host. */
function servedBy({ url }: Sandbox): HttpService {
  const own = new PayRequest();
  const there = (address: string) => address.replace("https://api.mch.weixin.qq.com", url);
  return {
    get: (address, headers) => own.get(there(address), headers),
    post: (address, params, headers) => own.post(there(address), params, headers),
    upload: (address, params, headers) => own.upload(there(address), params, headers),
  };
}

function clientOf(sandbox: Sandbox): Client {
  const client = new Client({
    appid: "wxea9c30a90fs8d3fe",
    mchid: MCHID,
    publicKey: Buffer.from(merchant.certificate),
    privateKey: Buffer.from(merchant.privateKey),
    key: API_V3_KEY,
  });
  client.createHttp(servedBy(sandbox));
  return client;
}

/** The headers of a call that the client has no method for, made of its own parts. */
function signed(client: Client, method: string, target: string, body?: JsonObject): Record<string, string> {
  const [nonce, timestamp] = [`n${Math.random()}`, String(Math.floor(Date.now() / 1000))];
  const signature = client.getSignature(method, nonce, timestamp, target, body);
  return client.getHeaders(client.getAuthorization(nonce, timestamp, signature), body === undefined ? {} : JSON_BODY);
}

function certificates(): Promise<Sandbox> {
  const wechatpay = { ...usualBehaviours().wechatpay, platformKeys: "certificate" as const };
  return foreignSandbox({ wechatpay: [merchant.account], behaviours: { wechatpay } });
}

describe("wechatpay-node-v3 drives the sandbox", () => {
  it("to download and open the platform's certificates", async () => {
    const sandbox = await certificates();
    const [certificate, ...others] = await clientOf(sandbox).get_certificates(API_V3_KEY);
    expect(others).toEqual([]);
    expect(certificate?.serial_no).toMatch(/^[0-9A-F]{40}$/);
    expect(certificate?.publicKey).toContain("BEGIN PUBLIC KEY");
  });

  it("to make, list and invalidate a template with its signatures, its headers and its own http", async () => {
    const sandbox = await foreignSandbox({ wechatpay: [merchant.account] });
    const [client, http] = [clientOf(sandbox), servedBy(sandbox)];
    const body = newTemplate();
    const made = await http.post(sandbox.url + CARDS, body, signed(client, "POST", CARDS, body));
    expect(made).toMatchObject({ status: 200, data: { state: "CARD_EFFECTIVE", card_title: "测试卡" } });

    const list = `${CARDS}?brand_id=${BRAND}&offset=0&limit=20`;
    const listed = await http.get(sandbox.url + list, signed(client, "GET", list));
    expect(listed).toMatchObject({ status: 200, data: { total_count: 1 } });

    const invalidate = `${CARDS}/${String(made.data?.["card_id"])}/invalidate`;
    const brand = { brand_id: BRAND };
    const gone = await http.post(sandbox.url + invalidate, brand, signed(client, "POST", invalidate, brand));
    expect(gone).toMatchObject({ status: 200, data: { state: "CARD_INVALID" } });
  });

  it("to check an answer by the certificate that it downloads", async () => {
    const sandbox = await certificates();
    const client = clientOf(sandbox);
    const list = `${CARDS}?brand_id=${BRAND}&offset=0&limit=20`;
    const answer = await fetch(sandbox.url + list, { headers: signed(client, "GET", list) });
    const header = (name: string) => String(answer.headers.get(name));
    const proof = {
      timestamp: header("wechatpay-timestamp"),
      nonce: header("wechatpay-nonce"),
      serial: header("wechatpay-serial"),
      signature: header("wechatpay-signature"),
      apiSecret: API_V3_KEY,
    };
    expect(await client.verifySign({ ...proof, body: await answer.text() })).toBe(true);
    expect(await client.verifySign({ ...proof, body: "{}" })).toBe(false);
  });

  it("and gets 404 with an error that it can read from a call that is not played", async () => {
    const sandbox = await foreignSandbox({ wechatpay: [merchant.account] });
    const reply = await clientOf(sandbox).query({ out_trade_no: "1217752501201407033233368018" });
    expect(reply.status).toBe(404);
    expect(JSON.parse(String(reply.error))).toMatchObject({ code: "RESOURCE_NOT_EXISTS" });
  });

  it("and is refused where it signs four lines instead of five: a DELETE without a body", async () => {
    const sandbox = await foreignSandbox({ wechatpay: [merchant.account] });
    const target = `${CARDS}/p1?brand_id=${BRAND}`;
    const headers = signed(clientOf(sandbox), "DELETE", target);
    const answer = await fetch(sandbox.url + target, { method: "DELETE", headers });
    expect([answer.status, ((await answer.json()) as JsonObject)["code"]]).toEqual([401, "SIGN_ERROR"]);
  });
});
