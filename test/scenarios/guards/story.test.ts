import { describe, expect, test } from "vitest";
import { bronzeId, goldId, project, silverId, smallCard } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

// Proves G4.

const input = inputOf(import.meta.url);
/** Three cards that all want another notice, in a project that lets two change at once. */
async function threeChanges(): Promise<World> {
  const ids = { gold: goldId, silver: silverId, bronze: bronzeId };
  const world = await newWorld({ files: input });
  for (const [name, id] of Object.entries(ids)) {
    world.sandbox.addCard(coffee.appid, { base_info: { title: `${name}卡`, notice: "旧提醒" } }, { card_id: id });
  }
  return world;
}

/** What asks for agreement before anything is written. */
describe("guards", () => {
  test("more changes than the project lets through at once: nothing is written without --allow many", async () => {
    const world = await threeChanges();
    const plan = await world.cli("plan --detailed-exitcode");
    expect([plan.code, (await world.cli("plan")).code]).toEqual([3, 3]);
    expect(plan.stdout).toContain("Approval required: --allow many");
    const { consent, applicable } = readPlan((await world.cli("plan --format json")).stdout);
    expect({ consent, applicable }).toEqual({
      consent: [{ what: "many", address: "", account: "coffee", given: false, snippet: "guards: { max_changes: 3 }" }],
      applicable: false,
    });
    const refused = await world.cli("apply --yes");
    expect(refused.code).toBe(3);
    expect(world.writes()).toEqual([]);
    const applied = await world.cli("apply --yes --allow many");
    expect(applied.code).toBe(0);
    expect(world.writes()).toHaveLength(3);
  });

  test("the same number in two runs needs no agreement", async () => {
    const world = await threeChanges();
    expect((await world.cli("apply --yes --target MemberCard/gold")).code).toBe(0);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toHaveLength(3);
  });

  test("agreement to something unknown is wrong usage", async () => {
    const world = await threeChanges();
    const run = await world.cli("apply --yes --allow everything");
    expect(run.code).toBe(64);
    expect(run.stderr).toContain("many");
    expect(world.writes()).toEqual([]);
  });

  describe("agreement for one resource", () => {
    /** A card whose notice was changed at the console after the first apply. */
    async function drifted(more = ""): Promise<World> {
      const text = smallCard("gold", goldId).replace("spec:", `${more}spec:`);
      const world = await newWorld({ files: { "cards/gold.yaml": text } });
      world.sandbox.addCard(coffee.appid, { base_info: { title: "gold卡", notice: "请出示" } }, { card_id: goldId });
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
      world.forget();
      return world;
    }

    test.each(["drift", "drift=MemberCard/gold", "drift=coffee/MemberCard/gold"])("--allow %s", async (allow) => {
      const world = await drifted();
      expect((await world.cli(`apply --yes --allow ${allow}`)).code).toBe(0);
      expect(world.bodies("/card/update")).toEqual([
        { card_id: goldId, member_card: { base_info: { notice: "请出示" } } },
      ]);
    });

    test("for another address it is not given", async () => {
      const world = await drifted();
      expect((await world.cli("apply --yes --allow drift=MemberCard/silver")).code).toBe(0);
      expect(world.writes()).toEqual([]);
    });

    test("drift that the project refuses: sent with consent, nothing without", async () => {
      const world = await drifted();
      world.write({ "wxcards.yaml": project("guards: { drift: refuse }\n") });
      const { consent } = readPlan((await world.cli("plan --format json")).stdout);
      const snippet = "allow: [{ what: drift, because: … }]";
      expect(consent).toEqual([{ what: "drift", address: "coffee/MemberCard/gold", given: false, snippet }]);
      expect((await world.cli("apply --yes")).code).toBe(3);
      expect(world.writes()).toEqual([]);
      expect((await world.cli("apply --yes --allow drift")).code).toBe(0);
      expect(world.writes()).toHaveLength(1);
    });

    test("in the document, with its reason, as long as it counts and while something needs it", async () => {
      const world = await drifted("allow: [{ what: drift, because: 活动结束, until: 2030-12-31 }]\n");
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.writes()).toHaveLength(1);
      const later = await world.cli("plan");
      expect(later.code).toBe(0);
      expect(later.stdout).toContain("consent-unused");
    });

    test("that has ended counts no more", async () => {
      const world = await drifted("allow: [{ what: drift, because: 活动结束, until: 2020-12-31 }]\n");
      const apply = await world.cli("apply --yes");
      expect(apply.code).toBe(0);
      expect(apply.stdout).toContain("consent-expired");
      expect(world.writes()).toEqual([]);
    });

    test.each(["at-once", "after-review"] as const)(
      "a refused value is handed in again with --allow resubmit (%s)",
      async (shows) => {
        const world = await newWorld({ files: { "cards/gold.yaml": smallCard("gold", goldId) } });
        world.sandbox.addCard(coffee.appid, { base_info: { title: "旧卡", notice: "请出示" } }, { card_id: goldId });
        world.sandbox.behaviours.review = { seconds: 60, verdict: "refuse", shows };
        expect((await world.cli("apply --yes")).code).toBe(0);
        world.clock.advance(61);
        expect((await world.cli("apply --yes")).code).toBe(0);
        expect(world.writes()).toHaveLength(1);
        world.sandbox.behaviours.review = { seconds: 60, verdict: "pass", shows };
        expect((await world.cli("apply --yes --allow resubmit")).code).toBe(0);
        expect(world.writes()).toHaveLength(2);
        world.clock.advance(61);
        expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
      },
    );
  });
});
