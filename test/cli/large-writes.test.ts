import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { realDisk } from "../../src/cli/disk.ts";
import { diskFiles, realFiles } from "../../src/cli/files.ts";
import { newWorld } from "../helpers/world.ts";

test.each(["a", "卡", "😀", "a😀"])("a large text of %j is written as it is", async (part) => {
  const { root } = await newWorld();
  const text = part.repeat(Math.ceil(2_500_000 / part.length));
  expect(realFiles.writeInside(root, "cards/large.yaml", text)).toBeUndefined();
  expect(readFileSync(join(root, "cards/large.yaml"), "utf8") === text).toBe(true);
  expect(realFiles.writeInside(root, "cards/parts.yaml", ["卡", text, "", "b"])).toBeUndefined();
  expect(readFileSync(join(root, "cards/parts.yaml"), "utf8") === `卡${text}b`).toBe(true);
});

test("bytes are written as they are, also where the disk takes a part at a time", async () => {
  const { root } = await newWorld();
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 256));
  const writeSync = ((file: number, from: Uint8Array, at: number, length: number, place: number) =>
    realDisk.writeSync(file, from, at, Math.min(length, 1000), place)) as typeof realDisk.writeSync;
  const slow = diskFiles({ ...realDisk, writeSync });
  expect(slow.writeInside(root, "vendor/tool.tgz", bytes)).toBeUndefined();
  expect(readFileSync(join(root, "vendor/tool.tgz")).equals(bytes)).toBe(true);
  expect(slow.writeInside(root, "vendor/tool.tgz", bytes.subarray(5, 9))).toBeUndefined();
  expect(readFileSync(join(root, "vendor/tool.tgz")).equals(bytes.subarray(5, 9))).toBe(true);
});
