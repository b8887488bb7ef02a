import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { bronzeId, goldId, liveSmall, project, silverId, smallCard } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { bakery, coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);

/** Gold and silver in coffee, bread in bakery; the file of each wants another notice than the card has. */
async function threeCards(): Promise<World> {
  const world = await newWorld({
    files: input,
  });
  const changed = (name: string): JsonObject => ({ base_info: { title: `${name}卡`, notice: "旧提醒" } });
  world.sandbox.addCard(coffee.appid, changed("gold"), { card_id: goldId });
  world.sandbox.addCard(coffee.appid, changed("silver"), { card_id: silverId });
  world.sandbox.addCard(bakery.appid, changed("bread"), { card_id: bronzeId });
  return world;
}

function readIds(world: World): unknown[] {
  return world
    .bodies("/card/get")
    .map((body) => (body as JsonObject)["card_id"])
    .sort();
}

async function addresses(world: World, flags: string): Promise<string[]> {
  const run = await world.cli(`plan --format json ${flags}`);
  expect(run.code).toBe(0);
  return readPlan(run.stdout).changes.map((change) => change.address);
}

/** Several cards of several accounts, and which of them a run is about. */
describe("accounts", () => {
  test("each account with its own credential, each card to its own account", async () => {
    const world = await threeCards();
    const plan = await world.cli("plan");
    expect(plan.code).toBe(0);
    await golden(plan.stdout, "plan.txt");
    world.forget();
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/cgi-bin/stable_token")).toEqual(
      [bakery, coffee].map(({ appid, secret }) => ({
        grant_type: "client_credential",
        appid,
        secret,
        force_refresh: false,
      })),
    );
    const member_card = { base_info: { notice: "请出示" } };
    expect(world.bodies("/card/update")).toEqual(
      [bronzeId, goldId, silverId].map((card_id) => ({ card_id, member_card })),
    );
    expect(Object.keys(world.locked("MemberCard/bread", "bakery") ?? {})).toEqual(["id", "settled"]);
    expect(world.locked("MemberCard/bread", "coffee")).toBeUndefined();
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 3 unchanged.\n");
  });

  test.each([
    ["--account bakery", ["bakery/MemberCard/bread"]],
    ["--account coff*", ["coffee/MemberCard/gold", "coffee/MemberCard/silver"]],
    [
      "--account bakery --account coffee",
      ["bakery/MemberCard/bread", "coffee/MemberCard/gold", "coffee/MemberCard/silver"],
    ],
    ["--target MemberCard/gold", ["coffee/MemberCard/gold"]],
    ["--target coffee/MemberCard/*", ["coffee/MemberCard/gold", "coffee/MemberCard/silver"]],
    ["--target MemberCard/*d", ["bakery/MemberCard/bread", "coffee/MemberCard/gold"]],
    ["--target */*/silver --target bakery/*/*", ["bakery/MemberCard/bread", "coffee/MemberCard/silver"]],
    ["--account coffee --target MemberCard/*", ["coffee/MemberCard/gold", "coffee/MemberCard/silver"]],
  ])("%s", async (flags, expected) => {
    const world = await threeCards();
    expect(await addresses(world, flags)).toEqual(expected);
    const ids: Record<string, string> = { bread: bronzeId, gold: goldId, silver: silverId };
    expect(readIds(world)).toEqual(expected.map((address) => ids[address.split("/")[2] ?? ""]).sort());
  });

  test.each([
    ["--target MemberCard/glod", "--target", "MemberCard/glod"],
    ["--target bakery/MemberCard/gold", "--target", "bakery/MemberCard/gold"],
    ["--account coffe", "--account", "coffe"],
    ["--account tea* --account coffee", "--account", "tea*"],
  ])("a pattern that fits nothing is a mistake on the command line: %s", async (flags, flag, pattern) => {
    const world = await threeCards();
    for (const command of ["plan", "apply --yes", "validate"]) {
      const run = await world.cli(`${command} ${flags}`);
      expect(run.code).toBe(64);
      expect(run.all).toContain(`${flag} ${pattern} fits nothing`);
    }
    expect((await world.cli("plan --account coffe")).all).toContain("did you mean coffee?");
    expect(world.paths()).toEqual([]);
  });

  test("patterns that fit something each, and nothing together, are a mistake as well", async () => {
    const world = await threeCards();
    for (const command of ["plan", "apply --yes"]) {
      const run = await world.cli(`${command} --account bakery --target MemberCard/gold`);
      expect(run.code).toBe(64);
    }
    expect(world.paths()).toEqual([]);
  });

  test("a card that this run leaves out is still managed: the plan does not call it forgotten", async () => {
    const world = await threeCards();
    expect((await world.cli("apply --yes")).code).toBe(0);
    const plan = await world.cli("plan --target MemberCard/gold --format json");
    expect(readPlan(plan.stdout).unmanaged).toEqual([]);
    expect((await world.cli("plan --target MemberCard/gold")).stdout).toBe("No changes. 1 unchanged.\n");
  });

  test("a card whose document is gone is named, and left alone", async () => {
    const world = await threeCards();
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.remove("cards/silver.yaml");
    world.forget();
    const plan = await world.cli("plan --format json --detailed-exitcode");
    expect(plan.code).toBe(0);
    expect(readPlan(plan.stdout).unmanaged).toEqual([
      { account: "coffee", kind: "MemberCard", id: silverId, name: "silver" },
    ]);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([]);
    expect(world.locked("MemberCard/silver")).toMatchObject({ id: silverId });
  });

  test("a partial apply keeps what the memory has of the others", async () => {
    const world = await threeCards();
    expect((await world.cli("apply --yes")).code).toBe(0);
    const before = world.locked("MemberCard/silver");
    world.edit("cards/gold.yaml", "notice: 请出示", "notice: 请出示码");
    expect((await world.cli("apply --yes --target MemberCard/gold")).code).toBe(0);
    expect(world.locked("MemberCard/silver")).toEqual(before);
  });

  test("a selected account without a credential: exit 77, nothing is written to it, and the others go on", async () => {
    const world = await threeCards();
    world.env["WXCARDS_BAKERY_APPSECRET"] = undefined;
    const only = await world.cli("plan --account bakery");
    expect(only.code).toBe(77);
    expect(only.stdout).toContain("account bakery has no credential in the environment");
    expect(only.stdout).toContain("set WXCARDS_BAKERY_APPSECRET or WXCARDS_BAKERY_ACCESS_TOKEN");
    expect(world.paths()).toEqual([]);
    expect((await world.cli("plan")).code).toBe(77);
    expect((await world.cli("apply --yes")).code).toBe(5);
    const written = world.bodies("/card/update").map((body) => (body as JsonObject)["card_id"]);
    expect(written.sort()).toEqual([goldId, silverId].sort());
    expect((await world.cli("apply --yes")).code).toBe(77);
    expect((await world.cli("plan --account coffee --detailed-exitcode")).code).toBe(0);
  });

  test("the short names of credentials serve when there is one account", async () => {
    const one = project().split("  bakery:")[0] as string;
    const world = await newWorld({ files: { "wxcards.yaml": one, "cards/gold.yaml": smallCard("gold", goldId) } });
    world.sandbox.addCard(coffee.appid, liveSmall("gold"), { card_id: goldId });
    world.env["WXCARDS_COFFEE_APPSECRET"] = undefined;
    world.env["WECHAT_APPSECRET"] = coffee.secret;
    expect((await world.cli("plan")).code).toBe(0);
    world.write({ "wxcards.yaml": project() });
    expect((await world.cli("plan")).code).toBe(77);
  });

  test("25 cards: each is read exactly once by a plan", async () => {
    const world = await newWorld();
    const ids = Array.from({ length: 25 }, (_, index) => `pMany${String(index).padStart(3, "0")}`);
    for (const id of ids) {
      world.write({ [`cards/${id}.yaml`]: smallCard(id, id) });
      world.sandbox.addCard(coffee.appid, liveSmall(id), { card_id: id });
    }
    expect((await world.cli("plan")).stdout).toBe("No changes. 25 unchanged.\n");
    expect(readIds(world)).toEqual(ids);
    expect(world.bodies("/cgi-bin/stable_token")).toHaveLength(1);
  });

  test("--sandbox reaches nobody, and keeps its state and cards apart", async () => {
    const world = await threeCards();
    world.remove("wxcards.state");
    expect((await world.cli("sandbox --fill")).code).toBe(0);
    const plan = await world.cli("plan --sandbox --format json");
    expect(plan.code).toBe(0);
    expect(readPlan(plan.stdout)).toMatchObject({ sandbox: true, steps: [] });
    world.edit("cards/gold.yaml", "notice: 请出示", "notice: 只在沙箱");
    expect((await world.cli("apply --yes --sandbox")).code).toBe(0);
    expect(world.paths()).toEqual([]);
    expect(world.exists("wxcards.state")).toBe(false);
    expect(world.read(".wxcards/sandbox/coffee.json")).toContain("只在沙箱");
  });

  test("a target that two accounts have is refused, and the whole address is taken", async () => {
    const world = await threeCards();
    world.edit("cards/bread.yaml", "name: bread", "name: gold");
    const ambiguous = await world.cli("plan --target MemberCard/gold");
    expect(ambiguous.code).toBe(64);
    expect(ambiguous.stdout).toContain("coffee/MemberCard/gold");
    expect(ambiguous.stdout).toContain("target-ambiguous");
    expect(await addresses(world, "--target coffee/MemberCard/gold")).toEqual(["coffee/MemberCard/gold"]);
    expect(await addresses(world, "--account bakery --target MemberCard/gold")).toEqual(["bakery/MemberCard/gold"]);
    expect(await addresses(world, "--target */MemberCard/gold")).toHaveLength(2);
  });

  test("one card behind two documents, one of them by the memory: exit 3, and nothing is sent", async () => {
    const world = await threeCards();
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.edit("cards/gold.yaml", `id: ${goldId}\n`, "");
    world.edit("cards/silver.yaml", `id: ${silverId}`, `id: ${goldId}`);
    world.edit("cards/silver.yaml", "name: silver", "name: vip");
    world.forget();
    const apply = await world.cli("apply --yes");
    expect(apply.code).toBe(3);
    expect(apply.stdout).toContain("id-behind-two");
    expect(world.writes()).toEqual([]);
  });

  test("a credential of another account, where none of the known ids exists: exit 77, and nothing is sent", async () => {
    const world = await threeCards();
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.env["WXCARDS_COFFEE_APPSECRET"] = bakery.secret;
    world.edit("wxcards.yaml", `appid: ${coffee.appid}`, "appid: wx0000000000000000");
    world.edit("wxcards.yaml", `appid: ${bakery.appid}`, `appid: ${coffee.appid}`);
    world.edit("wxcards.yaml", "appid: wx0000000000000000", `appid: ${bakery.appid}`);
    for (const name of ["state", "lease"]) world.edit(`wxcards.state/coffee/${name}.yaml`, coffee.appid, bakery.appid);
    world.edit("cards/gold.yaml", "notice: 请出示", "notice: 再改");
    world.forget();
    const apply = await world.cli("apply --yes --account coffee");
    expect(apply.code).toBe(77);
    expect(apply.stdout).toContain("credential-of-another-account");
    expect(world.writes()).toEqual([]);
  });
});
