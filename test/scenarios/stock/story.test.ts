import { describe, expect, test } from "vitest";
import { goldId, liveGold } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/gold.yaml";

/** A card of 1,000 of which members hold 400. */
async function gold(total: number): Promise<World> {
  const world = await newWorld({ files: input });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId, claimed: 400 });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.edit(file, "total_quantity: 1000", `total_quantity: ${total}`);
  world.forget();
  return world;
}

/** The stock in a document is a total; what goes out is the difference. */
describe("stock", () => {
  test.each([
    [1500, { increase_stock_value: 500 }, 1100],
    [1001, { increase_stock_value: 1 }, 601],
    [999, { reduce_stock_value: 1 }, 599],
    [400, { reduce_stock_value: 600 }, 0],
  ])("a total of %i", async (total, difference, left) => {
    const world = await gold(total);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([{ path: "/card/modifystock", body: { card_id: goldId, ...difference } }]);
    expect(world.card(goldId).sku).toEqual({ quantity: left, total_quantity: total });
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("members who take cards move nothing in the plan", async () => {
    const world = await gold(1000);
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { sku: { quantity: 12 } } });
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
  });

  test("less than members hold: exit 3 with the line, and nothing is sent", async () => {
    const world = await gold(399);
    const plan = await world.cli("plan --format json");
    expect(plan.code).toBe(3);
    expect(readPlan(plan.stdout).problems.map(({ code, severity, line }) => [code, severity, line])).toEqual([
      ["stock-below-claimed", "error", 17],
    ]);
    expect((await world.cli("apply --yes")).code).toBe(3);
    expect(world.writes()).toEqual([]);
  });

  test("other fields go first, in a request of their own", async () => {
    const world = await gold(1500);
    world.edit(file, "notice: 结账时请出示会员码", "notice: 新的提醒");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([
      { path: "/card/update", body: { card_id: goldId, member_card: { base_info: { notice: "新的提醒" } } } },
      { path: "/card/modifystock", body: { card_id: goldId, increase_stock_value: 500 } },
    ]);
  });

  test("a platform that shows no total: nothing is sent, since what is left moves by itself", async () => {
    const world = await gold(1500);
    world.sandbox.behaviours.stockTotal = "absent";
    const plan = await world.cli("plan --format json");
    expect(plan.code).toBe(3);
    expect(readPlan(plan.stdout).problems.map(({ code, line }) => [code, line])).toEqual([["stock-total-unknown", 17]]);
    expect((await world.cli("apply --yes")).code).toBe(3);
    expect(world.writes()).toEqual([]);
  });

  test.each([
    ["below zero", -1, 600],
    ["less than what is left", 5, 600],
    ["of which less than nothing is left", 1000, -1],
  ])("an answer that shows a total %s shows none", async (_, total_quantity, quantity) => {
    const world = await gold(1500);
    const url = `${world.sandbox.url}/card/get?access_token=${world.sandbox.token(coffee.appid)}`;
    const answer = await fetch(url, { method: "POST", body: JSON.stringify({ card_id: goldId }) });
    const sku = `"sku":${JSON.stringify({ quantity, total_quantity })}`;
    const rawBody = (await answer.text()).replace(/"sku":\{[^}]*\}/, sku);
    world.sandbox.fail({ path: "/card/get", errcode: 0, rawBody, times: 9 });
    const applied = await world.cli("apply --yes");
    expect([applied.code, applied.all.includes("stock-total-unknown")]).toEqual([3, true]);
    expect(world.writes()).toEqual([]);
  });

  test("a total that an answer writes as a text of digits is a total", async () => {
    const world = await gold(1500);
    const url = `${world.sandbox.url}/card/get?access_token=${world.sandbox.token(coffee.appid)}`;
    const answer = await fetch(url, { method: "POST", body: JSON.stringify({ card_id: goldId }) });
    const text = (await answer.text()).replace(/"(total_)?quantity":(\d+)/g, '"$1quantity":"$2"');
    expect(text).toContain('"total_quantity":"1000"');
    world.sandbox.fail({ path: "/card/get", errcode: 0, rawBody: text, times: 1 });
    const plan = readPlan((await world.cli("plan --format json")).stdout);
    expect(plan.steps.map(({ body }) => body)).toEqual([{ card_id: goldId, increase_stock_value: 500 }]);
  });

  test("a platform that leaves the total as it is: sent once, told as not applied, and never added again", async () => {
    const world = await gold(1500);
    world.sandbox.behaviours.stockTotal = "stays";
    expect((await world.cli("apply --yes")).code).toBe(1);
    expect(world.card(goldId).sku).toEqual({ quantity: 1100, total_quantity: 1000 });
    for (const _again of [1, 2]) {
      const apply = await world.cli("apply --yes");
      expect(apply.code).toBe(3);
      expect(apply.stdout).toContain("sent-and-not-shown");
    }
    expect(world.writes()).toHaveLength(1);
    world.edit(file, "total_quantity: 1500", "total_quantity: 1000");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.locked("MemberCard/gold")).not.toHaveProperty("unshown");
  });

  test("stock raised at the console is drift, and kept", async () => {
    const world = await gold(1000);
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { sku: { quantity: 1600, total_quantity: 2000 } } });
    const plan = await world.cli("plan --format json --detailed-exitcode");
    expect(plan.code).toBe(0);
    expect(readPlan(plan.stdout).changes[0]?.fields).toMatchObject([
      { path: "/base_info/sku/total_quantity", before: 2000, after: 1000, verdict: "keep", origin: "drift" },
    ]);
  });
});
