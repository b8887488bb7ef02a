import { describe, expect, test } from "vitest";
import { goldCard, goldId, liveGold, newCard } from "../../helpers/documents.ts";
import { type GitWorld, newGitWorld } from "../../helpers/git-world.ts";
import { merchants, rule } from "../../helpers/rules.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

interface OfflinePlan {
  readonly complete: boolean;
  readonly applicable: boolean;
  readonly offline?: { readonly as_of?: string };
  readonly changes: readonly {
    readonly address: string;
    readonly action: string;
    readonly fields: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly problems: readonly { readonly code: string }[];
}

/** From now on there is no credential, and no network but git's. */
function alone(world: World): void {
  for (const name of Object.keys(world.env)) delete world.env[name];
  world.network = { open: () => Promise.reject(new Error("no network")) };
  world.forget();
}

async function planned(world: World, flags = "--offline"): Promise<OfflinePlan> {
  const run = await world.cli(`plan ${flags} --format json`);
  expect([run.code, run.stderr]).toEqual([0, ""]);
  return JSON.parse(run.stdout) as OfflinePlan;
}

async function applied(): Promise<GitWorld> {
  const files = { "cards/gold.yaml": goldCard, "cards/spring.yaml": rule({ mchids: merchants(2) }) };
  const world = await newGitWorld({ files });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.forget();
  return world;
}

describe("wxcards snapshot", () => {
  test("keeps declared fields and ids on a branch of its own, where something has changed", async () => {
    const world = await applied();
    const first = await world.cli("snapshot --format json");
    expect([first.code, JSON.parse(first.stdout)]).toMatchObject([
      0,
      { accounts: [{ account: "coffee", resources: 2, result: "written" }], problems: [] },
    ]);
    const show = (name: string) => world.inProject("--git-dir", world.bare, "show", `wxcards-live/coffee:${name}`);
    expect(show("live.yaml")).toContain(`id: ${goldId}`);
    expect(show("live.yaml")).toContain('/base_info/title: "\\"云杉咖啡金卡\\""');
    expect(show("live.yaml")).not.toMatch(/sku\/quantity|CARD_STATUS_NOT|logo_url/);
    expect(show("README.md")).toContain("wxcards snapshot");
    expect(world.writes()).toEqual([]);
    const count = () => world.inProject("--git-dir", world.bare, "rev-list", "--count", "wxcards-live/coffee");
    world.clock.advance(3_600);
    expect((await world.cli("snapshot")).stdout).toBe("coffee: nothing has changed since the last one\n");
    expect(count()).toBe("1");
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "周末双倍" } });
    expect((await world.cli("snapshot")).stdout).toBe("coffee: 2 resources kept\n");
    expect(count()).toBe("2");
    world.inProject("push", "-q", "origin", ":wxcards-live/coffee");
    expect((await world.cli("snapshot")).stdout).toBe("coffee: 2 resources kept\n");
    expect(count()).toBe("1");
  });

  test("is sealed like the state, and one without its seal is an error", async () => {
    const world = await applied();
    expect((await world.cli("snapshot")).code).toBe(0);
    const key = { WXCARDS_STATE_KEY: "key-of-the-state-0123456789abcdef" };
    alone(world);
    Object.assign(world.env, key);
    const run = await world.cli("plan --offline --format json");
    expect([run.code, run.stdout]).toEqual([77, expect.stringContaining("state-seal")]);
  });

  test("of an account of which something cannot be read there is none", async () => {
    const world = await applied();
    world.env["WXCARDS_COFFEE_APPSECRET"] = "wrong-secret-0123456789abcdef000";
    const run = await world.cli("snapshot --format json");
    expect([run.code, JSON.parse(run.stdout)]).toMatchObject([77, { accounts: [] }]);
  });
});

