import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { goldId, liveGold, smallCard } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readApply } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/gold.yaml";
const update = { card_id: goldId, member_card: { base_info: { notice: "新的提醒" } } };

async function gold(edits: readonly (readonly [string, string])[] = []): Promise<World> {
  const world = await newWorld({ files: input });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  for (const [from, to] of edits) world.edit(file, from, to);
  return world;
}

const newNotice = (): Promise<World> => gold([["notice: 结账时请出示会员码", "notice: 新的提醒"]]);
const newStock = (): Promise<World> => gold([["total_quantity: 1000", "total_quantity: 1500"]]);

function notice(world: World): unknown {
  return (world.card(goldId).content["base_info"] as Record<string, unknown>)["notice"];
}

async function applied(world: World, flags = "") {
  const run = await world.cli(`apply --yes --format json ${flags}`);
  return { code: run.code, outcomes: readApply(run.stdout).outcomes.map(({ status, result }) => [status, result]) };
}

/** Lost answers, closed connections, busy platforms. */
describe("faults", () => {
  describe("a change of fields whose answer is lost", () => {
    test.each([
      [
        "reset before it was carried out",
        (world: World) => world.sandbox.fault({ path: "/card/update", when: "before" }),
        2,
      ],
      [
        "reset after it was carried out",
        (world: World) => world.sandbox.fault({ path: "/card/update", when: "after" }),
        1,
      ],
      ["busy (-1), not carried out", (world: World) => world.sandbox.fail({ path: "/card/update", errcode: -1 }), 2],
      [
        "busy (-1), carried out all the same",
        (world: World) => world.sandbox.fail({ path: "/card/update", errcode: -1, executes: true }),
        1,
      ],
      ["a gateway's 502 after it was carried out", gateway(502), 1],
      ["a gateway's page with status 200", gateway(200), 1],
    ] as const)("%s: looked up, applied exactly once, exit 0", async (_name, trouble, sent) => {
      const world = await newNotice();
      trouble(world);
      expect(await applied(world)).toEqual({ code: 0, outcomes: [["done", "settled"]] });
      expect(world.bodies("/card/update")).toEqual(Array.from({ length: sent }, () => update));
      expect(notice(world)).toBe("新的提醒");
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("it is looked up before it is sent again", async () => {
      const world = await newNotice();
      world.sandbox.fault({ path: "/card/update", when: "before" });
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.paths()).toEqual([
        "/cgi-bin/stable_token",
        "/card/get",
        "/card/get",
        "/card/update",
        "/card/get",
        "/card/update",
        "/card/get",
      ]);
    });

    test("lost every time: three sendings, then exit 6, and nothing is remembered as done", async () => {
      const world = await newNotice();
      world.sandbox.fault({ path: "/card/update", when: "before", times: 9 });
      expect(await applied(world)).toEqual({ code: 6, outcomes: [["unknown", undefined]] });
      expect(world.bodies("/card/update")).toHaveLength(3);
      const settled = world.settled("MemberCard/gold");
      expect(settled["/base_info/notice"]).toBeUndefined();
    });

    test("lost, and the card cannot be read either: exit 6 after one sending", async () => {
      const world = await newNotice();
      const breakDown = () => {
        world.sandbox.fault({ path: "/card/update", when: "after" });
        world.sandbox.fault({ path: "/card/get", when: "before", times: 99 });
      };
      world.onLine(/\/card\/get .* → ok/, breakDown, 2);
      expect(await applied(world, "--verbose")).toEqual({ code: 6, outcomes: [["unknown", undefined]] });
      expect(world.bodies("/card/update")).toEqual([update]);
    });

    test("handed in for review, and the answer is lost: in review, and remembered as such", async () => {
      const world = await gold([["title: 云杉咖啡金卡", "title: 云杉黑金卡"]]);
      world.sandbox.behaviours.review.shows = "after-review";
      world.sandbox.fault({ path: "/card/update", when: "after" });
      expect(await applied(world)).toEqual({ code: 0, outcomes: [["done", "in-review"]] });
      expect(world.bodies("/card/update")).toHaveLength(1);
      expect(world.locked("MemberCard/gold")?.["review"]).toMatchObject({ since: "2026-11-21T10:00:00+08:00" });
    });

    test.each(["at-once", "after-review"] as const)(
      "a review that was under way before says nothing of a lost request (%s)",
      async (shows) => {
        const world = await gold([["title: 云杉咖啡金卡", "title: 云杉黑金卡"]]);
        world.sandbox.behaviours.review.shows = shows;
        expect((await world.cli("apply --yes")).code).toBe(0);
        world.edit(file, "不可转赠。", "不可转赠，不可兑换。");
        world.sandbox.fault({ path: "/card/update", when: "before" });
        expect((await world.cli("apply --yes")).code).toBe(0);
        world.clock.advance(61);
        expect(world.card(goldId).content["base_info"]).toMatchObject({
          title: "云杉黑金卡",
          description: "金卡会员在所有门店使用。\n不可转赠，不可兑换。",
        });
        expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
      },
    );
  });

  describe("a change of stock whose answer is lost", () => {
    test("carried out: found, and not sent again", async () => {
      const world = await newStock();
      world.sandbox.fault({ path: "/card/modifystock", when: "after" });
      expect(await applied(world)).toEqual({ code: 0, outcomes: [["done", "settled"]] });
      expect(world.bodies("/card/modifystock")).toEqual([{ card_id: goldId, increase_stock_value: 500 }]);
      expect(world.card(goldId).sku).toEqual({ quantity: 1500, total_quantity: 1500 });
    });

    test("not carried out: never sent twice; exit 6, and after ten minutes the difference goes out", async () => {
      const world = await newStock();
      world.sandbox.fault({ path: "/card/modifystock", when: "before" });
      expect(await applied(world)).toEqual({ code: 6, outcomes: [["unknown", undefined]] });
      expect(world.bodies("/card/modifystock")).toHaveLength(1);
      expect(world.card(goldId).sku.total_quantity).toBe(1000);
      // For ten minutes it may still be carried out.
      expect(await applied(world)).toEqual({ code: 6, outcomes: [] });
      world.clock.advance(600);
      expect(await applied(world)).toEqual({ code: 0, outcomes: [["done", "settled"]] });
      expect(world.card(goldId).sku.total_quantity).toBe(1500);
    });

    test("busy (-1), carried out all the same: found", async () => {
      const world = await newStock();
      world.sandbox.fail({ path: "/card/modifystock", errcode: -1, executes: true });
      expect((await applied(world)).code).toBe(0);
      expect(world.card(goldId).sku.total_quantity).toBe(1500);
    });
  });

  test("what no read shows cannot be looked up: exit 6, one sending, and the next run sends it again", async () => {
    const world = await gold([["discount: 10", "discount: 10\n  bonus_app_brand_pass: pages/points"]]);
    world.sandbox.fault({ path: "/card/update", when: "after" });
    expect(await applied(world)).toEqual({ code: 6, outcomes: [["unknown", undefined]] });
    expect(world.bodies("/card/update")).toHaveLength(1);
    expect((await applied(world)).code).toBe(0);
    expect(world.bodies("/card/update")).toHaveLength(2);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("accepted, but it cannot be read back: exit 6, and it says so", async () => {
    const world = await newNotice();
    world.onLine(/\/card\/update .* → ok/, () => world.sandbox.fault({ path: "/card/get", when: "before", times: 99 }));
    const run = await world.cli("apply --yes --verbose");
    expect(run.code).toBe(6);
    expect(run.stdout).toContain("card/update was accepted, but what came of it could not be read");
    expect(world.bodies("/card/update")).toHaveLength(1);
  });

  describe("reads", () => {
    test.each([
      ["reset", (world: World) => world.sandbox.fault({ path: "/card/get", when: "before", times: 3 })],
      ["busy", (world: World) => world.sandbox.fail({ path: "/card/get", errcode: -1, times: 3 })],
      [
        "502",
        (world: World) =>
          world.sandbox.fail({ path: "/card/get", errcode: 1, status: 502, rawBody: "<html>", times: 3 }),
      ],
      [
        "cut JSON",
        (world: World) =>
          world.sandbox.fail({ path: "/card/get", errcode: 1, rawBody: '{"errcode":0,"card":{', times: 3 }),
      ],
    ] as const)("%s three times: tried again with growing pauses", async (_name, trouble) => {
      const world = await newNotice();
      trouble(world);
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
      expect(world.bodies("/card/get")).toHaveLength(4);
      const [first = 0, second = 0, third = 0, ...more] = world.clock.slept;
      expect(more).toEqual([]);
      expect([first >= 250 && first <= 500, second >= 500 && second <= 1000, third >= 1000 && third <= 2000]).toEqual([
        true,
        true,
        true,
      ]);
    });

    test("busy for good: six tries, exit 1, and the plan is not complete", async () => {
      const world = await newNotice();
      world.sandbox.fail({ path: "/card/get", errcode: -1, times: 99 });
      const plan = await world.cli("plan --format json");
      expect(plan.code).toBe(1);
      expect(JSON.parse(plan.stdout)).toMatchObject({ complete: false, applicable: false, steps: [] });
      expect(world.bodies("/card/get")).toHaveLength(6);
      expect((await world.cli("apply --yes")).code).toBe(1);
      expect(world.writes()).toEqual([]);
    });

    test("too fast (45011): a minute's wait, then on", async () => {
      const world = await newNotice();
      world.sandbox.fail({ path: "/card/get", errcode: 45011 });
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
      expect(world.clock.slept).toEqual([60_000]);
    });
  });

  test("nobody there: tried again on the clock, then exit 1", async () => {
    const world = await newNotice();
    await world.sandbox.close();
    const plan = await world.cli("plan");
    expect(plan.code).toBe(1);
    expect(plan.stdout).toContain("did not reach the platform");
    expect(plan.stdout).toContain("ECONNREFUSED");
    expect(world.clock.slept).toHaveLength(5);
  });

  test("gone before the write could be sent: tried again, then exit 1 and not 6", async () => {
    const world = await newNotice();
    world.sandbox.fail({ path: "/card/update", errcode: 45011 });
    world.clock.meanwhile = async () => {
      world.clock.meanwhile = async () => {};
      await world.sandbox.close();
      await setImmediate();
    };
    const run = await world.cli("apply --yes --format json");
    const outcomes = readApply(run.stdout).outcomes.map(({ status, problem }) => [status, problem?.code]);
    expect([run.code, outcomes]).toEqual([1, [["failed", "no-answer"]]]);
    expect(world.bodies("/card/update")).toEqual([update]);
  });

  test("answers with raw control characters inside texts are understood", async () => {
    const world = await newWorld({ files: { [file]: smallCard("gold", goldId) } });
    const raw = JSON.stringify({
      errcode: 0,
      errmsg: "ok",
      card: { card_type: "MEMBER_CARD", member_card: { base_info: { id: goldId, title: "gold卡", notice: "A" } } },
    });
    world.sandbox.fail({ path: "/card/get", errcode: 0, rawBody: raw.replace('"A"', '"甲\t乙"') });
    const plan = await world.cli("plan");
    expect(plan.code).toBe(0);
    expect(plan.stdout).toContain("甲\\t乙");
  });
});

function gateway(status: number): (world: World) => void {
  return (world) =>
    world.sandbox.fail({
      path: "/card/update",
      errcode: 1,
      status,
      rawBody: "<html>bad gateway</html>",
      contentType: "text/html",
      executes: true,
    });
}
