import { describe, expect, test } from "vitest";
import { inputOf } from "../../helpers/input.ts";
import { lockedRules, merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import type { World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
/** Two rules of one document, applied; their ids in the order of the merchant ids they hold. */
async function twoRules(): Promise<{ world: World; first: string; second: string }> {
  const world = await ruleWorld(input);
  expect(await world.cli("apply --yes")).toMatchObject({ code: 0 });
  const [first = "", second = ""] = Object.entries(world.rules())
    .sort(([, a], [, b]) => ((a.mchid_list[0] ?? "") < (b.mchid_list[0] ?? "") ? -1 : 1))
    .map(([id]) => id);
  world.forget();
  return { world, first, second };
}

const held = (ids: readonly string[]) => `id: [${ids.map((id) => `"${id}"`).join(", ")}]\n`;

/** Nothing is written to the platform, now or in the run after it. */
async function isQuiet(world: World): Promise<void> {
  for (const _run of [1, 2]) {
    const run = await world.cli("apply --yes");
    expect(run).toMatchObject({ code: 0 });
    expect(run.all).not.toMatch(/warning|error/);
  }
  expect(world.writes()).toEqual([]);
}

/** A document of rules that was renamed, or divided, and holds its ids. */
describe("pay-gift-renames", () => {
  test("renamed with one id, where the state knows two: both are followed, and none is replaced", async () => {
    const { world, first, second } = await twoRules();
    world.write({ "cards/spring.yaml": rule({ name: "summer", mchids: merchants(20), more: held([first]) }) });
    await isQuiet(world);
    expect(Object.keys(lockedRules(world, "PayGiftRule/summer"))).toEqual([first, second].sort());
    expect(world.locked("PayGiftRule/spring")).toBeUndefined();
  });

  test("renamed and edited in one commit: only the rule of the edit is replaced", async () => {
    const { world, first, second } = await twoRules();
    const mchids = merchants(20).slice(1);
    world.write({ "cards/spring.yaml": rule({ name: "summer", mchids, more: held([first, second]) }) });
    const refused = await world.cli("apply --yes");
    expect(refused.code).toBe(3);
    expect(world.locked("PayGiftRule/spring")).toBeDefined();
    expect(await world.cli("apply --yes --allow replace")).toMatchObject({ code: 0 });
    expect(world.bodies("/card/paygiftcard/delete")).toEqual([{ rule_id: Number(first) }]);
    expect(Object.keys(lockedRules(world, "PayGiftRule/summer"))).toContain(second);
    expect(world.locked("PayGiftRule/spring")).toBeUndefined();
  });

  test("divided in two, each with its ids: each takes over its own, and nothing is replaced", async () => {
    const { world, first, second } = await twoRules();
    world.write({
      "cards/spring.yaml": rule({ name: "north", mchids: merchants(10), more: held([first]) }),
      "cards/south.yaml": rule({ name: "south", mchids: merchants(10, 11), more: held([second]) }),
    });
    await isQuiet(world);
    expect(Object.keys(lockedRules(world, "PayGiftRule/north"))).toEqual([first]);
    expect(Object.keys(lockedRules(world, "PayGiftRule/south"))).toEqual([second]);
    expect(world.locked("PayGiftRule/spring")).toBeUndefined();
  });

  test("divided, and only one half applied: the other half is still remembered", async () => {
    const { world, first, second } = await twoRules();
    world.write({
      "cards/spring.yaml": rule({ name: "north", mchids: merchants(10), more: held([first]) }),
      "cards/south.yaml": rule({ name: "south", mchids: merchants(10, 11), more: held([second]) }),
    });
    expect(await world.cli("apply --yes --target PayGiftRule/north")).toMatchObject({ code: 0 });
    expect(Object.keys(lockedRules(world, "PayGiftRule/spring"))).toEqual([second]);
    await isQuiet(world);
    expect(world.locked("PayGiftRule/spring")).toBeUndefined();
    expect(Object.keys(lockedRules(world, "PayGiftRule/south"))).toEqual([second]);
  });

  test("divided, where the old document stays with its own ids", async () => {
    const { world, first, second } = await twoRules();
    world.write({
      "cards/spring.yaml": rule({ name: "spring", mchids: merchants(10), more: held([first]) }),
      "cards/south.yaml": rule({ name: "south", mchids: merchants(10, 11), more: held([second]) }),
    });
    await isQuiet(world);
    expect(Object.keys(lockedRules(world))).toEqual([first]);
    expect(Object.keys(lockedRules(world, "PayGiftRule/south"))).toEqual([second]);
  });

  test("a document that writes no ids gives none up to another", async () => {
    const { world, second } = await twoRules();
    world.write({
      "cards/spring.yaml": rule({ name: "spring", mchids: merchants(10) }),
      "cards/south.yaml": rule({ name: "south", mchids: merchants(10, 11), more: held([second]) }),
    });
    const run = await world.cli("apply --yes");
    expect(run.code).toBe(3);
    expect(run.stdout).toContain("id-behind-two");
    expect(world.writes()).toEqual([]);
  });

  test("two that become one, which holds the ids of both", async () => {
    const world = await ruleWorld(rule({ name: "north", mchids: merchants(10) }), {
      files: { "cards/south.yaml": rule({ name: "south", mchids: merchants(10, 11) }) },
    });
    expect(await world.cli("apply --yes")).toMatchObject({ code: 0 });
    const all = Object.keys(world.rules());
    world.remove("cards/south.yaml");
    world.write({ "cards/spring.yaml": rule({ name: "all", mchids: merchants(20), more: held(all) }) });
    world.forget();
    await isQuiet(world);
    expect(Object.keys(lockedRules(world, "PayGiftRule/all"))).toEqual(all.sort());
    for (const old of ["north", "south"]) expect(world.locked(`PayGiftRule/${old}`)).toBeUndefined();
  });

  test("two that exchange their names and keep their ids", async () => {
    const { world, first, second } = await twoRules();
    const north = rule({ name: "north", mchids: merchants(10), more: held([first]) });
    const south = rule({ name: "south", mchids: merchants(10, 11), more: held([second]) });
    world.write({ "cards/spring.yaml": north, "cards/south.yaml": south });
    await isQuiet(world);
    world.write({
      "cards/spring.yaml": north.replace("name: north", "name: south"),
      "cards/south.yaml": south.replace("name: south", "name: north"),
    });
    await isQuiet(world);
    expect(Object.keys(lockedRules(world, "PayGiftRule/south"))).toEqual([first]);
    expect(Object.keys(lockedRules(world, "PayGiftRule/north"))).toEqual([second]);
  });
});
