import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { goldId } from "../../helpers/documents.ts";
import { playedPrograms } from "../../helpers/programs.ts";
import { bakery, coffee, type World } from "../../helpers/world.ts";
import { ofPlatform, platform, twoShops } from "./world.ts";

const tokenCall = "/cgi-bin/component/api_authorizer_token";
const listCall = "/cgi-bin/component/api_get_authorizer_list";
const componentCall = "/cgi-bin/component/api_component_token";

const refreshToken = ({ sandbox }: World) => sandbox.components.refreshToken(platform.appid, coffee.appid);
const written = (world: World) => world.bodies("/card/update").map((body) => (body as JsonObject)["card_id"]);

/** An account that is called by a third-party platform. */
describe("a third-party platform", () => {
  test("with AppSecret and ticket: a token of its own, the account looked up in the list, and a token for that", async () => {
    const world = await twoShops({ env: ofPlatform });
    expect(await world.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(world.bodies(componentCall)).toEqual([
      {
        component_appid: platform.appid,
        component_appsecret: platform.secret,
        component_verify_ticket: platform.ticket,
      },
    ]);
    expect(world.bodies(listCall)).toEqual([{ component_appid: platform.appid, offset: 0, count: 500 }]);
    expect(world.bodies(tokenCall)).toEqual([
      {
        component_appid: platform.appid,
        authorizer_appid: coffee.appid,
        authorizer_refresh_token: refreshToken(world),
      },
    ]);
    expect(world.bodies("/cgi-bin/stable_token")).toMatchObject([{ appid: bakery.appid }]);
    expect(written(world)).toHaveLength(2);
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 2 unchanged.\n");
  });

  test("with a token of its own and a refresh token: neither secret nor list is asked for", async () => {
    const world = await twoShops();
    world.env["WECHAT_COMPONENT_ACCESS_TOKEN"] = world.sandbox.components.token(platform.appid);
    world.env["WXCARDS_COFFEE_REFRESH_TOKEN"] = refreshToken(world);
    expect((await world.cli("plan --account coffee")).code).toBe(0);
    expect(world.paths()).toEqual([tokenCall, "/card/get"]);
  });

  test("with a ready token: the platform is not called", async () => {
    const world = await twoShops({ env: ofPlatform });
    world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = world.sandbox.components.authorizerToken(platform.appid, coffee.appid);
    expect((await world.cli("plan --account coffee")).code).toBe(0);
    expect(world.paths()).toEqual(["/card/get"]);
  });

  test("with a ready token that has run out: 77, and no AppSecret is asked for", async () => {
    const world = await twoShops();
    world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = world.sandbox.components.authorizerToken(platform.appid, coffee.appid);
    world.sandbox.expireTokens();
    const plan = await world.cli("plan --account coffee");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("token-given-refused");
    expect(plan.stdout).toContain("WXCARDS_COFFEE_TOKEN_COMMAND or with the credential of the third-party platform");
    expect(plan.stdout).not.toContain("WXCARDS_COFFEE_APPSECRET");
  });

  test("the AppSecret of the account itself is of no use to it", async () => {
    const world = await twoShops({ env: { WXCARDS_COFFEE_APPSECRET: coffee.secret } });
    world.env["WXCARDS_COFFEE_APPSECRET"] = coffee.secret;
    const plan = await world.cli("plan --account coffee");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("account coffee has no credential in the environment");
    for (const name of ["WXCARDS_COFFEE_TOKEN_COMMAND", ...Object.keys(ofPlatform).slice(0, 1)])
      expect(plan.stdout).toContain(name);
    expect(world.paths()).toEqual([]);
  });

  test.each([
    ["AppSecret", "COMPONENT_VERIFY_TICKET", "component_verify_ticket of the third-party platform"],
    ["ticket", "COMPONENT_APPSECRET", "AppSecret of the third-party platform"],
  ])("with a %s alone: what is missing is named", async (_name, missing, words) => {
    const world = await twoShops({ env: ofPlatform });
    world.env[`WXCARDS_WX3456789012ABCDEF_${missing}`] = undefined;
    const plan = await world.cli("plan --account coffee");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain(`account coffee has no ${words}`);
    expect(plan.stdout).toContain(`set WXCARDS_WX3456789012ABCDEF_${missing} or WECHAT_${missing}`);
  });

  test("its token runs out in the middle of the run, and so does that for the account: one renewal of each", async () => {
    const world = await twoShops({ env: ofPlatform });
    world.onLine(/\/card\/get .* → ok/, () => world.sandbox.expireTokens());
    expect((await world.cli("apply --yes --verbose --account coffee")).code).toBe(0);
    expect(world.bodies(componentCall)).toHaveLength(2);
    expect(world.bodies(tokenCall)).toHaveLength(3);
    expect(world.bodies(listCall)).toHaveLength(1);
    expect(written(world)).toEqual([goldId]);
  });

  test("a token of its own that is refused and cannot be renewed: 77, and its variables are named", async () => {
    const world = await twoShops();
    world.env["WECHAT_COMPONENT_ACCESS_TOKEN"] = world.sandbox.components.token(platform.appid);
    world.sandbox.expireTokens();
    const plan = await world.cli("plan --account coffee");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("component-token-refused");
    expect(plan.stdout).toContain("errcode 42006: component_access_token expired");
    expect(plan.stdout).toContain(
      "WXCARDS_WX3456789012ABCDEF_COMPONENT_ACCESS_TOKEN (or WECHAT_COMPONENT_ACCESS_TOKEN)",
    );
  });

  test.each<[string, (world: World) => void, string, string]>([
    [
      "not authorised",
      ({ sandbox }) => sandbox.components.withdraw(platform.appid, coffee.appid),
      "authorizer-not-listed",
      "permission set 8",
    ],
    [
      "without the set of cards",
      ({ sandbox }) => sandbox.components.authorise(platform.appid, coffee.appid, [1, 2]),
      "weixin-61007",
      "permission set 8",
    ],
    [
      "a wrong secret",
      ({ env }) => void Object.assign(env, { WXCARDS_WX3456789012ABCDEF_COMPONENT_APPSECRET: "guessed-secret-0123" }),
      "weixin-40125",
      "WXCARDS_WX3456789012ABCDEF_COMPONENT_APPSECRET",
    ],
    [
      "a former ticket",
      ({ sandbox }) => sandbox.components.pushTicket(platform.appid, "ticket@@@another"),
      "weixin-61006",
      "WXCARDS_WX3456789012ABCDEF_COMPONENT_VERIFY_TICKET",
    ],
    ["an old ticket", ({ clock }) => clock.advance(13 * 3600), "weixin-61005", "every ten minutes"],
    [
      "an address that is not on its list",
      ({ sandbox }) => void Object.assign(sandbox.behaviours.thirdParty, { addressRefused: true }),
      "weixin-61004",
      "白名单IP地址列表",
    ],
  ])("%s: 77 for its account, and the other one is done", async (_name, trouble, code, words) => {
    const world = await twoShops({ env: ofPlatform });
    trouble(world);
    const plan = await world.cli("plan");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain(code);
    expect(plan.stdout).toContain(words);
    expect((await world.cli("apply --yes")).code).toBe(5);
    expect(written(world)).toHaveLength(1);
    expect(world.card(goldId).content["base_info"]).toMatchObject({ notice: "请出示" });
  });

  test("the token of the platform in place of one for the account (61015)", async () => {
    const world = await twoShops();
    world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = world.sandbox.components.token(platform.appid);
    const plan = await world.cli("plan --account coffee");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("weixin-61015");
    expect(plan.stdout).toContain("permission set 8");
  });

  test("withdrawn while a ready token is in use (61003)", async () => {
    const world = await twoShops();
    world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = world.sandbox.components.authorizerToken(platform.appid, coffee.appid);
    world.sandbox.components.withdraw(platform.appid, coffee.appid);
    const plan = await world.cli("plan --account coffee");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("weixin-61003");
    expect(plan.stdout).toContain("permission set 8");
  });
});

describe("a refresh token that has changed", () => {
  const keeping = '["keep","--store"]';

  async function changing(more: Readonly<Record<string, string>> = {}): Promise<World> {
    const world = await twoShops({ env: ofPlatform, behaviours: { thirdParty: { refreshTokens: "added" } } });
    world.env["WXCARDS_COFFEE_REFRESH_TOKEN"] = refreshToken(world);
    Object.assign(world.env, more);
    return world;
  }

  test("goes to its command, on stdin, before any write", async () => {
    const world = await changing({ WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND: keeping });
    const before: string[][] = [];
    const played = playedPrograms({
      keep: () => {
        before.push(world.paths());
        return {};
      },
    });
    world.programs = played.programs;
    expect((await world.cli("apply --yes --account coffee")).code).toBe(0);
    expect(before).toEqual([[componentCall, tokenCall]]);
    const [{ file, args, input } = { file: "", args: [] }] = played.ran;
    expect([file, ...args]).toEqual(["keep", "--store"]);
    expect(JSON.parse(String(input))).toEqual({ appid: coffee.appid, refresh_token: refreshToken(world) });
    expect(written(world)).toEqual([goldId]);
  });

  test("a renewal in the middle of a run uses the new one, and hands the next one over as well", async () => {
    const world = await changing({ WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND: keeping });
    const played = playedPrograms({ keep: () => ({}) });
    world.programs = played.programs;
    world.onLine(/\/card\/get .* → ok/, () => world.sandbox.expireTokens());
    expect((await world.cli("apply --yes --verbose --account coffee")).code).toBe(0);
    const used = world.bodies(tokenCall).map((body) => (body as JsonObject)["authorizer_refresh_token"]);
    const kept = played.ran.map(({ input }) => (JSON.parse(String(input)) as JsonObject)["refresh_token"]);
    // The second call was refused for the token of the platform, and made again.
    expect(used).toEqual([world.env["WXCARDS_COFFEE_REFRESH_TOKEN"], kept[0], kept[0]]);
    expect(kept[1]).toBe(refreshToken(world));
  });

  test("without a command: a plan says so and goes on, an apply stops before it writes", async () => {
    const world = await changing();
    const plan = await world.cli("plan --account coffee");
    expect(plan.code).toBe(0);
    expect(plan.stderr).toContain("coffee: the refresh token has changed, and nothing keeps the new one");
    expect(plan.stderr).toContain("WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND");
    const apply = await world.cli("apply --yes --account coffee");
    expect(apply.code).toBe(77);
    expect(apply.stdout).toContain("refresh-token-unkept");
    expect(world.writes()).toEqual([]);
  });

  test("a command that fails: plan and apply end with 77, and nothing is written", async () => {
    const world = await changing({ WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND: keeping });
    world.programs = playedPrograms({ keep: () => ({ code: 1, stderr: "disk full" }) }).programs;
    for (const command of ["plan", "apply --yes"]) {
      const run = await world.cli(`${command} --account coffee`);
      expect(run.code).toBe(77);
      expect(run.stdout).toContain(
        "the command in WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND ended with 1; it said: disk full",
      );
    }
    expect(world.writes()).toEqual([]);
  });

  test("a command that fails at an early renewal: nothing is written from then on", async () => {
    const world = await changing({ WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND: keeping });
    const played = playedPrograms({ keep: () => (played.ran.length > 1 ? { code: 1, stderr: "disk full" } : {}) });
    world.programs = played.programs;
    // Both tokens are renewed five minutes before their end, before anything is refused.
    world.onLine(/\/card\/get .* → ok/, () => world.clock.advance(7_000));
    const apply = await world.cli("apply --yes --verbose --account coffee");
    expect(played.ran).toHaveLength(2);
    expect(world.bodies(componentCall)).toHaveLength(2);
    expect([apply.code, world.writes()]).toEqual([77, []]);
    expect(apply.stdout).toContain(
      "the command in WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND ended with 1; it said: disk full",
    );
  });

  test("an interruption while the platform answers: the new one is kept all the same", async () => {
    const world = await changing({ WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND: keeping });
    const played = playedPrograms({ keep: () => ({}) });
    world.programs = played.programs;
    const stop = new AbortController();
    world.signal = stop.signal;
    world.onLine(/api_authorizer_token .* → ok/, () => stop.abort());
    expect((await world.cli("apply --yes --verbose --account coffee")).code).toBe(130);
    expect(played.ran.map(({ input }) => JSON.parse(String(input)))).toEqual([
      { appid: coffee.appid, refresh_token: refreshToken(world) },
    ]);
    expect(world.writes()).toEqual([]);
  });

  test("one that the list gave has to be kept by nobody", async () => {
    const world = await changing();
    world.env["WXCARDS_COFFEE_REFRESH_TOKEN"] = undefined;
    const apply = await world.cli("apply --yes --account coffee");
    expect(apply.code).toBe(0);
    expect(apply.stderr).not.toContain("refresh token");
  });

  test("a given one that is none any more is looked up, and the one that was found is kept", async () => {
    const world = await changing({ WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND: keeping });
    world.sandbox.behaviours.thirdParty.refreshTokens = "kept";
    world.sandbox.components.authorise(platform.appid, coffee.appid);
    const played = playedPrograms({ keep: () => ({}) });
    world.programs = played.programs;
    expect((await world.cli("apply --yes --account coffee")).code).toBe(0);
    expect(world.bodies(listCall)).toHaveLength(1);
    expect(JSON.parse(String(played.ran[0]?.input))).toEqual({
      appid: coffee.appid,
      refresh_token: refreshToken(world),
    });
  });
});

test("an account on a later page of the list is found", async () => {
  const others = Array.from({ length: 700 }, (_, index) => `wxother${String(index).padStart(8, "0")}`);
  const world = await twoShops({
    env: ofPlatform,
    components: [{ ...platform, authorizers: [...others, coffee.appid] }],
  });
  expect((await world.cli("plan --account coffee")).code).toBe(0);
  expect(world.bodies(listCall).map((body) => (body as JsonObject)["offset"])).toEqual([0, 500]);
});
