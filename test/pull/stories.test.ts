import { describe, expect, test } from "vitest";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

const file = "cards/gold.yaml";

/** A card whose document was applied. */
async function settled(document = goldCard, more: Readonly<Record<string, string>> = {}): Promise<World> {
  const world = await newWorld({ files: { [file]: document, ...more } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  const applied = await world.cli("apply --yes");
  expect(applied.code, applied.all).toBe(0);
  world.clock.advance(61);
  world.forget();
  return world;
}

const edit = (world: World, card: Parameters<World["sandbox"]["editInConsole"]>[2]) =>
  world.sandbox.editInConsole(coffee.appid, goldId, card);

async function expectEmptyPlan(world: World) {
  const plan = await world.cli("plan --detailed-exitcode");
  expect([plan.code, plan.stdout]).toEqual([0, expect.stringContaining("No changes.")]);
  expect(plan.stdout).not.toContain("drift");
}

describe("pull", () => {
  test("writes what the console changed, and nothing else", async () => {
    const world = await settled();
    edit(world, { base_info: { notice: "控制台改的", color: "Color010" }, prerogative: "两行\n文字" });
    const ran = await world.cli("pull");
    console.log(ran.all);
    expect(ran.code).toBe(0);
    expect(world.read(file)).toBe(
      goldCard
        .replace("notice: 结账时请出示会员码", "notice: 控制台改的")
        .replace("Color060", "Color010")
        .replace("prerogative: 全场饮品九折。", "prerogative: |-\n    两行\n    文字"),
    );
    await expectEmptyPlan(world);
    const again = await world.cli("pull");
    expect([again.code, again.stdout]).toEqual([0, "Nothing has drifted.\n"]);
  });
});
