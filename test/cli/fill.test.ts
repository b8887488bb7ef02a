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
  const report = JSON.parse(imported.stdout) as { imported: { leftOut: unknown[] }[] };
  expect(report.imported).toHaveLength(Number(count));
  expect(report.imported.flatMap(({ leftOut }) => leftOut)).toEqual([]);
  const plan = await world.cli("plan --sandbox --detailed-exitcode");
  expect([plan.code, plan.stdout]).toEqual([
    0,
    `On the embedded platform (sandbox): nothing here reaches Weixin.\n\nNo changes. ${count} unchanged.\n`,
  ]);
});
