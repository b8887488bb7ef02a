import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { brandCard, brandId, brandSpec, brandWorld, otherBrandId } from "../../helpers/brand.ts";
import { bronzeId, goldCard, goldId, liveGold, liveSmall, newCard, smallCard } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readApply, readPlan } from "../../helpers/plan.ts";
import { merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { bakery, coffee, newWorld, type Run, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const foreign = "credential-of-another-account";

/** Words that are advice about resources, or that something is not there. */
const advice =
  /--allow|resource-missing| missing |object-lost|does not exist|replace|adopt|to create|consent|POST \/|created|adds the/;

/** Twenty cards and two rules of coffee that the state knows, and a card of bakery. */
async function chain(): Promise<World> {
  const world = await newWorld({
    files: input,
  });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.sandbox.addCard(bakery.appid, { base_info: { title: "bread卡", notice: "旧" } }, { card_id: bronzeId });
  for (let index = 0; index < 19; index += 1) {
    const id = `pChain${index}`;
    world.write({ [`cards/${id}.yaml`]: smallCard(id, id) });
    world.sandbox.addCard(coffee.appid, liveSmall(id), { card_id: id });
  }
  world.write({
    "cards/spring.yaml": rule({ name: "spring", mchids: merchants(3) }),
    "cards/autumn.yaml": rule({ name: "autumn", mchids: merchants(3, 11) }),
  });
  expect(await world.cli("apply --yes --account coffee")).toMatchObject({ code: 0 });
  world.write({
    "cards/new.yaml": newCard("new", "新卡"),
    "cards/gone.yaml": "kind: MemberCard\nname: gone\naccount: coffee\nstate: absent\nreason: 停用\n",
  });
  world.edit("cards/pChain1.yaml", "notice: 请出示", "notice: 请出示码");
  return world;
}

/** The token of another account stands where that of coffee belongs. */
async function strayToken(world: World): Promise<void> {
  const answer = await fetch(`${world.sandbox.url}/cgi-bin/stable_token`, {
    method: "POST",
    body: JSON.stringify({ grant_type: "client_credential", appid: bakery.appid, secret: bakery.secret }),
  });
  const { access_token: token } = (await answer.json()) as { readonly access_token: string };
  world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = token;
  world.forget();
}

/** What a run says of coffee: everything but plan lines and problems of bakery. */
function saysOnly(run: Run, cause: string): void {
  expect(run.code).toBe(77);
  expect(run.stdout.split(cause)).toHaveLength(2);
  expect(run.all).not.toMatch(advice);
}

/** Nothing is said of an account of which nothing could be read, but why. */
describe("unread-account", () => {
  test("credential of another account: the cause alone is said, in text and markdown, by every command", async () => {
    const world = await chain();
    const saved = await world.cli("plan --out plan.json --account coffee");
    expect(saved.code).toBe(0);
    await strayToken(world);
    for (const command of [
      "plan",
      "apply --yes",
      "status",
      "plan --unmanaged",
      "apply plan.json",
      "verify plan.json",
    ]) {
      saysOnly(await world.cli(`${command} --account coffee`), foreign);
      saysOnly(await world.cli(`${command} --account coffee --format markdown`), foreign);
    }
    expect(world.writes()).toEqual([]);
  });

  test("credential of another account: nothing is planned, asked or remembered, in JSON", async () => {
    const world = await chain();
    const before = world.read("wxcards.state/coffee/state.yaml");
    await strayToken(world);
    const plan = readPlan((await world.cli("plan --format json --account coffee --unmanaged")).stdout);
    expect(plan.problems.map(({ code }) => code)).toEqual([foreign]);
    expect(plan).toMatchObject({
      changes: [],
      steps: [],
      consent: [],
      unmanaged: [],
      complete: false,
      applicable: false,
    });
    const applied = readApply((await world.cli("apply --yes --format json --account coffee")).stdout);
    expect(applied.problems.map(({ code }) => code)).toEqual([foreign]);
    expect(applied.outcomes).toEqual([]);
    const status = JSON.parse((await world.cli("status --format json --account coffee")).stdout) as {
      readonly resources: readonly { readonly standing: string }[];
      readonly problems: readonly { readonly code: string }[];
    };
    expect(status.problems.map(({ code }) => code)).toEqual([foreign]);
    expect([...new Set(status.resources.map(({ standing }) => standing))]).toEqual(["unreadable"]);
    expect(world.read("wxcards.state/coffee/state.yaml")).toBe(before);
  });

  test("credential of another account: the other accounts are planned as ever", async () => {
    const world = await chain();
    await strayToken(world);
    const run = await world.cli("plan --format json");
    expect(run.code).toBe(77);
    const plan = readPlan(run.stdout);
    expect(plan.changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
      "update bakery/MemberCard/bread",
    ]);
    expect(plan.problems.map(({ code }) => code)).toEqual([foreign]);
  });

  test("a saved plan of two accounts, one with a strange credential: what fits of the other is no conflict", async () => {
    const world = await chain();
    expect((await world.cli("plan --out plan.json")).code).toBe(0);
    await strayToken(world);
    const verify = await world.cli("verify plan.json --format json");
    expect((JSON.parse(verify.stdout) as JsonObject)["problems"]).toMatchObject([{ code: foreign }]);
    expect(verify.code).toBe(77);
  });

  test("an account of rules alone, whose every id is unknown, has a credential of another account", async () => {
    const world = await ruleWorld(rule({ mchids: merchants(12), card: goldId }));
    world.remove("cards/gold.yaml");
    expect(await world.cli("apply --yes")).toMatchObject({ code: 0 });
    await strayToken(world);
    saysOnly(await world.cli("plan"), foreign);
    saysOnly(await world.cli("apply --yes --allow replace"), foreign);
    expect(world.writes()).toEqual([]);
  });

  test("a rule that somebody took down is lost, as long as its card is there", async () => {
    const world = await ruleWorld(rule({ mchids: merchants(2), card: goldId }));
    world.remove("cards/gold.yaml");
    expect(await world.cli("apply --yes")).toMatchObject({ code: 0 });
    for (const id of Object.keys(world.rules())) world.sandbox.removeRuleInConsole(coffee.appid, id);
    const run = await world.cli("plan");
    expect(run.code).toBe(3);
    expect(run.stdout).toContain("object-lost");
  });

  test("documents that name many ids, and no state: the credential, not each id", async () => {
    const world = await chain();
    world.remove("wxcards.state");
    world.remove("cards/new.yaml");
    await strayToken(world);
    saysOnly(await world.cli("plan --account coffee"), foreign);
  });

  test("one id that only its document knows may be mistyped", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
    const run = await world.cli("plan");
    expect(run.code).toBe(3);
    expect(run.stdout).toContain("resource-missing");
  });

  test("a card that was deleted proves that the credential fits", async () => {
    const world = await chain();
    await strayToken(world);
    world.sandbox.addCard(bakery.appid, liveGold, { card_id: goldId, status: "CARD_STATUS_DELETE" });
    const run = await world.cli("plan --account coffee");
    expect(run.stdout).toContain("resource-deleted");
    expect(run.stdout).not.toContain(foreign);
  });

  test("a brand of which no known id exists has a credential of another one", async () => {
    const world = await brandWorld(brandCard({ name: "black" }), {
      files: { "cards/white.yaml": brandCard({ name: "white", spec: { card_title: "白" } }) },
    });
    expect(await world.cli("apply --yes")).toMatchObject({ code: 0 });
    world.write({ "cards/new.yaml": brandCard({ name: "new", spec: { card_title: "新" } }) });
    // Whoever typed the ids of both brands the wrong way round.
    world.edit("wxcards.yaml", `brand_id: "${brandId}"`, 'brand_id: "9"');
    world.edit("wxcards.yaml", `brand_id: "${otherBrandId}"`, `brand_id: "${brandId}"`);
    world.edit("wxcards.yaml", 'brand_id: "9"', `brand_id: "${otherBrandId}"`);
    for (const name of ["state", "lease"]) world.edit(`wxcards.state/tea/${name}.yaml`, brandId, otherBrandId);
    world.remove("wxcards.state/cake");
    world.forget();
    for (const command of ["plan", "apply --yes", "status"]) saysOnly(await world.cli(command), foreign);
    expect(world.sandbox.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(brandSpec.card_title).toBe("云杉黑金");
  });

  test.each([
    ["refused", "weixin-40125"],
    ["kept out by the whitelist", "weixin-40164"],
    ["without permission", "weixin-48001"],
  ])("an account that is %s: its reason once, and no advice about its resources", async (_why, code) => {
    const world = await chain();
    world.forget();
    if (code === "weixin-40125") world.env["WXCARDS_COFFEE_APPSECRET"] = "0".repeat(32);
    if (code === "weixin-40164") world.sandbox.behaviours.ipWhitelist.refuse = true;
    if (code === "weixin-48001")
      world.sandbox.fail({ path: /\/card\//, times: 1_000, errcode: 48001, errmsg: "api unauthorized" });
    if (code === "weixin-40125")
      expect((await world.cli("plan --account coffee")).stdout).toContain("WXCARDS_COFFEE_APPSECRET");
    for (const command of ["plan", "apply --yes", "status", "plan --format markdown"]) {
      saysOnly(await world.cli(`${command} --account coffee`), code);
    }
    expect(world.writes()).toEqual([]);
  });

  test("a credential that nobody has set: its variables once, and no advice about its resources", async () => {
    const world = await chain();
    world.env["WXCARDS_COFFEE_APPSECRET"] = undefined;
    for (const command of ["plan", "apply --yes", "status"])
      saysOnly(await world.cli(`${command} --account coffee`), "credential-missing");
  });

  test.each(["token", "network"])(
    "a failure of the %s is said once for an account, not once a card, in a plan",
    async (what) => {
      const world = await chain();
      world.forget();
      if (what === "token") world.sandbox.fail({ path: "/cgi-bin/stable_token", times: 1_000, errcode: -1 });
      else world.sandbox.fault({ path: "/cgi-bin/stable_token", times: 1_000, when: "before" });
      for (const command of ["plan", "plan --unmanaged", "status", "apply --yes"]) {
        const run = await world.cli(`${command} --account coffee --format json`);
        expect(run.code).toBe(1);
        expect((JSON.parse(run.stdout) as JsonObject)["problems"]).toHaveLength(1);
      }
    },
  );

  test.each([
    [
      "refused at every write",
      (world: World) => world.sandbox.fail({ path: "/card/update", times: 1_000, errcode: 40001 }),
    ],
    [
      "refused at the look before the first write",
      (world: World) => world.sandbox.fail({ path: "/card/get", after: 20, times: 1_000, errcode: 40001 }),
    ],
  ])("a token %s is said in one outcome; the others say that they were not sent", async (_when, trouble) => {
    const world = await chain();
    world.remove("cards/new.yaml");
    for (const index of [2, 3, 4]) world.edit(`cards/pChain${index}.yaml`, "notice: 请出示", "notice: 请出示码");
    trouble(world);
    const run = await world.cli("apply --yes --account coffee --format json");
    expect(run.code).toBe(77);
    const { outcomes } = readApply(run.stdout);
    expect(outcomes.map(({ problem }) => problem?.code)).toEqual([
      "token-not-renewed",
      ...Array(3).fill("account-stopped"),
    ]);
    const text = await world.cli("apply --yes --account coffee");
    expect(text.stdout.split("token-not-renewed").length).toBeLessThanOrEqual(2);
  });

  test("a write whose token call got no answer was not sent: it failed, and its outcome is not unknown", async () => {
    const world = await chain();
    world.remove("cards/new.yaml");
    world.sandbox.fail({ path: "/card/update", errcode: 40001 });
    world.sandbox.fault({ path: "/cgi-bin/stable_token", after: 1, times: 1_000, when: "before" });
    const run = await world.cli("apply --yes --account coffee --format json");
    expect(readApply(run.stdout).outcomes).toMatchObject([{ status: "failed", problem: { code: "host-silent" } }]);
    expect(run.code).toBe(1);
  });
});
