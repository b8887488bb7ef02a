import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { card, goldId } from "../../helpers/documents.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const file = "cards/gold.yaml";

async function withCard(spec: string, live: JsonObject): Promise<World> {
  const world = await newWorld({ files: { [file]: card("gold", goldId, spec) } });
  world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
  return world;
}

async function appliedBody(world: World): Promise<unknown> {
  expect((await world.cli("apply --yes")).code).toBe(0);
  const bodies = world.bodies("/card/update");
  expect(bodies).toHaveLength(1);
  expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  return (bodies[0] as JsonObject)["member_card"];
}

/** Objects that the platform takes whole: compared at the declared members, sent with the live ones. */
describe("atomic", () => {
  const bonusRule = { cost_money_unit: 100, increase_bonus: 1, max_increase_bonus: 500, init_increase_bonus: 20 };

  test("one member of bonus_rule is changed: the live members go along, those that nobody knows included", async () => {
    const world = await withCard("bonus_rule:\n  increase_bonus: 2", {
      bonus_rule: { ...bonusRule, not_in_the_catalogue: 7 },
    });
    world.sandbox.behaviours.unknownMembers = "taken";
    expect(await appliedBody(world)).toEqual({
      bonus_rule: { ...bonusRule, increase_bonus: 2, not_in_the_catalogue: 7 },
    });
  });

  test("members that the live object lacks are added", async () => {
    const world = await withCard("bonus_rule: { cost_bonus_unit: 100, reduce_money: 500 }", { bonus_rule: bonusRule });
    expect(await appliedBody(world)).toEqual({ bonus_rule: { ...bonusRule, cost_bonus_unit: 100, reduce_money: 500 } });
  });

  test("an object that is not there yet is sent with the declared members", async () => {
    const world = await withCard("custom_field3:\n  name: 我的印花\n  url: https://m.yunshan.example/stamps", {});
    expect(await appliedBody(world)).toEqual({
      custom_field3: { name: "我的印花", url: "https://m.yunshan.example/stamps" },
    });
  });

  test("a wider validity goes out with its type as it was read, also where the platform writes numbers", async () => {
    const live = {
      base_info: { date_info: { type: 1, begin_timestamp: 1_767_196_800, end_timestamp: 1_830_268_799 } },
    };
    const world = await withCard("base_info:\n  date_info:\n    end_timestamp: 2028-12-31", live);
    world.sandbox.behaviours.numericDateType = true;
    expect(await appliedBody(world)).toEqual({
      base_info: {
        date_info: { type: 1, begin_timestamp: 1_767_196_800, end_timestamp: 1_861_891_199 },
      },
    });
  });

  test("two objects, one changed: the other stays out of the request", async () => {
    const fields = {
      custom_field1: { name: "甲", url: "https://a.example/" },
      custom_field2: { name: "乙", url: "https://b.example/" },
    };
    const world = await withCard(
      "custom_field1: { name: 甲, url: https://a.example/ }\ncustom_field2: { name: 乙, url: https://c.example/ }",
      fields,
    );
    expect(await appliedBody(world)).toEqual({ custom_field2: { name: "乙", url: "https://c.example/" } });
  });

  test("a member that drifted stays as the console left it while another one is sent", async () => {
    const live = { custom_field1: { name: "甲", url: "https://a.example/" } };
    const world = await withCard("custom_field1:\n  name: 甲\n  url: https://a.example/", live);
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.sandbox.editInConsole(coffee.appid, goldId, { custom_field1: { url: "https://console.example/" } });
    world.edit(file, "name: 甲", "name: 乙");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")).toEqual([
      { card_id: goldId, member_card: { custom_field1: { name: "乙", url: "https://console.example/" } } },
    ]);
  });
});
