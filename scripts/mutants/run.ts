import { spawn } from "node:child_process";
import { join } from "node:path";
import { type Planting, plantVariable } from "./plant.ts";

/** What the tests made of a bug: `late` means that they did not end, which a loop without end brings about. */
export type Verdict = "killed" | "late" | "survived";

/** What running tests needs. */
export interface TestRun {
  readonly root: string;
  readonly tests: readonly string[];
  readonly planting?: Planting;
  /** In milliseconds, against loops without end. */
  readonly limitMs: number;
}

/** Runs tests, with a bug planted where one is given, up to the first failure. */
export function runTests({ root, tests, planting, limitMs }: TestRun): Promise<Verdict> {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const words = [vitest, "run", "--bail", "1", "--reporter", "dot", ...tests];
  const env = { ...process.env, ...(planting === undefined ? {} : { [plantVariable]: JSON.stringify(planting) }) };
  return new Promise((resolve) => {
    // A group of its own, so that workers end with it.
    const child = spawn(process.execPath, words, { cwd: root, env, stdio: "ignore", detached: true });
    const timer = setTimeout(() => {
      process.kill(-(child.pid as number), "SIGKILL");
      resolve("late");
    }, limitMs);
    child.on("exit", (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? "survived" : "killed");
    });
  });
}
