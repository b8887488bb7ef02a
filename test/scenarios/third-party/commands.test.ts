import { describe, expect, test } from "vitest";
import { weixinCredentials } from "../../../src/cli/weixin-credentials.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { ProgramEnd } from "../../../src/model/program.ts";
import type { Account } from "../../../src/model/project.ts";
import { goldId, liveSmall, smallCard } from "../../helpers/documents.ts";
import { type Play, type PlayedPrograms, playedPrograms, printed } from "../../helpers/programs.ts";
import { bakery, coffee, emptyMemory, newWorld, type World } from "../../helpers/world.ts";
import { ofPlatform, platform, twoShops } from "./world.ts";

const variable = "WXCARDS_COFFEE_TOKEN_COMMAND";
const written = (world: World) => world.bodies("/card/update").map((body) => (body as JsonObject)["card_id"]);

/** Gold in coffee, whose token comes from a command that plays what a test says. */
async function withCommand(
  play: Play,
  text = '["token","--for","coffee"]',
): Promise<{ world: World } & PlayedPrograms> {
  const world = await newWorld({ files: { "cards/gold.yaml": smallCard("gold", goldId) } });
  world.sandbox.addCard(coffee.appid, liveSmall("gold"), { card_id: goldId });
  world.env["WXCARDS_COFFEE_APPSECRET"] = undefined;
  world.env[variable] = text;
  const played = playedPrograms({ token: play });
  world.programs = played.programs;
  return { world, ...played };
}

const fresh = (world: World, expires_in = 7200) =>
  printed({ access_token: world.sandbox.token(coffee.appid), expires_in });

describe("a command that gives the token of an account", () => {
  test("is run once, without a shell, with nothing on stdin, in its time", async () => {
    const found = await withCommand(() => fresh(found.world));
    expect((await found.world.cli("plan")).code).toBe(0);
    expect(found.ran).toMatchObject([
      { file: "token", args: ["--for", "coffee"], input: "", deadlineMs: 10_000, mostOutput: 65_536 },
    ]);
    expect(found.world.paths()).toEqual(["/card/get"]);
  });

  test.each([
    ["a ready token wins over it", { WXCARDS_COFFEE_ACCESS_TOKEN: "ready" }, 0],
    ["it wins over the AppSecret", { WXCARDS_COFFEE_APPSECRET: coffee.secret }, 1],
  ])("%s", async (_name, more, runs) => {
    const found = await withCommand(() => fresh(found.world));
    Object.assign(found.world.env, more);
    if (found.world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] !== undefined)
      found.world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = found.world.sandbox.token(coffee.appid);
    expect((await found.world.cli("plan")).code).toBe(0);
    expect(found.ran).toHaveLength(runs);
    expect(found.world.paths()).toEqual(["/card/get"]);
  });

  test("wins over a refresh token and a third-party platform, which is not called", async () => {
    const world = await twoShops({ env: ofPlatform });
    const token = world.sandbox.components.authorizerToken(platform.appid, coffee.appid);
    world.env["WXCARDS_COFFEE_REFRESH_TOKEN"] = world.sandbox.components.refreshToken(platform.appid, coffee.appid);
    world.env[variable] = '["token"]';
    world.programs = playedPrograms({ token: () => printed({ access_token: token }) }).programs;
    expect((await world.cli("plan --account coffee")).code).toBe(0);
    expect(world.paths()).toEqual(["/card/get"]);
  });

  test.each(["expireTokens", "revokeTokens"] as const)("is run again when the token has run out (%s)", async (end) => {
    const found = await withCommand(() => fresh(found.world));
    found.world.edit("cards/gold.yaml", "notice: 请出示", "notice: 请出示码");
    found.world.onLine(/\/card\/get .* → ok/, () => {
      found.world.sandbox[end]();
      // A token that is over is not the stable one any more.
      found.world.clock.advance(7200);
    });
    expect((await found.world.cli("apply --yes --verbose")).code).toBe(0);
    expect(found.ran).toHaveLength(2);
    expect(written(found.world)).toEqual([goldId]);
  });

  test("gives the same refused token again: 77 with its explanation, after two runs of it", async () => {
    const stale = printed({ access_token: "a-token-that-nobody-knows-0123456789" });
    const found = await withCommand(() => stale);
    const plan = await found.world.cli("plan");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("token-command-repeats");
    expect(plan.stdout).toContain(`let the program in ${variable} ask the platform for a new token`);
    expect(found.ran).toHaveLength(2);
    expect(found.world.bodies("/card/get")).toHaveLength(1);
  });

  test("gives another one that is refused as well: 77, and no third run", async () => {
    let count = 0;
    const found = await withCommand(() => {
      count += 1;
      return printed({ access_token: `nobody-knows-token-${count}` });
    });
    const plan = await found.world.cli("plan");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("token-refused-again");
    expect(found.ran).toHaveLength(2);
  });

  test("a token that is about to end is renewed before it is refused", async () => {
    const found = await withCommand(() => fresh(found.world, 600));
    found.world.edit("cards/gold.yaml", "notice: 请出示", "notice: 请出示码");
    // Renewed five minutes before its end.
    found.world.onLine(/\/card\/get .* → ok/, () => found.world.clock.advance(300));
    expect((await found.world.cli("apply --yes --verbose")).code).toBe(0);
    expect(found.ran).toHaveLength(2);
    const refusals = found.world.sandbox.requests.filter(({ errcode }) => errcode !== 0);
    expect(refusals).toEqual([]);
  });

  test("a token that lives for a minute is not renewed at each call", async () => {
    const found = await withCommand(() => fresh(found.world, 60));
    found.world.edit("cards/gold.yaml", "notice: 请出示", "notice: 请出示码");
    expect((await found.world.cli("apply --yes")).code).toBe(0);
    expect(found.world.paths().length).toBeGreaterThan(2);
    expect(found.ran).toHaveLength(1);
  });

  test("what it says of its own arguments is no secret on the screen, however short", async () => {
    const found = await withCommand(() => ({ code: 1, stderr: "wrong password Zx9!Cv8?" }), '["token","Zx9!Cv8?"]');
    const plan = await found.world.cli("plan");
    expect(plan.stdout).toContain("it said: wrong password (secret)");
    expect(plan.all).not.toContain("Zx9!Cv8?");
  });

  test("an early renewal that fails harms nothing while the token is good", async () => {
    const found = await withCommand(() => (found.ran.length > 1 ? { code: 1 } : fresh(found.world, 600)));
    found.world.edit("cards/gold.yaml", "notice: 请出示", "notice: 请出示码");
    found.world.onLine(/\/card\/get .* → ok/, () => found.world.clock.advance(300));
    expect((await found.world.cli("apply --yes --verbose")).code).toBe(0);
    expect(found.ran).toHaveLength(2);
    expect(written(found.world)).toEqual([goldId]);
  });
});

