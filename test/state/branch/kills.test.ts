import { spawn } from "node:child_process";
import { afterAll, describe, expect, test } from "vitest";
import { gitRunner } from "../../../src/cli/git-runner.ts";
import type { GitCommand, GitRunner } from "../../../src/model/git.ts";
import { tries } from "../../documents/support.ts";
import { storedOf, storeOf, swapOf } from "./store-support.ts";
import { clear, env, git, place } from "./support.ts";

// Of branches, with real git. Proves G9.

afterAll(clear);

/** How a process ends at a command of git: before it, after it, or with git itself killed in the middle. */
type Fate = "before" | "after" | "within";

class Killed extends Error {}

/** A git whose process dies at a command; it never runs another one. */
function dying(at: number, fate: Fate, milliseconds: number): { git: GitRunner; count: () => number } {
  const real = gitRunner({ env });
  let count = 0;
  return {
    count: () => count,
    git: async (command) => {
      count += 1;
      if (count < at) return real(command);
      if (count === at && fate === "after") await real(command);
      if (count === at && fate === "within") await torn(command, milliseconds);
      throw new Killed();
    },
  };
}

/** Runs git and kills it, with all that it has started, after some milliseconds. */
function torn(command: GitCommand, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const options = { cwd: command.folder, env: { ...env, ...command.env } as NodeJS.ProcessEnv, detached: true };
    const child = spawn("git", command.args, options);
    child.stdin.on("error", () => {});
    child.stdin.end(command.input ?? "");
    const timer = setTimeout(() => {
      try {
        process.kill(-(child.pid ?? 0), "SIGKILL");
      } catch {
        // It was faster.
      }
    }, milliseconds);
    child.on("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const accounts = ["coffee", "tea"];

/** Opens, reads and swaps both accounts. */
async function run(work: string, runner: GitRunner, text: string): Promise<string> {
  const store = await storeOf(work, runner);
  const read = await store.read(accounts);
  const swapped = await store.swap(accounts.map((account) => swapOf(account, storedOf(read, account).version, text)));
  return swapped.status;
}

/** Kills one run, and looks at what the next one finds and does. */
async function killed(at: number, fate: Fate, milliseconds: number, isNew: boolean): Promise<boolean> {
  const { work, bare } = place();
  if (!isNew) expect(await run(work, gitRunner({ env }), "before")).toBe("landed");
  const runner = dying(at, fate, milliseconds);
  const wasKilled = await run(work, runner.git, "killed").then(
    () => false,
    (error: unknown) => {
      if (!(error instanceof Killed)) throw error;
      return true;
    },
  );
  const next = await storeOf(work);
  const read = await next.read(accounts);
  const texts = accounts.map((account) => storedOf(read, account).state);
  // Both or none, and what is there is what one of the runs wrote.
  expect(new Set(texts).size).toBe(1);
  expect(["state killed\n", isNew ? undefined : "state before\n"]).toContain(texts[0]);
  expect(await run(work, gitRunner({ env }), "next")).toBe("landed");
  for (const account of accounts) expect(git(bare, "show", `wxcards-state/${account}:state.yaml`)).toBe("state next");
  return wasKilled;
}

describe("a run that is killed at a command of git", () => {
  const places = [false, true].flatMap((isNew) =>
    (["before", "after", "within"] satisfies Fate[]).flatMap((fate) =>
      Array.from({ length: isNew ? 17 : 13 }, (_, index) => ({ at: index + 1, fate, isNew })),
    ),
  );

  test("leaves both accounts as they were or as it meant them, and the next run works", async () => {
    const { numRuns, seed } = tries(8, places.length);
    const step = places.length / Math.min(numRuns, places.length);
    let kills = 0;
    for (let index = 0; index < Math.min(numRuns, places.length); index += 1) {
      const { at, fate, isNew } = places[Math.floor(index * step + (seed % step))] ?? {
        at: 1,
        fate: "before",
        isNew: true,
      };
      const wasKilled = await killed(at, fate, 1 + ((seed + index * 7) % 12), isNew);
      kills += wasKilled ? 1 : 0;
    }
    // No run has fewer commands than nine in ten of the places.
    expect(kills).toBeGreaterThan(Math.min(numRuns, places.length) * 0.6);
  });

  test("and leaves the lock files of a killed git to nobody", async () => {
    const { work, bare } = place();
    expect(await run(work, gitRunner({ env }), "before")).toBe("landed");
    const own = `${work}/.git/wxcards/state.git`;
    const { writeFileSync, mkdirSync } = await import("node:fs");
    mkdirSync(`${own}/refs/seen`, { recursive: true });
    for (const lock of ["shallow.lock", "packed-refs.lock", "refs/seen/wxcards-state%2Fcoffee.lock", "HEAD.lock"])
      writeFileSync(`${own}/${lock}`, "");
    expect(await run(work, gitRunner({ env }), "next")).toBe("landed");
    expect(git(bare, "show", "wxcards-state/coffee:state.yaml")).toBe("state next");
  });
});
