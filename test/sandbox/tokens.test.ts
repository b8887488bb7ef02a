import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { usualBehaviours } from "../../src/sandbox/behaviours.ts";
import { APPID, type Bench, bench, SECRET } from "./support.ts";

const ASK = { grant_type: "client_credential", appid: APPID, secret: SECRET };

function ask({ post }: Bench, more: JsonObject = {}): ReturnType<Bench["post"]> {
  return post("/cgi-bin/stable_token", { ...ASK, ...more }, null);
}

async function errcodeWith({ post }: Bench, token: string | null): Promise<unknown> {
  return (await post("/card/batchget", { offset: 0, count: 1 }, token)).errcode;
}

describe("stable_token", () => {
  it("gives the same token until five minutes before its end, then another, and both are valid", async () => {
    const made = await bench();
    const first = (await ask(made)).body;
    expect(first).toEqual({ access_token: expect.stringMatching(/^[\w-]{100,512}$/), expires_in: 7200 });
    made.clock.advance(6900);
    expect((await ask(made)).body).toEqual({ ...first, expires_in: 300 });
    made.clock.advance(1);
    const second = (await ask(made)).body;
    expect(second).toMatchObject({ expires_in: 7200 });
    expect(second["access_token"]).not.toBe(first["access_token"]);
    expect(await errcodeWith(made, String(first["access_token"]))).toBe(0);
    made.clock.advance(299);
    expect(await errcodeWith(made, String(first["access_token"]))).toBe(42001);
    expect(await errcodeWith(made, String(second["access_token"]))).toBe(0);
  });

  it("forced, makes the old token invalid; forced again within 30 seconds, changes nothing", async () => {
    const made = await bench();
    const first = String((await ask(made)).body["access_token"]);
    const second = String((await ask(made, { force_refresh: true })).body["access_token"]);
    expect(await errcodeWith(made, first)).toBe(40001);
    made.clock.advance(29);
    expect((await ask(made, { force_refresh: true })).body["access_token"]).toBe(second);
    expect(made.sandbox.forcedRefreshes()).toBe(2);
    expect(made.sandbox.calls("/cgi-bin/stable_token")).toBe(3);
  });

  it("can be forced twenty times a day", async () => {
    const made = await bench();
    for (let i = 0; i < 20; i++) {
      expect((await ask(made, { force_refresh: true })).errcode).toBeUndefined();
      made.clock.advance(30);
    }
    expect((await ask(made, { force_refresh: true })).errcode).toBe(45009);
    made.clock.advance(86_400);
    expect((await ask(made, { force_refresh: true })).errcode).toBeUndefined();
  });

  it.each([
    ["another grant_type", { grant_type: "code" }, 40002],
    ["no appid", { appid: "" }, 41002],
    ["no secret", { secret: "" }, 41004],
    ["an unknown appid", { appid: "wxnobody" }, 40013],
    ["a wrong secret", { secret: "guess" }, 40125],
  ])("refuses %s", async (_says, more, errcode) => {
    expect((await ask(await bench(), more)).errcode).toBe(errcode);
  });

  it.each([
    ["", 44002],
    ["grant_type=client_credential", 47001],
    ["[]", 47001],
  ])("refuses the body %j", async (body, errcode) => {
    const { post } = await bench();
    expect((await post("/cgi-bin/stable_token", body, null)).errcode).toBe(errcode);
  });

  it("is POST only", async () => {
    const { sandbox } = await bench();
    expect(await (await fetch(`${sandbox.url}/cgi-bin/stable_token`)).json()).toMatchObject({ errcode: 43002 });
  });

  it("lives as long as the behaviour says, even when that is short", async () => {
    const made = await bench({ tokenSeconds: 10 });
    const first = (await ask(made)).body;
    expect(first["expires_in"]).toBe(10);
    made.clock.advance(9);
    expect((await ask(made)).body).toEqual({ ...first, expires_in: 1 });
    made.clock.advance(1);
    expect((await ask(made)).body["access_token"]).not.toBe(first["access_token"]);
  });
});

describe("the older token call", () => {
  it("is there, is counted, and does not touch stable tokens", async () => {
    const made = await bench();
    const stable = String((await ask(made)).body["access_token"]);
    const url = `${made.sandbox.url}/cgi-bin/token?grant_type=client_credential&appid=${APPID}&secret=${SECRET}`;
    const first = (await (await fetch(url)).json()) as { access_token: string };
    const second = (await (await fetch(url)).json()) as { access_token: string };
    expect(second.access_token).not.toBe(first.access_token);
    expect(made.sandbox.calls("/cgi-bin/token")).toBe(2);
    expect(await errcodeWith(made, stable)).toBe(0);
    expect(await errcodeWith(made, first.access_token)).toBe(0);
    made.clock.advance(300);
    expect(await errcodeWith(made, first.access_token)).toBe(42001);
    expect(await errcodeWith(made, second.access_token)).toBe(0);
  });

  it("refuses a wrong secret", async () => {
    const { sandbox } = await bench();
    const url = `${sandbox.url}/cgi-bin/token?grant_type=client_credential&appid=${APPID}&secret=guess`;
    expect(await (await fetch(url)).json()).toMatchObject({ errcode: 40125 });
  });
});

describe("the token of a call", () => {
  it.each([
    ["none", null, 41001],
    ["an empty one", "", 41001],
    ["an unknown one", "A".repeat(136), 40001],
    ["a malformed one", "no%20token!", 40014],
  ])("%s", async (_says, token, errcode) => {
    expect(await errcodeWith(await bench(), token)).toBe(errcode);
  });

  it("expires and is revoked on demand, and a new one works", async () => {
    const made = await bench();
    const first = made.sandbox.token(APPID);
    made.sandbox.expireTokens();
    expect(await errcodeWith(made, first)).toBe(42001);
    const second = String((await ask(made)).body["access_token"]);
    expect(await errcodeWith(made, second)).toBe(0);
    made.sandbox.revokeTokens();
    expect(await errcodeWith(made, second)).toBe(40001);
    expect(await errcodeWith(made, String((await ask(made)).body["access_token"]))).toBe(0);
  });
});

describe("the caller's address", () => {
  const barred = { ...usualBehaviours().ipWhitelist, refuse: true, ip: "198.51.100.9" };

  it("is named in the refusal of every call", async () => {
    const made = await bench({ ipWhitelist: barred });
    const words = /^invalid ip 198\.51\.100\.9 ipv6 ::ffff:198\.51\.100\.9, not in whitelist rid: [0-9a-f-]{26}$/;
    const token = await ask(made);
    expect([token.errcode, token.errmsg]).toEqual([40164, expect.stringMatching(words)]);
    expect(await errcodeWith(made, made.sandbox.token(APPID))).toBe(40164);
  });

  it("may be refused by token calls only, and with the other code", async () => {
    const made = await bench({ ipWhitelist: { ...barred, code: 61004, scope: "token-calls" } });
    expect((await ask(made)).errcode).toBe(61004);
    expect(await errcodeWith(made, made.sandbox.token(APPID))).toBe(0);
  });
});

describe("the quota", () => {
  it("counts card calls down and ends in 45009", async () => {
    const made = await bench({ quota: { remaining: 2 } });
    const token = made.sandbox.token(APPID);
    const codes = [await errcodeWith(made, token), await errcodeWith(made, token), await errcodeWith(made, token)];
    expect(codes).toEqual([0, 0, 45009]);
    made.sandbox.behaviours.quota.remaining = 1;
    expect(await errcodeWith(made, token)).toBe(0);
  });
});
