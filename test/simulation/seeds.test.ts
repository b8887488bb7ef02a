import { existsSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { nodeBinary, otherMajors } from "../../scripts/nodes/fetch.ts";
import { temporaryFolder } from "../documents/support.ts";
import { countCases } from "../helpers/cases.ts";
import { byWorkers } from "../helpers/workers.ts";
import type { Failure } from "./crash-points.ts";
import type { Result, Schedule } from "./schedule.ts";
import regressions from "./seeds.json" with { type: "json" };
import { bundleSimulator, type Played, shownFailures, simulate } from "./simulator.ts";
import { added, type Tested } from "./tested.ts";

/*
 * Everything at once, from one seed: a project of any kinds, platforms that behave differently and whose listings are
 * late, every fault of network and disk, killed processes, loss of power, signals, runs side by side, clones, edits of
 * documents and at the console. Then the faults stop, and every promise is looked at. Proves G1, G5, G7, G9, G11, G12,
 * G14, G15, G16, G17, G19, G23, G29 and G30.
 *
 * `WXCARDS_SEED=7` plays one seed and prints its trace; `WXCARDS_SEEDS=500` plays so many.
 */
const folder = temporaryFolder();
let simulator: string;

beforeAll(async () => {
  simulator = await bundleSimulator(folder);
});

const isDeep = process.env["WXCARDS_DEEP"] === "1";
const only = process.env["WXCARDS_SEED"];
const count = Number(process.env["WXCARDS_SEEDS"] ?? (isDeep ? 10_000 : 30));

/** So many seeds are played by one process: few enough to see how it goes on, and enough to be worth its start. */
const atOnce = 250;

test("whatever happens, once the faults stop everything is as declared", async () => {
  const [from, to] = only === undefined ? [1, count] : [Number(only), Number(only)];
  const parts = Array.from({ length: Math.ceil((to - from + 1) / atOnce) }, (_, part) => from + part * atOnce);
  const sum = { cases: 0, runs: 0, seconds: 0 };
  const failures: Failure[] = [];
  let tested: Tested = {};
  await byWorkers(parts, async (first) => {
    const last = Math.min(to, first + atOnce - 1);
    const played = await simulate<Played>(simulator, ["seeds", String(first), String(last)]);
    sum.cases += played.cases;
    sum.runs += played.runs;
    sum.seconds += played.seconds;
    tested = added(tested, played.tested);
    failures.push(...played.failures);
    const { cases, runs, seconds } = sum;
    if (isDeep || only !== undefined)
      process.stdout.write(
        `simulated: ${cases} seeds, ${runs} commands, ${(cases / seconds).toFixed(1)} seeds a second and core\n`,
      );
  });
  countCases(tested);
  expect(shownFailures(failures)).toEqual([]);
  expect(sum.cases).toBe(to - from + 1);
});

test("a seed is played again to the same bytes, by every version of Node that is here", async () => {
  const seeds = only === undefined ? [3, 4, 5] : [Number(only)];
  const others = otherMajors.map(nodeBinary).filter((binary) => existsSync(binary));
  for (const seed of seeds) {
    const nodes = [process.execPath, process.execPath, ...others];
    const played = await Promise.all(nodes.map((node) => simulate<Result>(simulator, ["seed", String(seed)], node)));
    const digests = played.map(({ digest }) => digest);
    expect(digests).toEqual(digests.map(() => digests[0]));
    if (isDeep || only !== undefined)
      process.stdout.write(`seed ${seed}: ${digests[0]} on ${others.length + 1} versions of Node\n`);
  }
});

test.each(regressions)("what once went wrong goes well: $why", async ({ schedule }) => {
  const { violations } = await simulate<Result>(simulator, ["replay", JSON.stringify(schedule as Schedule)]);
  expect(violations).toEqual([]);
});
