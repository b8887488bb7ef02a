import { describe, expect, test } from "vitest";
import { playedPrograms } from "../../helpers/programs.ts";
import { bakery, coffee, newWorld, type World } from "../../helpers/world.ts";
import { ofPlatform, platform, twoShops } from "./world.ts";

const ofWeixin = ["MemberCard", "PayGiftRule", "TestWhitelist"];

async function listed(
  world: World,
  flags = "",
): Promise<{ accounts: unknown[]; problems: { code: string }[]; code: number }> {
  const run = await world.cli(`accounts --format json ${flags}`);
  const { format, ...result } = JSON.parse(run.stdout);
  expect(format).toBe("wxcards.accounts/1");
  return { ...result, code: run.code };
}

describe("wxcards accounts", () => {
  test("says what is there, in words, and asks nobody", async () => {
    const world = await twoShops({ env: ofPlatform });
    const run = await world.cli("accounts");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toBe(`coffee (weixin ${coffee.appid})
    called by   the third-party platform ${platform.appid}
    can hold    MemberCard, PayGiftRule, TestWhitelist
    documents   1
    credential  a credential of the third-party platform, whose list has the refresh token, in WXCARDS_WX3456789012ABCDEF_COMPONENT_APPSECRET

bakery (weixin ${bakery.appid})
    can hold    MemberCard, PayGiftRule, TestWhitelist
    documents   1
    credential  the AppSecret, in WXCARDS_BAKERY_APPSECRET
`);
    expect(world.paths()).toEqual([]);
  });

  test("in Markdown, a table for each", async () => {
    const world = await twoShops({ env: ofPlatform });
    const { stdout } = await world.cli("accounts --account bakery --format markdown");
    expect(stdout).toContain("## wxcards accounts\n\n### `bakery`");
    expect(stdout).toContain("| credential | `the AppSecret, in WXCARDS_BAKERY_APPSECRET` |");
    expect(stdout).not.toContain("coffee");
  });

  test.each<[string, Readonly<Record<string, string>>, object | null, readonly string[]]>([
    [
      "nothing",
      {},
      null,
      [
        ...["WXCARDS_COFFEE_ACCESS_TOKEN", "WXCARDS_COFFEE_TOKEN_COMMAND"],
        ...["WXCARDS_WX3456789012ABCDEF_COMPONENT_APPSECRET", "WECHAT_COMPONENT_APPSECRET"],
        ...["WXCARDS_WX3456789012ABCDEF_COMPONENT_ACCESS_TOKEN", "WECHAT_COMPONENT_ACCESS_TOKEN"],
      ],
    ],
    [
      "a ready token",
      { WXCARDS_COFFEE_ACCESS_TOKEN: "ready" },
      { kind: "ready-token", variable: "WXCARDS_COFFEE_ACCESS_TOKEN" },
      [],
    ],
    [
      "a command, beside a refresh token",
      { WXCARDS_COFFEE_TOKEN_COMMAND: '["token"]', WXCARDS_COFFEE_REFRESH_TOKEN: "refresh" },
      { kind: "token-command", variable: "WXCARDS_COFFEE_TOKEN_COMMAND" },
      [],
    ],
    [
      "a refresh token and a token of the platform",
      { WXCARDS_COFFEE_REFRESH_TOKEN: "refresh", WECHAT_COMPONENT_ACCESS_TOKEN: "token" },
      { kind: "refresh-token", variable: "WXCARDS_COFFEE_REFRESH_TOKEN" },
      [],
    ],
    [
      "a ticket without its secret",
      { WECHAT_COMPONENT_VERIFY_TICKET: "ticket" },
      null,
      ["WXCARDS_WX3456789012ABCDEF_COMPONENT_APPSECRET", "WECHAT_COMPONENT_APPSECRET"],
    ],
  ])("with %s", async (_name, env, credential, missing) => {
    const world = await twoShops({ env });
    const { accounts, code } = await listed(world, "--account coffee");
    expect(accounts).toEqual([
      {
        ...{ name: "coffee", platform: "weixin", identity: coffee.appid, component: platform.appid, kinds: ofWeixin },
        ...{ documents: 1, credential, missing },
      },
    ]);
    expect(code).toBe(0);
  });

  test("runs no command, and says what is wrong with one (77)", async () => {
    const world = await twoShops({ env: { WXCARDS_COFFEE_TOKEN_COMMAND: "token" } });
    const played = playedPrograms({});
    world.programs = played.programs;
    const { problems, code } = await listed(world);
    expect([code, problems.map((one) => one.code), played.ran]).toEqual([77, ["command-malformed"], []]);
  });

  test("reads the .env that a run would read", async () => {
    const world = await twoShops();
    world.write({ ".env": "WXCARDS_COFFEE_ACCESS_TOKEN=a-token-of-the-desk-0123\n" });
    const { accounts } = await listed(world, "--account coffee");
    expect(accounts).toMatchObject([{ credential: { kind: "ready-token", variable: "WXCARDS_COFFEE_ACCESS_TOKEN" } }]);
  });

  test("an account of WeChat Pay, one without documents, and the embedded platform", async () => {
    const pay = "accounts:\n  tea: { platform: wechatpay, role: brand, brand_id: '1004' }\n";
    const world = await newWorld({
      files: {
        "wxcards.yaml": pay,
        "cards/try.yaml": "kind: MemberCard\nname: try\naccount: sandbox\nid: pTryTryTryTryTryTryTryTryTry\nspec: {}\n",
      },
    });
    const { accounts } = await listed(world);
    expect(accounts).toMatchObject([
      { name: "tea", kinds: ["BrandCard"], documents: 0, credential: null },
      { name: "sandbox", kinds: ["BrandCard", ...ofWeixin], documents: 1, credential: { kind: "embedded" } },
    ]);
    expect((accounts[0] as { missing: string[] }).missing).toContain("WXCARDS_TEA_PRIVATE_KEY");
  });

  test("documents that are wrong end it with 65, and the accounts are told all the same", async () => {
    const world = await twoShops({ env: ofPlatform });
    world.edit("cards/gold.yaml", "notice:", "notiz:");
    const { accounts, code } = await listed(world);
    expect([code, accounts.length]).toEqual([65, 2]);
  });
});

