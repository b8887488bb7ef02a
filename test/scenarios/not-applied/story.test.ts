import { describe, expect, test } from "vitest";
import { goldId, liveGold } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readApply, readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

// Proves G8.

const input = inputOf(import.meta.url);
const file = "cards/gold.yaml";

async function changed(): Promise<World> {
  const world = await newWorld({ files: input });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.edit(file, "notice: 结账时请出示会员码", "notice: 新的提醒");
  world.edit(file, "prerogative: 全场饮品九折。", "prerogative: 新的特权。");
  return world;
}

/** The platform says ok and does nothing, or not everything. */
describe("not-applied", () => {
  test("a write without any effect is never reported as done", async () => {
    const world = await changed();
    world.sandbox.behaviours.okButUnchanged = true;
    const applied = await world.cli("apply --yes --format json");
    expect(applied.code).toBe(1);
    expect(readApply(applied.stdout)).toMatchObject({
      outcomes: [
        {
          step: "1",
          status: "done",
          result: "not-applied",
          not_applied: ["/base_info/notice", "/prerogative"],
          problem: { code: "not-applied" },
        },
      ],
      summary: { done: 1, not_applied: 1, settled: 0 },
    });
    const settled = Object.keys(world.settled("MemberCard/gold"));
    expect(settled).toContain("/base_info/title");
    expect(settled).not.toContain("/base_info/notice");
    expect(settled).not.toContain("/prerogative");
  });

  test("a write with half an effect names the fields that did not change, and their line", async () => {
    const world = await changed();
    world.sandbox.behaviours.okButUnchanged = ["base_info.notice"];
    const applied = await world.cli("apply --yes");
    expect(applied.code).toBe(1);
    expect(applied.stdout).toContain(
      "1. coffee/MemberCard/gold  POST /card/update  not applied: Notice base_info.notice\n",
    );
    expect(applied.stdout).toContain("cards/gold.yaml:9:13  card/update said ok, but base_info.notice did not change");
    expect(applied.stdout).toContain("Apply: 1 done (1 not applied).\n");
    const settled = Object.keys(world.settled("MemberCard/gold"));
    expect(settled).toContain("/prerogative");
    expect(settled).not.toContain("/base_info/notice");
  });

  test("the next run sends what did not take effect, and only that", async () => {
    const world = await changed();
    world.sandbox.behaviours.okButUnchanged = ["base_info.notice"];
    expect((await world.cli("apply --yes")).code).toBe(1);
    world.sandbox.behaviours.okButUnchanged = false;
    world.forget();
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")).toEqual([
      { card_id: goldId, member_card: { base_info: { notice: "新的提醒" } } },
    ]);
  });

  test("stock that did not move is told as well", async () => {
    const world = await changed();
    world.edit(file, "total_quantity: 1000", "total_quantity: 1200");
    world.sandbox.behaviours.okButUnchanged = true;
    const applied = await world.cli("apply --yes --format json");
    expect(applied.code).toBe(1);
    expect(readApply(applied.stdout).outcomes.map(({ result, not_applied }) => [result, not_applied])).toEqual([
      ["not-applied", ["/base_info/notice", "/prerogative"]],
      ["not-applied", ["/base_info/sku/total_quantity"]],
    ]);
    expect(world.bodies("/card/modifystock")).toHaveLength(1);
  });

  // Nobody documents whether a review holds back the other fields of its call, so a field that does not show yet waits with the review; what still does
  // not show when the review has passed was not applied.
  test("a field dropped from a request that goes to review is told when the review has passed", async () => {
    const world = await changed();
    world.edit(file, "title: 云杉咖啡金卡", "title: 云杉黑金卡");
    world.sandbox.behaviours.okButUnchanged = ["base_info.notice"];
    const applied = await world.cli("apply --yes --format json");
    expect(readApply(applied.stdout).outcomes[0]).toMatchObject({
      result: "in-review",
      in_review: ["/base_info/title", "/base_info/notice"],
    });
    expect(applied.code).toBe(0);
    world.clock.advance(61);
    const later = readPlan((await world.cli("plan --format json")).stdout);
    expect(later.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ["review-passed-without-value", "warning"],
    ]);
    expect(later.steps).toEqual([]);
  });
});
