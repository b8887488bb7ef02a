import { describe, expect, test } from "vitest";
import type { ReviewBehaviour } from "../../src/sandbox/behaviours.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

async function settled(review: Partial<ReviewBehaviour> = {}): Promise<World> {
  const behaviours = { review: { seconds: 3600, verdict: "pass", shows: "at-once", ...review } as ReviewBehaviour };
  const world = await newWorld({ files: { "cards/gold.yaml": goldCard }, behaviours });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  return world;
}

async function inReview(review: Partial<ReviewBehaviour> = {}): Promise<World> {
  const world = await settled(review);
  world.edit("cards/gold.yaml", "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.forget();
  return world;
}

async function standing(world: World, flags = ""): Promise<[number, string[]]> {
  const run = await world.cli(`status --format json${flags}`);
  const { resources } = JSON.parse(run.stdout) as { resources: { standing: string }[] };
  return [run.code, resources.map((one) => one.standing)];
}

describe("wxcards status", () => {
  test("0 when everything is settled, and nothing is written", async () => {
    const world = await settled();
    world.forget();
    expect(await standing(world)).toEqual([0, ["settled"]]);
    expect(world.writes()).toEqual([]);
  });

  test("2 while a review runs, with since when", async () => {
    const world = await inReview();
    expect(await standing(world)).toEqual([2, ["in-review"]]);
    const run = await world.cli("status");
    expect(run.stdout).toMatch(
      /^coffee\/MemberCard\/gold {2}\S{28} {2}in review {2}CARD_STATUS_NOT_VERIFY {2}since 2026-11-2\dT.*\n$/,
    );
    expect(world.writes()).toEqual([]);
  });

  test("5 when a review was refused", async () => {
    const world = await inReview({ verdict: "refuse" });
    world.clock.advance(4000);
    expect(await standing(world)).toEqual([5, ["review-refused"]]);
  });

  test("a card that the account does not have is missing, and told", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
    const run = await world.cli("status");
    expect(run.code).toBe(3);
    expect(run.stdout).toContain("missing");
    expect(run.stdout).toContain("resource-missing");
  });

  test("what was never made is told as such", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": goldCard.replace(/^id: .*\n/m, "") } });
    expect(await standing(world)).toEqual([0, ["not-made"]]);
  });

  test("--wait looks again until the review ends", async () => {
    const world = await inReview();
    world.clock.slept.length = 0;
    expect(await standing(world, " --wait 2h")).toEqual([0, ["settled"]]);
    expect(world.clock.slept.every((milliseconds) => milliseconds === 30_000)).toBe(true);
    expect(world.clock.slept.length).toBeGreaterThan(100);
  });

  test("--wait ends with 2 when the time is up, at the second", async () => {
    const world = await inReview();
    world.clock.slept.length = 0;
    expect(await standing(world, " --wait 45s")).toEqual([2, ["in-review"]]);
    expect(world.clock.slept).toEqual([30_000, 15_000]);
  });

  test("--wait needs a unit", async () => {
    const world = await settled();
    const run = await world.cli("status --wait 90");
    expect([run.code, run.stdout]).toEqual([64, ""]);
    expect(run.stderr).toContain("such as 2h");
  });

  test("--report writes it in other formats", async () => {
    const world = await inReview();
    expect((await world.cli("status --report markdown=run.md --report json=run.json")).code).toBe(2);
    expect(world.read("run.md")).toContain("| `coffee/MemberCard/gold` |");
    expect(JSON.parse(world.read("run.json"))).toMatchObject({ resources: [{ standing: "in-review" }] });
  });

  test("wrong documents: 65, and no request", async () => {
    const world = await settled();
    world.forget();
    world.edit("cards/gold.yaml", "color: Color060", "color: green");
    expect((await world.cli("status")).code).toBe(65);
    expect(world.paths()).toEqual([]);
  });
});
