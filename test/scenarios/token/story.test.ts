import { describe, expect, test } from "vitest";
import { secret } from "../../../src/model/secret.ts";
import { stableToken } from "../../../src/platform/weixin/token-calls.ts";
import { goldId, liveSmall, smallCard } from "../../helpers/documents.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

// Proves G1.

async function cards(count: number): Promise<World> {
  const world = await newWorld();
  for (let index = 0; index < count; index += 1) {
    const id = `pToken${index}`;
    world.write({ [`cards/${id}.yaml`]: smallCard(id, id) });
    world.sandbox.addCard(coffee.appid, liveSmall(id), { card_id: id });
  }
  return world;
}

const tokenLine = /\/cgi-bin\/stable_token .* → ok/;

/** The access token of an account: one for all callers, renewed when it must be, never forced. */
describe("token", () => {
  test("one token for a whole run", async () => {
    const world = await cards(5);
    expect((await world.cli("plan")).code).toBe(0);
    expect(world.bodies("/cgi-bin/stable_token")).toEqual([
      { grant_type: "client_credential", appid: coffee.appid, secret: coffee.secret, force_refresh: false },
    ]);
    expect(world.bodies("/card/get")).toHaveLength(5);
  });

  test("expired in the middle of 20 reads at once: exactly one renewal", async () => {
    const world = await cards(20);
    world.onLine(tokenLine, () => world.sandbox.expireTokens());
    const plan = await world.cli("plan --verbose");
    expect(plan.code).toBe(0);
    expect(plan.stdout).toBe("No changes. 20 unchanged.\n");
    expect(world.bodies("/cgi-bin/stable_token")).toHaveLength(2);
    expect(world.bodies("/card/get")).toHaveLength(40);
  });

  test("20 refusals that arrive in one moment share one renewal", async () => {
    let fetched = 0;
    const source = stableToken(
      () => {},
      async () => {
        fetched += 1;
        return { status: "ok", body: { access_token: `token-${fetched}` } };
      },
    );
    await source.current();
    const renewed = await Promise.all(Array.from({ length: 20 }, () => source.renew(secret("token-1"))));
    const tokens = renewed.map((answer) =>
      answer !== undefined && "token" in answer ? answer.token.reveal() : answer,
    );
    expect(new Set(tokens)).toEqual(new Set(["token-2"]));
    expect(fetched).toBe(2);
  });

  test("expired between plan and write: renewed, and the write sent again, since it was not carried out", async () => {
    const world = await cards(1);
    world.edit("cards/pToken0.yaml", "notice: 请出示", "notice: 请出示码");
    world.onLine(/\/card\/get .* → ok/, () => world.sandbox.expireTokens(), 2);
    expect((await world.cli("apply --yes --verbose")).code).toBe(0);
    expect(world.paths()).toEqual([
      "/cgi-bin/stable_token",
      "/card/get",
      "/card/get",
      "/card/update",
      "/cgi-bin/stable_token",
      "/card/update",
      "/card/get",
    ]);
  });

  test("revoked elsewhere while the run goes on (40001)", async () => {
    const world = await cards(3);
    world.onLine(tokenLine, () => world.sandbox.revokeTokens());
    expect((await world.cli("plan --verbose")).code).toBe(0);
    expect(world.bodies("/cgi-bin/stable_token")).toHaveLength(2);
  });

  test("refused again and again: one renewal, then exit 77", async () => {
    const world = await cards(1);
    world.onLine(tokenLine, () => world.sandbox.revokeTokens());
    world.onLine(tokenLine, () => world.sandbox.revokeTokens(), 2);
    const plan = await world.cli("plan --verbose");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("token-refused-again");
    expect(world.bodies("/cgi-bin/stable_token")).toHaveLength(2);
    expect(world.bodies("/card/get")).toHaveLength(2);
  });

  test("the platform gives the refused token again: exit 77, and no third try", async () => {
    const world = await cards(1);
    world.sandbox.fail({ path: "/card/get", errcode: 40001, times: 9 });
    const plan = await world.cli("plan");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("token-not-renewed");
    expect(world.bodies("/cgi-bin/stable_token")).toHaveLength(2);
    expect(world.bodies("/card/get")).toHaveLength(1);
  });

  test("a given token wins over the AppSecret, and no token is fetched", async () => {
    const world = await cards(3);
    world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = world.sandbox.token(coffee.appid);
    expect((await world.cli("plan")).code).toBe(0);
    expect(world.bodies("/cgi-bin/stable_token")).toEqual([]);
  });

  test("a given token that has expired: exit 77 with the reason, and no token is fetched", async () => {
    const world = await cards(3);
    world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = world.sandbox.token(coffee.appid);
    world.sandbox.expireTokens();
    const plan = await world.cli("plan --concurrency 1");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toMatch(
      /the access token from the environment was refused \(errcode 42001: access_token expired, rid /,
    );
    expect(plan.stdout).toContain(
      "put a fresh token into WXCARDS_COFFEE_ACCESS_TOKEN, or set WXCARDS_COFFEE_APPSECRET",
    );
    expect(world.bodies("/cgi-bin/stable_token")).toEqual([]);
    expect(world.bodies("/card/get")).toHaveLength(1);
  });

  test("a wrong AppSecret: exit 77, and no card is asked for", async () => {
    const world = await cards(3);
    world.env["WXCARDS_COFFEE_APPSECRET"] = "0123456789abcdef0123456789abcdef";
    const plan = await world.cli("plan");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toMatch(/errcode 40125: invalid appsecret, rid [0-9a-f-]{26}/);
    expect(world.bodies("/card/get")).toEqual([]);
  });

  test("the token call is busy for a moment", async () => {
    const world = await cards(1);
    world.sandbox.fail({ path: "/cgi-bin/stable_token", errcode: -1, times: 2 });
    expect((await world.cli("plan")).code).toBe(0);
    expect(world.bodies("/cgi-bin/stable_token")).toHaveLength(3);
    expect(world.clock.slept).toHaveLength(2);
  });

  test("the token call is limited for a minute (45011): waited for", async () => {
    const world = await cards(1);
    world.sandbox.fail({ path: "/cgi-bin/stable_token", errcode: 45011 });
    expect((await world.cli("plan")).code).toBe(0);
    expect(world.clock.slept).toEqual([60_000]);
  });

  test("cgi-bin/token is never called and force_refresh never true, whatever goes wrong", async () => {
    const world = await cards(2);
    world.onLine(tokenLine, () => world.sandbox.expireTokens());
    await world.cli("plan --verbose");
    world.sandbox.revokeTokens();
    await world.cli("plan");
    world.sandbox.fail({ path: "*", errcode: 40001, times: 20 });
    await world.cli("apply --yes");
    expect(world.sandbox.calls("/cgi-bin/token")).toBe(0);
    expect(world.sandbox.forcedRefreshes()).toBe(0);
    expect(world.sandbox.calls("/cgi-bin/stable_token")).toBeGreaterThanOrEqual(4);
  });

  test("requests say how long they are and who sends them", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": smallCard("gold", goldId) } });
    world.sandbox.addCard(coffee.appid, liveSmall("gold"), { card_id: goldId });
    expect((await world.cli("plan")).code).toBe(0);
    for (const request of world.sandbox.requests) {
      expect(request.headers["content-length"]).toBe(String(Buffer.byteLength(request.text)));
      expect(request.headers["transfer-encoding"]).toBeUndefined();
      expect(request.headers["user-agent"]).toMatch(/^wxcards\/\d/);
    }
    expect(world.sandbox.requests).toHaveLength(2);
  });
});
