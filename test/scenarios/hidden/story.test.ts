import { describe, expect, test } from "vitest";
import { card, goldId } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/gold.yaml";
const hidden = { behaviours: { miniProgramFields: "hidden" } } as const;
const made = (world: World) => Object.keys(world.sandbox.state(coffee.appid).cards);

/** A platform whose reads hide the keys of mini programs: what they hide contradicts nothing. */
describe("hidden", () => {
  test("a lost answer of card/create: the next run adopts the card, and sends nothing more", async () => {
    const world = await newWorld({ files: input, ...hidden });
    world.sandbox.fault({ path: "/card/create", when: "after" });
    expect((await world.cli("apply --yes")).code).toBe(6);
    const plan = await world.cli("plan");
    expect([plan.code, plan.stdout.includes("adopt-unequal")]).toEqual([0, false]);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(made(world)).toHaveLength(1);
    expect(world.bodies("/card/update")).toEqual([]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a lost answer of a card/update that landed: looked up, and not sent again", async () => {
    const spec = "base_info:\n  center_title: 去结账\n  center_app_brand_user_name: gh_86a091e50ad4@app";
    const world = await newWorld({ files: { [file]: card("gold", goldId, spec) }, ...hidden });
    world.sandbox.addCard(coffee.appid, { base_info: { title: "金卡" } }, { card_id: goldId });
    world.sandbox.fault({ path: "/card/update", when: "after" });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")).toHaveLength(1);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a state that was lost: the card is found again, and not updated for what is hidden", async () => {
    const world = await newWorld({ files: input, ...hidden });
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.remove("wxcards.state");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(made(world)).toHaveLength(1);
    expect(world.bodies("/card/update")).toEqual([]);
  });

  test("edited after its answer was lost: adopted, and what is hidden is sent once as the file says it now", async () => {
    const world = await newWorld({ files: input, ...hidden });
    world.sandbox.fault({ path: "/card/create", when: "after" });
    expect((await world.cli("apply --yes")).code).toBe(6);
    world.edit(file, "gh_86a091e50ad4@app", "gh_0123456789ab@app");
    for (const _ of [1, 2, 3]) expect((await world.cli("apply --yes")).code).toBe(0);
    expect(made(world)).toHaveLength(1);
    expect(world.bodies("/card/update").map((body) => JSON.stringify(body))).toEqual([
      expect.stringContaining('"center_app_brand_user_name":"gh_0123456789ab@app"'),
    ]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("one that is emptied by name, and of which nobody knows what it was, is emptied once", async () => {
    const spec = "base_info:\n  center_title: 去结账\n  center_app_brand_user_name: null";
    const world = await newWorld({ files: { [file]: card("gold", goldId, spec) }, ...hidden });
    const live = { center_title: "去结账", center_app_brand_user_name: "gh_86a091e50ad4@app" };
    world.sandbox.addCard(coffee.appid, { base_info: { title: "金卡", ...live } }, { card_id: goldId });
    for (const _ of [1, 2]) expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")).toHaveLength(1);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a hidden value that the file changes is sent once; one that is cleared is cleared once", async () => {
    const world = await newWorld({ files: input, ...hidden });
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.edit(file, "gh_86a091e50ad4@app", "gh_0123456789ab@app");
    for (const _ of [1, 2]) expect((await world.cli("apply --yes")).code).toBe(0);
    world.edit(file, "gh_0123456789ab@app", "null");
    for (const _ of [1, 2]) expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update").map((body) => JSON.stringify(body))).toEqual([
      expect.stringContaining('"center_app_brand_user_name":"gh_0123456789ab@app"'),
      expect.stringContaining('"center_app_brand_user_name":""'),
    ]);
  });
});
