import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newWorld } from "../helpers/world.ts";

const root = join(import.meta.dirname, "../..");

test("the example cards put on the embedded platform, taken away and imported: nothing is left out, and nothing differs", async () => {
  const names = readdirSync(join(root, "cards")).filter((name) => name.endsWith(".yaml"));
  const cards = names.map((name) => [`cards/${name}`, readFileSync(join(root, "cards", name), "utf8")]);
  const project = readFileSync(join(root, "wxcards.yaml"), "utf8");
  const world = await newWorld({ files: { ...Object.fromEntries(cards), "wxcards.yaml": project } });
  const filled = await world.cli("sandbox --fill");
  const count = /^(\d+) put on the embedded platform, 0 there already\.$/m.exec(filled.stdout)?.[1];
  expect([filled.code, Number(count) >= 5]).toEqual([0, true]);
  world.remove("cards");
  const imported = await world.cli("import --all --sandbox --format json");
  expect(imported.code).toBe(0);
  const report = JSON.parse(imported.stdout) as { imported: { left_out: unknown[] }[] };
  expect(report.imported).toHaveLength(Number(count));
  expect(report.imported.flatMap(({ left_out }) => left_out)).toEqual([]);
  const plan = await world.cli("plan --sandbox --detailed-exitcode");
  expect([plan.code, plan.stdout]).toEqual([
    0,
    `On the embedded platform (sandbox): nothing here reaches Weixin.\n\nNo changes. ${count} unchanged.\n`,
  ]);
});

test("what documents delete is there to be deleted: a deletion can be rehearsed", async () => {
  const tombstone = (kind: string, name: string, id: string) =>
    `kind: ${kind}\nname: ${name}\nid: ${id}\nstate: absent\nreason: 门店已关\n`;
  const world = await newWorld({
    files: {
      "cards/old.yaml": tombstone("MemberCard", "old", "pOldOldOldOldOldOldOldOldOldO"),
      "cards/rule.yaml": tombstone("PayGiftRule", "rule", "['44', '45']"),
    },
  });
  const unfilled = await world.cli("plan --sandbox");
  expect([unfilled.code, unfilled.all]).toEqual([3, expect.stringContaining("`wxcards sandbox --fill` puts it there")]);
  expect((await world.cli("sandbox --fill")).stdout).toContain("2 put on the embedded platform, 0 there already.");
  const applied = await world.cli("apply --sandbox --yes --allow delete");
  expect([applied.code, applied.all]).toEqual([0, expect.stringContaining("- MemberCard/old")]);
  const plan = await world.cli("plan --sandbox --detailed-exitcode");
  expect([plan.code, plan.stdout]).toEqual([0, expect.stringContaining("No changes.")]);
});

test("a rule is put there with the card that its document names, and none that apply has yet to make", async () => {
  const rule = (name: string, id: string, card: string) =>
    `kind: PayGiftRule\nname: ${name}\nid: "${id}"\nspec:\n  base_info:\n    mchid_list: ["${id}"]\n  member_rule:\n    card_id: ${card}\n`;
  const world = await newWorld({
    files: {
      "cards/gold.yaml":
        "kind: MemberCard\nname: gold\nid: pGoldGoldGoldGoldGoldGoldGol\nspec:\n  base_info:\n    notice: 出示\n",
      "cards/new.yaml": "kind: MemberCard\nname: new\nspec:\n  base_info:\n    notice: 出示\n",
      "cards/a.yaml": rule("a", "1900000001", "MemberCard/gold"),
      "cards/b.yaml": rule("b", "1900000002", "MemberCard/new"),
    },
  });
  expect((await world.cli("sandbox --fill")).stdout).toContain("3 put on the embedded platform");
  const state = JSON.parse(world.read(".wxcards/sandbox/coffee.json")) as { readonly rules: Record<string, unknown> };
  for (const id of ["1900000001", "1900000002"])
    expect(state.rules[id]).toMatchObject({ member_rule: { card_id: "pGoldGoldGoldGoldGoldGoldGol" } });
});
