import { describe, expect, test } from "vitest";
import { goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

async function planned(): Promise<World> {
  const world = await newWorld();
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.write({
    "cards/gold.yaml": `kind: MemberCard\nname: gold\nid: ${goldId}\nspec:\n  base_info:\n    title: 新金卡\n`,
  });
  return world;
}

describe("a plan and its report show a field", () => {
  test.each([
    ["en", "Title base_info.title"],
    ["zh-CN", "会员卡标题 base_info.title"],
  ])("in %s as %s, in text and Markdown", async (language, name) => {
    const world = await planned();
    expect((await world.cli(`plan --lang ${language}`)).stdout).toContain(`    ${name}  "`);
    expect((await world.cli(`plan --lang ${language} --format markdown`)).stdout).toContain(`\`${name}\``);
    const applied = await world.cli(`apply --yes --allow drift --lang ${language}`);
    expect(applied.stdout).toMatch(new RegExp(`(?:: |：)${name}\n`));
  });

  test("in JSON by its pointer, whatever the language", async () => {
    const world = await planned();
    const chinese = (await world.cli("plan --format json --lang zh-CN")).stdout;
    expect(chinese).toBe((await world.cli("plan --format json --lang en")).stdout);
    expect(chinese).not.toContain("会员卡标题");
    expect(JSON.parse(chinese).changes[0].fields[0].path).toBe("/base_info/title");
  });
});
