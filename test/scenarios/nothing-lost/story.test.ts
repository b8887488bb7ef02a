import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { brandCard, brandCardId, changes, liveBrandWorld } from "../../helpers/brand.ts";
import { card, goldCard, goldId, liveGold } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readApply, readPlan } from "../../helpers/plan.ts";
import { liveRules, merchants, ruleBegin, ruleEnd, ruleWorld } from "../../helpers/rules.ts";
import { coffee, newWorld, type World, type WorldOptions } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/gold.yaml";
const cell: JsonObject = {
  name: "门店",
  url: "https://m.yunshan.example/",
  x_target: { id: { $number: "9223372036854775807" }, list: [1.5, "一"] },
};

async function withCell(spec: string, options: WorldOptions = {}, live = cell): Promise<World> {
  const world = await newWorld({ files: { [file]: card("gold", goldId, spec) }, ...options });
  world.sandbox.addCard(coffee.appid, { custom_cell1: live }, { card_id: goldId });
  return world;
}

const sentCell = (world: World, at = 0) =>
  ((world.bodies("/card/update")[at] as JsonObject)["member_card"] as JsonObject)["custom_cell1"];
const liveCell = (world: World) => world.card(goldId).content["custom_cell1"];

/** Whatever is live and declared nowhere stays live, or somebody agreed to lose it. */
describe("nothing-lost", () => {
  describe("an object that is sent whole", () => {
    test("live members that nobody declares or knows go along as they were read, and the plan names them", async () => {
      const world = await withCell("custom_cell1: { name: 附近门店 }", { behaviours: { unknownMembers: "taken" } });
      const plan = await world.cli("plan");
      expect(plan.stdout).toContain("goes along as it is live, not known to wxcards: custom_cell1.x_target\n");
      const { changes: planned, steps } = JSON.parse((await world.cli("plan --format json")).stdout);
      expect([planned[0].carried, planned[0].lost, steps[0].carried]).toEqual([
        ["/custom_cell1/x_target"],
        undefined,
        ["/custom_cell1/x_target"],
      ]);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(liveCell(world)).toEqual({ ...cell, name: "附近门店" });
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("a refusal that names such a member loses nothing, and says so; lossy sends without it", async () => {
      const world = await withCell("custom_cell1: { name: 附近门店 }");
      const refused = await world.cli("apply --yes");
      expect(refused.code).toBe(1);
      expect(refused.stdout).toContain("the refusal names custom_cell1.x_target");
      expect(refused.stdout).toContain("--allow lossy=coffee/MemberCard/gold");
      expect(liveCell(world)).toEqual(cell);
      const agreed = await world.cli("apply --yes --allow lossy=coffee/MemberCard/gold");
      expect(agreed.code).toBe(0);
      expect(agreed.stdout).toContain("settled: without custom_cell1.x_target, which the platform refused\n");
      const { x_target: _gone, ...rest } = cell;
      expect(liveCell(world)).toEqual({ ...rest, name: "附近门店" });
    });

    test("a known member that the platform does not take back: lossy sends without it as well", async () => {
      const world = await withCell(
        "custom_cell1: { name: 附近门店 }",
        {},
        { name: "门店", tips: 5, url: "https://a.b" },
      );
      const refused = await world.cli("apply --yes");
      expect(refused.code).toBe(1);
      expect(refused.stdout).toContain("the refusal names custom_cell1.tips");
      expect((await world.cli("apply --yes --allow lossy")).code).toBe(0);
      expect(liveCell(world)).toEqual({ name: "附近门店", url: "https://a.b" });
    });

    test("a vague refusal (40150) is treated alike, and one about a declared field is not", async () => {
      const world = await withCell("custom_cell1: { name: 附近门店 }", { behaviours: { unknownMembers: "taken" } });
      world.sandbox.fail({ path: "/card/update", errcode: 40150 });
      expect((await world.cli("apply --yes")).stdout).toContain("the refusal may be about custom_cell1.x_target");
      world.sandbox.fail({ path: "/card/update", errcode: 40150 });
      expect((await world.cli("apply --yes --allow lossy")).code).toBe(0);
      expect(liveCell(world)).not.toHaveProperty("x_target");
      const other = await withCell("custom_cell1: { name: 附近门店 }", { behaviours: { unknownMembers: "taken" } });
      other.sandbox.fail({ path: "/card/update", errcode: 45021 });
      const refused = await other.cli("apply --yes --allow lossy");
      expect([refused.code, refused.stdout.includes("live-member-refused")]).toEqual([1, false]);
      expect(liveCell(other)).toEqual(cell);
    });

    test("clearing the object, or a value that cannot be written back, wants consent lossy", async () => {
      for (const [spec, live] of [
        ["custom_cell1: null", cell],
        ["custom_cell1: { name: 附近门店 }", { ...cell, x_target: null }],
        ["custom_cell1: { name: 附近门店 }", { ...cell, x_target: "\ud83d" }],
        ["custom_cell1: { name: 附近门店 }", { ...cell, x_target: { $result: { step: "1", at: "/card_id" } } }],
        ["custom_cell1: { name: 附近门店 }", { ...cell, tips: "a\u0001" }],
      ] as const) {
        const world = await withCell(spec, { behaviours: { unknownMembers: "taken" } }, live);
        const plan = await world.cli("plan");
        expect(plan.stdout).toMatch(
          /live, and cannot be written back exactly as it is: custom_cell1\.(x_target|tips)\n/,
        );
        expect(plan.stdout).toContain("--allow lossy=coffee/MemberCard/gold\n");
        expect((await world.cli("apply --yes")).code).toBe(3);
        expect(world.writes()).toEqual([]);
        expect((await world.cli("apply --yes --allow lossy")).code).toBe(0);
        expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
      }
    });

    test("consent in the document counts, and one that nothing needs is told", async () => {
      const world = await withCell("custom_cell1: null");
      const allow = "allow: [{ what: lossy, because: 旧入口不再使用 }]\n";
      world.write({ [file]: world.read(file).replace("spec:", `${allow}spec:`) });
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect((await world.cli("plan")).stdout).toContain("consent-unused");
    });

    test("null says nothing in an answer, and is no loss", async () => {
      const world = await withCell("custom_cell1: { name: 附近门店 }", {}, { name: "门店", tips: null, url: "" });
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(sentCell(world)).toEqual({ name: "附近门店", url: "" });
    });

    test("declared members that reads hide go along with the others", async () => {
      const spec = "custom_field1: { name: 等级, url: https://a.example/, app_brand_user_name: gh_86a091e50ad4@app }";
      const world = await newWorld({ files: { [file]: card("gold", goldId, spec) } });
      world.sandbox.addCard(coffee.appid, {}, { card_id: goldId });
      world.sandbox.behaviours.miniProgramFields = "hidden";
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.edit(file, "https://a.example/", "https://b.example/");
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.card(goldId).content["custom_field1"]).toEqual({
        name: "等级",
        url: "https://b.example/",
        app_brand_user_name: "gh_86a091e50ad4@app",
      });
    });

    test("items of a list keep what the platform knows of them; an item that goes takes it along, with consent", async () => {
      const item = { type: "RADIO", name: "口味", values: ["甜", "咸"] };
      const spec = (items: readonly JsonObject[]) => ({
        "cards/black.yaml": brandCard({
          more: `id: ${brandCardId}\n`,
          spec: { user_information: { custom_field_list: [...items] } },
        }),
      });
      const made = await liveBrandWorld({ user_information: { custom_field_list: [{ ...item, field_id: "7" }] } });
      made.sandbox.behaviours.wechatpay.unknownMembers = "taken";
      made.write(spec([{ ...item, values: ["甜", "辣"] }]));
      expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
      expect(changes(made)[0]?.body).toMatchObject({
        user_information: { custom_field_list: [{ ...item, values: ["甜", "辣"], field_id: "7" }] },
      });
      made.write(spec([{ ...item, name: "温度" }]));
      const plan = await made.cli("plan");
      expect(plan.stdout).toContain("--allow lossy=tea/BrandCard/black\n");
    });
  });

  test("what a card/get does show is compared, also of fields that reads are not known to show", async () => {
    const spec = "bonus_app_brand_user_name: gh_86a091e50ad4@app\nbonus_app_brand_pass: pages/points";
    const live = { bonus_app_brand_user_name: "gh_86a091e50ad4@app", bonus_app_brand_pass: "pages/points" };
    const world = await newWorld({
      files: { [file]: card("gold", goldId, spec) },
      behaviours: { writeOnlyFields: "shown" },
    });
    world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.sandbox.editInConsole(coffee.appid, goldId, { bonus_app_brand_pass: "pages/console" });
    const plan = await world.cli("plan");
    expect(plan.stdout).toMatch(/bonus_app_brand_pass +live "pages\/console" ≠ file "pages\/points" .*drift, kept/);
    expect(world.writes()).toEqual([]);
  });

  describe("a rule", () => {
    const [one = ""] = merchants(1);
    const most = { $number: "9223372036854775807" };

    async function withRule(terms: JsonObject, behaviours: WorldOptions["behaviours"] = {}): Promise<World> {
      const world = await ruleWorld(input, { behaviours: { ...behaviours } });
      const id = world.sandbox.addRule(coffee.appid, {
        mchid_list: [one],
        ...{ begin_time: ruleBegin, end_time: ruleEnd },
        member_rule: { card_id: goldId, least_cost: 100, max_cost: 100_000, ...terms },
      });
      const text = world.read("cards/spring.yaml").replace("spec:", `id: "${id}"\nspec:`);
      world.write({ "cards/spring.yaml": text });
      return world;
    }
    const only = (world: World) => Object.values(world.rules())[0]?.member_rule;

    test("that holds a number which most readers round is not taken down without lossy, and comes back to the digit", async () => {
      const world = await withRule({ max_cost: most });
      const refused = await world.cli("apply --yes --allow replace");
      expect(refused.code).toBe(3);
      expect(refused.stdout).toContain("live, and cannot be written back exactly as it is: member_rule.max_cost\n");
      expect(world.writes()).toEqual([]);
      expect((await world.cli("apply --yes --allow replace --allow lossy")).code).toBe(0);
      expect(only(world)).toEqual({ card_id: goldId, least_cost: 200, max_cost: most });
    });

    test.each([
      ["a member that nobody knows", { x_new: [1, { deep: true }] }],
      ["a value of another type", { max_cost: "100000" }],
      ["a value that no body can hold", { x_new: null }],
    ])("with %s: not without lossy", async (_, terms) => {
      const world = await withRule(terms);
      expect((await world.cli("apply --yes --allow replace")).code).toBe(3);
      expect(world.writes()).toEqual([]);
      const before = liveRules(world);
      const applied = await world.cli("apply --yes --allow replace --allow lossy --format json");
      // The platform takes none of it: the rule is live all the same, without it or with the plain value.
      expect(applied.code).toBe(0);
      expect(Object.values(liveRules(world))).toEqual(Object.values(before));
      expect(only(world)).toEqual({ card_id: goldId, least_cost: 200, max_cost: 100_000 });
    });

    test("import names what it leaves out, and a later replace knows it still", async () => {
      const world = await ruleWorld("", { files: { "cards/spring.yaml": goldCard } });
      world.remove("cards/spring.yaml");
      const id = world.sandbox.addRule(coffee.appid, {
        mchid_list: [one],
        ...{ begin_time: ruleBegin, end_time: ruleEnd },
        member_rule: { card_id: goldId, least_cost: 100, max_cost: most, x_new: 7 },
        rule_info: { x_top: { a: 1 } },
      });
      const imported = await world.cli(`import coffee/PayGiftRule/spring=${id}`);
      expect(imported.code).toBe(0);
      const path = "cards/coffee/spring.yaml";
      const text = world.read(world.exists(path) ? path : "cards/spring.yaml");
      for (const name of ["member_rule.max_cost", "member_rule.x_new", "x_top"]) {
        expect(text).toContain(`# - ${name}`);
        expect(imported.all).toContain(name);
      }
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("taken down and refused for good: the next run brings back every term, undeclared ones included", async () => {
      const world = await withRule({ max_cost: 88_888, jump_url: "https://m.yunshan.example/gift" });
      world.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 45009, times: 2 });
      expect((await world.cli("apply --yes --allow replace")).code).not.toBe(0);
      world.sandbox.calm();
      expect(world.rules()).toEqual({});
      expect(JSON.stringify(world.locked("PayGiftRule/spring")?.["former"])).toContain("88888");
      // Put up as it was, and then replaced: that was agreed to.
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(only(world)).toEqual({
        card_id: goldId,
        ...{ least_cost: 200, max_cost: 88_888, jump_url: "https://m.yunshan.example/gift" },
      });
      expect(world.locked("PayGiftRule/spring")?.["former"]).toBeUndefined();
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("what a new rule needs and nobody says is told on that way too", async () => {
      const world = await withRule({});
      world.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 45009, times: 2 });
      await world.cli("apply --yes --allow replace");
      world.sandbox.calm();
      // What was to be put up again was made smaller by hand: nobody knows the amount any more.
      const path = "wxcards.state/coffee/lease.yaml";
      const before = world.read(path);
      world.write({ [path]: before.replace(/,\\"max_cost\\":100000|\\"max_cost\\":100000,/, "") });
      expect(world.read(path)).not.toBe(before);
      // What cannot be put up as it was is made anew, once somebody has agreed to it by now.
      expect((await world.cli("apply --yes")).code).toBe(3);
      const applied = await world.cli("apply --yes --allow replace");
      expect(applied.code).toBe(1);
      expect(applied.stdout).toContain("member_rule.max_cost is needed for a new resource");
    });

    test("edited in the console after the plan was made, in what nobody declares: left alone", async () => {
      const world = await withRule({ jump_url: "https://m.yunshan.example/gift" });
      const [id = ""] = Object.keys(world.rules());
      world.onLine(/getbyid.*ok/, () =>
        world.sandbox.editRuleInConsole(coffee.appid, id, {
          member_rule: { jump_url: "https://m.yunshan.example/new" },
        }),
      );
      const moved = await world.cli("apply --yes --allow replace --verbose");
      expect(moved.code).toBe(4);
      expect(Object.keys(world.rules())).toEqual([id]);
      expect((await world.cli("apply --yes --allow replace")).code).toBe(0);
      expect(only(world)).toMatchObject({ jump_url: "https://m.yunshan.example/new", least_cost: 200 });
    });
  });

  test("import of a card names every live member that no document can hold", async () => {
    const world = await newWorld();
    world.sandbox.addCard(
      coffee.appid,
      { ...liveGold, x_top: 1, custom_cell1: { ...(liveGold["custom_cell1"] as JsonObject), x_in: { a: [1] } } },
      { card_id: goldId },
    );
    const imported = await world.cli(`import coffee/MemberCard/gold=${goldId}`);
    expect(imported.code).toBe(0);
    for (const name of ["x_top", "custom_cell1.x_in"]) expect(imported.all).toContain(name);
    expect(imported.all).not.toContain("area_code_list");
    expect(readPlan((await world.cli("plan --format json")).stdout).steps).toEqual([]);
    expect(readApply((await world.cli("apply --yes --format json")).stdout).outcomes).toEqual([]);
  });
});
