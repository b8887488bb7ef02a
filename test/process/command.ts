import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { processEnv } from "../helpers/process-env.ts";
import type { World } from "../helpers/world.ts";

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Whether this machine can watch and stop processes at system calls. */
export const hasStrace: boolean = spawnSync("strace", ["-V"], { stdio: "ignore" }).status === 0;

/** Starts a command of the project as a process of its own. */
export function start(world: World, command: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const [file = "", ...words] = command;
  const child = spawn(file, words, { cwd: world.root, env: processEnv({ ...world.env, CI: "true" }) });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended };
}

/** The command line that runs another one under strace; `trace` is where its lines go. */
export function traced(trace: string, options: readonly string[], command: readonly string[]): string[] {
  return ["strace", "-f", "-qq", "-o", trace, ...options, "--", ...command];
}

/** One system call of the main thread. */
export interface SystemCall {
  readonly name: string;
  /** Its arguments and what it gave, as strace writes them. */
  readonly rest: string;
  /** How many calls of this name the thread has made, this one included. */
  readonly nth: number;
}

/** The system calls of the main thread: only there are files and sockets written, and strace counts by thread. */
export function mainCalls(folder: string, trace: string): SystemCall[] {
  const lines = readFileSync(join(folder, trace), "utf8").split("\n");
  const main = /^(\d+)/.exec(lines[0] ?? "")?.[1];
  const counts = new Map<string, number>();
  const calls: SystemCall[] = [];
  for (const line of lines) {
    const found = /^(\d+)\s+(\w+)\((.*)$/.exec(line);
    if (found === null || found[1] !== main) continue;
    const [, , name = "", rest = ""] = found;
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    calls.push({ name, rest, nth });
  }
  return calls;
}
