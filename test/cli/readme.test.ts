import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { monthAgo } from "../../scripts/demo-edits.ts";
import { realFiles } from "../../src/cli/files.ts";
import { newWorld } from "../helpers/world.ts";

const root = join(import.meta.dirname, "../..");
const textOf = (path: string) => readFileSync(join(root, path), "utf8");

test("the plan of the README is what the demo prints", async () => {
  const paths = ["wxcards.yaml", ...(await realFiles.glob(root, ["cards/**/*.{yaml,yml}"]))];
  const made = await newWorld({ files: Object.fromEntries(paths.map((path) => [path, textOf(path)])) });
  for (const [file, now, then] of monthAgo) made.edit(file, now, then);
  expect((await made.cli("sandbox --fill")).code).toBe(0);
  for (const [file, now, then] of monthAgo) made.edit(file, then, now);
  const plan = await made.cli("plan --sandbox");
  expect(plan.code).toBe(0);
  expect(textOf("README.md")).toContain(`\`\`\`text\n${plan.stdout}\`\`\`\n`);
});
