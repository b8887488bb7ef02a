import { describe, expect, test } from "vitest";
import { valueDigest } from "../../../src/model/digest.ts";
import { goldId, liveGold, project } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/gold.yaml";

/** Everything applied once; then the console changes the notice and the file the title. */
async function moved(drift?: "keep" | "overwrite" | "refuse"): Promise<World> {
  const guards = drift === undefined ? "" : `guards:\n  drift: ${drift}\n`;
  const world = await newWorld({ files: { ...input, "wxcards.yaml": project(guards) } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的提醒" } });
  world.edit(file, "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  world.forget();
  return world;
}

async function fields(world: World) {
  const { changes } = readPlan((await world.cli("plan --format json")).stdout);
  return changes[0]?.fields.map(({ path, verdict, origin, badges }) => [path, verdict, origin, ...badges]);
}

/** Whose change is it: the file's, the platform's, or both moved. */
describe("drift", () => {
  test("drift is listed and kept, and only the file's change is sent", async () => {
    const world = await moved();
    const plan = await world.cli("plan");
    expect(plan.code).toBe(0);
    await golden(plan.stdout, "keep.txt");
    expect(plan.stdout).toMatch(/base_info\.notice .* drift, kept +:9$/m);
    expect(await fields(world)).toEqual([
      ["/base_info/title", "send", "file", "review"],
      ["/base_info/notice", "keep", "drift", "drift"],
    ]);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([
      { path: "/card/update", body: { card_id: goldId, member_card: { base_info: { title: "云杉黑金卡" } } } },
    ]);
  });

  test("drift stays visible run after run until somebody settles it", async () => {
    const world = await moved();
    for (const _again of [1, 2, 3]) expect((await world.cli("apply --yes")).code).toBe(0);
    expect(await fields(world)).toEqual([["/base_info/notice", "keep", "drift", "drift"]]);
    const settled = world.settled("MemberCard/gold");
    expect(settled["/base_info/notice"]).toBe(valueDigest("结账时请出示会员码"));
    world.edit(file, "notice: 结账时请出示会员码", "notice: 控制台改的提醒");
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
  });

  test("drift alone changes nothing: exit 0 even with --detailed-exitcode", async () => {
    const world = await moved();
    world.edit(file, "title: 云杉黑金卡", "title: 云杉咖啡金卡");
    const plan = await world.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(0);
    expect(plan.stdout).toContain("No changes. 0 unchanged. 1 with drift that is kept.\n");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([]);
  });

  test("guards.drift: overwrite sends the file's value as well", async () => {
    const world = await moved("overwrite");
    expect(await fields(world)).toEqual([
      ["/base_info/title", "send", "file", "review"],
      ["/base_info/notice", "send", "drift", "drift"],
    ]);
    expect((await world.cli("apply --yes")).code).toBe(0);
    const base = { title: "云杉黑金卡", notice: "结账时请出示会员码" };
    expect(world.writes()).toEqual([
      { path: "/card/update", body: { card_id: goldId, member_card: { base_info: base } } },
    ]);
    world.clock.advance(61);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("guards.drift: refuse sends nothing at all", async () => {
    const world = await moved("refuse");
    const plan = await world.cli("plan --format json");
    expect(plan.code).toBe(3);
    expect(readPlan(plan.stdout).problems.map(({ code, severity, line }) => [code, severity, line])).toEqual([
      ["drift-refused", "error", 9],
    ]);
    expect((await world.cli("apply --yes")).code).toBe(3);
    expect(world.writes()).toEqual([]);
  });

  test("guards.drift: overwrite sends what both have changed", async () => {
    const world = await moved("overwrite");
    world.edit(file, "notice: 结账时请出示会员码", "notice: 文件改的提醒");
    const plan = await world.cli("plan");
    expect(plan.code).toBe(0);
    expect(plan.stdout).toMatch(/base_info\.notice .* conflict +:9$/m);
    expect(await fields(world)).toEqual([
      ["/base_info/title", "send", "file", "review"],
      ["/base_info/notice", "send", "conflict", "conflict"],
    ]);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.card(goldId).content["base_info"]).toMatchObject({ title: "云杉黑金卡", notice: "文件改的提醒" });
  });

  describe("both moved", () => {
    const allowed = "allow: [{ what: drift, because: 以文件为准 }]\n";
    const done = { title: "云杉黑金卡", notice: "文件改的提醒" };
    async function conflicting(drift?: "keep" | "overwrite" | "refuse"): Promise<World> {
      const world = await moved(drift);
      world.edit(file, "notice: 结账时请出示会员码", "notice: 文件改的提醒");
      return world;
    }

    test("guards.drift: keep waits for consent, plan ends as apply, and nothing at all is written", async () => {
      const world = await conflicting();
      const before = world.read("wxcards.state/coffee/state.yaml");
      for (const command of ["plan", "plan --detailed-exitcode", "apply --yes"])
        expect([command, (await world.cli(command)).code]).toEqual([command, 3]);
      const plan = await world.cli("plan");
      expect(plan.stdout).toMatch(/base_info\.notice .* conflict +:9$/m);
      expect(plan.stdout).toContain("Approval required: --allow drift=coffee/MemberCard/gold");
      expect(plan.stdout).toContain("or in cards/gold.yaml: allow: [{ what: drift, because: … }]");
      const { consent, applicable } = readPlan((await world.cli("plan --format json")).stdout);
      expect([applicable, consent]).toMatchObject([
        false,
        [{ what: "drift", address: "coffee/MemberCard/gold", given: false }],
      ]);
      expect(world.writes()).toEqual([]);
      expect(world.card(goldId).content["base_info"]).toMatchObject({ notice: "控制台改的提醒" });
      expect(world.read("wxcards.state/coffee/state.yaml")).toBe(before);
    });

    test.each(["drift", "drift=MemberCard/gold"])("--allow %s sends it, and nothing is left to do", async (allow) => {
      const world = await conflicting();
      expect((await world.cli(`plan --detailed-exitcode --allow ${allow}`)).code).toBe(2);
      expect((await world.cli(`apply --yes --allow ${allow}`)).code).toBe(0);
      expect(world.bodies("/card/update")).toEqual([{ card_id: goldId, member_card: { base_info: done } }]);
      world.clock.advance(61);
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("consent for another address is none", async () => {
      const world = await conflicting();
      expect((await world.cli("apply --yes --allow drift=MemberCard/silver")).code).toBe(3);
      expect(world.writes()).toEqual([]);
    });

    test("consent in the document sends it", async () => {
      const world = await conflicting();
      world.edit(file, "spec:", `${allowed}spec:`);
      expect((await world.cli("plan")).code).toBe(0);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.card(goldId).content["base_info"]).toMatchObject(done);
    });

    test("guards.drift: refuse sends nothing, and consent sends it all the same", async () => {
      const world = await conflicting("refuse");
      const plan = await world.cli("plan --format json");
      const { problems } = readPlan(plan.stdout);
      expect([plan.code, problems.map(({ code, line }) => [code, line])]).toEqual([3, [["drift-refused", 9]]]);
      expect((await world.cli("apply --yes")).code).toBe(3);
      expect(world.writes()).toEqual([]);
      expect((await world.cli("apply --yes --allow drift")).code).toBe(0);
      expect(world.card(goldId).content["base_info"]).toMatchObject(done);
    });
  });

  describe("the state is lost", () => {
    async function lost(drift?: "keep" | "overwrite" | "refuse"): Promise<World> {
      const world = await moved(drift);
      world.edit(file, "title: 云杉黑金卡", "title: 云杉咖啡金卡");
      world.remove("wxcards.state/coffee");
      return world;
    }

    test("what the console changed is not overwritten: 3, in plan and apply, and the state is not begun", async () => {
      const world = await lost();
      const plan = await world.cli("plan");
      expect(plan.code).toBe(3);
      expect(plan.stdout).toContain("nothing is remembered of coffee yet");
      expect(plan.stdout).toContain("Approval required: --allow drift=coffee/MemberCard/gold");
      expect(readPlan((await world.cli("plan --format json")).stdout).accounts).toMatchObject([
        { name: "coffee", applicable: false, state: { known: false } },
      ]);
      expect((await world.cli("apply --yes")).code).toBe(3);
      expect(world.writes()).toEqual([]);
      expect(world.card(goldId).content["base_info"]).toMatchObject({ notice: "控制台改的提醒" });
      expect(world.exists("wxcards.state/coffee/state.yaml")).toBe(false);
    });

    test.each(["--allow drift", "in the document"])("with consent, %s, the file's value is sent", async (how) => {
      const world = await lost();
      const isFlag = how.startsWith("--");
      if (!isFlag) world.edit(file, "spec:", "allow: [{ what: drift, because: 以文件为准 }]\nspec:");
      expect((await world.cli(`apply --yes ${isFlag ? how : ""}`)).code).toBe(0);
      const base_info = { notice: "结账时请出示会员码" };
      expect(world.writes()).toEqual([{ path: "/card/update", body: { card_id: goldId, member_card: { base_info } } }]);
      world.clock.advance(61);
      expect((await world.cli("plan --detailed-exitcode --allow drift")).code).toBe(0);
      expect(world.settled("MemberCard/gold")["/base_info/notice"]).toBe(valueDigest("结账时请出示会员码"));
    });

    test("guards.drift: overwrite sends it, refuse says so at its line", async () => {
      const overwritten = await lost("overwrite");
      expect((await overwritten.cli("apply --yes")).code).toBe(0);
      expect(overwritten.writes()).toHaveLength(1);
      const refused = await lost("refuse");
      const plan = await refused.cli("plan --format json");
      const errors = readPlan(plan.stdout).problems.filter(({ severity }) => severity === "error");
      expect([plan.code, errors.map(({ code, line }) => [code, line])]).toEqual([3, [["drift-refused", 9]]]);
      expect((await refused.cli("apply --yes")).code).toBe(3);
      expect(refused.writes()).toEqual([]);
    });

    test("where nothing differs it is begun anew, and from then on whose change it is can be told", async () => {
      const world = await lost();
      world.edit(file, "notice: 结账时请出示会员码", "notice: 控制台改的提醒");
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.writes()).toEqual([]);
      world.edit(file, "notice: 控制台改的提醒", "notice: 又改了的提醒");
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.writes()).toHaveLength(1);
    });
  });

  test("both moved to the same value: nothing is left to do", async () => {
    const world = await moved();
    world.edit(file, "title: 云杉黑金卡", "title: 云杉咖啡金卡");
    world.edit(file, "notice: 结账时请出示会员码", "notice: 控制台改的提醒");
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
  });

  test.each(["keep", "overwrite", "refuse"] as const)(
    "what is live and what the file says are labelled, never signed the wrong way round (%s)",
    async (drift) => {
      const world = await moved(drift);
      const description = "金卡会员在所有门店使用。\n可以转赠。";
      const location_id_list = [101, 102, 201, 202, 203, 204, 205];
      world.sandbox.editInConsole(coffee.appid, goldId, {
        base_info: { description, location_id_list, service_phone: "0211234567".repeat(5) },
      });
      const mark = drift === "overwrite" ? "→" : "≠";
      const { stdout } = await world.cli("plan");
      expect(stdout).toContain(`live "控制台改的提醒" ${mark} file "结账时请出示会员码"`);
      expect(stdout).toContain(`live 7 items ${mark} file 2 items  only live: 201, 202, 203, 204, 205`);
      expect(stdout).toMatch(/^ {6}live 可以转赠。$/m);
      expect(stdout).toMatch(/^ {6}file 不可转赠。$/m);
      expect(stdout).toMatch(/^ {6}live "0211234567/m);
      expect(stdout).toMatch(/^ {6}file "4008203366"$/m);
      expect(stdout).not.toMatch(/^ +[-+−] /m);
      const markdown = await world.cli("plan --format markdown");
      expect(markdown.stdout).toContain("| field | live | file |  | line |");
      expect(markdown.stdout).toContain("7 items only live: `201` `202` `203` `204` `205` | 2 items |");
      expect(markdown.stdout).toMatch(/^live 可以转赠。\nfile 不可转赠。$/m);
    },
  );

  test("both moved: live and file are labelled in a conflict as well", async () => {
    const world = await moved();
    world.edit(file, "notice: 结账时请出示会员码", "notice: 文件改的提醒");
    expect((await world.cli("plan")).stdout).toContain('live "控制台改的提醒" → file "文件改的提醒"');
  });

  test("a change of the file keeps its signs: taken away is what was live", async () => {
    const world = await moved();
    world.edit(file, "不可转赠。", "可以转赠。");
    const { stdout } = await world.cli("plan");
    expect(stdout).toMatch(/^ {6}- 不可转赠。\n {6}\+ 可以转赠。$/m);
  });

  test("merchant ids that somebody moved are labelled by whose they are", async () => {
    const world = await ruleWorld(rule({ mchids: merchants(9) }));
    expect((await world.cli("apply --yes")).code).toBe(0);
    const [id = ""] = Object.keys(world.rules());
    world.sandbox.editRuleInConsole(coffee.appid, id, { mchid_list: [...merchants(8), "1900000999"] });
    const { stdout } = await world.cli("plan");
    expect(stdout).toContain('live 9 items ≠ file 9 items  only live: "1900000999"  only file: "1900000009"');
  });
});
