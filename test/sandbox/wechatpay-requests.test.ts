import { generateKeyPairSync, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { WechatPayAccount } from "../../src/sandbox/wechatpay/callers.ts";
import { emptyBrandState } from "../../src/sandbox/wechatpay/state.ts";
import { vectors } from "../platform/wechatpay/support.ts";
import { START_SECONDS } from "./support.ts";
import {
  BASE,
  BRAND,
  BRAND_SERIAL,
  CARD,
  FOREIGN_BRAND,
  FOREIGN_MCHID,
  headerText,
  MCHID,
  newTemplate,
  OTHER_BRAND,
  type Outgoing,
  PARTNER,
  payBench,
  payBenchWithCard,
  publicPemOf,
} from "./wechatpay-support.ts";

const CARDS = `${BASE.partner}/cards`;
const READ: Outgoing = { method: "GET", target: `${CARDS}/${CARD}?brand_id=${BRAND}` };
const BRAND_READ: Outgoing = { role: "brand", method: "GET", target: `${BASE.brand}/cards/${CARD}` };

describe("what every request needs", () => {
  it.each([
    ["a service provider", READ],
    ["a brand that calls by itself", BRAND_READ],
  ])("is enough from %s", async (_says, request) => {
    const { send } = await payBenchWithCard();
    expect(await send(request)).toMatchObject({ status: 200, body: { card_id: CARD, brand_id: BRAND } });
  });

  it.each(["user-agent", "accept"])("is 400 without %s, before the signature is looked at", async (name) => {
    const { send } = await payBenchWithCard();
    const reply = await send({ ...READ, headers: { [name]: null, authorization: "nothing" } });
    expect(reply).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
  });

  it.each([
    ["none", null],
    ["another public key", "PUB_KEY_ID_00000000000000000000000000000000"],
  ])("is 400 from a brand with %s in Wechatpay-Serial", async (_says, serial) => {
    const { send } = await payBenchWithCard();
    const reply = await send({ ...BRAND_READ, headers: { "wechatpay-serial": serial } });
    expect(reply).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
  });

  it("has no use for Wechatpay-Serial of a service provider", async () => {
    const { send } = await payBenchWithCard();
    expect((await send({ ...READ, headers: { "wechatpay-serial": "PUB_KEY_ID_0" } })).status).toBe(200);
  });

  it("says what kind of body it has", async () => {
    const { send } = await payBench();
    const request = { method: "POST", target: CARDS, body: newTemplate() };
    const wrong = await send({ ...request, headers: { "content-type": "text/plain" } });
    expect(wrong).toMatchObject({ status: 400, code: "INVALID_REQUEST" });
    const right = await send({ ...request, headers: { "content-type": "application/json; charset=utf-8" } });
    expect(right.status).toBe(200);
  });
});

describe("the signature", () => {
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const without = (gone: string): NonNullable<Outgoing["authorization"]> => {
    return (scheme, { [gone]: _gone, ...members }) => headerText(scheme, members);
  };

  it("may have its members in any order", async () => {
    const { send } = await payBenchWithCard();
    const authorization: NonNullable<Outgoing["authorization"]> = (scheme, members) =>
      headerText(scheme, Object.fromEntries(Object.entries(members).reverse()));
    expect((await send({ ...READ, authorization })).status).toBe(200);
  });

  it.each<[string, Partial<Outgoing>]>([
    ["no header", { headers: { authorization: null } }],
    ["the scheme of the other role", { authorization: (_, all) => headerText("WECHATPAY-BRAND-SHA256-RSA2048", all) }],
    ["another scheme", { authorization: (_, all) => headerText("WECHATPAY2-SM2-WITH-SM3", all) }],
    ["a space behind a comma", { authorization: (scheme, all) => headerText(scheme, all).replaceAll(",", ", ") }],
    ["no quotes", { authorization: (scheme, all) => headerText(scheme, all).replaceAll('"', "") }],
    ["no caller", { authorization: without("mchid") }],
    ["no nonce", { authorization: without("nonce_str") }],
    ["no timestamp", { authorization: without("timestamp") }],
    ["no serial number", { authorization: without("serial_no") }],
    ["no signature", { authorization: without("signature") }],
    ["a member twice", { authorization: (scheme, all) => `${headerText(scheme, all)},mchid="${MCHID}"` }],
    ["a member too many", { authorization: (scheme, all) => `${headerText(scheme, all)},brand_id="${BRAND}"` }],
    [
      "a timestamp that is no number",
      { authorization: (scheme, all) => headerText(scheme, { ...all, timestamp: "now" }) },
    ],
    ["an unknown merchant", { caller: "1900000000" }],
    ["an unknown serial number", { serial: BRAND_SERIAL }],
    ["another key", { key: other }],
    [
      "base64 with something behind it",
      { authorization: (scheme, all) => headerText(scheme, { ...all, signature: `${all["signature"]}!` }) },
    ],
    ["milliseconds", { timestamp: START_SECONDS * 1000 }],
  ])("is 401 with %s", async (_says, wrong) => {
    const { send } = await payBenchWithCard();
    expect(await send({ ...READ, ...wrong })).toMatchObject({ status: 401, code: "SIGN_ERROR" });
  });

  const body = JSON.stringify(newTemplate());
  const lines = (nonce: string) => [`POST\n${CARDS}\n${START_SECONDS}\n${nonce}\n${body}\n`, nonce] as const;

  it.each<[string, (message: string) => string]>([
    ["another method", (message) => message.replace("POST", "PATCH")],
    ["a query that is not sent", (message) => message.replace(CARDS, `${CARDS}?`)],
    ["another timestamp", (message) => message.replace(String(START_SECONDS), String(START_SECONDS + 1))],
    ["a body spelt differently", (message) => message.replace('":"', '": "')],
    ["no body", (message) => message.replace(body, "")],
    ["no line end at the end", (message) => message.trimEnd()],
  ])("is 401 over %s", async (_says, change) => {
    const { send } = await payBench();
    const [message, nonce] = lines(randomBytes(8).toString("hex"));
    const request = { method: "POST", target: CARDS, body, nonce };
    expect(await send({ ...request, message: change(message) })).toMatchObject({ status: 401, code: "SIGN_ERROR" });
    expect((await send({ ...request, message })).status).toBe(200);
  });

  it("covers the address as it is spelt", async () => {
    const { send } = await payBenchWithCard();
    const spelt = `${CARDS}/${CARD.replace("-", "%2D")}?brand_id=${BRAND.replace("4", "%34")}`;
    expect((await send({ method: "GET", target: spelt })).status).toBe(200);
    const nonce = "abc";
    const message = `GET\n${READ.target}\n${START_SECONDS}\n${nonce}\n\n`;
    expect((await send({ method: "GET", target: spelt, nonce, message })).status).toBe(401);
  });

  it("of a request without a body ends in an empty line", async () => {
    const { send } = await payBenchWithCard();
    const message = `GET\n${READ.target}\n${START_SECONDS}\nabc\n`;
    expect((await send({ ...READ, nonce: "abc", message })).status).toBe(401);
    expect((await send({ ...READ, nonce: "abc", message: `${message}\n` })).status).toBe(200);
  });

  it("says what it was expected over", async () => {
    const { send } = await payBenchWithCard();
    const { detail } = await send({ ...READ, nonce: "abc", message: "x" });
    const url = READ.target;
    const truncated_sign_message = `GET\n${url}\n${START_SECONDS}\nabc\n\n`;
    expect(detail).toMatchObject({ sign_information: { method: "GET", url, truncated_sign_message } });
  });

  it.each([
    [-301, 401],
    [-300, 200],
    [300, 200],
    [301, 401],
  ])("made %i s away from the platform's clock is %i", async (away, status) => {
    const { send } = await payBenchWithCard();
    expect((await send({ ...READ, timestamp: START_SECONDS + away })).status).toBe(status);
  });

  it("is judged by the platform's own clock", async () => {
    const { send } = await payBenchWithCard({}, { clockSkewSeconds: 301 });
    expect(await send(READ)).toMatchObject({ status: 401, code: "SIGN_ERROR" });
    expect((await send({ ...READ, timestamp: START_SECONDS + 301 })).status).toBe(200);
  });

  it("takes a nonce once, and forgets it when its time is over", async () => {
    const { send, clock } = await payBenchWithCard();
    expect((await send({ ...READ, nonce: "abc" })).status).toBe(200);
    expect(await send({ ...READ, nonce: "abc" })).toMatchObject({ status: 401, code: "SIGN_ERROR" });
    expect((await send({ ...BRAND_READ, nonce: "abc" })).status).toBe(200);
    clock.advance(601);
    expect((await send({ ...READ, nonce: "abc" })).status).toBe(200);
  });

  it("that is wrong does not use up its nonce", async () => {
    const { send } = await payBenchWithCard();
    expect((await send({ ...READ, nonce: "abc", message: "x" })).status).toBe(401);
    expect((await send({ ...READ, nonce: "abc" })).status).toBe(200);
  });

  it("of one caller is no good for another", async () => {
    const { send } = await payBench({}, { wechatpay: [{ ...PARTNER, public_key: publicPemOf(other) }] });
    expect((await send(READ)).status).toBe(401);
    expect((await send({ ...READ, key: other })).status).toBe(404);
  });
});

describe("signatures made elsewhere", () => {
  const { publicKeyPem: officialPublicKey = "" } = vectors.keys["officialMerchant"] ?? {};
  const signedElsewhere = vectors.requestSign.filter(({ url }) => url.includes("/card-member/"));

  it("are of every call", () => {
    expect(signedElsewhere.map(({ method }) => method).sort()).toEqual(["DELETE", "GET", "GET", "PATCH", "POST"]);
  });

  it.each(signedElsewhere)(
    "over $method $url are right",
    async ({ method, url, body, timestamp: signedAt, nonce, signature }) => {
      const timestamp = Number(signedAt);
      const account = { ...PARTNER, public_key: officialPublicKey };
      const { send, sandbox, clock } = await payBench({}, { wechatpay: [account] });
      sandbox.wechatpay.addCard(BRAND, {}, { card_id: CARD });
      clock.advance(timestamp - START_SECONDS);
      const authorization: NonNullable<Outgoing["authorization"]> = (scheme, members) =>
        headerText(scheme, { ...members, signature });
      const request = { method, target: url, ...(body === "" ? {} : { body }), authorization };
      expect((await send({ ...request, timestamp, nonce })).text).toContain(`"card_id":"${CARD}"`);
      expect((await send({ ...request, timestamp, nonce: `${nonce}0` })).status).toBe(401);
    },
  );
});

describe("whose card it is", () => {
  it("is 403 for a brand that has not authorised the service provider, in query and body", async () => {
    const { send } = await payBench();
    const query = await send({ method: "GET", target: `${CARDS}/${CARD}?brand_id=${FOREIGN_BRAND}` });
    expect(query).toMatchObject({ status: 403, code: "NO_AUTH" });
    const body = newTemplate({ brand_id: FOREIGN_BRAND });
    expect(await send({ method: "POST", target: CARDS, body })).toMatchObject({ status: 403, code: "NO_AUTH" });
    expect((await send({ method: "POST", target: CARDS, body, caller: FOREIGN_MCHID })).status).toBe(200);
  });

  it.each([
    ["GET", `/${CARD}`, undefined],
    ["GET", "?offset=0&limit=1", undefined],
    ["DELETE", `/${CARD}`, undefined],
    ["POST", "", { card_title: "x" }],
    ["PATCH", `/${CARD}`, { card_title: "x" }],
    ["POST", `/${CARD}/invalidate`, {}],
  ])("is 400 when a service provider does not say: %s cards%s", async (method, rest, body) => {
    const { send } = await payBenchWithCard();
    const reply = await send({ method, target: CARDS + rest, ...(body === undefined ? {} : { body }) });
    const inBody = body !== undefined;
    const detail = { field: inBody ? "/brand_id" : "brand_id", location: inBody ? "body" : "query" };
    expect(reply).toMatchObject({ status: 400, code: "PARAM_ERROR", detail });
  });

  it.each([
    ["GET", `/${CARD}?brand_id=${BRAND}`, undefined, "brand_id"],
    ["PATCH", `/${CARD}`, { brand_id: BRAND, card_title: "x" }, "/brand_id"],
    ["POST", "", newTemplate(), "/brand_id"],
    ["POST", `/${CARD}/invalidate`, { brand_id: BRAND }, ""],
    ["POST", `/${CARD}/invalidate`, {}, ""],
  ])("is not said by a brand itself: %s cards%s", async (method, rest, body, field) => {
    const { send } = await payBenchWithCard();
    const target = `${BASE.brand}/cards${rest}`;
    const reply = await send({ role: "brand", method, target, ...(body === undefined ? {} : { body }) });
    expect(reply).toMatchObject({ status: 400, code: "PARAM_ERROR", detail: { field } });
  });

  it("is 404 for a card of another brand of the same service provider", async () => {
    const { send } = await payBenchWithCard();
    const reply = await send({ method: "GET", target: `${CARDS}/${CARD}?brand_id=${OTHER_BRAND}` });
    expect(reply).toMatchObject({ status: 404, code: "RESOURCE_NOT_EXISTS" });
  });

  it("is the same card for the service provider and the brand", async () => {
    const { send, get } = await payBenchWithCard();
    const body = { card_title: "自己改的" };
    await send({ role: "brand", method: "PATCH", target: `${BASE.brand}/cards/${CARD}`, body });
    expect((await get()).body["card_title"]).toBe("自己改的");
  });
});

describe("addresses", () => {
  it.each([
    ["PUT", CARDS, 405],
    ["DELETE", CARDS, 405],
    ["GET", `${CARDS}/${CARD}/invalidate`, 405],
    ["POST", "/v3/certificates", 405],
    ["DELETE", `${BASE.brand}/cards/${CARD}`, 405],
  ])("%s %s is %i with nothing inside", async (method, target, status) => {
    const { send } = await payBench();
    const reply = await send({ method, target });
    expect(reply).toMatchObject({ status, text: "" });
    expect(reply.headers["request-id"]).toMatch(/^[0-9A-F]{32}-\d+$/);
  });

  it.each([
    ["GET", "/v3/pay/transactions/id/1?mchid=1"],
    ["POST", "/v3/marketing/favor/coupon-stocks"],
    ["GET", "/v3"],
    ["GET", "/v3/brand/partner/card-member/nothing"],
    ["GET", `${CARDS}/`],
    ["POST", `${CARDS}/${CARD}/invalidate/more`],
    ["POST", "/brand/card-member/media/image-upload"],
    ["GET", "/brand/store/brandstores/1"],
  ])("%s %s, which is not played, is 404 with an error of WeChat Pay", async (method, target) => {
    const { send, sandbox } = await payBench();
    const reply = await send({ method, target });
    expect(reply).toMatchObject({ status: 404, code: "RESOURCE_NOT_EXISTS" });
    expect(reply.body["message"]).not.toBe("");
    expect(reply.headers["content-type"]).toContain("application/json");
    expect(reply.headers["wechatpay-signature"]).toBeUndefined();
    expect(reply.headers["request-id"]).toMatch(/^[0-9A-F]{32}-\d+$/);
    sandbox.behaviours.wechatpay.unknownPath = "empty";
    expect(await send({ method, target })).toMatchObject({ status: 404, text: "" });
  });

  it("that only begin like those of WeChat Pay are Weixin's", async () => {
    const { send } = await payBench();
    for (const target of ["/v3x", "/brands/1", "/card/v3/x"])
      expect((await send({ method: "GET", target })).body["errcode"]).toBe(40066);
  });

  it("with a broken percent sign name no card", async () => {
    const { send } = await payBench();
    expect((await send({ method: "GET", target: `${CARDS}/%zz?brand_id=${BRAND}` })).code).toBe("RESOURCE_NOT_EXISTS");
  });

  it("take no more than 5 MiB", async () => {
    const { send } = await payBench();
    const body = JSON.stringify(newTemplate({ legal_agreement: "x".repeat(6 * 1024 * 1024) }));
    expect(await send({ method: "POST", target: CARDS, body })).toMatchObject({ status: 413, text: "" });
  });
});

describe("accounts", () => {
  it("are refused when they cannot be played", async () => {
    const start = (...accounts: Partial<WechatPayAccount>[]) =>
      payBench({}, { wechatpay: accounts.map((account) => ({ ...PARTNER, ...account })) });
    const state = emptyBrandState();
    const { mchid: _mchid, ...nobody } = PARTNER;
    await expect(payBench({}, { wechatpay: [nobody] })).rejects.toThrow("mchid");
    await expect(start({ api_v3_key: "short" })).rejects.toThrow("32 bytes");
    await expect(start({ state }, { state, serial_no: "1" })).rejects.toThrow("two states");
    await expect(start({ public_key: "nothing" })).rejects.toThrow();
  });

  it("may have several serial numbers while keys change", async () => {
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const next = { ...PARTNER, serial_no: "NEXT", public_key: publicPemOf(other) };
    const { send, sandbox } = await payBench({}, { wechatpay: [PARTNER, next] });
    sandbox.wechatpay.addCard(BRAND, {}, { card_id: CARD });
    expect((await send(READ)).status).toBe(200);
    expect((await send({ ...READ, serial: "NEXT", key: other })).status).toBe(200);
    expect((await send({ ...READ, serial: "NEXT" })).status).toBe(401);
  });
});
