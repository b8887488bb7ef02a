import { describe, expect, test } from "vitest";
import { valueDigest } from "../../../src/model/digest.ts";
import type { ReviewBehaviour } from "../../../src/sandbox/behaviours.ts";
import { goldId, liveGold, liveSmall, silverId, smallCard } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readApply, readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/gold.yaml";
const title = "云杉黑金卡";
const submitted = [{ card_id: goldId, member_card: { base_info: { title } } }];

/** A card whose title was changed in the file. */
async function changed(review: Partial<ReviewBehaviour>): Promise<World> {
  const behaviours = { review: { seconds: 60, verdict: "pass", shows: "at-once", ...review } as ReviewBehaviour };
  const world = await newWorld({ files: input, behaviours });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  retitle(world, title);
  return world;
}

async function inReview(review: Partial<ReviewBehaviour>): Promise<World> {
  const world = await changed(review);
  expect((await world.cli("apply --yes")).code).toBe(0);
  return world;
}

function retitle(world: World, to: string): void {
  world.write({ [file]: world.read(file).replace(/title: .*/, `title: ${to}`) });
}

function liveTitle(world: World): unknown {
  return (world.card(goldId).content["base_info"] as Record<string, unknown>)["title"];
}

function lockedTitle(world: World): unknown {
  return world.settled("MemberCard/gold")["/base_info/title"];
}

async function planned(world: World) {
  const run = await world.cli("plan --format json --detailed-exitcode");
  const plan = readPlan(run.stdout);
  return {
    code: run.code,
    problems: plan.problems.map(({ code, severity, line }) => [code, severity, line]),
    bodies: plan.steps.map((step) => step.body),
    fields: plan.changes.flatMap((change) =>
      change.fields.map(({ path, verdict, origin, badges }) => [path, verdict, origin, ...badges]),
    ),
  };
}

