import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { realFiles } from "../../src/cli/files.ts";
import { newWorld } from "../helpers/world.ts";

test.each(["a", "卡", "😀", "a😀"])("a large text of %j is written as it is", async (part) => {
  const { root } = await newWorld();
  const text = part.repeat(Math.ceil(2_500_000 / part.length));
  expect(realFiles.writeInside(root, "cards/large.yaml", text)).toBeUndefined();
  expect(readFileSync(join(root, "cards/large.yaml"), "utf8") === text).toBe(true);
  expect(realFiles.writeInside(root, "cards/parts.yaml", ["卡", text, "", "b"])).toBeUndefined();
  expect(readFileSync(join(root, "cards/parts.yaml"), "utf8") === `卡${text}b`).toBe(true);
});
