import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { realProcesses } from "../../src/cli/processes.ts";
import type { Processes } from "../../src/model/ports.ts";
import { bundled, temporaryFolder, tries } from "../documents/support.ts";
import { newCard } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

// Proves G13.

const folder = temporaryFolder();
const mark = ".wxcards/apply.lock";
const desk: Processes = { id: 100, host: "desk", space: "boot-1 pid:[1]", isAlive: (id) => id === 100 || id === 200 };

async function withNewCard(processes: Processes | undefined = desk): Promise<World> {
  const world = await newWorld({ files: { "cards/new.yaml": newCard("new", "新会员卡") } });
  if (processes !== undefined) world.processes = processes;
  return world;
}

function held(pid: number, host: string, space = desk.space): string {
  return `${JSON.stringify({ pid, host, space, since: "2026-11-21T10:00:00Z", nonce: "x" })}\n`;
}

test("the mark stands while an apply is at work, and is gone afterwards", async () => {
  const world = await withNewCard();
  let seen = "";
  world.onLine(/card\/create/, () => {
    seen = world.read(mark);
  });
  expect((await world.cli("apply --yes --verbose")).code).toBe(0);
  expect(JSON.parse(seen)).toMatchObject({ pid: 100, host: "desk" });
  expect(world.exists(mark)).toBe(false);
});

test.each([
  ["apply --yes", ""],
  ["apply --yes --format json", ""],
  ["import --all", ""],
  ["import --all --format json", ""],
])("%s while another run is at work: exit 7, nothing is asked of the platform", async (line) => {
  const world = await withNewCard();
  world.write({ [mark]: held(200, "desk") });
  const run = await world.cli(line);
  expect(run.code).toBe(7);
  expect(run.all).toContain("pid 200 on desk, since 2026-11-21T10:00:00Z");
  expect(run.all).toContain("wait until it has ended");
  if (line.includes("json"))
    expect(Object.keys(JSON.parse(run.stdout))).toContain(line.startsWith("apply") ? "outcomes" : "imported");
  expect(world.paths()).toEqual([]);
  expect(world.read(mark)).toBe(held(200, "desk"));
});

test("commands that only look go on", async () => {
  const world = await withNewCard();
  world.write({ [mark]: held(200, "desk") });
  for (const line of ["validate", "plan", "status"]) expect((await world.cli(line)).code).toBe(0);
});

test("a mark that a dead process of this machine left is taken over", async () => {
  const world = await withNewCard();
  world.write({ [mark]: held(300, "desk") });
  expect((await world.cli("apply --yes")).code).toBe(0);
  expect(world.exists(mark)).toBe(false);
  expect(world.exists(`${mark}.turn`)).toBe(false);
});

test("a mark with this run's own number is another's that is dead: numbers come again", async () => {
  const world = await withNewCard();
  world.write({ [mark]: held(100, "desk") });
  expect((await world.cli("apply --yes")).code).toBe(0);
  expect(world.exists(mark)).toBe(false);
});

test("died while taking over: the second mark is taken away as well", async () => {
  const world = await withNewCard();
  world.write({ [mark]: held(300, "desk"), [`${mark}.turn`]: held(301, "desk") });
  expect((await world.cli("apply --yes")).code).toBe(0);
  expect(world.exists(mark)).toBe(false);
  expect(world.exists(`${mark}.turn`)).toBe(false);
});

test("what is in the folder of marks stays out of commits", async () => {
  const world = await withNewCard();
  expect((await world.cli("apply --yes")).code).toBe(0);
  expect(world.read(".wxcards/.gitignore")).toBe("*\n");
});

test("of two runs that find the same dead one, the second waits for its turn", async () => {
  const world = await withNewCard();
  world.write({ [mark]: held(300, "desk"), [`${mark}.turn`]: held(200, "desk") });
  const run = await world.cli("apply --yes");
  expect(run.code).toBe(7);
  expect(world.read(mark)).toBe(held(300, "desk"));
});

