import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { processEnv } from "../helpers/process-env.ts";
import type { SpokenRun } from "../helpers/spoken.ts";

const root = join(import.meta.dirname, "../..");

/** The whole quantity is every story. */
const isDeep = process.env["WXCARDS_DEEP"] === "1";
const sample = ["update", "drift", "clearing", "pay-gift-replace", "recovery", "refusals", "state-commands"];
const stories = isDeep ? ["test/scenarios"] : sample.map((story) => `test/scenarios/${story}/`);
const leastRuns = isDeep ? 1_500 : 150;

/** What others have said, and stands in Chinese sentences as they said it. */
const quoted: readonly RegExp[] = [
  // Answers of the platform, which follow its code.
  /errcode -?\d+|HTTP \d{3}|errmsg/,
  // Reasons of connections and of git.
  /other side closed|fatal: |error: failed to push|remote: |repository exists/,
  // YAML to paste or from a file, and commands to type, at the end of a line.
  /\{ what: |wxcards state unlock|^\s*\d+ \| /,
  // Where a fact of a field is from, and the first line of a record in git.
  /^ *来源 |^\d{4}-\d\d-\d\dT\S+ +\S+ +[0-9a-f]{10} /,
];

test(`${isDeep ? "all stories" : "some stories"}, told in Chinese, have no English sentence`, () => {
  const folder = mkdtempSync(join(tmpdir(), "wxcards-spoken-"));
  const record = join(folder, "runs.jsonl");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  // The stories expect English, so many of them fail: what counts is what their commands have printed.
  const env = processEnv({ WXCARDS_SPOKEN: record, NO_COLOR: "1" });
  spawnSync(process.execPath, [vitest, "run", ...stories, "--maxWorkers=2", "--reporter=dot"], { cwd: root, env });
  const runs = readFileSync(record, "utf8").trimEnd().split("\n");
  rmSync(folder, { recursive: true });
  expect(runs.length).toBeGreaterThan(leastRuns);
  const left = runs.flatMap((text) => {
    const { line, english } = JSON.parse(text) as SpokenRun;
    const own = english.filter(({ at }) => !quoted.some((pattern) => pattern.test(at)));
    return own.map(({ found, at }) => `${found} (wxcards ${line}: ${at})`);
  });
  expect([...new Set(left)]).toEqual([]);
});