describe("component in the project file", () => {
  test.each([
    ["platform: weixin", "component: wx3456789012abcdef", "type"],
    ["platform: weixin", "component: {}", "appid"],
    ["platform: weixin", "component: { appid: 3456 }", "appid"],
    ["platform: weixin", "component: { appid: wx3456789012abcdef, secret: abc }", "secret"],
  ])("%s, %s: refused at its line", async (platformLine, wrong, _words) => {
    const world = await newWorld({
      files: {
        "wxcards.yaml": `accounts:\n  coffee:\n    ${platformLine}\n    appid: ${coffee.appid}\n    ${wrong}\n`,
      },
    });
    const run = await world.cli("validate");
    expect(run.code).toBe(65);
    expect(run.stdout).toMatch(/wxcards\.yaml:5:\d+/);
  });

  test("of an account of WeChat Pay it is refused at its line", async () => {
    const pay = "accounts:\n  tea:\n    platform: wechatpay\n    role: brand\n    brand_id: '1004'\n";
    const world = await newWorld({ files: { "wxcards.yaml": `${pay}    component: { appid: ${platform.appid} }\n` } });
    const run = await world.cli("validate");
    expect(run.code).toBe(65);
    expect(run.stdout).toMatch(/wxcards\.yaml:6:\d+/);
    expect(run.stdout).toContain("component");
  });

  test.each([
    ["component: { appid: ID, appsecret: Zx9Cv8Bn7Mk6 }", "WXCARDS_WX3456789012ABCDEF_COMPONENT_APPSECRET"],
    ["component: { access_token: Zx9Cv8Bn7Mk6, appid: ID }", "WXCARDS_WX3456789012ABCDEF_COMPONENT_ACCESS_TOKEN"],
    ["component: { appsecret: Zx9Cv8Bn7Mk6 }", "WXCARDS_<APPID>_COMPONENT_APPSECRET"],
    ["component: { appid: ID, refresh_token: Zx9Cv8Bn7Mk6 }", "WXCARDS_COFFEE_REFRESH_TOKEN"],
  ])("a secret below it is named by the variable of whose it is: %s", async (written, variable) => {
    const line = written.replace("ID", platform.appid);
    const file = `accounts:\n  coffee:\n    platform: weixin\n    appid: ${coffee.appid}\n    ${line}\n`;
    const world = await newWorld({ files: { "wxcards.yaml": file } });
    for (const language of ["en", "zh-CN"]) {
      const run = await world.cli(`validate --lang ${language}`);
      expect([run.code, run.stdout]).toEqual([65, expect.stringContaining(variable)]);
      expect(run.all).not.toContain("Zx9Cv8Bn7Mk6");
    }
  });

  test("a secret of the platform in the file is named by its variable", async () => {
    const world = await newWorld({
      files: {
        "wxcards.yaml": `accounts:\n  coffee:\n    platform: weixin\n    appid: ${coffee.appid}\n    refresh_token: refreshtoken@@@Zx9Cv8Bn7Mk6\n`,
      },
    });
    const run = await world.cli("validate");
    expect(run.code).toBe(65);
    expect(run.stdout).toContain("secret-in-file");
    expect(run.stdout).toContain("WXCARDS_COFFEE_REFRESH_TOKEN");
    expect(run.all).not.toContain("Zx9Cv8Bn7Mk6");
  });
});
