import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "../../src");

/** More lines of one file than anybody reads in one go. Functions and their complexity are bounded by Biome. */
const mostLines = 300;

test(`no file of src has more than ${mostLines} lines, but for generated ones`, () => {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  const written = files.filter((file) => file.endsWith(".ts") && !file.startsWith("generated/"));
  expect(written.length).toBeGreaterThan(100);
  const long = written.filter((file) => readFileSync(join(src, file), "utf8").split("\n").length - 1 > mostLines);
  expect(long).toEqual([]);
});

test.each([
  ["pipeline.ts", 120],
  ["pipeline/carry-out.ts", 120],
])("%s reads like a table of contents: at most %d lines", (file, most) => {
  expect(readFileSync(join(src, file), "utf8").split("\n").length - 1).toBeLessThanOrEqual(most);
});

test("no test hands the environment of the machine to what it starts", () => {
  const folder = join(import.meta.dirname, "..");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  // npm has its registry there.
  const allowed = ["release/package.test.ts"];
  const spread = /\.{3}process\.env\b/;
  const handing = files.filter((file) => spread.test(readFileSync(join(folder, file), "utf8")));
  expect(handing).toEqual(allowed);
});
