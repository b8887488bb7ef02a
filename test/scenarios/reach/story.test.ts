import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { goldCard, goldId, liveGold, liveSilver, project, silverCard, silverId } from "../../helpers/documents.ts";
import { readPlan } from "../../helpers/plan.ts";
import { merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const file = "cards/gold.yaml";
const address = "coffee/MemberCard/gold";

/** A gold card of which many were given out and whose notice the document changes, beside a silver one that is equal. */
async function gold({ claimed = 48_211, guards = "" } = {}): Promise<World> {
  const files = { "wxcards.yaml": project(guards), [file]: goldCard, "cards/silver.yaml": silverCard };
  const world = await newWorld({ files });
  const live = {
    ...liveGold,
    base_info: { ...(liveGold["base_info"] as JsonObject), sku: { total_quantity: 60_000 } },
  };
  world.sandbox.addCard(coffee.appid, live, { card_id: goldId, claimed });
  world.sandbox.addCard(coffee.appid, liveSilver, { card_id: silverId, claimed: 7 });
  world.edit(file, "total_quantity: 1000", "total_quantity: 60000");
  expect((await world.cli("apply --yes --allow reach")).code).toBe(0);
  world.edit(file, "notice: 结账时请出示会员码", "notice: 新的提醒");
  world.forget();
  return world;
}

async function planned(world: World, flags = "") {
  const plan = readPlan((await world.cli(`plan --format json ${flags}`)).stdout);
  const [change] = plan.changes as unknown as readonly { readonly reach?: JsonObject; readonly seen?: string }[];
  return { ...plan, change };
}

/** How many have a card: told with each change of it, and a guard where they are many. */
describe("reach", () => {
  test("each changed card says how many were given out, in every format", async () => {
    const world = await gold();
    expect((await planned(world)).change?.reach).toEqual({ given_out: 48_211 });
    expect((await world.cli("plan")).stdout).toContain("\n    given out 48,211 times\n");
    expect((await world.cli("plan --format markdown")).stdout).toContain("- `given out 48,211 times`\n");
  });

  test.each([
    [0, "not given out yet"],
    [1, "given out once"],
    [2, "given out 2 times"],
  ])("given out %i times", async (claimed, words) => {
    const world = await gold({ claimed });
    expect((await planned(world)).change?.reach).toEqual({ given_out: claimed });
    expect((await world.cli("plan")).stdout).toContain(`\n    ${words}\n`);
  });

  test("a platform that shows no total says nothing of it, and no guard asks", async () => {
    const world = await gold({ guards: "guards: { max_reach: 0 }\n" });
    world.edit(file, "    total_quantity: 60000\n", "    {}\n");
    world.sandbox.behaviours.stockTotal = "absent";
    const { change, consent } = await planned(world);
    expect([change?.reach, consent]).toEqual([undefined, []]);
    expect((await world.cli("plan")).stdout).not.toContain("given out");
  });

  test("members who take cards move neither the digest nor what was seen", async () => {
    const world = await gold({ guards: "guards: { max_reach: 50000 }\n" });
    const before = await planned(world);
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { sku: { quantity: 60_000 - 50_001 } } });
    const after = await planned(world);
    expect([before.change?.reach, after.change?.reach]).toEqual([{ given_out: 48_211 }, { given_out: 50_001 }]);
    expect([before.consent, after.consent.map(({ what }) => what)]).toEqual([[], ["reach"]]);
    expect([after.digest, after.change?.seen]).toEqual([before.digest, before.change?.seen]);
  });

  test("a saved plan of before is refused for the consent alone once too many have the card", async () => {
    const world = await gold({ guards: "guards: { max_reach: 50000 }\n" });
    expect((await world.cli("plan --out plan.json")).code).toBe(0);
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { sku: { quantity: 60_000 - 50_001 } } });
    expect((await world.cli("apply plan.json")).code).toBe(3);
    expect(world.writes()).toEqual([]);
    expect((await world.cli(`apply plan.json --allow reach=${address}`)).code).toBe(0);
    expect(world.writes()).toHaveLength(1);
  });

  describe("guards.max_reach", () => {
    const snippet = "allow: [{ what: reach, because: … }]";

    test.each([
      ["none", "", false],
      ["as many as were given out", "guards: { max_reach: 48211 }\n", false],
      ["one less", "guards: { max_reach: 48210 }\n", true],
      ["nobody", "guards: { max_reach: 0 }\n", true],
    ])("%s", async (_, guards, asks) => {
      const world = await gold({ guards });
      const { consent } = await planned(world);
      expect(consent).toEqual(asks ? [{ what: "reach", address, given: false, snippet }] : []);
      expect((await world.cli("apply --yes")).code).toBe(asks ? 3 : 0);
      expect(world.writes()).toHaveLength(asks ? 0 : 1);
    });

    test("an account has its own", async () => {
      const world = await gold();
      const own = (limit: number) =>
        project("guards: { max_reach: 10 }\n").replace(
          "default: true",
          `default: true\n    guards: { max_reach: ${limit} }`,
        );
      world.write({ "wxcards.yaml": own(60_000) });
      expect((await planned(world)).consent).toEqual([]);
      world.write({ "wxcards.yaml": own(9) });
      expect((await planned(world)).consent).toHaveLength(1);
    });

    test.each(["reach", "reach=MemberCard/gold", `reach=${address}`])("--allow %s", async (allow) => {
      const world = await gold({ guards: "guards: { max_reach: 100 }\n" });
      expect((await world.cli("apply --yes --allow reach=MemberCard/silver")).code).toBe(3);
      expect((await world.cli(`apply --yes --allow ${allow}`)).code).toBe(0);
      expect(world.writes()).toHaveLength(1);
    });

    test("in the document, until nothing needs it", async () => {
      const world = await gold({ guards: "guards: { max_reach: 100 }\n" });
      expect((await world.cli("plan")).stdout).toContain(`  or in ${file}: ${snippet}\n`);
      world.edit(file, "spec:", "allow: [{ what: reach, because: 门店已通知 }]\nspec:");
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.writes()).toHaveLength(1);
      expect((await world.cli("plan")).stdout).toContain("nothing needs the consent to reach");
    });

    test("a deletion wants it beside its own, and says how many have the card", async () => {
      const world = await gold({ guards: "guards: { max_reach: 100 }\n" });
      world.write({ [file]: "kind: MemberCard\nname: gold\nstate: absent\nreason: 活动结束\n" });
      const { change, consent } = await planned(world);
      expect(change?.reach).toEqual({ given_out: 48_211 });
      expect(consent.map(({ what, given }) => [what, given])).toEqual([
        ["delete", false],
        ["reach", false],
      ]);
      expect((await world.cli("apply --yes --allow delete")).code).toBe(3);
      expect(world.writes()).toEqual([]);
      expect((await world.cli("apply --yes --allow delete --allow reach")).code).toBe(0);
    });

    test("drift that is kept sends nothing, so it needs none and says nothing", async () => {
      const world = await gold({ guards: "guards: { max_reach: 100 }\n" });
      expect((await world.cli("apply --yes --allow reach")).code).toBe(0);
      world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
      const kept = await planned(world);
      expect([kept.change?.reach, kept.consent]).toEqual([undefined, []]);
      const sent = await planned(world, "--allow drift");
      expect([sent.change?.reach, sent.consent.map(({ what }) => what)]).toEqual([
        { given_out: 48_211 },
        ["drift", "reach"],
      ]);
    });
  });

  test("rules show no such number", async () => {
    const world = await ruleWorld(rule({ mchids: merchants(2) }));
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.edit("wxcards.yaml", "accounts:", "guards: { max_reach: 0 }\naccounts:");
    world.edit("cards/spring.yaml", "least_cost: 100", "least_cost: 200");
    const plan = readPlan((await world.cli("plan --format json")).stdout);
    expect(plan.changes.map(({ action }) => action)).toEqual(["replace"]);
    expect(plan.consent.map(({ what }) => what)).toEqual(["replace"]);
    expect(JSON.stringify(plan.changes)).not.toContain("reach");
  });
});
