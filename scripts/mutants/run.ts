import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Job } from "./host.ts";

/** What the tests made of a bug: `late` means that they did not end, which a loop without end brings about. */
export type Verdict = "found" | "late" | "survived";

const folder = dirname(fileURLToPath(import.meta.url));

/** Runs jobs one after another, each up to its first failure; a job that does not end within `limitMs` is given up. */
export async function runJobs(
  jobs: readonly Job[],
  limitMs: number,
  onVerdict: (job: Job, verdict: Verdict) => void = () => undefined,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const tell = (verdict: Verdict) => {
    onVerdict(jobs[verdicts.length] as Job, verdict);
    verdicts.push(verdict);
  };
  while (verdicts.length < jobs.length) {
    const end = await runHost(jobs.slice(verdicts.length), limitMs, tell);
    if (end === "late") tell("late");
    else if (verdicts.length < jobs.length) throw new Error("the tests could not be run");
  }
  return verdicts;
}

/** Runs jobs in one process, until one of them does not end. */
function runHost(jobs: readonly Job[], limitMs: number, tell: (verdict: Verdict) => void): Promise<"ended" | "late"> {
  const words = ["--import", "tsx", join(folder, "host.ts")];
  const env = { ...process.env, WXCARDS_MUTANT: "" };
  return new Promise((resolve) => {
    // A group of its own, so that workers end with it.
    const child = spawn(process.execPath, words, { env, stdio: ["pipe", "pipe", "ignore"], detached: true });
    let isLate = false;
    const giveUp = () => {
      isLate = true;
      process.kill(-(child.pid as number), "SIGKILL");
    };
    let timer = setTimeout(giveUp, limitMs);
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith('{"passed":')) return;
      clearTimeout(timer);
      timer = setTimeout(giveUp, limitMs);
      tell((JSON.parse(line) as { passed: boolean }).passed ? "survived" : "found");
    });
    child.stdin.end(JSON.stringify(jobs));
    child.on("close", () => {
      clearTimeout(timer);
      resolve(isLate ? "late" : "ended");
    });
  });
}
