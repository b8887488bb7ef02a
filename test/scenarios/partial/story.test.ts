import { describe, expect, test } from "vitest";
import { valueDigest } from "../../../src/model/digest.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { bronzeId, goldId, silverId, smallCard } from "../../helpers/documents.ts";
import { fullDisk } from "../../helpers/full-disk.ts";
import { goldens } from "../../helpers/golden.ts";
import { readApply } from "../../helpers/plan.ts";
import { bakery, coffee, newWorld, type World } from "../../helpers/world.ts";

// Proves G7.

const golden = goldens(import.meta.url);
const ids = { a: goldId, b: silverId, c: bronzeId } as const;

/** Three cards of one account and one of another, each with another notice in its file. */
async function cards(): Promise<World> {
  const world = await newWorld();
  for (const [name, id] of Object.entries(ids)) {
    world.write({ [`cards/${name}.yaml`]: smallCard(name, id) });
    world.sandbox.addCard(coffee.appid, { base_info: { title: `${name}卡`, notice: "旧提醒" } }, { card_id: id });
  }
  return world;
}

/** Where a story counts requests of several cards: side by side their order is nobody's promise. */
const oneAtATime = "--write-concurrency 1";

function afterFirstWrite(world: World, action: () => void): void {
  world.onLine(/\/card\/update .* → ok/, action);
}

async function applied(world: World, flags = "") {
  const run = await world.cli(`apply --yes --verbose --format json ${flags}`);
  const { outcomes, summary } = readApply(run.stdout);
  return {
    code: run.code,
    outcomes: outcomes.map(({ address, status, problem }) => [address.split("/")[2], status, problem?.code]),
    counts: [summary["done"], summary["failed"], summary["skipped"], summary["unknown"]],
  };
}

function sentIds(world: World): unknown[] {
  return world.bodies("/card/update").map((body) => (body as JsonObject)["card_id"]);
}