/** What goes to review is handed in once, waited for, and told how it ended. */
describe("review", () => {
  describe.each(["at-once", "after-review"] as const)("values are shown %s", (shows) => {
    test("handed in: exit 0, in review, and remembered", async () => {
      const world = await changed({ shows });
      const applied = await world.cli("apply --yes");
      expect(applied.code).toBe(0);
      expect(applied.stdout).toContain(
        "1. coffee/MemberCard/gold  POST /card/update  in review: Title base_info.title\n",
      );
      expect(applied.stdout).toContain("Apply: 1 done (1 in review).\n");
      expect(world.locked("MemberCard/gold")?.["review"]).toEqual({
        since: "2026-11-21T10:00:00+08:00",
        fields: { "/base_info/title": valueDigest(title) },
      });
      expect(lockedTitle(world)).toBe(valueDigest("云杉咖啡金卡"));
    });

    test("while it waits nothing is sent again, run after run", async () => {
      const world = await inReview({ shows });
      for (const _again of [1, 2]) {
        expect(await planned(world)).toEqual({
          code: 0,
          problems: [],
          bodies: [],
          fields: shows === "at-once" ? [] : [["/base_info/title", "in-review", "file", "review"]],
        });
        expect((await world.cli("apply --yes")).code).toBe(0);
        world.clock.advance(20);
      }
      expect(world.bodies("/card/update")).toEqual(submitted);
      expect(world.locked("MemberCard/gold")?.["review"]).toEqual({
        since: "2026-11-21T10:00:00+08:00",
        fields: { "/base_info/title": valueDigest(title) },
      });
    });

    test("passed: the plan is empty, and the next apply forgets the review", async () => {
      const world = await inReview({ shows });
      world.clock.advance(61);
      expect(await planned(world)).toEqual({ code: 0, problems: [], bodies: [], fields: [] });
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.locked("MemberCard/gold")?.["review"]).toBeUndefined();
      expect(lockedTitle(world)).toBe(valueDigest(title));
      expect(world.bodies("/card/update")).toEqual(submitted);
    });

    test("after it passed, an edit at the console is drift like any other", async () => {
      const world = await inReview({ shows });
      world.clock.advance(61);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { title: "控制台标题" } });
      expect((await planned(world)).fields).toEqual([["/base_info/title", "keep", "drift", "review", "drift"]]);
    });

    test("refused: told at the field in every plan, never handed in again, and nothing is held up by it", async () => {
      const world = await inReview({ shows, verdict: "refuse" });
      world.clock.advance(61);
      for (const _again of [1, 2]) {
        const { code, problems, bodies } = await planned(world);
        expect({ code, problems, bodies }).toEqual({
          code: 0,
          problems: [["review-refused", "warning", 7]],
          bodies: [],
        });
        expect((await world.cli("apply --yes")).code).toBe(0);
        expect((await world.cli("status")).code).toBe(5);
      }
      expect((await world.cli("plan")).stdout).toContain("cards/gold.yaml:7:12  ");
      expect(world.bodies("/card/update")).toEqual(submitted);
    });

    test("refused, then another value: handed in, and no longer told", async () => {
      const world = await inReview({ shows, verdict: "refuse" });
      world.clock.advance(61);
      expect((await planned(world)).problems).toHaveLength(1);
      world.sandbox.behaviours.review.verdict = "pass";
      retitle(world, "云杉白金卡");
      const { code, problems } = await planned(world);
      expect({ code, problems }).toEqual({ code: 2, problems: [] });
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.clock.advance(61);
      expect(await planned(world)).toEqual({ code: 0, problems: [], bodies: [], fields: [] });
      expect(liveTitle(world)).toBe("云杉白金卡");
    });

    test("refused, then the file goes back to the old value: the card has it in the end", async () => {
      const world = await inReview({ shows, verdict: "refuse" });
      world.clock.advance(61);
      world.sandbox.behaviours.review.verdict = "pass";
      retitle(world, "云杉咖啡金卡");
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.clock.advance(61);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(await planned(world)).toEqual({ code: 0, problems: [], bodies: [], fields: [] });
      expect(liveTitle(world)).toBe("云杉咖啡金卡");
    });

    test("passed, yet the card shows something else: told in every plan, and by status", async () => {
      const world = await inReview({ shows });
      world.clock.advance(61);
      world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { title: "控制台标题" } });
      const { code, problems, bodies } = await planned(world);
      expect({ code, problems, bodies }).toEqual({
        code: 0,
        problems: [["review-passed-without-value", "warning", 7]],
        bodies: [],
      });
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect((await world.cli("status")).code).toBe(1);
      expect(world.bodies("/card/update")).toEqual(submitted);
      retitle(world, "控制台标题");
      expect((await planned(world)).code).toBe(0);
    });

    test("the file moves on during the review: the new value is handed in as the file's change", async () => {
      const world = await inReview({ shows });
      retitle(world, "云杉白金卡");
      const { code, fields } = await planned(world);
      expect({ code, fields }).toEqual({ code: 2, fields: [["/base_info/title", "send", "file", "review"]] });
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.clock.advance(61);
      expect((await planned(world)).code).toBe(0);
      expect(liveTitle(world)).toBe("云杉白金卡");
    });

    test("the file goes back during the review: the card has the old value in the end", async () => {
      const world = await inReview({ shows });
      retitle(world, "云杉咖啡金卡");
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.clock.advance(61);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.clock.advance(61);
      expect(await planned(world)).toEqual({ code: 0, problems: [], bodies: [], fields: [] });
      expect(liveTitle(world)).toBe("云杉咖啡金卡");
    });

    test("what needs no review counts at once beside what does", async () => {
      const world = await changed({ shows });
      world.edit(file, "notice: 结账时请出示会员码", "notice: 新的提醒");
      const applied = await world.cli("apply --yes --format json");
      expect(applied.code).toBe(0);
      expect(readApply(applied.stdout).outcomes[0]).toMatchObject({
        result: "in-review",
        in_review: ["/base_info/title"],
      });
      const settled = world.settled("MemberCard/gold");
      expect(settled["/base_info/notice"]).toBe(valueDigest("新的提醒"));
    });
  });

  test("a review that ends before the card is read again", async () => {
    const world = await changed({ seconds: 0 });
    const applied = await world.cli("apply --yes");
    expect(applied.stdout).toContain("Apply: 1 done (1 settled).\n");
    expect(applied.code).toBe(0);
    expect(world.locked("MemberCard/gold")?.["review"]).toBeUndefined();
  });

  test.each(["at-once", "after-review"] as const)(
    "refused before the card is read again (%s): exit 1, then told and left alone",
    async (shows) => {
      const world = await changed({ seconds: 0, verdict: "refuse", shows });
      const applied = await world.cli("apply --yes --format json");
      expect(applied.code).toBe(1);
      expect(readApply(applied.stdout)).toMatchObject({
        outcomes: [{ status: "done", result: "refused", problem: { code: "review-refused-now" } }],
      });
      expect((await planned(world)).problems).toEqual([["review-refused", "warning", 7]]);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.bodies("/card/update")).toEqual(submitted);
    },
  );

  test("a refused card beside a changed one: the changed one is applied, and only status ends with 5", async () => {
    const world = await inReview({ verdict: "refuse" });
    world.clock.advance(61);
    world.write({ "cards/silver.yaml": smallCard("silver", silverId) });
    world.sandbox.addCard(coffee.appid, liveSmall("silver"), { card_id: silverId });
    world.edit("cards/silver.yaml", "notice: 请出示", "notice: 新的提醒");
    // The refused card itself takes what needs no review.
    world.edit(file, "notice: 结账时请出示会员码", "notice: 新的提醒");
    expect((await world.cli("plan")).code).toBe(0);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update").slice(1)).toEqual([
      { card_id: goldId, member_card: { base_info: { notice: "新的提醒" } } },
      { card_id: silverId, member_card: { base_info: { notice: "新的提醒" } } },
    ]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect((await world.cli("status")).code).toBe(5);
  });

  describe("what was handed in is remembered whatever the file says meanwhile", () => {
    const without = (world: World) => world.write({ [file]: world.read(file).replace(/ +title: .*\n/, "") });
    const back = (world: World, to: string) =>
      world.write({ [file]: world.read(file).replace("  base_info:\n", `  base_info:\n    title: ${to}\n`) });

    test("taken out and put back during the review: not handed in twice", async () => {
      const world = await inReview({ shows: "after-review" });
      without(world);
      expect((await world.cli("apply --yes")).code).toBe(0);
      back(world, title);
      expect((await planned(world)).fields).toEqual([["/base_info/title", "in-review", "file", "review"]]);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.bodies("/card/update")).toEqual(submitted);
    });

    test("taken out, and back with the old value: that is sent, since the other one will come", async () => {
      const world = await inReview({ shows: "after-review" });
      without(world);
      expect((await world.cli("apply --yes")).code).toBe(0);
      back(world, "云杉咖啡金卡");
      expect((await planned(world)).fields).toEqual([["/base_info/title", "send", "file", "review"]]);
    });

    test.each([
      ["taken out", without],
      ["changed to the old value", (world: World) => retitle(world, "云杉咖啡金卡")],
    ])("refused, then %s and put back: told, and not handed in again", async (_, change) => {
      const world = await inReview({ shows: "after-review", verdict: "refuse" });
      world.clock.advance(61);
      expect((await world.cli("apply --yes")).code).toBe(0);
      change(world);
      for (const _again of [1, 2]) expect((await world.cli("apply --yes")).code).toBe(0);
      if (world.read(file).includes("title:")) retitle(world, title);
      else back(world, title);
      expect((await planned(world)).problems).toMatchObject([["review-refused", "warning", expect.any(Number)]]);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.bodies("/card/update")).toEqual(submitted);
    });

    test("refused, then another field is handed in and passes: the refused value is still told as refused", async () => {
      const world = await inReview({ shows: "after-review", verdict: "refuse" });
      world.clock.advance(61);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.sandbox.behaviours.review.verdict = "pass";
      world.write({ [file]: world.read(file).replace(/description: .*/, "description: 新的说明") });
      expect((await world.cli("apply --yes")).code).toBe(0);
      const told = [["review-refused", "warning", 7]];
      const during = await planned(world);
      expect(during.problems).toEqual(told);
      expect(during.fields).toContainEqual(["/base_info/description", "in-review", "file", "review"]);
      world.clock.advance(61);
      for (const _again of [1, 2]) {
        expect(await planned(world)).toMatchObject({ code: 0, problems: told, bodies: [] });
        expect((await world.cli("apply --yes")).code).toBe(0);
        expect((await world.cli("status")).code).toBe(5);
      }
      expect(world.bodies("/card/update")).toHaveLength(2);
      expect((await world.cli("apply --yes --allow resubmit")).code).toBe(0);
      world.clock.advance(61);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(await planned(world)).toEqual({ code: 0, problems: [], bodies: [], fields: [] });
      expect(world.locked("MemberCard/gold")).not.toHaveProperty("refused");
    });
  });

  describe("a platform whose reads lag behind its answers", () => {
    /** Lets the reads after the next update show the card as it is now, so many of them. */
    async function lag(world: World, times: number): Promise<void> {
      const url = `${world.sandbox.url}/card/get?access_token=${world.sandbox.token(coffee.appid)}`;
      const answer = await fetch(url, { method: "POST", body: JSON.stringify({ card_id: goldId }) });
      // The plan and the look right before the first write come before it.
      world.sandbox.fail({ path: "/card/get", errcode: 0, rawBody: await answer.text(), after: 2, times });
    }

    test("the old value and VERIFY_OK are shown twice: one update over three runs, exit 0", async () => {
      const world = await changed({});
      await lag(world, 3);
      const first = await world.cli("apply --yes");
      expect([first.code, first.stdout.includes("in review: Title base_info.title")]).toEqual([0, true]);
      expect((await planned(world)).fields).toEqual([["/base_info/title", "in-review", "file", "review"]]);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.clock.advance(61);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.bodies("/card/update")).toEqual(submitted);
      expect(world.locked("MemberCard/gold")?.["review"]).toBeUndefined();
      expect(await planned(world)).toEqual({ code: 0, problems: [], bodies: [], fields: [] });
    });

    test("refused before, and read so after the next value was handed in: that one is in review", async () => {
      const world = await inReview({ verdict: "refuse", shows: "after-review" });
      world.clock.advance(61);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.sandbox.behaviours.review.verdict = "pass";
      retitle(world, "云杉白金卡");
      await lag(world, 4);
      const applied = await world.cli("apply --yes --format json");
      expect([applied.code, readApply(applied.stdout).outcomes[0]?.result]).toEqual([0, "in-review"]);
      expect(await planned(world)).toMatchObject({
        ...{ code: 0, problems: [], bodies: [] },
        fields: [["/base_info/title", "in-review", "file", "review"]],
      });
      expect((await world.cli("status")).code).toBe(2);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.clock.advance(61);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(await planned(world)).toEqual({ code: 0, problems: [], bodies: [], fields: [] });
      expect(liveTitle(world)).toBe("云杉白金卡");
      expect(world.bodies("/card/update")).toHaveLength(2);
    });

    test("the file goes back before any read shows the review: the card has the old value in the end", async () => {
      const world = await changed({ shows: "after-review" });
      await lag(world, 4);
      expect((await world.cli("apply --yes")).code).toBe(0);
      retitle(world, "云杉咖啡金卡");
      expect((await planned(world)).fields).toEqual([["/base_info/title", "send", "file", "review"]]);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.clock.advance(61);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(await planned(world)).toEqual({ code: 0, problems: [], bodies: [], fields: [] });
      expect(liveTitle(world)).toBe("云杉咖啡金卡");
    });

    test("handed in again, the same value has its own week", async () => {
      const world = await changed({});
      await lag(world, 100);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.clock.advance(8 * 86_400);
      expect((await world.cli("apply --yes --allow resubmit")).code).toBe(0);
      expect(world.locked("MemberCard/gold")?.["review"]).toMatchObject({ since: "2026-11-29T10:00:00+08:00" });
      expect((await planned(world)).problems).toEqual([]);
      expect((await world.cli("status")).code).toBe(2);
    });

    test("one that never shows the value nor a review is told after a week", async () => {
      const world = await changed({});
      await lag(world, 100);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.clock.advance(6 * 86_400);
      expect((await world.cli("status")).code).toBe(2);
      expect((await planned(world)).problems).toEqual([]);
      world.clock.advance(2 * 86_400);
      expect((await planned(world)).problems).toEqual([["review-passed-without-value", "warning", 7]]);
      expect((await world.cli("status")).code).toBe(1);
      expect(world.bodies("/card/update")).toEqual(submitted);
      expect((await world.cli("apply --yes --allow resubmit")).code).toBe(0);
      expect(world.bodies("/card/update")).toEqual([...submitted, ...submitted]);
    });
  });

  test("what needs no review, was sent beside what does, and was dropped is not applied", async () => {
    const world = await changed({ seconds: 0 });
    world.sandbox.behaviours.okButUnchanged = ["base_info.notice"];
    world.edit(file, "notice: 结账时请出示会员码", "notice: 新的提醒");
    const applied = await world.cli("apply --yes --format json");
    expect(applied.code).toBe(1);
    expect(readApply(applied.stdout).outcomes[0]).toMatchObject({
      ...{ result: "not-applied", not_applied: ["/base_info/notice"] },
    });
    world.sandbox.behaviours.okButUnchanged = false;
    expect((await planned(world)).bodies).toEqual([
      { card_id: goldId, member_card: { base_info: { notice: "新的提醒" } } },
    ]);
  });

  test("a card that somebody else handed in does not hold up what needs no review", async () => {
    const world = await newWorld({ files: input });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId, status: "CARD_STATUS_NOT_VERIFY" });
    world.edit(file, "notice: 结账时请出示会员码", "notice: 新的提醒");
    const applied = await world.cli("apply --yes --format json");
    expect(applied.code).toBe(0);
    expect(readApply(applied.stdout).outcomes[0]).toMatchObject({ status: "done", result: "settled" });
  });
});
