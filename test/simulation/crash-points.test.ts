import { beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../documents/support.ts";
import { countCases } from "../helpers/cases.ts";
import type { Sweep, SweepOptions } from "./crash-points.ts";
import { bundleSimulator, shownFailures, simulate } from "./simulator.ts";

/*
 * One document of every kind, with references between them; the apply that makes them, or changes them, is killed at
 * every effect there is: each request, each operation on files, each wait. What was under way arrives, or does not.
 * Proves G9 and G29.
 */
const folder = temporaryFolder();
let simulator: string;

beforeAll(async () => {
  simulator = await bundleSimulator(folder);
});

test.each<SweepOptions & { readonly least: number }>([
  { live: false, listing: "with-ids", variant: 0, crashes: ["kill"], least: 150 },
  { live: true, listing: "without-ids", variant: 1, crashes: ["kill"], least: 100 },
])("killed at any effect, nothing is lost or doubled: %j", async ({ least, ...options }) => {
  const { cases, different, tested, failures } = await simulate<Sweep>(simulator, ["sweep", JSON.stringify(options)]);
  countCases(tested);
  expect(shownFailures(failures)).toEqual([]);
  expect(cases).toBeGreaterThan(least);
  expect(different).toBeGreaterThan(10);
});
