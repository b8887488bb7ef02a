import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { bundled, temporaryFolder, tries } from "../documents/support.ts";
import { chance } from "../simulation/chance.ts";

// Of the folder of state, with processes of this machine. Proves G13.

const folder = temporaryFolder();
let child = "";
beforeAll(async () => {
  child = await bundled("../test/state/folder/child.ts", folder, "esm");
});

interface Ended {
  readonly code: number | null;
  readonly lines: readonly string[];
}

/** Counts to a number in a process of its own; killed after so many lines of what it was told. */
function counting(root: string, name: string, last: number, killedAfter: number): Promise<Ended> {
  const process_ = spawn(process.execPath, [child, root, name, String(last)], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  process_.stdout.on("data", (part: Buffer) => {
    text += part.toString("utf8");
    if (text.split("\n").length > killedAfter) process_.kill("SIGKILL");
  });
  return new Promise((resolve) =>
    process_.on("close", (code) => resolve({ code, lines: text.split("\n").filter((line) => line !== "") })),
  );
}

/** Each number was put there by one swap at most, of what everybody was told; the last one stands. */
function expectOneEach(root: string, ended: readonly Ended[]): void {
  for (const account of ["coffee", "tea"]) {
    const landed = ended.flatMap(({ lines }) =>
      lines.filter((line) => line.startsWith(`landed ${account} `)).map((line) => Number(line.split(" ")[2])),
    );
    expect(new Set(landed).size).toBe(landed.length);
    const [state, lease] = ["state", "lease"].map((name) =>
      readFileSync(join(root, "wxcards.state", account, `${name}.yaml`), "utf8"),
    ) as [string, string];
    expect(lease.split("\n")[1]).toBe(state.trim());
    expect(Number(state.split(" ")[0])).toBeGreaterThanOrEqual(Math.max(...landed));
  }
}

test.each([2, 8])("%d processes side by side: one winner each, nothing torn, nothing left", async (count) => {
  const root = mkdtempSync(join(folder, "side-"));
  const { numRuns } = tries(40, 1_000);
  const all = Array.from({ length: count }, (_, at) => counting(root, `p${at}`, numRuns, Number.POSITIVE_INFINITY));
  const ended = await Promise.all(all);
  expect(ended.map(({ code }) => code)).toEqual(ended.map(() => 0));
  expectOneEach(root, ended);
  const told = ended.flatMap(({ lines }) => lines);
  expect(told.filter((line) => line.startsWith("refused") || line.startsWith("unknown"))).toEqual([]);
  for (const account of ["coffee", "tea"]) {
    // Nobody was killed, so that each number has its winner.
    const landed = told
      .filter((line) => line.startsWith(`landed ${account} `))
      .map((line) => Number(line.split(" ")[2]));
    const wanted = Array.from({ length: landed.length }, (_, at) => at + 1);
    expect([...landed].sort((a, b) => a - b)).toEqual(wanted);
    expect(landed.length).toBeGreaterThanOrEqual(numRuns);
  }
});

test("processes that are killed at any moment, and others that go on", async () => {
  const root = mkdtempSync(join(folder, "killed-"));
  const { numRuns, seed } = tries(40, 1_000);
  const draw = chance(seed, "kills");
  const killed = Array.from({ length: 6 }, (_, at) => counting(root, `k${at}`, numRuns, 1 + draw.whole(numRuns)));
  const ended = [...(await Promise.all(killed)), await counting(root, "last", 2 * numRuns, Number.POSITIVE_INFINITY)];
  expectOneEach(root, ended);
  for (const account of ["coffee", "tea"])
    expect(readdirSync(join(root, "wxcards.state", account)).sort()).toEqual(["lease.yaml", "state.yaml"]);
});
