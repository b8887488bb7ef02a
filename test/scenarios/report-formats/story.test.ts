import { describe, expect, test } from "vitest";
import { reportFormats } from "../../../src/report/formats/registry.ts";
import { card, goldCard, goldId, liveGold, silverId } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const expectGolden = goldens(import.meta.url);

/** What is golden elsewhere is not golden here. */
const others = reportFormats.filter((format) => !["text", "json", "markdown"].includes(format));
const endings: Readonly<Record<string, string>> = { html: "html", github: "md" };

/** A week of a shop: a renamed card that loses a store and is about money, drift, and a card that is deleted. */
async function shop(): Promise<World> {
  const silver = `${card("silver", silverId, "base_info: { title: 银卡 }")}state: absent\nreason: 活动结束，不再发新卡\n`;
  const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.sandbox.addCard(coffee.appid, { ...liveGold, base_info: { title: "银卡" } }, { card_id: silverId });
  await world.cli("apply --yes");
  world.write({ "cards/silver.yaml": silver });
  world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "周末双倍积分" } });
  world.edit("cards/gold.yaml", "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  world.edit("cards/gold.yaml", "[101, 102]", "[102, 103]");
  world.edit("cards/gold.yaml", "不可转赠。", "可以转赠一次。\n      <script>alert(1)</script> @所有人");
  world.env["GITHUB_STEP_SUMMARY"] = "reports/github";
  world.env["GITHUB_WORKSPACE"] = world.root;
  return world;
}

function wanted(): string {
  return others
    .map((format) => (format === "github" ? "--report github" : `--report ${format}=reports/${format}`))
    .join(" ");
}

async function expectReports(world: World, name: string): Promise<void> {
  for (const format of others)
    await expectGolden(world.mask(world.read(`reports/${format}`)), `${name}.${format}.${endings[format] ?? "json"}`);
}

describe.each(["en", "zh-CN"])("in %s", (language) => {
  test("a plan", async () => {
    const world = await shop();
    const run = await world.cli(`plan --lang ${language} ${wanted()}`);
    expect(run.code).toBe(3);
    await expectReports(world, `${language}.plan`);
    await expectGolden(world.mask(run.stderr), `${language}.plan.annotations.txt`);
  });

  test("an apply", async () => {
    const world = await shop();
    const run = await world.cli(`apply --yes --allow delete --lang ${language} ${wanted()}`);
    expect(run.code).toBe(0);
    await expectReports(world, `${language}.apply`);
  });

  test("documents that are wrong", async () => {
    const world = await shop();
    world.edit("cards/gold.yaml", "color: Color060", "color: green");
    const run = await world.cli(`plan --lang ${language} ${wanted()}`);
    expect(run.code).toBe(65);
    await expectReports(world, `${language}.wrong`);
    await expectGolden(world.mask(run.stderr), `${language}.wrong.annotations.txt`);
  });
});
