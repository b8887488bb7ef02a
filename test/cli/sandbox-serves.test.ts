import { expect, onTestFinished, test } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/main.ts";
import { brandCard, brandProject } from "../helpers/brand.ts";
import { newWorld, type World } from "../helpers/world.ts";
import { twoShops } from "../scenarios/third-party/world.ts";

/** Serves the embedded platform until the test ends; gives the lines that it printed. */
async function servedBy(made: World): Promise<readonly string[]> {
  const stop = new AbortController();
  let printed = "";
  await new Promise<void>((resolve) => {
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
  return printed.trim().split("\n");
}

/** Puts these lines in the place of all that the environment held, as a shell reads them. */
function setAs(made: World, lines: readonly string[]): void {
  for (const name of Object.keys(made.env)) made.env[name] = undefined;
  for (const line of lines) {
    const [, name = "", quoted = "", bare = ""] = /^export ([A-Z0-9_]+)=(?:'([^']*)'|(\S+))$/.exec(line) ?? [];
    expect(name).not.toBe("");
    made.env[name] = quoted === "" ? bare : quoted;
  }
}

test("what `wxcards sandbox` prints is all that another terminal needs, for both platforms", async () => {
  const made = await newWorld({ files: { "wxcards.yaml": brandProject, "cards/black.yaml": brandCard() } });
  setAs(made, await servedBy(made));
  expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
  // It went the way of a real run, and the served platform kept it.
  expect(made.read("wxcards.state/tea/state.yaml")).toContain("BrandCard/black");
  expect(Object.keys(JSON.parse(made.read(".wxcards/sandbox/tea.json")).cards)).toHaveLength(1);
  expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
});

test("it prints what a third-party platform is called with, in place of the AppSecrets of its accounts", async () => {
  const made = await twoShops();
  const printed = await servedBy(made);
  const names = printed.map((line) => line.split("=")[0]);
  expect(names).toEqual([
    "export WXCARDS_WEIXIN_BASE_URL",
    "export WXCARDS_BAKERY_APPSECRET",
    "export WXCARDS_SANDBOX_APPSECRET",
    "export WXCARDS_WX3456789012ABCDEF_COMPONENT_APPSECRET",
    "export WXCARDS_WX3456789012ABCDEF_COMPONENT_VERIFY_TICKET",
  ]);
  setAs(made, printed);
  await made.cli("sandbox --fill");
  const plan = await made.cli("plan --account coffee");
  // It went the way of a real run; the card is there only once the served platform is started anew.
  expect([plan.code, plan.stdout]).toEqual([3, expect.stringContaining("resource-missing")]);
});
