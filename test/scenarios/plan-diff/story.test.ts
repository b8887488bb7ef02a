import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { goldCard, goldId, liveGold, liveSilver, silverCard, silverId } from "../../helpers/documents.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const gold = "cards/gold.yaml";

/** Two cards, one of which the document changes, with a plan of that in `old.json`. */
async function planned(): Promise<World> {
  const world = await newWorld({ files: { [gold]: goldCard, "cards/silver.yaml": silverCard } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.sandbox.addCard(coffee.appid, liveSilver, { card_id: silverId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.edit(gold, "notice: 结账时请出示会员码", "notice: 新的提醒");
  expect((await world.cli("plan --out old.json")).code).toBe(0);
  return world;
}

async function differing(world: World, flags = ""): Promise<JsonObject & { readonly code: number }> {
  expect((await world.cli("plan --out new.json")).code).toBeLessThan(4);
  const run = await world.cli(`diff old.json new.json --format json ${flags}`.trim());
  return { ...(JSON.parse(run.stdout) as JsonObject), code: run.code };
}

/** How two saved plans differ. */
describe("diff", () => {
  test("of what means the same is empty", async () => {
    const world = await planned();
    world.edit(gold, "kind: MemberCard", "# 注释\nkind: MemberCard");
    const { same, steps, fields, consent, code } = await differing(world, "--detailed-exitcode");
    const nothing = { added: [], removed: [] };
    expect([same, steps, fields, consent, code]).toEqual([true, { ...nothing, changed: [] }, [], nothing, 0]);
    expect((await world.cli("diff old.json new.json")).stdout).toMatch(
      /^The plans mean the same: sha256:[0-9a-f]{64}\n$/,
    );
  });

  test("names requests that came and changed, fields, and consent", async () => {
    const world = await planned();
    world.edit(gold, "notice: 新的提醒", "notice: 别的提醒");
    world.edit("cards/silver.yaml", "银卡", "新银卡");
    world.sandbox.editInConsole(coffee.appid, silverId, { base_info: { title: "控制台改的" } });
    const { same, steps, fields, consent, code } = await differing(world, "--detailed-exitcode");
    expect([same, code]).toEqual([false, 2]);
    expect(steps).toEqual({
      added: [{ address: "coffee/MemberCard/silver", operation: "update", paths: ["/base_info/title"] }],
      removed: [],
      changed: [{ address: "coffee/MemberCard/gold", operation: "update", paths: ["/base_info/notice"] }],
    });
    expect(fields).toEqual([
      {
        ...{ address: "coffee/MemberCard/gold", path: "/base_info/notice" },
        old: { before: "结账时请出示会员码", after: "新的提醒", verdict: "send", origin: "file" },
        new: { before: "结账时请出示会员码", after: "别的提醒", verdict: "send", origin: "file" },
      },
      expect.objectContaining({ address: "coffee/MemberCard/silver", path: "/base_info/title", old: null }),
    ]);
    expect(consent).toEqual({
      added: [{ what: "drift", address: "coffee/MemberCard/silver", given: false }],
      removed: [],
    });
    const text = (await world.cli("diff old.json new.json")).stdout;
    expect(text).toContain("+ coffee/MemberCard/silver update: Title base_info.title\n");
    expect(text).toContain("~ coffee/MemberCard/gold update: Notice base_info.notice\n");
    expect(text).toContain('Notice base_info.notice: "新的提醒" → "别的提醒"\n');
    expect(text).toContain("+ approval required: --allow drift=coffee/MemberCard/silver\n");
    const back = JSON.parse((await world.cli("diff new.json old.json --format json")).stdout) as JsonObject;
    expect(back["consent"]).toMatchObject({ added: [], removed: [{ what: "drift" }] });
    expect((await world.cli("diff old.json new.json")).code).toBe(0);
    expect((await world.cli("diff old.json new.json --lang zh-CN")).stdout).toContain("需要许可：--allow drift=");
  });

  test("asks nobody, needs no project, and takes plans that were made offline", async () => {
    const world = await planned();
    expect((await world.cli("plan --offline --out new.json")).code).toBe(0);
    world.forget();
    world.remove("wxcards.yaml");
    const run = await world.cli("diff old.json new.json");
    expect([run.code, world.paths()], run.all).toEqual([0, []]);
  });

  test("says of each file why it is no plan", async () => {
    const world = await planned();
    world.write({ "new.json": world.read("old.json").replace("新的提醒", "改过的"), "other.json": "{}" });
    const altered = await world.cli("diff old.json new.json");
    expect([altered.code, altered.all]).toEqual([4, expect.stringContaining("new.json")]);
    expect(altered.all).toContain("plan-file-altered");
    const missing = await world.cli("diff gone.json other.json");
    expect(missing.all).toContain("plan-file-missing");
    expect(missing.all).toContain("plan-file-altered");
    expect((await world.cli("diff old.json")).code).toBe(64);
  });
});