const hanging: Partial<ProgramEnd> = { code: null, failure: "late" };

/** What a command may do instead of its work, and what is said of it. */
const failures: readonly (readonly [string, Partial<ProgramEnd>, string, string])[] = [
  ["hangs", hanging, "command-failed", "did not end within 10 s, and was ended"],
  ["prints without end", { code: null, failure: "overflow" }, "command-failed", "printed more than 65536 bytes"],
  ["cannot be started", { code: null, failure: "unstartable" }, "command-failed", "could not be started"],
  ["is killed", { code: null, failure: "stopped" }, "command-failed", "was ended by a signal"],
  [
    "fails",
    { code: 3, stderr: "\n\u001b[31mno such key\u0007\nmore" },
    "command-failed",
    "ended with 3; it said: [31mno such key",
  ],
  ["prints nothing", {}, "command-answer-unusable", "no JSON"],
  ["prints rubbish", printed("<html>"), "command-answer-unusable", "no JSON"],
  ["prints no UTF-8", { stdout: new Uint8Array([0xff, 0xfe]) }, "command-answer-unusable", "no UTF-8"],
  ["prints a list", printed([]), "command-answer-unusable", "no object"],
  ["prints no token", printed({ token: "x" }), "command-answer-unusable", "its access_token is missing"],
  ["prints a token with a blank", printed({ access_token: "a b" }), "command-answer-unusable", "or is none"],
  ["prints no number", printed({ access_token: "abc", expires_in: "7200" }), "command-answer-unusable", "expires_in"],
];

/** What may stand in the variable instead of a command. */
const malformed: readonly (readonly [string, string])[] = [
  ["token --for coffee", "it is no JSON"],
  ['"token"', "it is JSON, and no list"],
  ["[]", "the list is empty"],
  ['[""]', "the list is empty"],
  ['["token", 1]', "the list holds something else than texts"],
];

