import { describe, expect, test } from "vitest";
import { policies } from "../../../src/generated/policies.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { goldId } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { coffee, newWorld } from "../../helpers/world.ts";

// Proves G6.

const input = inputOf(import.meta.url);
/** The badge `money` stands at whatever decides what somebody pays, gets or can use. */
describe("badges", () => {
  test("which fields decide it, kind by kind", () => {
    const money = (kind: string) =>
      (policies[kind] ?? []).filter((one) => one.money && !one.atomic).map(({ pointer }) => pointer);
    expect(money("PayGiftRule")).toEqual([
      "/base_info/mchid_list",
      "/base_info/begin_time",
      "/base_info/end_time",
      "/member_rule/card_id",
      "/member_rule/least_cost",
      "/member_rule/max_cost",
    ]);
    const ofCards = money("MemberCard");
    const objects = ["/base_info/date_info", "/bonus_rule", "/advanced_info/use_condition"];
    for (const { pointer, atomic } of policies["MemberCard"] ?? [])
      if (!atomic && objects.some((object) => pointer.startsWith(`${object}/`))) expect(ofCards).toContain(pointer);
    expect(ofCards.filter((pointer) => !objects.some((object) => pointer.startsWith(`${object}/`)))).toEqual([
      "/base_info/sku/total_quantity",
      "/base_info/location_id_list",
      "/base_info/use_all_locations",
      "/base_info/get_limit",
      "/supply_bonus",
      "/supply_balance",
      "/discount",
      "/activate_msg_operation/url_cell/card_id_list",
      "/modify_msg_operation/url_cell/card_id_list",
      "/advanced_info/time_limit",
    ]);
    expect(money("BrandCard")).toEqual([
      "/card_type",
      "/valid_date_information/type",
      "/valid_date_information/available_begin_time",
      "/valid_date_information/available_end_time",
      "/valid_date_information/available_day_after_receive",
      "/purchase_information/price",
    ]);
  });

  test("a changed card carries it at each of them", async () => {
    const world = await newWorld({ files: input });
    const live: JsonObject = { base_info: { sku: { total_quantity: 100 }, get_limit: 5 }, discount: 10 };
    world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
    const { changes } = readPlan((await world.cli("plan --format json")).stdout);
    const [change] = changes as unknown as readonly [
      { fields: readonly { path: string; badges: readonly string[] }[] },
    ];
    const bare = change.fields.filter(({ badges }) => !badges.includes("money")).map(({ path }) => path);
    expect([change.fields.length, bare]).toEqual([9, ["/base_info/notice"]]);
  });

  describe("merchant ids", () => {
    const badgesAt = (stdout: string) => {
      const { changes } = readPlan(stdout) as unknown as { changes: readonly JsonObject[] };
      const fields = changes.flatMap((one) => one["fields"] as unknown as { path: string; badges: string[] }[]);
      return fields.filter(({ path }) => path === "/base_info/mchid_list").map(({ badges }) => badges);
    };

    test("added, dropped and drifted ones", async () => {
      const world = await ruleWorld(rule({ mchids: merchants(3) }));
      expect(badgesAt((await world.cli("plan --format json")).stdout)).toEqual([["money"]]);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.write({ "cards/spring.yaml": rule({ mchids: merchants(4) }) });
      expect(badgesAt((await world.cli("plan --format json")).stdout)).toEqual([["money"]]);
      world.write({ "cards/spring.yaml": rule({ mchids: merchants(3) }) });
      const [id = ""] = Object.keys(world.sandbox.state(coffee.appid).rules ?? {});
      world.sandbox.editRuleInConsole(coffee.appid, id, { mchid_list: merchants(2) });
      expect(badgesAt((await world.cli("plan --format json")).stdout)).toEqual([["money", "drift"]]);
      expect(badgesAt((await world.cli("plan --allow drift --format json")).stdout)).toEqual([["money", "drift"]]);
    });
  });
});
