import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { bronzeId, goldCard, goldId, liveGold, newCard, silverId, smallCard } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { bakery, coffee, newWorld, type World } from "../../helpers/world.ts";

// Proves G2.

const input = inputOf(import.meta.url);
const ids = { gold: goldId, silver: silverId, bronze: bronzeId };

/** Three cards that want another notice, and a plan of that in plan.json. */
async function planned(): Promise<World> {
  const world = await newWorld({ files: input });
  for (const [name, id] of Object.entries(ids)) {
    world.sandbox.addCard(coffee.appid, { base_info: { title: `${name}卡`, notice: "旧提醒" } }, { card_id: id });
  }
  expect((await world.cli("plan --out plan.json")).code).toBe(0);
  world.forget();
  return world;
}

function written(world: World): unknown[] {
  return world.bodies("/card/update").map((body) => (body as JsonObject)["card_id"]);
}

/** The seal as the tool makes it: anybody can, which is why a file only approves. */
function resealed(text: string): string {
  const open = text.replace(/"seal": "sha256:[0-9a-f]{64}"/, '"seal": ""');
  return open.replace('"seal": ""', `"seal": "sha256:${createHash("sha256").update(open, "utf8").digest("hex")}"`);
}

/** A saved plan approves, and never instructs. */
describe("saved-plan", () => {
  test("what the file holds is carried out, without asking", async () => {
    const world = await planned();
    expect((await world.cli("verify plan.json")).stdout).toBe("plan.json still fits: 3 write calls.\n");
    expect((await world.cli("apply plan.json")).code).toBe(0);
    expect(written(world).sort()).toEqual(Object.values(ids).sort());
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("texts that are escaped where they are printed are approved as they are", async () => {
    const world = await planned();
    const live = '\u001b[2J\u200b\u{e0041}\ud800 ##vso[x]y "seal": ""\\u{3a}';
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: live } });
    world.edit("cards/gold.yaml", "notice: 请出示", "notice: '::a::b ##[c]d'");
    expect((await world.cli("plan --out plan.json")).code).toBe(0);
    expect((await world.cli("verify plan.json")).stdout).toBe("plan.json still fits: 3 write calls.\n");
    world.forget();
    expect((await world.cli("apply plan.json")).code).toBe(0);
    expect(written(world).sort()).toEqual(Object.values(ids).sort());
    expect(world.card(goldId).content["base_info"]).toMatchObject({ notice: "::a::b ##[c]d" });
  });

  test.each([
    ["a step that is no object", (plan: string) => plan.replace(/"steps": \[/, '"steps": [ null,')],
    ["half a file", (plan: string) => `${plan.slice(0, plan.indexOf('"steps"'))}`],
    ["an account that is no object", (plan: string) => plan.replace(/"accounts": \[/, '"accounts": [ 1,')],
  ])("%s, sealed by hand: exit 4 and no bug", async (_about, change) => {
    const world = await planned();
    world.write({ "plan.json": resealed(change(world.read("plan.json"))) });
    const run = await world.cli("apply plan.json");
    expect([run.code, run.all.includes("wxcards met a bug")]).toEqual([4, false]);
    expect(run.stderr).toMatch(/plan-file-(format|altered)/);
    expect(world.writes()).toEqual([]);
  });

  test("a byte order mark before it is a changed byte", async () => {
    const world = await planned();
    world.write({ "plan.json": `\ufeff${world.read("plan.json")}` });
    expect((await world.cli("verify plan.json")).code).toBe(4);
  });

  test("a plan that cannot be saved is told, and a folder or device is never replaced", async () => {
    const world = await planned();
    world.write({ "folder/file": "mine" });
    const run = await world.cli("plan --out folder");
    expect(run.code).toBe(1);
    expect(run.all).toContain("report-not-written");
    expect(world.read("folder/file")).toBe("mine");
  });

  test.each(["apply plan.json --verbose", "apply --yes --verbose"])(
    "%s: what somebody edits while others are written is not overwritten",
    async (line) => {
      const world = await planned();
      const edit = { base_info: { notice: "控制台急改" } };
      world.onLine(/POST \/card\/update/, () => world.sandbox.editInConsole(coffee.appid, silverId, edit));
      const run = await world.cli(line);
      expect(run.code).toBe(4);
      expect(run.stdout).toContain("moved-meanwhile");
      expect(written(world).sort()).toEqual([goldId, bronzeId].sort());
      expect(world.card(silverId).content["base_info"]).toMatchObject(edit.base_info);
    },
  );

  test("a second time it fits nothing any more: exit 4", async () => {
    const world = await planned();
    await world.cli("apply plan.json");
    world.forget();
    const again = await world.cli("apply plan.json");
    expect(again.code).toBe(4);
    expect(again.stderr).toContain("plan-not-needed");
    expect(world.writes()).toEqual([]);
  });

  test("a card that was edited at the console meanwhile is left alone, and the others go on", async () => {
    const world = await planned();
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
    const verify = await world.cli("verify plan.json");
    expect(verify.code).toBe(4);
    expect(verify.stdout).toContain("plan-moved");
    const apply = await world.cli("apply plan.json --format json");
    expect(apply.code).toBe(4);
    const { problems } = JSON.parse(apply.stdout) as { problems: { code: string }[] };
    expect(problems.map(({ code }) => code)).toEqual(["plan-moved"]);
    expect(written(world).sort()).toEqual([bronzeId, silverId].sort());
  });

  test("a file that changed after the review is left alone", async () => {
    const world = await planned();
    world.edit("cards/gold.yaml", "notice: 请出示", "notice: 没人评审过");
    const apply = await world.cli("apply plan.json");
    expect(apply.code).toBe(4);
    expect(written(world)).not.toContain(goldId);
    expect(written(world)).toHaveLength(2);
  });

  test("comments and the order of keys change nothing of what was approved", async () => {
    const world = await planned();
    world.edit("cards/gold.yaml", "spec:\n", "# 注释\nspec:\n");
    expect((await world.cli("apply plan.json")).code).toBe(0);
    expect(written(world)).toHaveLength(3);
  });

  test("a change that the file does not hold is left alone", async () => {
    const world = await planned();
    expect((await world.cli("plan --target MemberCard/gold --out gold.json")).code).toBe(0);
    const apply = await world.cli("apply gold.json");
    expect(apply.code).toBe(4);
    expect(written(world)).toEqual([goldId]);
    expect((await world.cli("apply --target MemberCard/silver --yes")).code).toBe(0);
  });

  test("any byte changed: nothing is written", async () => {
    const world = await planned();
    const text = world.read("plan.json");
    const bytes = Buffer.from(text, "utf8");
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const altered = Buffer.from(bytes);
        altered[at] = ((altered[at] ?? 0) + by) % 256;
        world.write({ "plan.json": altered.toString("utf8") });
        const run = await world.cli("apply plan.json");
        expect(run.code).toBe(4);
      }),
      { numRuns: 60, seed: 20261121 },
    );
    expect(world.writes()).toEqual([]);
  });

  test("remade by hand, with a correct seal: what differs from a fresh plan is not written", async () => {
    const world = await planned();
    world.write({ "plan.json": resealed(world.read("plan.json").replaceAll("请出示", "给我打钱")) });
    const apply = await world.cli("apply plan.json");
    expect(apply.code).toBe(4);
    expect(world.writes()).toEqual([]);
    world.write({ "plan.json": resealed(world.read("plan.json").replaceAll(goldId, "pOther")) });
    expect((await world.cli("apply plan.json")).code).toBe(4);
    expect(world.writes()).toEqual([]);
  });

  test("of the embedded platform, or of an account that has another appid now: approves nothing", async () => {
    const world = await planned();
    const text = world.read("plan.json");
    world.write({ "plan.json": resealed(text.replace('"sandbox": false', '"sandbox": true')) });
    expect((await world.cli("apply plan.json")).stderr).toContain("plan-of-other-platform");
    world.write({ "plan.json": resealed(text.replace(coffee.appid, bakery.appid)) });
    const apply = await world.cli("apply plan.json");
    expect(apply.code).toBe(4);
    expect(apply.stderr).toContain("plan-of-other-account");
    expect(world.writes()).toEqual([]);
  });

  test.each([
    ["no such file", "missing.json", 64],
    ["a file that is no plan", "wxcards.yaml", 4],
  ])("%s: nothing is written", async (_about, file, code) => {
    const world = await planned();
    expect((await world.cli(`apply ${file}`)).code).toBe(code);
    expect(world.writes()).toEqual([]);
  });

  test("--expect-digest approves without the file", async () => {
    const world = await planned();
    const { digest } = readPlan(world.read("plan.json"));
    expect((await world.cli(`apply --yes --expect-digest sha256:${"0".repeat(64)}`)).code).toBe(4);
    expect(world.writes()).toEqual([]);
    // The digest is the yes of whoever looked at the plan.
    expect((await world.cli(`apply --expect-digest ${digest}`)).code).toBe(0);
    expect(world.writes()).toHaveLength(3);
  });

  test("a file that approves nothing is told before anything is asked of the platform", async () => {
    const world = await planned();
    world.write({ "plan.json": world.read("plan.json").replace("请出示", "请出世") });
    for (const line of ["apply plan.json", "verify plan.json", "apply plan.json --format json", "apply none.json"]) {
      const run = await world.cli(line);
      expect([line, run.code]).toEqual([line, line.includes("none") ? 64 : 4]);
      expect(run.all).toMatch(/plan-file-(altered|missing)/);
    }
    expect(world.paths()).toEqual([]);
  });

  test("when the plan cannot be applied at all, what is stale in the file is told as well", async () => {
    const world = await planned();
    world.edit("cards/gold.yaml", "notice: 请出示", "notice: 别的提醒");
    world.write({ "cards/more.yaml": smallCard("more", "pNobodyKnowsThisCardOfNobody") });
    const run = await world.cli("apply plan.json");
    expect(run.code).toBe(4);
    expect(run.all).toContain("resource-missing");
    expect(run.all).toContain("plan-moved");
    expect(world.writes()).toEqual([]);
  });

  test("consent given to the plan is in its steps, and is given to apply again", async () => {
    const world = await planned();
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台" } });
    world.forget();
    expect(readPlan((await world.cli("plan --format json")).stdout).steps).toEqual([]);
    const plan = readPlan((await world.cli("plan --allow drift --out drift.json --format json")).stdout);
    expect(plan.steps).toHaveLength(1);
    expect(plan.consent).toEqual([{ what: "drift", address: "coffee/MemberCard/gold", given: true }]);
    expect((await world.cli("verify drift.json --allow drift")).code).toBe(0);
    // The file approves; it does not give the consent.
    expect((await world.cli("apply drift.json")).code).toBe(4);
    expect(world.writes()).toEqual([]);
    expect((await world.cli("apply drift.json --allow drift")).code).toBe(0);
    expect(world.writes()).toHaveLength(1);
  });

  test("verify in every format, and into a file", async () => {
    const world = await planned();
    const run = await world.cli("verify plan.json --format json --report markdown=verify.md");
    expect([run.code, run.stdout]).toEqual([
      0,
      '{\n  "format": "wxcards.verify/1",\n  "valid": true,\n  "problems": []\n}\n',
    ]);
    expect(world.read("verify.md")).toContain("No problems.");
  });

  test("an apply of a saved plan prints what it will do, not what it would have done", async () => {
    const world = await planned();
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
    world.write({ "cards/more.yaml": newCard("more", "新卡") });
    const run = await world.cli("apply plan.json");
    expect(run.code).toBe(4);
    expect(run.stdout).toContain(
      "Plan: 0 to create, 2 to change, 0 to replace, 0 to delete, 0 unchanged. 2 write calls.",
    );
    const [plan = ""] = run.stdout.split("Apply:");
    expect(plan).toContain("~ MemberCard/silver");
    expect(plan).toContain("~ MemberCard/bronze");
    expect(plan).not.toMatch(/[~+] MemberCard\/(gold|more)/);
    expect(run.stdout).toContain("Apply: 2 done (2 settled).");
  });

  test("an apply of a saved plan of which nothing fits any more says that, and shows no plan", async () => {
    const world = await planned();
    for (const id of Object.values(ids)) world.sandbox.editInConsole(coffee.appid, id, { base_info: { notice: "改" } });
    const run = await world.cli("apply plan.json");
    expect([run.code, run.stdout]).toEqual([4, ""]);
    expect(run.stderr.match(/plan-moved/g)).toHaveLength(3);
  });

  test("a saved plan of which nothing fits, in a project with an error: both are said", async () => {
    const world = await planned();
    for (const id of Object.values(ids)) world.sandbox.editInConsole(coffee.appid, id, { base_info: { notice: "改" } });
    world.write({ "cards/more.yaml": smallCard("more", "pNobodyKnowsThisCardOfNobody") });
    const run = await world.cli("apply plan.json");
    expect(run.all).toContain("resource-missing");
    expect(run.all).toContain("plan-moved");
  });

  test.each<[string, (world: World) => void, RegExp]>([
    [
      "a field at the console",
      (world) => world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } }),
      /left alone: base_info\.notice live "旧提醒" → "控制台改的"$/,
    ],
    [
      "a field in the file",
      (world) => world.edit("cards/gold.yaml", "notice: 请出示", "notice: 没人评审过"),
      /left alone: base_info\.notice file "请出示" → "没人评审过"$/,
    ],
    [
      "one on both sides",
      (world) => {
        world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台" } });
        world.edit("cards/gold.yaml", "notice: 请出示", "notice: 文件");
      },
      /left alone: base_info\.notice live "旧提醒" → "控制台", file "请出示" → "文件"$/,
    ],
    [
      "a field that was equal, at the console",
      (world) => world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { title: "改名" } }),
      /left alone: base_info\.title differs now, live "改名", file "gold卡" \(live has moved\)$/,
    ],
    [
      "a field that was equal, in the file",
      (world) => world.edit("cards/gold.yaml", "title: gold卡", "title: 新名"),
      /left alone: base_info\.title differs now, live "gold卡", file "新名" \(the file has moved\)$/,
    ],
    [
      "all of it, done at the console",
      (world) => world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "请出示" } }),
      /approves: base_info\.notice does not differ any more, live was "旧提醒", file was "请出示" \(live has moved\)$/,
    ],
  ])("a moved saved plan says which field moved, and on which side: %s", async (_what, move, words) => {
    const world = await planned();
    move(world);
    for (const command of ["verify", "apply"]) {
      const run = await world.cli(`${command} plan.json --format json`);
      expect(run.code).toBe(4);
      const { problems } = JSON.parse(run.stdout) as { problems: { message: string }[] };
      expect(problems[0]?.message).toMatch(words);
    }
    expect((await world.cli("verify plan.json")).stdout).toMatch(/base_info\.(notice|title)/);
  });

  test("a saved plan that moved in what goes along with a declared field says in what", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    world.edit("cards/gold.yaml", "    tips: 查看营业时间\n    url: https://m.yunshan.example/stores\n", "");
    world.edit("cards/gold.yaml", "name: 附近门店", "name: 门店");
    expect((await world.cli("plan --out plan.json")).code).toBe(0);
    world.sandbox.editInConsole(coffee.appid, goldId, { custom_cell1: { tips: "新提示" } });
    const run = await world.cli("verify plan.json");
    expect(run.stdout).toContain('left alone: custom_cell1.tips live "查看营业时间" → "新提示"');
  });

  test("a list that moved says what it gained and lost", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    world.edit("cards/gold.yaml", "[101, 102]", "[101, 103]");
    expect((await world.cli("plan --out plan.json")).code).toBe(0);
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { location_id_list: [102, 104] } });
    const run = await world.cli("verify plan.json");
    expect(run.stdout).toContain("left alone: base_info.location_id_list live gained 104, lost 101");
  });

  test("what somebody edits before a write says which field", async () => {
    const world = await planned();
    world.onLine(/POST \/card\/update/, () =>
      world.sandbox.editInConsole(coffee.appid, silverId, { base_info: { notice: "急改" } }),
    );
    const run = await world.cli("apply plan.json --verbose");
    expect(run.stdout).toContain("since the plan was made, and is left alone: base_info.notice");
  });

  test("a saved plan of a rule that somebody else replaced says its ids", async () => {
    const world = await ruleWorld(rule({ mchids: merchants(2), card: goldId }));
    expect((await world.cli("apply --yes")).code).toBe(0);
    const [old = ""] = Object.keys(world.rules());
    world.edit("cards/spring.yaml", "least_cost: 100", "least_cost: 200");
    expect((await world.cli("plan --allow replace --out plan.json")).code).toBe(0);
    world.edit("cards/spring.yaml", "max_cost: 100000", "max_cost: 90000");
    const verify = await world.cli("verify plan.json --allow replace");
    expect(verify.code).toBe(4);
    expect(verify.stdout).toContain("member_rule.max_cost differs now, live 100000, file 90000 (the file has moved)");
    expect(old).not.toBe("");
  });
});