describe("wxcards plan --offline", () => {
  test("holds documents against the last snapshot, without credential and without any network but git's", async () => {
    const world = await applied();
    expect((await world.cli("snapshot")).code).toBe(0);
    alone(world);
    expect(await planned(world)).toMatchObject({
      ...{ complete: true, changes: [], problems: [] },
      offline: { as_of: "2026-11-21T10:00:00+08:00" },
    });
    world.edit("cards/gold.yaml", "notice: 结账时请出示会员码", "notice: 请出示");
    const { changes, complete } = await planned(world);
    expect(complete).toBe(true);
    expect(changes).toMatchObject([
      {
        address: "coffee/MemberCard/gold",
        action: "update",
        fields: [
          { path: "/base_info/notice", before: "结账时请出示会员码", after: "请出示", origin: "file", verdict: "send" },
        ],
      },
    ]);
    const { stdout } = await world.cli("plan --offline");
    expect(stdout).toContain("Offline: held against what was live at 2026-11-21T10:00:00+08:00.");
    expect(world.paths()).toEqual([]);
  });

  test("shows drift that the snapshot saw", async () => {
    const world = await applied();
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "周末双倍" } });
    expect((await world.cli("snapshot")).code).toBe(0);
    alone(world);
    expect((await planned(world)).changes).toMatchObject([
      { fields: [{ path: "/base_info/notice", before: "周末双倍", origin: "drift", verdict: "keep" }] },
    ]);
  });

  test("without a snapshot what was settled decides, and nobody says what is live", async () => {
    const world = await applied();
    alone(world);
    world.inProject("remote", "set-url", "origin", `file://${world.bare}.away`);
    const same = await world.cli("plan --offline --format json");
    expect([same.code, JSON.parse(same.stdout)]).toMatchObject([0, { changes: [], complete: false, offline: {} }]);
    world.inProject("remote", "set-url", "origin", `file://${world.bare}`);
    world.edit("cards/gold.yaml", "notice: 结账时请出示会员码", "notice: 请出示");
    world.write({ "cards/new.yaml": newCard("silver", "银卡") });
    const { changes, complete, offline } = await planned(world);
    expect([complete, offline]).toEqual([false, {}]);
    expect(changes.map(({ address, action }) => [address, action])).toEqual([
      ["coffee/MemberCard/gold", "update"],
      ["coffee/MemberCard/silver", "create"],
    ]);
    expect(changes[0]?.fields).toMatchObject([
      { path: "/base_info/notice", after: "请出示", origin: "file", verdict: "send" },
    ]);
    expect(Object.keys(changes[0]?.fields[0] ?? {})).not.toContain("before");
    expect((await world.cli("plan --offline")).stdout).toMatch(/base_info\.notice +not seen → "请出示"/);
  });

  test("holds rules of several objects against it, with and without a snapshot", async () => {
    const world = await applied();
    expect((await world.cli("snapshot")).code).toBe(0);
    alone(world);
    world.edit("cards/spring.yaml", '      - "1900000002"', '      - "1900000003"');
    const run = await world.cli("plan --offline --format json");
    const seen = JSON.parse(run.stdout) as OfflinePlan;
    expect(seen.changes.map(({ address, action }) => [address, action])).toEqual([
      ["coffee/PayGiftRule/spring", "replace"],
    ]);
    world.inProject("push", "-q", "origin", ":wxcards-live/coffee");
    const bare = JSON.parse((await world.cli("plan --offline --format json")).stdout) as OfflinePlan;
    expect(bare.changes.map(({ address, action }) => [address, action])).toEqual(
      seen.changes.map(({ address, action }) => [address, action]),
    );
    expect([seen.complete, bare.complete]).toEqual([true, false]);
  });

  test("a file serves as well; one that is none is told", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    expect((await world.cli("snapshot --out live.json")).code).toBe(0);
    alone(world);
    expect(await planned(world, "--live live.json")).toMatchObject({ complete: true, changes: [] });
    world.edit("cards/gold.yaml", "notice: 结账时请出示会员码", "notice: 请出示");
    expect((await planned(world, "--live live.json")).changes).toMatchObject([
      { fields: [{ before: "结账时请出示会员码" }] },
    ]);
    expect((await world.cli("plan --live nothing.json")).code).toBe(64);
    const wrong = await world.cli("plan --live cards/gold.yaml --format json");
    expect([wrong.code, wrong.stdout]).toEqual([65, expect.stringContaining("live-damaged")]);
    world.edit("live.json", coffee.appid, "wx00000000000000ff");
    const other = await world.cli("plan --live live.json --format json");
    expect([other.code, other.stdout]).toEqual([65, expect.stringContaining("state-of-another-account")]);
  });

  test("approves nothing", async () => {
    const world = await applied();
    const env = { ...world.env };
    const { network } = world;
    world.edit("cards/gold.yaml", "notice: 结账时请出示会员码", "notice: 请出示");
    expect((await world.cli("snapshot")).code).toBe(0);
    alone(world);
    expect((await world.cli("plan --offline --out plan.json")).code).toBe(0);
    Object.assign(world.env, env);
    world.network = network;
    const run = await world.cli("apply plan.json --format json");
    expect([run.code, run.stdout]).toEqual([4, expect.stringContaining("plan-offline")]);
    expect(world.writes()).toEqual([]);
    const verified = await world.cli("verify plan.json --format json");
    expect([verified.code, verified.stdout]).toEqual([4, expect.stringContaining("plan-offline")]);
  });
});