describe("a command that does not do its work stops its account, and no other", () => {
  async function withBakery(play: Play, text?: string): Promise<{ world: World } & PlayedPrograms> {
    const found = await withCommand(play, text);
    const breadId = "pBreadBreadBreadBreadBreadBre";
    found.world.write({ "cards/bread.yaml": smallCard("bread", breadId, "bakery") });
    found.world.sandbox.addCard(
      bakery.appid,
      { base_info: { title: "bread卡", notice: "旧提醒" } },
      { card_id: breadId },
    );
    return found;
  }

  test.each(failures)("one that %s", async (_name, end, code, words) => {
    const { world, ran } = await withBakery(() => end);
    const plan = await world.cli("plan");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain(code);
    expect(plan.stdout).toContain(`the command in ${variable}`);
    expect(plan.stdout).toContain(words);
    expect(ran).toHaveLength(1);
    world.forget();
    expect((await world.cli("apply --yes")).code).toBe(5);
    expect(written(world)).toEqual(["pBreadBreadBreadBreadBreadBre"]);
    expect((await world.cli("apply --yes")).code).toBe(77);
  });

  test("one that is not there", async () => {
    const { world } = await withBakery(() => ({}), '["nobody-has-this"]');
    const plan = await world.cli("plan");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("could not be started: there is no such program");
    expect((await world.cli("apply --yes")).code).toBe(5);
  });

  test.each(malformed)("%s in its variable, which is shown nowhere", async (text, words) => {
    const { world, ran } = await withBakery(() => ({}), text);
    const plan = await world.cli("plan");
    expect(plan.code).toBe(77);
    expect(plan.stdout).toContain("command-malformed");
    expect(plan.stdout).toContain(`${variable} holds no command: ${words}`);
    expect(plan.all).not.toContain("--for coffee");
    expect((await world.cli("apply --yes")).code).toBe(5);
    expect(ran).toEqual([]);
  });
});

describe("what a command gets", () => {
  test("the environment without credentials of other accounts, and which account it is about", async () => {
    const found = await withCommand(() => fresh(found.world));
    Object.assign(found.world.env, {
      PATH: "/bin",
      VAULT_TOKEN: "of-the-vault",
      WXCARDS_COFFEE_REFRESH_TOKEN: "own",
      WXCARDS_STATE_KEY: "of-the-state",
      WXCARDS_GIT_TOKEN: "of-git",
      WXCARDS_ROBOT_URL: "https://robot.example/send?key=of-a-robot",
      WXCARDS_TEA_TESTERS: "oSomebodyWhoTriesCards000000",
      WXCARDS_COFFEE_TESTER_NAMES: "somebody",
      WECHATPAY_PRIVATE_KEY: "of-pay",
      WXCARDS_TEA_PRIVATE_KEY_FILE: "/key.pem",
      WXCARDS_BAKERY_TOKEN_COMMAND: '["other"]',
      WXCARDS_WX3456789012ABCDEF_COMPONENT_APPSECRET: "of-a-platform",
      WECHAT_COMPONENT_VERIFY_TICKET: "of-a-platform",
    });
    // What another key has sealed is not read.
    found.world.remove("wxcards.state");
    expect((await found.world.cli("plan --account coffee")).code).toBe(0);
    const given = Object.entries(found.ran[0]?.env ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [name],
    );
    expect(given.filter((name) => /^(?:WX|WECHAT|VAULT|PATH)/.test(name)).sort()).toEqual([
      ...["PATH", "VAULT_TOKEN", "WXCARDS_ACCOUNT", "WXCARDS_APPID", "WXCARDS_COFFEE_REFRESH_TOKEN", variable],
      "WXCARDS_WEIXIN_BASE_URL",
    ]);
    expect(found.ran[0]?.env).toMatchObject({ WXCARDS_ACCOUNT: "coffee", WXCARDS_APPID: coffee.appid });
  });

  test("nothing from a .env: a command there is an error, and nothing is run", async () => {
    const { world, ran } = await withCommand(() => ({}));
    world.env[variable] = undefined;
    for (const name of [variable, "WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND", "WECHAT_TOKEN_COMMAND"]) {
      world.write({ ".env": `${name}='["token"]'\n` });
      const plan = await world.cli("plan");
      expect(plan.code).toBe(65);
      expect(plan.stdout).toContain("env-line-refused");
      expect(plan.stdout).toContain(`${name} is not taken from .env`);
    }
    expect(ran).toEqual([]);
  });

  test("nothing from what takes the place of the environment, whoever calls", () => {
    const account = { name: "coffee", platform: "weixin", component: { appid: platform.appid } } as Account;
    const desk = { [variable]: '["token"]', WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND: '["keep"]' };
    expect(weixinCredentials(account, [{}, desk])).toMatchObject({ code: "credential-missing" });
    const found = weixinCredentials(account, [{}, { ...desk, ...ofPlatform }]);
    expect(found).toMatchObject({ kind: "authorizer-list" });
    expect(found).not.toHaveProperty("keep");
  });

  test("other credentials of a third-party platform may stand there", async () => {
    const world = await twoShops();
    world.write({
      ".env": `WECHAT_COMPONENT_APPSECRET=${platform.secret}\nWECHAT_COMPONENT_VERIFY_TICKET=${platform.ticket}\n`,
    });
    expect((await world.cli("plan --account coffee")).code).toBe(0);
    world.write({ ".env": `WXCARDS_COFFEE_APPSECRET=${coffee.secret}\nWXCARDS_COFFEE_TOKEN_COMMAND=["token"]\n` });
    const plan = await world.cli("plan --account coffee");
    expect(plan.code).toBe(65);
    // Names of variables are long, and no secrets.
    expect(plan.stdout).toContain(".env:1:1  this line of .env is no credential of an account");
    expect(plan.stdout).toContain(".env:2:1  WXCARDS_COFFEE_TOKEN_COMMAND is not taken from .env");
  });
});

