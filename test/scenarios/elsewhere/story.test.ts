import { describe, expect, test } from "vitest";
import { card, goldId, liveGold } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/gold.yaml";

/** A card in a state of the platform's, with another title in its file. */
async function changed(status: string): Promise<World> {
  const world = await newWorld({ files: input });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId, status });
  world.edit(file, "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  return world;
}

/** What happened to a card outside of the files: deleted, taken off, expired, moved to another system. */
describe("elsewhere", () => {
  test.each(["CARD_STATUS_DELETE", "CARD_STATUS_SYS_DELETE"])(
    "%s: an explained refusal, nothing is sent",
    async (status) => {
      const world = await changed(status);
      const run = await world.cli("apply --yes");
      expect(run.code).toBe(3);
      expect(run.stdout).toContain(`${goldId} was deleted on the platform (${status})`);
      expect(world.writes()).toEqual([]);
    },
  );

  test("taken off by the platform: a change waits, at its line, and a card without one is left in peace", async () => {
    const world = await changed("CARD_STATUS_SYS_OFF_SHELF");
    const run = await world.cli("apply --yes");
    expect(run.code).toBe(3);
    expect(run.stdout).toContain(`${file}:7:5`);
    expect(run.stdout).toContain(
      "the card was taken off by the platform (CARD_STATUS_SYS_OFF_SHELF), so nothing is sent to it",
    );
    expect(world.writes()).toEqual([]);
    world.edit(file, "title: 云杉黑金卡", "title: 云杉咖啡金卡");
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect((await world.cli("status")).stdout).toContain("CARD_STATUS_SYS_OFF_SHELF");
  });

  test("expired: the change goes out with a warning", async () => {
    const world = await changed("CARD_STATUS_EXPIRED");
    const plan = readPlan((await world.cli("plan --format json")).stdout);
    expect(plan.problems.map(({ code, severity }) => [code, severity])).toEqual([["card-expired", "warning"]]);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")).toHaveLength(1);
  });

  test("upgraded to WeChat Pay: the old call says ok and changes nothing, which is told with this reason", async () => {
    const world = await changed("CARD_STATUS_VERIFY_OK");
    world.sandbox.behaviours.okButUnchanged = true;
    const run = await world.cli("apply --yes");
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("card/update said ok, but base_info.title did not change");
    expect(run.stdout).toContain(
      "whether it was upgraded to WeChat Pay: then it is changed there, and its document is to be removed",
    );
  });

  test("upgraded to WeChat Pay: the platform refuses the function (45030)", async () => {
    const world = await changed("CARD_STATUS_VERIFY_OK");
    world.sandbox.fail({ path: "/card/update", errcode: 45030 });
    const run = await world.cli("apply --yes");
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("errcode 45030");
    expect(run.stdout).toContain("whether the card was moved to WeChat Pay");
  });

  test("a coupon behind the id: an explained refusal", async () => {
    const world = await newWorld({ files: { [file]: card("gold", goldId, "base_info:\n  title: 金卡") } });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId, card_type: "CASH" });
    const run = await world.cli("plan");
    expect(run.code).toBe(3);
    expect(run.stdout).toContain("is not a member card (CASH)");
  });
});
