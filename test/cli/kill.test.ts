import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { bundled, temporaryFolder, tries } from "../documents/support.ts";
import { newCard } from "../helpers/documents.ts";
import { processEnv } from "../helpers/process-env.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

// Proves G9.

const folder = temporaryFolder();
const document = newCard("new", "新会员卡");

/** Runs apply in a process of its own and kills it as soon as the create has gone out and before its answer comes. */
async function killedWhileCreating(world: World, cli: string): Promise<void> {
  const child = spawn(process.execPath, [cli, "apply", "--yes"], {
    cwd: world.root,
    env: processEnv(world.env),
    stdio: "ignore",
  });
  const ended = new Promise<string | null>((resolve) =>
    child.on("exit", (code, signal) => resolve(signal ?? `${code}`)),
  );
  // A process that ends before it has sent anything is seen at once, by its exit code.
  while (world.sandbox.calls("/card/create") === 0 && child.exitCode === null) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  child.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");
}

test("killed between sending a create and reading its answer: in the end there is exactly one card", async () => {
  const cli = await bundled("cli/entry.ts", folder);
  const { numRuns } = tries(6, 20);
  for (let round = 0; round < numRuns; round += 1) {
    const when = round % 2 === 0 ? "hang" : "hang-after";
    const world = await newWorld({ files: { "cards/new.yaml": document } });
    // A process of its own has the clock of the machine.
    world.clock.advance((Date.now() - world.clock.now()) / 1000);
    world.sandbox.fault({ path: "/card/create", when });
    await killedWhileCreating(world, cli);
    // What does not show may still come, for ten minutes.
    expect((await world.cli("apply --yes")).code).toBe(when === "hang" ? 6 : 0);
    world.clock.advance(660);
    expect((await world.cli("apply --yes")).code).toBe(0);
    const cards = Object.entries(world.sandbox.state(coffee.appid).cards);
    expect(cards).toHaveLength(1);
    expect(world.locked("MemberCard/new")).toMatchObject({ id: cards[0]?.[0] });
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect((world.bodies("/card/create") as JsonObject[]).length).toBe(when === "hang" ? 2 : 1);
    await world.close();
  }
});
