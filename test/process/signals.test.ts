import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { bundled, temporaryFolder, tries } from "../documents/support.ts";
import type { World } from "../helpers/world.ts";
import { type Ended, start } from "./command.ts";
import { applyWords, expectConverged, openProject } from "./project.ts";

// Proves G11.

/* A signal at any request of a real process, on a platform that answers and on one that went silent. */
const folder = temporaryFolder();
/** In milliseconds: how long a run may go on after a signal. */
const grace = 6_000;
/** What starting and ending a process and reading its output may take beyond that, on a machine with other work. */
const bare = 2_000;

interface Case {
  readonly signal: "SIGINT" | "SIGTERM";
  /** At which request the signal comes. */
  readonly nth: number;
  readonly platform: "answers" | "silent";
}

/** Sends the signal when the platform has seen so many requests; gives how long the process went on. */
async function signalled(world: World, cli: string, { signal, nth, platform }: Case) {
  if (platform === "silent") world.sandbox.fault({ path: "*", when: "hang", after: nth - 1, times: 100 });
  const { child, ended } = start(world, [process.execPath, cli, ...applyWords]);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && world.sandbox.requests.length < nth) await new Promise((resolve) => setImmediate(resolve));
  const began = performance.now();
  child.kill(signal);
  const end = await ended;
  const milliseconds = performance.now() - began;
  world.sandbox.calm();
  return { end, milliseconds };
}

/** What is written to stdout is whole, and says of each step what became of it. */
function expectWholeReport({ stdout, stderr }: Ended): void {
  const { summary, outcomes } = JSON.parse(stdout) as { summary: Record<string, number>; outcomes: JsonObject[] };
  const { planned = 0, done = 0, failed = 0, skipped = 0, unknown = 0 } = summary;
  expect(done + failed + skipped + unknown, stdout + stderr).toBe(planned);
  expect(outcomes.length, stdout + stderr).toBe(planned);
  expect(stdout + stderr).not.toMatch(/\n {4}at |a bug of its own/);
}

/** The requests of a whole run. */
async function requestsOfARun(cli: string): Promise<number> {
  const world = await openProject();
  expect((await start(world, [process.execPath, cli, ...applyWords]).ended).code).toBe(0);
  const { length } = world.sandbox.requests;
  await world.close();
  return length;
}

async function tryCase(one: Case, cli: string): Promise<number> {
  const world = await openProject();
  const { end, milliseconds } = await signalled(world, cli, one);
  const said = `${JSON.stringify(one)} ${milliseconds} ms\n${end.stdout}${end.stderr}`;
  // A signal that comes after the last answer finds a run that has done everything.
  expect(one.signal === "SIGINT" ? [130, 0] : [143, 0], said).toContain(end.code);
  expectWholeReport(end);
  await expectConverged(world, said);
  await world.close();
  return milliseconds;
}

test("a signal at any request: the run ends in time with the whole report, and nothing is lost", async () => {
  const cli = await bundled("cli/entry.ts", folder);
  const requests = await requestsOfARun(cli);
  const { numRuns } = tries(4, 200);
  const cases = Array.from({ length: numRuns }, (_, index): Case => {
    const nth = 1 + (Math.floor((index * requests) / numRuns) % requests);
    return { signal: index % 2 === 0 ? "SIGINT" : "SIGTERM", nth, platform: index % 4 < 2 ? "answers" : "silent" };
  });
  const took: number[] = [];
  const worker = async () => {
    for (let one = cases.shift(); one !== undefined; one = cases.shift()) took.push(await tryCase(one, cli));
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  expect(took.length).toBe(numRuns);
  if (process.env["WXCARDS_DEEP"] !== "1") return;
  // Only the deep run, which has the machine to itself, looks at the clock.
  console.log(`the longest of ${numRuns} went on for ${(Math.max(...took) / 1_000).toFixed(2)} s after its signal`);
  expect(Math.max(...took)).toBeLessThan(grace + bare);
});
