import { describe, expect, test } from "vitest";
import { goldId, liveGold } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan, sealOf } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/gold.yaml";
const memory = "wxcards.state/coffee/state.yaml";

async function changed(): Promise<World> {
  const world = await newWorld({ files: input });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.edit(file, "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  world.edit(file, "Color060", "Color010");
  world.edit(file, "yunshan.example/level", "yunshan.example/grade");
  return world;
}

/** Title, colour and the link of one custom field are changed in the file. */
describe("update", () => {
  test("the plan says what differs, and only that", async () => {
    const world = await changed();
    const before = world.read(memory);
    const text = await world.cli("plan");
    expect([text.code, text.stderr]).toEqual([0, ""]);
    await golden(text.stdout, "plan.txt");
    await golden((await world.cli("plan --format markdown")).stdout, "plan.md");
    expect(world.writes()).toEqual([]);
    expect(world.read(memory)).toBe(before);
  });

  test("the plan as JSON fits its schema, carries a seal, and its steps are the exact requests", async () => {
    const world = await changed();
    const json = await world.cli("plan --format json");
    expect([json.code, json.stderr]).toEqual([0, ""]);
    const plan = readPlan(json.stdout);
    expect(plan.seal).toBe(sealOf(json.stdout));
    await golden(world.mask(json.stdout), "plan.json");
    expect(plan.steps.map((step) => [step.id, step.path, step.body])).toEqual([["1", "/card/update", update]]);
    expect(plan.changes[0]?.fields.map((field) => [field.path, field.verdict, field.badges, field.line])).toEqual([
      ["/base_info/title", "send", ["review"], 7],
      ["/base_info/color", "send", [], 8],
      ["/custom_field1/url", "send", [], 24],
    ]);
    expect([plan.complete, plan.applicable, plan.sandbox]).toEqual([true, true, false]);
  });

  test("--detailed-exitcode gives 2 while something would change, and 0 afterwards", async () => {
    const world = await changed();
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
    expect((await world.cli("plan")).code).toBe(0);
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.clock.advance(61);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("apply sends one request with the changed fields, the custom field whole, and nothing else", async () => {
    const world = await changed();
    const applied = await world.cli("apply --yes");
    expect(applied.code).toBe(0);
    expect(applied.stderr).toBe(`coffee: requests go to ${world.sandbox.url} (WXCARDS_WEIXIN_BASE_URL)\n`);
    await golden(applied.stdout, "apply.txt");
    expect(world.writes()).toEqual([{ path: "/card/update", body: update }]);
    // Read for the plan, once more right before the write, and back.
    expect(world.paths()).toEqual(["/cgi-bin/stable_token", "/card/get", "/card/get", "/card/update", "/card/get"]);
    world.forget();

    const again = await world.cli("plan --format json");
    expect(again.code).toBe(0);
    expect(readPlan(again.stdout)).toMatchObject({ changes: [], steps: [], problems: [], summary: { unchanged: 1 } });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([]);
    expect((await world.cli("plan")).stdout).toBe("No changes. 1 unchanged.\n");
  });

  test("the undeclared stays as it was, byte for byte", async () => {
    const world = await changed();
    world.sandbox.editInConsole(coffee.appid, goldId, {
      balance_rules: "不在文件里",
      base_info: { center_title: "居中" },
    });
    const before = world.card(goldId).content;
    expect((await world.cli("apply --yes")).code).toBe(0);
    const base = before["base_info"] as object;
    expect(world.card(goldId).content).toEqual({
      ...before,
      base_info: { ...base, title: "云杉黑金卡", color: "Color010" },
      custom_field1: { name_type: "FIELD_NAME_TYPE_LEVEL", url: "https://m.yunshan.example/grade" },
    });
  });

  test("base_info stays out of the request when nothing in it changed", async () => {
    const world = await newWorld({ files: input });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    world.edit(file, "prerogative: 全场饮品九折。", "prerogative: 全场饮品八五折。");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([
      { path: "/card/update", body: { card_id: goldId, member_card: { prerogative: "全场饮品八五折。" } } },
    ]);
  });

  test("equal inputs give an equal plan, whatever the order of keys and the comments in the file", async () => {
    const world = await changed();
    const first = readPlan((await world.cli("plan --format json")).stdout);
    const lines = world.read(file).split("\n");
    const discount = lines.findIndex((line) => line.startsWith("  discount:"));
    const [moved = ""] = lines.splice(discount, 1);
    lines.splice(lines.indexOf("spec:") + 1, 0, "  # 折扣放在前面", moved);
    world.write({ [file]: lines.join("\n") });
    const second = readPlan((await world.cli("plan --format json")).stdout);
    expect(second.digest).toBe(first.digest);
    expect(second.steps).toEqual(first.steps);
  });
});

const update = {
  card_id: goldId,
  member_card: {
    base_info: { title: "云杉黑金卡", color: "Color010" },
    custom_field1: { name_type: "FIELD_NAME_TYPE_LEVEL", url: "https://m.yunshan.example/grade" },
  },
};
