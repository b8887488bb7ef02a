import { describe, expect, it } from "vitest";
import {
  BASE,
  BRAND,
  FOREIGN_BRAND,
  FOREIGN_MCHID,
  MCHID,
  OTHER_BRAND,
  type Outgoing,
  payBench,
} from "./wechatpay-support.ts";

const listOf = (brand: string, more: Partial<Outgoing> = {}): Outgoing => ({
  method: "GET",
  target: `${BASE.partner}/cards?brand_id=${brand}&offset=0&limit=1`,
  ...more,
});
const ownList: Outgoing = { role: "brand", method: "GET", target: `${BASE.brand}/cards?offset=0&limit=1` };

describe("the limit", () => {
  it("is five requests in any second for a service provider, all brands and calls together", async () => {
    const { send, clock } = await payBench({ limitPerSecond: 5 });
    for (const brand of [BRAND, OTHER_BRAND, BRAND, OTHER_BRAND]) expect((await send(listOf(brand))).status).toBe(200);
    clock.advance(0.6);
    expect((await send(listOf(BRAND))).status).toBe(200);
    expect(await send(listOf(OTHER_BRAND))).toMatchObject({ status: 429, code: "RATELIMIT_EXCEEDED" });
    // The first four are a second ago, the fifth is not.
    clock.advance(0.4);
    const after = [];
    for (let times = 0; times < 5; times++) after.push((await send(listOf(BRAND))).status);
    expect(after).toEqual([200, 200, 200, 200, 429]);
  });

  it("is counted for each service provider, and for each brand that calls by itself", async () => {
    const { send } = await payBench({ limitPerSecond: 1 });
    const theirs = listOf(FOREIGN_BRAND, { caller: FOREIGN_MCHID });
    expect((await send(listOf(BRAND))).status).toBe(200);
    expect((await send(theirs)).status).toBe(200);
    expect((await send(ownList)).status).toBe(200);
    for (const request of [listOf(BRAND), theirs, ownList]) expect((await send(request)).status).toBe(429);
  });

  it("is not used up by what it refused, nor by wrong signatures", async () => {
    const { send, clock } = await payBench({ limitPerSecond: 1 });
    expect((await send(listOf(BRAND, { message: "x" }))).status).toBe(401);
    expect((await send(listOf(BRAND))).status).toBe(200);
    clock.advance(0.999);
    expect((await send(listOf(BRAND))).status).toBe(429);
    clock.advance(0.001);
    expect((await send(listOf(BRAND))).status).toBe(200);
  });

  it("refuses before anything is done", async () => {
    const { send, sandbox } = await payBench({ limitPerSecond: 1 });
    sandbox.wechatpay.addCard(BRAND, { card_title: "旧" }, { card_id: "p1" });
    await send(listOf(BRAND));
    const body = { brand_id: BRAND, card_title: "新" };
    expect((await send({ method: "PATCH", target: `${BASE.partner}/cards/p1`, body })).status).toBe(429);
    expect(sandbox.wechatpay.cards(BRAND)["p1"]?.content["card_title"]).toBe("旧");
  });

  it("can be another one, or none, at any time", async () => {
    const { send, sandbox } = await payBench({ limitPerSecond: 1 });
    await send(listOf(BRAND));
    sandbox.behaviours.wechatpay.limitPerSecond = 2;
    expect((await send(listOf(BRAND))).status).toBe(200);
    expect((await send(listOf(BRAND))).status).toBe(429);
    sandbox.behaviours.wechatpay.limitPerSecond = 0;
    for (let times = 0; times < 20; times++) expect((await send(listOf(BRAND))).status).toBe(200);
  });
});

describe("the peak", () => {
  it("is the most requests in any window of 0.9 s, for each caller", async () => {
    const { send, sandbox, clock } = await payBench();
    for (let times = 0; times < 3; times++) {
      await send(listOf(BRAND));
      clock.advance(0.5);
    }
    await send(ownList);
    expect(sandbox.wechatpay.peak()).toEqual({ [MCHID]: 2, [BRAND]: 1 });
    // The last of the three is still within the window.
    for (let times = 0; times < 4; times++) await send(listOf(OTHER_BRAND));
    expect(sandbox.wechatpay.peak()[MCHID]).toBe(5);
    clock.advance(10);
    await send(listOf(BRAND));
    expect(sandbox.wechatpay.peak()[MCHID]).toBe(5);
  });

  it("does not take requests 0.9 s apart for a burst", async () => {
    const { send, sandbox, clock } = await payBench();
    for (let times = 0; times < 3; times++) {
      await send(listOf(BRAND));
      clock.advance(0.9);
    }
    expect(sandbox.wechatpay.peak()).toEqual({ [MCHID]: 1 });
  });

  it("counts what was refused, forced and broken off as well", async () => {
    const { send, sandbox } = await payBench({ limitPerSecond: 1 });
    await send(listOf(BRAND));
    await send(listOf(BRAND));
    await send(listOf(BRAND, { message: "x" }));
    sandbox.fail({ path: "*", code: "SYSTEM_ERROR" });
    await send(listOf(BRAND));
    sandbox.fault({ path: "*", when: "before" });
    await expect(send(listOf(BRAND))).rejects.toThrow();
    await send(listOf(BRAND, { headers: { authorization: null } }));
    expect(sandbox.wechatpay.peak()).toEqual({ [MCHID]: 5, "": 1 });
  });
});
