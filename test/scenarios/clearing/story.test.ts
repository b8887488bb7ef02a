import { describe, expect, test } from "vitest";
import { goldId, liveGold } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/gold.yaml";
const cell = "custom_cell1:\n    name: 附近门店\n    tips: 查看营业时间\n    url: https://m.yunshan.example/stores\n";

async function gold(): Promise<World> {
  const world = await newWorld({ files: input });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  return world;
}

/** `null` is an order to clear, an absent key is silence. */
describe("clearing", () => {
  test("null clears a text, a list and an entry, each in the way the platform takes it", async () => {
    const world = await gold();
    world.edit(file, 'service_phone: "4008203366"', "service_phone: null");
    world.edit(file, "location_id_list: [101, 102]", "location_id_list: null");
    world.edit(file, cell, "custom_cell1: null\n");
    await golden((await world.cli("plan")).stdout, "plan.txt");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([
      {
        path: "/card/update",
        body: {
          card_id: goldId,
          member_card: {
            base_info: { service_phone: "", location_id_list: [] },
            custom_cell1: { name: "", tips: "", url: "" },
          },
        },
      },
    ]);
    world.forget();
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([]);
  });

  test("an empty list clears as null does", async () => {
    const world = await gold();
    world.edit(file, "location_id_list: [101, 102]", "location_id_list: []");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")).toEqual([
      { card_id: goldId, member_card: { base_info: { location_id_list: [] } } },
    ]);
  });

  test("a key that is taken out of the file is no longer managed, and stays as it is", async () => {
    const world = await gold();
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.edit(file, '    service_phone: "4008203366"\n', "");
    world.edit(file, "    location_id_list: [101, 102]\n", "");
    world.edit(file, `  ${cell}`, "");
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([]);
    expect(Object.keys(world.settled("MemberCard/gold"))).not.toContain("/base_info/service_phone");
  });

  test("one member of an entry is cleared, the others go along", async () => {
    const world = await gold();
    world.edit(file, "    tips: 查看营业时间\n", "    tips: null\n");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")).toEqual([
      {
        card_id: goldId,
        member_card: { custom_cell1: { name: "附近门店", tips: "", url: "https://m.yunshan.example/stores" } },
      },
    ]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("null where the platform cannot clear is refused offline", async () => {
    const world = await gold();
    world.edit(file, "title: 云杉咖啡金卡", "title: null");
    const plan = await world.cli("plan");
    expect(plan.code).toBe(65);
    expect(plan.stdout).toContain(`${file}:7:`);
    expect(world.paths()).toEqual([]);
  });
});