/** Something was written and something was not. */
describe("partial", () => {
  test("one card is refused: the others are done, exit 5, and the memory has the done ones", async () => {
    const world = await cards();
    afterFirstWrite(world, () => world.sandbox.fail({ path: "/card/update", errcode: 45021 }));
    expect(await applied(world)).toEqual({
      code: 5,
      outcomes: [
        ["a", "done", undefined],
        ["b", "failed", "weixin-45021"],
        ["c", "done", undefined],
      ],
      counts: [2, 1, 0, 0],
    });
    const notice = (name: string) => world.settled(`MemberCard/${name}`)["/base_info/notice"];
    expect([notice("a"), notice("b"), notice("c")]).toEqual([valueDigest("请出示"), undefined, valueDigest("请出示")]);
    world.forget();
    expect((await applied(world)).code).toBe(0);
    expect(sentIds(world)).toEqual([ids.b]);
  });

  test("what the report says", async () => {
    const world = await cards();
    afterFirstWrite(world, () => world.sandbox.fail({ path: "/card/update", errcode: 45021 }));
    const run = await world.cli("apply --yes --verbose");
    expect(run.code).toBe(5);
    await golden(world.mask(run.stdout), "refused.txt");
  });

  test("a refusal for the whole account: the rest of it is skipped, another account goes on", async () => {
    const world = await cards();
    world.write({ "cards/z.yaml": smallCard("z", "pBakeryBakeryBakeryBakeryBak", "bakery") });
    world.sandbox.addCard(
      bakery.appid,
      { base_info: { title: "z卡", notice: "旧提醒" } },
      { card_id: "pBakeryBakeryBakeryBakeryBak" },
    );
    world.onLine(/\/card\/update .* → ok/, () => world.sandbox.fail({ path: "/card/update", errcode: 48001 }), 2);
    expect(await applied(world, oneAtATime)).toEqual({
      code: 5,
      outcomes: [
        ["z", "done", undefined],
        ["a", "done", undefined],
        ["b", "failed", "weixin-48001"],
        ["c", "skipped", "account-stopped"],
      ],
      counts: [2, 1, 1, 0],
    });
    expect(sentIds(world)).toEqual(["pBakeryBakeryBakeryBakeryBak", ids.a, ids.b]);
  });

  test("a refusal for one account does not stop the accounts after it", async () => {
    const world = await cards();
    world.write({ "cards/z.yaml": smallCard("z", "pBakeryBakeryBakeryBakeryBak", "bakery") });
    world.sandbox.addCard(
      bakery.appid,
      { base_info: { title: "z卡", notice: "旧提醒" } },
      { card_id: "pBakeryBakeryBakeryBakeryBak" },
    );
    world.sandbox.fail({ path: "/card/update", errcode: 48001 });
    expect((await applied(world)).outcomes.map(([name, status]) => [name, status])).toEqual([
      ["z", "failed"],
      ["a", "done"],
      ["b", "done"],
      ["c", "done"],
    ]);
  });

  test("the very first write is refused for the account: nothing was written, exit 77", async () => {
    const world = await cards();
    world.sandbox.fail({ path: "/card/update", errcode: 48001 });
    const { code, counts } = await applied(world);
    expect({ code, counts }).toEqual({ code: 77, counts: [0, 1, 2, 0] });
    expect(sentIds(world)).toEqual([ids.a]);
  });

  test("the day's calls are used up in the middle (45009): the rest is skipped, and nothing more is asked of the account", async () => {
    const world = await cards();
    world.onLine(
      /\/card\/get .* → ok/,
      () => {
        world.sandbox.behaviours.quota.remaining = 0;
      },
      6,
    );
    expect(await applied(world, oneAtATime)).toEqual({
      code: 5,
      outcomes: [
        ["a", "done", undefined],
        ["b", "failed", "weixin-45009"],
        ["c", "skipped", "account-stopped"],
      ],
      counts: [1, 1, 1, 0],
    });
    expect(sentIds(world)).toEqual([ids.a, ids.b]);
    expect(world.paths().at(-1)).toBe("/card/update");
  });

  test("the day's calls are used up right before a write: that card and the rest are skipped, and nothing more is asked", async () => {
    const world = await cards();
    const useUp = () => {
      world.sandbox.behaviours.quota.remaining = 0;
    };
    world.onLine(/\/card\/get .* → ok/, useUp, 5);
    const { code, counts } = await applied(world, oneAtATime);
    expect({ code, counts }).toEqual({ code: 5, counts: [1, 0, 2, 0] });
    expect(sentIds(world)).toEqual([ids.a]);
    expect(world.bodies("/card/get")).toHaveLength(6);
  });

  test("the day's calls are used up in a plan: exit 1, and no further reads of that account", async () => {
    const world = await cards();
    world.sandbox.behaviours.quota.remaining = 1;
    const plan = await world.cli("plan --concurrency 1");
    expect(plan.code).toBe(1);
    expect(plan.stdout.split("45009: reach max api daily quota limit")).toHaveLength(2);
    expect(world.bodies("/card/get")).toHaveLength(2);
  });

  test("the later steps of a card wait for the earlier ones", async () => {
    const world = await cards();
    world.edit("cards/a.yaml", "notice: 请出示", "notice: 请出示\n    sku: { total_quantity: 10 }");
    world.sandbox.fail({ path: "/card/update", errcode: 45021 });
    expect((await applied(world, "--target MemberCard/a")).outcomes).toEqual([
      ["a", "failed", "weixin-45021"],
      ["a", "skipped", "skipped-after-failure"],
    ]);
    expect(world.bodies("/card/modifystock")).toEqual([]);
  });

  test("a memory that cannot be written stops all further writes", async () => {
    const world = await cards();
    const { files } = world;
    // Without a lease nothing is sent at all; with it, nothing more than can be remembered.
    world.files = fullDisk(files);
    const first = await world.cli("apply --yes");
    expect([first.code, sentIds(world)]).toEqual([1, []]);
    expect(first.all).toContain("could not be written (ENOSPC); nothing further was sent");
    world.files = fullDisk(files, 2);
    const run = await world.cli(`apply --yes ${oneAtATime}`);
    expect(run.all).toContain(".wxcards/journal/coffee.jsonl could not be written (ENOSPC)");
    expect(sentIds(world)).toEqual([ids.a]);
    expect(run.code).toBe(5);
    world.files = files;
    world.forget();
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(sentIds(world)).toEqual([ids.b, ids.c]);
  });

  test("one card that cannot be changed holds back all the others", async () => {
    const world = await cards();
    world.edit("cards/c.yaml", "title: c卡", "brand_name: 别的品牌\n    title: c卡");
    const run = await world.cli("apply --yes");
    expect(run.code).toBe(3);
    expect(world.writes()).toEqual([]);
  });
});
