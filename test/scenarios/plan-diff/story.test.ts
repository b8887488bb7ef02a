import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import {
  goldCard,
  goldId,
  liveGold,
  liveSilver,
  liveSmall,
  newCard,
  silverCard,
  silverId,
  smallCard,
} from "../../helpers/documents.ts";
import { merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { bakery, coffee, newWorld, type World } from "../../helpers/world.ts";

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

  test("of a request that changed names the fields that do, and shows where long texts differ", async () => {
    const world = await planned();
    const long = `${"很长的特权说明，".repeat(20)}第一版`;
    world.edit(gold, "全场饮品九折。", long);
    expect((await world.cli("plan --out old.json")).code).toBe(0);
    world.edit(gold, "第一版", "第二版");
    const { steps } = await differing(world);
    expect(steps).toMatchObject({ changed: [{ paths: ["/prerogative"] }] });
    const text = (await world.cli("diff old.json new.json")).stdout;
    expect(text).toMatch(/: "?….*第一版" → "?….*第二版"\n/);
  });

  test("a request that carries the answer of another one stays the same when its number moves", async () => {
    const spring = rule({ mchids: merchants(2), card: "MemberCard/new" });
    const files = { "cards/new.yaml": newCard("new", "新卡"), "cards/spring.yaml": spring };
    const world = await newWorld({ files });
    expect((await world.cli("plan --out old.json")).code).toBe(0);
    // It comes first, and takes the first number.
    world.write({ "cards/another.yaml": newCard("another", "别的卡") });
    const { steps } = await differing(world);
    expect(steps).toEqual({
      added: [expect.objectContaining({ address: "coffee/MemberCard/another" })],
      removed: [],
      changed: [],
    });
  });

  test("what file and console each did to a list is told line by line", async () => {
    const ids = merchants(4);
    const world = await ruleWorld(rule({ mchids: ids.slice(0, 2) }));
    expect((await world.cli("apply --yes")).code).toBe(0);
    const [ruleId = ""] = Object.keys(world.rules());
    world.sandbox.editRuleInConsole(coffee.appid, ruleId, { mchid_list: [ids[0] ?? ""] });
    world.edit("cards/spring.yaml", `      - "${ids[1]}"\n`, `      - "${ids[1]}"\n      - "${ids[2]}"\n`);
    expect((await world.cli("plan --out old.json")).code).toBe(0);
    world.edit("cards/spring.yaml", `      - "${ids[2]}"\n`, `      - "${ids[2]}"\n      - "${ids[3]}"\n`);
    const { fields } = await differing(world);
    const side = (origin: string) => expect.objectContaining({ origin });
    expect(fields).toEqual(
      ["file", "drift"].map((origin) =>
        expect.objectContaining({ path: "/base_info/mchid_list", old: side(origin), new: side(origin) }),
      ),
    );
  });

  test("what nobody has seen is no value, and plans that differ in nothing with a line of its own say so", async () => {
    const world = await planned();
    const saved = await world.cli("plan --offline --out new.json");
    expect([saved.code, saved.stderr.includes("wxcards apply new.json")]).toEqual([0, false]);
    expect(saved.stderr).toContain("Saved to new.json. It was made offline");
    const run = await world.cli("diff old.json new.json --format json");
    const [field] = (JSON.parse(run.stdout) as { fields: { old: object; new: object }[] }).fields;
    expect([field?.old, Object.keys(field?.new ?? {})]).toEqual([
      expect.objectContaining({ before: "结账时请出示会员码" }),
      ["after", "verdict", "origin"],
    ]);
    expect((await world.cli("diff old.json new.json")).stdout).toContain('live "结账时请出示会员码" → not seen\n');
    world.sandbox.addCard(bakery.appid, liveSmall("bread"), { card_id: goldId });
    world.write({ "cards/bread.yaml": smallCard("bread", goldId, "bakery") });
    expect((await world.cli("plan --out more.json")).code).toBe(0);
    const more = await world.cli("diff old.json more.json");
    expect(more.stdout).toContain("accounts, ids or what was read of a whole resource differ\n");
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
