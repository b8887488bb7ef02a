import { createDecipheriv, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newCertificate } from "../../src/sandbox/wechatpay/certificate.ts";
import { newPlatformKey } from "../../src/sandbox/wechatpay/platform-key.ts";
import { usualWechatPayBehaviours } from "../../src/sandbox/wechatpay-behaviours.ts";
import { bench, fakeClock, START_SECONDS, seededRandom } from "./support.ts";
import {
  API_V3_KEY,
  BASE,
  BRAND,
  CARD,
  FOREIGN_MCHID,
  isAuthentic,
  newTemplate,
  type Outgoing,
  PARTNER,
  type PayReply,
  payBench,
  payBenchWithCard,
} from "./wechatpay-support.ts";

const READ: Outgoing = { method: "GET", target: `${BASE.partner}/cards/${CARD}?brand_id=${BRAND}` };
const CERTIFICATES: Outgoing = { method: "GET", target: "/v3/certificates" };

describe("what succeeds proves itself", () => {
  const { brand_id: _brand, ...ownTemplate } = newTemplate();

  it.each<[string, Outgoing]>([
    ["get", READ],
    ["list", { method: "GET", target: `${BASE.partner}/cards?brand_id=${BRAND}&offset=0&limit=20` }],
    ["create", { method: "POST", target: `${BASE.partner}/cards`, body: newTemplate() }],
    [
      "patch",
      { method: "PATCH", target: `${BASE.partner}/cards/${CARD}`, body: { brand_id: BRAND, card_title: "新" } },
    ],
    ["invalidate", { method: "POST", target: `${BASE.partner}/cards/${CARD}/invalidate`, body: { brand_id: BRAND } }],
    ["delete", { ...READ, method: "DELETE" }],
    ["get of a brand", { role: "brand", method: "GET", target: `${BASE.brand}/cards/${CARD}` }],
    ["list of a brand", { role: "brand", method: "GET", target: `${BASE.brand}/cards?offset=0&limit=20` }],
    ["create of a brand", { role: "brand", method: "POST", target: `${BASE.brand}/cards`, body: ownTemplate }],
    [
      "patch of a brand",
      { role: "brand", method: "PATCH", target: `${BASE.brand}/cards/${CARD}`, body: { card_title: "新" } },
    ],
    ["invalidate of a brand", { role: "brand", method: "POST", target: `${BASE.brand}/cards/${CARD}/invalidate` }],
  ])("%s", async (_says, request) => {
    const { send, sandbox } = await payBenchWithCard();
    const { publicKey, publicKeyId } = sandbox.wechatpay;
    const reply = await send(request);
    expect(reply.status).toBe(200);
    expect(isAuthentic(reply, publicKey)).toBe(true);
    expect(reply.headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "wechatpay-serial": publicKeyId,
      "wechatpay-timestamp": String(START_SECONDS),
      "request-id": expect.stringMatching(/-0$/),
    });
    expect(isAuthentic({ ...reply, text: `${reply.text} ` }, publicKey)).toBe(false);
  });

  it("with another nonce each time", async () => {
    const { send } = await payBenchWithCard();
    const [first, second] = [await send(READ), await send(READ)];
    expect(first.headers["wechatpay-nonce"]).not.toBe(second.headers["wechatpay-nonce"]);
    expect(first.headers["request-id"]).not.toBe(second.headers["request-id"]);
  });

  it("by a key that is made at the start when none is given", async () => {
    const start = () => payBench({}, { wechatpayKey: newPlatformKey(seededRandom(4)) });
    const made = await bench();
    expect(made.sandbox.wechatpay.publicKeyId).toMatch(/^PUB_KEY_ID_\d{32}$/);
    expect(made.sandbox.wechatpay.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(made.sandbox.wechatpay.publicKey).toBe(made.sandbox.wechatpay.publicKey);
    expect((await start()).sandbox.wechatpay.publicKey).not.toBe(made.sandbox.wechatpay.publicKey);
  });
});

