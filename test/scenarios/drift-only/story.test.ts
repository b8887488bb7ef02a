import { describe, expect, test } from "vitest";
import { goldCard, goldId, liveGold, liveSilver, project, silverCard, silverId } from "../../helpers/documents.ts";
import { readPlan } from "../../helpers/plan.ts";
import { merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const gold = "cards/gold.yaml";

/** Two cards that were applied as they are. */
async function applied(guards = ""): Promise<World> {
  const world = await newWorld({
    files: { "wxcards.yaml": project(guards), [gold]: goldCard, "cards/silver.yaml": silverCard },
  });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.sandbox.addCard(coffee.appid, liveSilver, { card_id: silverId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.forget();
  return world;
}

const line = "plan --only drift --detailed-exitcode";

/** For scheduled runs: whether somebody changed something elsewhere, whatever the documents want. */
describe("plan --only drift", () => {
  test("no drift is 0, also where the file changed", async () => {
    const world = await applied();
    world.edit(gold, "notice: 结账时请出示会员码", "notice: 文件改的");
    const run = await world.cli(line);
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining("No changes.")]);
    expect(run.stdout).not.toContain("文件改的");
  });

  test.each(["keep", "overwrite", "refuse"])(
    "drift is 2 with --detailed-exitcode and 0 without: guard %s",
    async (guard) => {
      const world = await applied(`guards: { drift: ${guard} }`);
      world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
      world.edit("cards/silver.yaml", "银卡", "新银卡");
      const run = await world.cli(line);
      expect(run.code, run.all).toBe(2);
      expect(run.stdout).toContain("控制台改的");
      expect(run.stdout).not.toContain("新银卡");
      expect((await world.cli("plan --only drift")).code).toBe(0);
      expect(world.writes()).toEqual([]);
    },
  );

  test("a conflict is drift as well, and asks for nothing", async () => {
    const world = await applied();
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
    world.edit(gold, "notice: 结账时请出示会员码", "notice: 文件改的");
    const { stdout, code } = await world.cli(`${line} --format json`);
    const plan = readPlan(stdout);
    expect(code).toBe(2);
    expect([plan.steps, plan.consent, plan.summary["conflict"]]).toEqual([[], [], 1]);
    expect(
      plan.changes.map(({ address, action, fields }) => [address, action, fields.map(({ origin }) => origin)]),
    ).toEqual([["coffee/MemberCard/gold", "none", ["conflict"]]]);
  });

  test("a rule that was deleted elsewhere", async () => {
    const world = await ruleWorld(rule({ mchids: merchants(3) }));
    expect((await world.cli("apply --yes")).code).toBe(0);
    const [id = ""] = Object.keys(world.rules());
    world.sandbox.removeRuleInConsole(coffee.appid, id);
    const run = await world.cli(line);
    expect([run.code, run.all], run.all).toEqual([2, expect.stringContaining("object-lost")]);
  });

  test("a card that was deleted elsewhere, and one that the platform does not know", async () => {
    const world = await applied();
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { status: "CARD_STATUS_DELETE" } });
    world.write({
      "cards/third.yaml": goldCard.replace("name: gold", "name: third").replace(goldId, "pGoneGoneGoneGoneGoneGoneGon"),
    });
    const run = await world.cli(line);
    expect([run.code, run.all], run.all).toEqual([2, expect.stringContaining("resource-deleted")]);
    expect(run.all).toContain("resource-missing");
  });

  test("where nothing is remembered, every difference may be somebody's, and no memory is told", async () => {
    const world = await newWorld({ isNew: true, files: { "wxcards.yaml": project(), [gold]: goldCard } });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    const same = await world.cli(line);
    expect([same.code, same.all], same.all).toEqual([0, expect.stringContaining("state-none")]);
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
    const run = await world.cli(line);
    expect(run.code, run.all).toBe(2);
    expect(run.stdout).toContain("控制台改的");
    expect(run.all).toContain("state-none");
  });

  test("what apply would send over it is shown as left, and counted", async () => {
    const world = await applied("guards: { drift: overwrite }");
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
    const plan = readPlan((await world.cli(`${line} --format json`)).stdout);
    expect([plan.summary["drift"], plan.changes[0]?.fields[0]?.verdict]).toEqual([1, "keep"]);
  });

  test("what kept from looking is told by its own code", async () => {
    const world = await applied();
    world.env["WXCARDS_COFFEE_APPSECRET"] = undefined;
    expect((await world.cli(line)).code).toBe(77);
    world.write({ [gold]: "kind: MemberCard\n" });
    expect((await world.cli(line)).code).toBe(65);
  });

  test("nothing to apply is saved", async () => {
    const world = await applied();
    const run = await world.cli(`${line} --out drift.json`);
    expect([run.code, run.all]).toEqual([64, expect.stringContaining("drift-not-saved")]);
    expect(world.exists("drift.json")).toBe(false);
  });
});
