import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { memoryFiles, PROJECT, problemsOf, runIn } from "./support.ts";

const fixtures = join(import.meta.dirname, "../fixtures");
const files = memoryFiles({
  "wxcards.yaml": PROJECT,
  "cards/everything.yaml": readFileSync(join(fixtures, "everything.yaml")),
});

test("one run reports every mistake of a file, each with its place, its line and a way out", async () => {
  const ran = await runIn(files, ["validate"]);
  await expect(ran.stdout).toMatchFileSnapshot(join(fixtures, "everything.txt"));
  expect(ran.stderr).toBe("");
  expect(ran.code).toBe(65);
});

test("the places are the same for machines", async () => {
  const ran = await runIn(files, ["validate", "--format", "json"]);
  const found = problemsOf(ran).map((one) => `${one.file}:${one.line}:${one.column} ${one.severity} ${one.code}`);
  expect(found).toEqual([
    "cards/everything.yaml:4:5 error number-not-text",
    "cards/everything.yaml:7:12 error text-too-long",
    "cards/everything.yaml:8:5 error unknown-key",
    "cards/everything.yaml:9:16 error unknown-value",
    "cards/everything.yaml:10:5 error value-is-comment",
    "cards/everything.yaml:14:22 error instant-in-milliseconds",
    "cards/everything.yaml:16:3 warning activation-modes",
    "cards/everything.yaml:19:7 error duplicate-name",
  ]);
  expect(ran.code).toBe(65);
});
