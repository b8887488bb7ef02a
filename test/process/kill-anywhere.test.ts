import { join } from "node:path";
import { expect, test } from "vitest";
import { bundled, temporaryFolder, tries } from "../documents/support.ts";
import type { World } from "../helpers/world.ts";
import { hasStrace, mainCalls, type SystemCall, start, traced } from "./command.ts";
import { applyWords, expectConverged, openProject } from "./project.ts";

// Proves G9.

/* The real process is killed at system calls spread over everything it does from its first request on. */
const folder = temporaryFolder();
/** What changes files or sockets, and what brings answers; the calls in between change nothing that lasts. */
const watched = "openat,read,write,writev,fsync,fdatasync,rename,link,unlink,mkdir,close,connect,ftruncate";

/** Runs the command under strace with more options of it; gives how it ended. */
async function run(world: World, cli: string, options: readonly string[], trace: string) {
  const command = [process.execPath, cli, ...applyWords];
  return start(world, traced(join(folder, trace), options, command)).ended;
}

/** The system calls of a whole run, from the first connection on. */
async function callsOfARun(cli: string): Promise<SystemCall[]> {
  const world = await openProject();
  const ended = await run(world, cli, ["-e", `trace=${watched}`, "-s", "64"], "whole");
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  await world.close();
  const calls = mainCalls(folder, "whole");
  return calls.slice(calls.findIndex(({ name }) => name === "connect"));
}

/** So many of a list, spread evenly over it. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);
}

test.skipIf(!hasStrace)("killed at any system call: nothing lost, nothing doubled, every file readable", async () => {
  const cli = await bundled("cli/entry.ts", folder);
  const calls = await callsOfARun(cli);
  const { numRuns } = tries(4, calls.length);
  let killed = 0;
  for (const { name, nth, rest } of spread(calls, numRuns)) {
    const world = await openProject();
    const inject = ["-e", `trace=${watched}`, "-e", `inject=${name}:signal=SIGKILL:when=${nth}`];
    const ended = await run(world, cli, inject, "killed");
    if (ended.signal === "SIGKILL" || ended.code === 137) killed += 1;
    await expectConverged(world, `killed at ${name} ${nth}: ${rest}\n${ended.stdout}${ended.stderr}`);
    await world.close();
  }
  // Now and then a run makes fewer calls of a name than the one that was counted.
  expect(killed).toBeGreaterThanOrEqual(Math.floor(numRuns * 0.9));
});
