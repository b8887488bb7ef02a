import { beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../documents/support.ts";
import { countCases } from "../helpers/cases.ts";
import { byWorkers } from "../helpers/workers.ts";
import type { Failure } from "./crash-points.ts";
import { bundleSimulator, type Played, shownFailures, simulate } from "./simulator.ts";
import { added, type Tested } from "./tested.ts";

/*
 * 2 to 8 machines with the same project go to work at the same moment, again and again, with every fault there is: the
 * order in which their requests and their looks at the state follow each other comes from a seed. One at a time writes
 * an account, and in the end everything is as declared, once. Proves G9, G13 and G15.
 */
const folder = temporaryFolder();
let simulator: string;

beforeAll(async () => {
  simulator = await bundleSimulator(folder);
});

const isDeep = process.env["WXCARDS_DEEP"] === "1";
const count = Number(process.env["WXCARDS_SEEDS"] ?? (isDeep ? 1_000 : 15));
const atOnce = 50;

test("clones at the same moment: one at a time writes an account, and nothing is lost or doubled", async () => {
  const parts = Array.from({ length: Math.ceil(count / atOnce) }, (_, part) => 1 + part * atOnce);
  const failures: Failure[] = [];
  const sum = { cases: 0, runs: 0 };
  let tested: Tested = {};
  await byWorkers(parts, async (first) => {
    const last = Math.min(count, first + atOnce - 1);
    const played = await simulate<Played>(simulator, ["clones", String(first), String(last)]);
    sum.cases += played.cases;
    sum.runs += played.runs;
    tested = added(tested, played.tested);
    failures.push(...played.failures);
  });
  if (isDeep) process.stdout.write(`clones at the same moment: ${sum.cases} seeds, ${sum.runs} commands\n`);
  countCases(tested);
  expect(shownFailures(failures)).toEqual([]);
  expect(sum.cases).toBe(count);
});
