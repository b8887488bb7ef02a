import { expect, test } from "vitest";
import { bronzeId, goldId, project, silverId, smallCard } from "../../helpers/documents.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

/** Three cards that all want another notice, in a project that lets two change at once. */
async function threeChanges(): Promise<World> {
  const ids = { gold: goldId, silver: silverId, bronze: bronzeId };
  const files = Object.entries(ids).map(([name, id]) => [`cards/${name}.yaml`, smallCard(name, id)]);
  const world = await newWorld({
    files: { ...Object.fromEntries(files), "wxcards.yaml": project("guards: { max_changes: 2 }\n") },
  });
  for (const [name, id] of Object.entries(ids)) {
    world.sandbox.addCard(coffee.appid, { base_info: { title: `${name}卡`, notice: "旧提醒" } }, { card_id: id });
  }
  return world;
}

/** What asks for agreement before anything is written. */
export function story(): void {
  test("more changes than the project lets through at once: nothing is written without --allow many", async () => {
    const world = await threeChanges();
    const plan = await world.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    expect(plan.stdout).toContain("Nothing is done without consent: --allow many");
    const { consent, applicable } = readPlan((await world.cli("plan --format json")).stdout);
    expect({ consent, applicable }).toEqual({
      consent: [{ what: "many", address: "", given: false }],
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
}