describe("what fails", () => {
  it.each<[string, number, Outgoing]>([
    ["PARAM_ERROR", 400, { method: "POST", target: `${BASE.partner}/cards`, body: "{" }],
    ["SIGN_ERROR", 401, { ...READ, message: "x" }],
    ["NO_AUTH", 403, { ...READ, caller: FOREIGN_MCHID }],
    ["RESOURCE_NOT_EXISTS", 404, { ...READ, target: `${BASE.partner}/cards/pNobody?brand_id=${BRAND}` }],
  ])("with %s (%i) has a Request-ID and no signature", async (code, status, request) => {
    const { send } = await payBenchWithCard();
    const reply = await send(request);
    expect(reply).toMatchObject({ status, code, body: { message: expect.stringMatching(/./) } });
    expect(reply.headers["request-id"]).toMatch(/^[0-9A-F]{32}-[1-9]\d*$/);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith("wechatpay-"))).toEqual([]);
  });
});

describe("signatures that do not hold", () => {
  const signature = ({ headers }: PayReply): string => String(headers["wechatpay-signature"]);

  it("are probes, so many times, and name themselves", async () => {
    const { send, sandbox } = await payBenchWithCard({}, { probes: 2 });
    const { publicKey } = sandbox.wechatpay;
    for (const _time of [1, 2]) {
      const reply = await send(READ);
      expect(signature(reply)).toMatch(/^WECHATPAY\/SIGNTEST\//);
      expect(isAuthentic(reply, publicKey)).toBe(false);
    }
    expect(isAuthentic(await send(READ), publicKey)).toBe(true);
    expect(sandbox.behaviours.wechatpay.probes).toBe(0);
  });

  it("are of something else, so many times", async () => {
    const { send, sandbox } = await payBenchWithCard({}, { badSignatures: 1 });
    const { publicKey } = sandbox.wechatpay;
    const wrong = await send(READ);
    expect(Buffer.from(signature(wrong), "base64")).toHaveLength(256);
    expect(isAuthentic(wrong, publicKey)).toBe(false);
    expect(isAuthentic(await send(READ), publicKey)).toBe(true);
  });

  it("are not spent on what fails", async () => {
    const { send, sandbox } = await payBenchWithCard({}, { probes: 1, badSignatures: 1 });
    await send({ ...READ, message: "x" });
    expect(sandbox.behaviours.wechatpay).toMatchObject({ probes: 1, badSignatures: 1 });
  });

  it("do not undo what was carried out", async () => {
    const { patch, sandbox } = await payBenchWithCard({}, { probes: 1 });
    await patch({ card_title: "改过" });
    expect(sandbox.wechatpay.cards(BRAND)[CARD]?.content["card_title"]).toBe("改过");
  });
});

describe("the clock of answers", () => {
  it("is the platform's", async () => {
    const { send } = await payBenchWithCard({}, { clockSkewSeconds: -200 });
    expect((await send(READ)).headers["wechatpay-timestamp"]).toBe(String(START_SECONDS - 200));
  });

  it("can be off by itself, the signature still right", async () => {
    const { send, sandbox } = await payBenchWithCard({}, { answerSkewSeconds: -301 });
    const reply = await send(READ);
    expect(reply.headers["wechatpay-timestamp"]).toBe(String(START_SECONDS - 301));
    expect(isAuthentic(reply, sandbox.wechatpay.publicKey)).toBe(true);
  });
});

interface Listed {
  readonly serial_no: string;
  readonly effective_time: string;
  readonly expire_time: string;
  readonly encrypt_certificate: {
    readonly algorithm: string;
    readonly nonce: string;
    readonly associated_data: string;
    readonly ciphertext: string;
  };
}

function opened({ body }: PayReply): { listed: Listed; certificate: X509Certificate }[] {
  return (body["data"] as unknown as Listed[]).map((listed) => {
    const { nonce, associated_data, ciphertext } = listed.encrypt_certificate;
    const bytes = Buffer.from(ciphertext, "base64");
    const decipher = createDecipheriv("aes-256-gcm", API_V3_KEY, nonce)
      .setAAD(Buffer.from(associated_data))
      .setAuthTag(bytes.subarray(-16));
    const pem = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
    return { listed, certificate: new X509Certificate(pem) };
  });
}

describe("platform certificates", () => {
  it("are none for merchants of today", async () => {
    const { send } = await payBench();
    expect(await send(CERTIFICATES)).toMatchObject({ status: 404, code: "RESOURCE_NOT_EXISTS" });
  });

  it("are none without an APIv3 key to encrypt them with", async () => {
    const { api_v3_key: _key, ...account } = PARTNER;
    const { send } = await payBench({ platformKeys: "certificate" }, { wechatpay: [account] });
    expect(await send(CERTIFICATES)).toMatchObject({ status: 404, code: "RESOURCE_NOT_EXISTS" });
  });

  it("need a right signature of a service provider", async () => {
    const { send } = await payBench({ platformKeys: "certificate" });
    expect((await send({ ...CERTIFICATES, message: "x" })).status).toBe(401);
    expect((await send({ ...CERTIFICATES, role: "brand" })).status).toBe(401);
  });

  it("are encrypted, and prove the very answer that brings them", async () => {
    const { send } = await payBench({ platformKeys: "certificate" });
    const reply = await send(CERTIFICATES);
    const [{ listed, certificate } = expect.unreachable(), ...others] = opened(reply);
    expect(others).toEqual([]);
    expect(listed).toMatchObject({
      serial_no: expect.stringMatching(/^[0-9A-F]{40}$/),
      effective_time: "2026-11-21T10:00:00+08:00",
      expire_time: "2031-11-20T10:00:00+08:00",
      encrypt_certificate: { algorithm: "AEAD_AES_256_GCM", associated_data: "certificate" },
    });
    expect(listed.encrypt_certificate.nonce).toHaveLength(12);
    expect(certificate.serialNumber).toBe(listed.serial_no);
    expect(reply.headers["wechatpay-serial"]).toBe(listed.serial_no);
    expect(isAuthentic(reply, certificate.publicKey.export({ type: "spki", format: "pem" }).toString())).toBe(true);
  });

  it("change: the new one signs, the old one is still listed", async () => {
    const { send, sandbox } = await payBench({ platformKeys: "certificate" });
    const [before] = opened(await send(CERTIFICATES));
    const serial = sandbox.wechatpay.rotateCertificate();
    const reply = await send(CERTIFICATES);
    expect(reply.headers["wechatpay-serial"]).toBe(serial);
    expect(opened(reply).map(({ listed }) => listed.serial_no)).toEqual([serial, before?.listed.serial_no]);
  });

  it("change also before anybody asked for the first one", async () => {
    const { send, sandbox } = await payBench({ platformKeys: "certificate" });
    sandbox.wechatpay.rotateCertificate();
    expect(opened(await send(CERTIFICATES))).toHaveLength(2);
  });

  it("and the public key while merchants change over: answers follow the request", async () => {
    const { send, sandbox } = await payBenchWithCard({}, { platformKeys: "both" });
    const { publicKeyId } = sandbox.wechatpay;
    const serialFor = async (asked: string | null) =>
      (await send({ ...READ, headers: { "wechatpay-serial": asked } })).headers["wechatpay-serial"];
    const [{ listed } = expect.unreachable()] = opened(await send(CERTIFICATES));
    expect(await serialFor(publicKeyId)).toBe(publicKeyId);
    expect(await serialFor(listed.serial_no)).toBe(listed.serial_no);
    expect(await serialFor(null)).toBe(listed.serial_no);
  });

  it("never sign for a brand that calls by itself", async () => {
    const { send, sandbox } = await payBenchWithCard({}, { platformKeys: "certificate" });
    const reply = await send({ role: "brand", method: "GET", target: `${BASE.brand}/cards/${CARD}` });
    expect(reply.headers["wechatpay-serial"]).toBe(sandbox.wechatpay.publicKeyId);
  });

  it("are certificates to others, too", () => {
    const { pem, serial, begins } = newCertificate(seededRandom(), fakeClock().now());
    const certificate = new X509Certificate(pem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate).toMatchObject({ serialNumber: serial, subject: "CN=Tenpay.com sign" });
    expect(certificate.issuer).toBe("CN=Tenpay.com Root CA");
    expect(Date.parse(certificate.validFrom)).toBe(begins);
  });
});

it("the usual behaviours are those of a merchant of today, who may send five requests a second", () => {
  expect(usualWechatPayBehaviours()).toMatchObject({ platformKeys: "public-key", limitPerSecond: 5, strictKeys: true });
});
