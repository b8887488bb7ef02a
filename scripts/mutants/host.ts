/**
 * Runs tests with one bug after another in one process, so that everything else is compiled once. Jobs come as JSON on
 * standard input; each verdict is a line of JSON on standard output.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVitest, type Reporter } from "vitest/node";
import { type Planting, plant } from "./plant.ts";

/** Tests to be run, with a bug or as everything is. */
export interface Job {
  readonly tests: readonly string[];
  readonly planting?: Planting;
}

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const silent: Reporter = {};

async function main(): Promise<void> {
  const jobs = JSON.parse(readFileSync(0, "utf8")) as readonly Job[];
  plant(undefined);
  const options = { watch: false, bail: 1, reporters: [silent], maxWorkers: 1, root };
  const vitest = await createVitest("test", options);
  for (const { tests, planting } of jobs) {
    const path = planting === undefined ? undefined : join(root, planting.file);
    plant(planting);
    if (path !== undefined) vitest.invalidateFile(path);
    const specifications = await vitest.globTestSpecifications([...tests]);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    plant(undefined);
    if (path !== undefined) vitest.invalidateFile(path);
    const isPassed = testModules.length > 0 && unhandledErrors.length === 0 && testModules.every((one) => one.ok());
    console.log(JSON.stringify({ passed: isPassed }));
  }
  await vitest.close();
}

await main();
process.exit(0);
