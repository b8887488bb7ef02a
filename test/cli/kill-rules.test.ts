import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { bundled, temporaryFolder, tries } from "../documents/support.ts";
import { processEnv } from "../helpers/process-env.ts";
import { liveRules, lockedRules, merchants, rule, ruleWorld } from "../helpers/rules.ts";
import type { World } from "../helpers/world.ts";

// Proves G9.

/* The real process is killed or interrupted while it replaces a rule; the next runs lead to exactly what is declared. */
const folder = temporaryFolder();
const mchids = merchants(12);
const paths = { add: "/card/paygiftcard/add", delete: "/card/paygiftcard/delete" } as const;

/** Runs an apply as a process of its own and sends it a signal as soon as a request has arrived. */
async function signalled(world: World, cli: string, path: string, signal: NodeJS.Signals): Promise<number | null> {
  const before = world.sandbox.calls(path);
  const child = spawn(process.execPath, [cli, "apply", "--yes", "--allow", "replace"], {
    cwd: world.root,
    env: processEnv(world.env),
    stdio: "ignore",
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
  while (world.sandbox.calls(path) === before && child.exitCode === null) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  child.kill(signal);
  return ended;
}

/** A rule of two parts is live, and its document asks for another amount. */
async function changed(listing: "with-ids" | "without-ids"): Promise<World> {
  const world = await ruleWorld(rule({ mchids }));
  // A process of its own has the clock of the machine.
  world.clock.advance((Date.now() - world.clock.now()) / 1000);
  world.sandbox.behaviours.payGift.listing = listing;
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.write({ "cards/spring.yaml": rule({ mchids, least: 200 }) });
  return world;
}

function expectDeclared(world: World): void {
  expect(Object.values(liveRules(world)).flat().sort()).toEqual(mchids);
  expect(Object.values(world.rules()).map(({ member_rule }) => member_rule["least_cost"])).toEqual([200, 200]);
  const held = (rules: Record<string, readonly string[]>) =>
    Object.values(rules)
      .map((mchids) => mchids.join())
      .sort();
  // A rule whose answer was lost, and which no listing names, is remembered by what it holds.
  expect(held(lockedRules(world))).toEqual(held(liveRules(world)));
}

test("killed while a rule is replaced: the next run finds what came of it, nothing is twice and nothing lost", async () => {
  const cli = await bundled("cli/entry.ts", folder);
  for (const call of ["delete", "add"] as const)
    for (const when of ["hang", "hang-after"] as const)
      for (const listing of ["with-ids", "without-ids"] as const) {
        const world = await changed(listing);
        world.sandbox.fault({ path: paths[call], when });
        expect(await signalled(world, cli, paths[call], "SIGKILL")).toBeNull();
        const said: string[] = [];
        said.push((await world.cli("apply --yes --allow replace")).all);
        // What does not show may still come, for ten minutes.
        world.clock.advance(660);
        said.push((await world.cli("apply --yes --allow replace")).all);
        const last = await world.cli("plan --detailed-exitcode");
        expect({ call, when, listing, code: last.code, said: last.code === 0 ? [] : said }).toEqual({
          call,
          when,
          listing,
          code: 0,
          said: [],
        });
        expectDeclared(world);
        await world.close();
      }
});

test("interrupted while a rule is down: it is put up again before the run ends", async () => {
  const cli = await bundled("cli/entry.ts", folder);
  const { numRuns } = tries(3, 10);
  for (let round = 0; round < numRuns; round += 1) {
    const world = await changed("without-ids");
    const code = await signalled(world, cli, paths.delete, "SIGINT");
    expect(Object.values(liveRules(world)).flat().sort()).toEqual(mchids);
    expect(lockedRules(world)).toEqual(liveRules(world));
    if (code !== 0) expect(code).toBe(130);
    expect((await world.cli("apply --yes --allow replace")).code).toBe(0);
    expectDeclared(world);
    await world.close();
  }
});