test("50 accounts at once: one command fails, one account lacks the permission, 48 are done, and each is named", async () => {
  const shops = Array.from({ length: 50 }, (_, index) => {
    const number = String(index + 1).padStart(2, "0");
    return {
      name: `shop-${number}`,
      appid: `wxshop0000000000${number}`,
      secret: `secret-of-shop-${number}-0123456789`,
    };
  });
  const entries = shops.map(
    ({ name, appid }) => `  ${name}: { platform: weixin, appid: ${appid}, component: { appid: ${platform.appid} } }\n`,
  );
  const world = await newWorld({
    accounts: shops,
    components: [{ ...platform, authorizers: shops.map(({ appid }) => appid) }],
    files: {
      "wxcards.yaml": `accounts:\n${entries.join("")}`,
      ...Object.assign({}, ...shops.map(emptyMemory)),
    },
    env: { WECHAT_COMPONENT_APPSECRET: platform.secret, WECHAT_COMPONENT_VERIFY_TICKET: platform.ticket },
  });
  for (const { name, appid } of shops) {
    const id = `pOf${name}`;
    world.write({ [`cards/${name}.yaml`]: smallCard("gold", id, name) });
    world.sandbox.addCard(appid, { base_info: { title: "gold卡", notice: "旧提醒" } }, { card_id: id });
  }
  // Half of them by commands, one of which hangs; the other half by the platform, one without permission set 8.
  const byCommand = shops.slice(0, 25);
  for (const { name } of byCommand)
    world.env[`WXCARDS_${name.toUpperCase().replace("-", "_")}_TOKEN_COMMAND`] = '["token"]';
  world.sandbox.components.authorise(platform.appid, shops[30]?.appid ?? "", [1, 2]);
  const played = playedPrograms({
    token: ({ env }) => {
      const { WXCARDS_ACCOUNT: name, WXCARDS_APPID: appid = "" } = env;
      if (name === "shop-07") return hanging;
      return printed({
        access_token: world.sandbox.components.authorizerToken(platform.appid, appid),
        expires_in: 7200,
      });
    },
  });
  world.programs = played.programs;
  const apply = await world.cli("apply --yes --allow many");
  expect(apply.code).toBe(5);
  const done = shops.filter(({ name, appid }) => {
    const { base_info: base } = world.card(`pOf${name}`, appid).content as JsonObject;
    return (base as JsonObject)["notice"] === "请出示";
  });
  expect(done).toHaveLength(48);
  for (const { name } of done) expect(apply.stdout).toContain(`${name}/MemberCard/gold`);
  expect(apply.stdout).toContain("the command in WXCARDS_SHOP_07_TOKEN_COMMAND did not end within 10 s");
  expect(apply.stdout).toMatch(/for account shop-31 was refused.*number 8/);
  // One token of the platform, and one look through its list for each that has no command.
  expect(world.bodies("/cgi-bin/component/api_component_token")).toHaveLength(1);
  expect(world.bodies("/cgi-bin/component/api_get_authorizer_list")).toHaveLength(25);
  expect(played.ran).toHaveLength(25);
  expect(played.mostAtOnce()).toBeLessThanOrEqual(8);
  expect(played.mostAtOnce()).toBeGreaterThan(1);
});
