import { expect, onTestFinished, test } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/main.ts";
import { brandCard, brandProject } from "../helpers/brand.ts";
import { newWorld } from "../helpers/world.ts";

test("what `wxcards sandbox` prints is all that another terminal needs, for both platforms", async () => {
  const made = await newWorld({ files: { "wxcards.yaml": brandProject, "cards/black.yaml": brandCard() } });
  const stop = new AbortController();
  let printed = "";
  const ready = new Promise<void>((resolve) => {
    const io: Io = {
      stdout: (text) => {
        printed += text;
      },
      stderr: () => resolve(),
      env: {},
      workingDirectory: made.root,
      canAsk: () => false,
      hasTerminal: () => false,
      colour: () => false,
      signal: stop.signal,
    };
    const effects = { io, files: made.files, clock: made.clock, random: made.random, network: made.network };
    const served = run(effects, ["sandbox"]);
    onTestFinished(async () => {
      stop.abort();
      expect(await served).toBe(0);
    });
  });
  await ready;
  const lines = printed.trim().split("\n");
  for (const name of Object.keys(made.env)) made.env[name] = undefined;
  for (const line of lines) {
    // As a shell reads it.
    const [, name = "", quoted = "", bare = ""] = /^export ([A-Z0-9_]+)=(?:'([^']*)'|(\S+))$/.exec(line) ?? [];
    expect(name).not.toBe("");
    made.env[name] = quoted === "" ? bare : quoted;
  }
  expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
  // It went the way of a real run, and the served platform kept it.
  expect(made.read("wxcards.state/tea/state.yaml")).toContain("BrandCard/black");
  expect(Object.keys(JSON.parse(made.read(".wxcards/sandbox/tea.json")).cards)).toHaveLength(1);
  expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
});