test.each([
  ["of another machine", held(300, "build-7")],
  ["of another container of this machine, whose numbers mean something else", held(300, "desk", "boot-1 pid:[2]")],
  ["from before a restart of the machine, as far as anybody can tell", held(300, "desk", "boot-0 pid:[1]")],
  ["that cannot be read", "{ half"],
])("a mark %s is left to a person", async (_about, text) => {
  const world = await withNewCard();
  world.write({ [mark]: text });
  const run = await world.cli("apply --yes");
  expect(run.code).toBe(7);
  expect(run.all).toContain("make sure that nobody runs wxcards here any more, then delete .wxcards/apply.lock");
  expect(world.read(mark)).toBe(text);
});

test("a folder that takes no mark: nothing is sent", async () => {
  const world = await withNewCard();
  const { files } = world;
  world.files = { ...files, createInside: () => ({ trouble: "failed", reason: "EROFS" }) };
  const run = await world.cli("apply --yes");
  expect(run.code).toBe(1);
  expect(run.all).toContain("EROFS");
  expect(world.paths()).toEqual([]);
});

test("a mark that cannot be taken away is no bug, and changes nothing of what was done", async () => {
  const world = await withNewCard();
  const removeInside = () => ({ trouble: "failed", reason: "EROFS" }) as const;
  world.files = { ...world.files, removeInside };
  const run = await world.cli("apply --yes");
  expect([run.code, run.all.includes("met a bug")]).toEqual([0, false]);
  expect(run.stdout).toContain("Apply: 1 done");
});

test("a folder of marks that leads out of the project takes none", async () => {
  const world = await withNewCard();
  const { symlinkSync, mkdirSync, readdirSync, rmSync } = await import("node:fs");
  mkdirSync(`${world.root}-outside`);
  symlinkSync(`${world.root}-outside`, `${world.root}/.wxcards`);
  const run = await world.cli("apply --yes");
  expect(run.code).toBe(1);
  expect(run.all).toContain(".wxcards is a symbolic link");
  expect([world.paths(), readdirSync(`${world.root}-outside`)]).toEqual([[], []]);
  rmSync(`${world.root}-outside`, { recursive: true });
});

test.runIf(process.platform === "linux")(
  "a process that was killed and is waited for by nobody holds nothing",
  async () => {
    // The shell becomes a program that never asks what became of its child.
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
    try {
      const child = await new Promise<number>((resolve) => parent.stdout.on("data", (text) => resolve(Number(text))));
      const state = () => /\) (\S)/.exec(readFileSync(`/proc/${child}/stat`, "utf8"))?.[1];
      await expect.poll(state).toBe("Z");
      expect(realProcesses.isAlive(child)).toBe(false);
      const world = await withNewCard(realProcesses);
      world.write({ [mark]: held(child, realProcesses.host, realProcesses.space) });
      expect((await world.cli("apply --yes")).code).toBe(0);
    } finally {
      parent.kill();
    }
  },
);

test("processes that race, with a dead one's mark in the way or not: one is at work at a time, and there is one card", async () => {
  const cli = await bundled("cli/entry.ts", folder);
  const { numRuns } = tries(4, 20);
  for (let round = 0; round < numRuns; round += 1) {
    const world = await withNewCard();
    world.sandbox.behaviours.latencyMs = 1;
    // No process has this number.
    if (round % 2 === 1) world.write({ [mark]: held(2 ** 30, realProcesses.host, realProcesses.space) });
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => {
        const child = spawn(process.execPath, [cli, "apply", "--yes"], {
          cwd: world.root,
          env: { ...process.env, ...world.env },
          stdio: "ignore",
        });
        return new Promise<number | null>((resolve) => child.on("exit", resolve));
      }),
    );
    expect(codes.filter((code) => code !== 0 && code !== 7)).toEqual([]);
    expect(codes).toContain(0);
    expect(Object.keys(world.sandbox.state(coffee.appid).cards)).toHaveLength(1);
    expect(world.bodies("/card/create")).toHaveLength(1);
    expect(world.exists(mark)).toBe(false);
    await world.close();
  }
});
