import { expect, test } from "vitest";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

const big = "9007199254740993";

/** A card whose answers hold a number where a text belongs, and a store beyond what JavaScript counts. */
async function odd(guard = ""): Promise<World> {
  const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  if (guard !== "") world.write({ "wxcards.yaml": `${world.read("wxcards.yaml")}guards:\n  drift: ${guard}\n` });
  world.edit("cards/gold.yaml", "color: Color060", "color: Color060\n    code_type: CODE_TYPE_QRCODE");
  expect((await world.cli("apply --yes")).code).toBe(0);
  const get = await fetch(`${world.sandbox.url}/card/get?access_token=${world.sandbox.token(coffee.appid)}`, {
    method: "POST",
    body: JSON.stringify({ card_id: goldId }),
  });
  const rawBody = (await get.text()).replace('"CODE_TYPE_QRCODE"', "2").replace("[101,102]", `[101,${big}]`);
  world.sandbox.fail({ path: "/card/get", times: 1_000, status: 200, rawBody, errcode: 0 });
  return world;
}

test("code_type: 2 and a large store are left out on import with reasons that are true, and the plan after it is empty", async () => {
  const world = await odd();
  world.remove("cards/gold.yaml");
  world.remove("wxcards.state");
  const run = await world.cli(`import coffee/MemberCard/gold=${goldId}`);
  expect(run.code).toBe(0);
  expect(run.stdout).toContain("base_info.code_type is 2, which is none of its values");
  expect(run.stdout).toMatch(
    new RegExp(`base_info.location_id_list: ${big} is too large to be kept exactly as a number`),
  );
  expect(run.stdout).not.toContain("quotes");
  expect(world.read("cards/gold.yaml")).not.toMatch(/^ *(location_id_list|code_type):/m);
  expect((await world.cli("validate")).code).toBe(0);
  expect((await world.cli("plan")).stdout).toBe("No changes. 1 unchanged.\n");
});

test("code_type: 2 live, refused as drift: taking the key out is advised, and works", async () => {
  const world = await odd("refuse");
  const plan = await world.cli("plan");
  expect(plan.code).toBe(3);
  const refused = plan.stdout.split("base_info.code_type was changed")[1] ?? "";
  expect(refused.split("\n\n")[0]).toContain("take the key out");
  expect(plan.stdout).not.toContain("write 2");
  expect(plan.stdout).not.toContain("change the list in the file in the same way");
  world.edit("cards/gold.yaml", "    code_type: CODE_TYPE_QRCODE\n", "");
  world.edit("cards/gold.yaml", "    location_id_list: [101, 102]\n", "");
  expect((await world.cli("plan")).stdout).toBe("No changes. 1 unchanged.\n");
});
