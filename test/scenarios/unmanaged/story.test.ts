import { describe, expect, test } from "vitest";
import { goldId, liveGold, liveSmall, silverId, smallCard } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { planErrors, readPlan } from "../../helpers/plan.ts";
import { bakery, coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
interface Listed {
  readonly unmanaged: readonly {
    readonly account: string;
    readonly kind: string;
    readonly id: string;
    readonly name?: string;
  }[];
  readonly complete: boolean;
  readonly digest: string;
}

const listed = (json: string): Listed => JSON.parse(json) as Listed;

/** A declared card, one that lost its document, one that never had one, a deleted one, and a coupon. */
async function mixed(): Promise<World> {
  const world = await newWorld({
    files: input,
  });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.sandbox.addCard(coffee.appid, liveSmall("old"), { card_id: silverId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.remove("cards/old.yaml");
  world.sandbox.addCard(coffee.appid, liveSmall("x"), { card_id: "pForeign" });
  world.sandbox.addCard(coffee.appid, liveSmall("x"), { card_id: "pGone", status: "CARD_STATUS_DELETE" });
  world.sandbox.addCard(coffee.appid, liveSmall("x"), { card_id: "pCoupon", card_type: "CASH" });
  world.sandbox.addCard(bakery.appid, liveSmall("x"), { card_id: "pBread" });
  world.forget();
  return world;
}

/** `plan --unmanaged`: also what the accounts have and no document names. */
describe("unmanaged", () => {
  test("live cards without a document are listed; deleted ones and coupons are not", async () => {
    const world = await mixed();
    const json = (await world.cli("plan --unmanaged --format json")).stdout;
    expect(planErrors(JSON.parse(json))).toEqual([]);
    expect(listed(json).unmanaged).toEqual([
      { account: "bakery", kind: "MemberCard", id: "pBread" },
      { account: "coffee", kind: "MemberCard", id: "pForeign" },
      { account: "coffee", kind: "MemberCard", id: silverId, name: "old" },
    ]);
    expect(world.writes()).toEqual([]);
    const text = (await world.cli("plan --unmanaged")).stdout;
    expect(text).toContain("not managed: coffee/MemberCard pForeign (live, in no document)");
    expect(text).toContain(`not managed any more: coffee/MemberCard ${silverId} (in the state as old, in no document)`);
    expect(text).toContain("No changes. 1 unchanged.");
    expect((await world.cli("plan --unmanaged --format markdown")).stdout).toContain(
      "not managed: coffee/MemberCard pForeign",
    );
  });

  test("without the flag only what the state remembers is, and nothing is listed on the platform", async () => {
    const world = await mixed();
    const json = (await world.cli("plan --format json")).stdout;
    expect(listed(json).unmanaged.map(({ id }) => id)).toEqual([silverId]);
    expect(world.paths()).not.toContain("/card/batchget");
    // What nobody manages is no part of what is approved.
    expect(listed((await world.cli("plan --unmanaged --format json")).stdout).digest).toBe(listed(json).digest);
  });

  test("--account looks through one account only; a card that is adopted in this plan is managed", async () => {
    const world = await mixed();
    world.write({
      "cards/old.yaml": smallCard("old", silverId),
      "cards/x.yaml":
        "kind: MemberCard\nname: x\naccount: coffee\nspec:\n  base_info:\n    title: x卡\n    notice: 请出示\n",
    });
    const run = await world.cli("plan --unmanaged --account coffee --format json");
    expect(readPlan(run.stdout).changes.map(({ address, action }) => [address, action])).toContainEqual([
      "coffee/MemberCard/x",
      "adopt",
    ]);
    expect(listed(run.stdout).unmanaged).toEqual([]);
  });

  test("a listing that fails is told, and the plan is not complete", async () => {
    const world = await mixed();
    world.sandbox.fail({ path: "/card/batchget", errcode: 48001, times: 9 });
    const run = await world.cli("plan --unmanaged --format json");
    expect(run.code).toBe(77);
    expect(listed(run.stdout).complete).toBe(false);
  });

  test("an account without documents and without a credential: exit 77, unless others are asked for", async () => {
    const world = await mixed();
    delete world.env["WXCARDS_BAKERY_APPSECRET"];
    expect((await world.cli("plan")).code).toBe(0);
    const run = await world.cli("plan --unmanaged");
    expect(run.code).toBe(77);
    expect(run.stdout).toContain("WXCARDS_BAKERY_APPSECRET");
    expect((await world.cli("plan --unmanaged --account coffee")).code).toBe(0);
  });

  test("without any document everything is listed", async () => {
    const world = await newWorld();
    world.sandbox.addCard(coffee.appid, liveSmall("x"), { card_id: "pForeign" });
    const run = await world.cli("plan --unmanaged --detailed-exitcode");
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("not managed: coffee/MemberCard pForeign");
  });
});
