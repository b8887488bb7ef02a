import type { Program, ProgramEnd, Programs } from "../model/program.ts";

/** In milliseconds: how long programs go on after a signal; with what ends them, the run is over in six seconds. */
const afterSignalMs = 3_500;

/**
 * Aborts some time after a signal: what is under way, such as a push or the keeping of a token, may end, and what hangs
 * does not hold up the end of the run.
 */
export function someTimeAfter(stop: AbortSignal): AbortSignal {
  const late = new AbortController();
  stop.addEventListener("abort", () => setTimeout(() => late.abort(), afterSignalMs).unref(), { once: true });
  return late.signal;
}

/** In milliseconds: how long a program has for clearing up, such as taking lock files away, before it is killed. */
const graceMs = 2_000;

/** In milliseconds: how often is looked whether what an ended program started has ended too. */
const lookMs = 20;

/** Parts of stderr that are kept; each is at most what a pipe holds. */
const mostParts = 64;

/**
 * The programs of this machine, each in a group of processes of its own, so that a signal of the terminal reaches us
 * and not what is under way. The signal ends what runs.
 */
export function programsUntil(signal?: AbortSignal): Programs {
  return async (program) => {
    const { spawn } = await import("node:child_process");
    if (signal?.aborted) return failed("stopped", "");
    // An argument that no program can have, such as one with a zero byte, is thrown at once.
    return run(spawn, program, signal).catch((error: unknown) => failed("unstartable", String(error)));
  };
}

/** The same, so many at once at most: others wait for their turn, and their time begins with it. */
export function atMost(count: number, programs: Programs): Programs {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (program) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await programs(program);
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

type Spawn = typeof import("node:child_process").spawn;
type Failure = NonNullable<ProgramEnd["failure"]>;

function run(spawn: Spawn, program: Program, signal?: AbortSignal): Promise<ProgramEnd> {
  const { file, args, folder: cwd, deadlineMs, mostOutput } = program;
  const env = Object.fromEntries(Object.entries(program.env).filter(([, value]) => value !== undefined));
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: "pipe", detached: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let bytes = 0;
    let failure: Failure | undefined;
    let killing: NodeJS.Timeout | undefined;
    let looking: NodeJS.Timeout | undefined;
    const said = (): string => Buffer.concat(stderr).toString("utf8");
    const end = (why: Failure): void => {
      if (failure !== undefined) return;
      failure = why;
      kill(child.pid, "SIGTERM");
      killing = setTimeout(() => {
        kill(child.pid, "SIGKILL");
        // What left the group may hold the pipes open for as long as it likes.
        for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
        settle(failed(why, said()));
      }, graceMs);
    };
    const onAbort = (): void => end("stopped");
    const deadline = setTimeout(() => end("late"), deadlineMs);
    signal?.addEventListener("abort", onAbort, { once: true });
    const settle = (answer: ProgramEnd): void => {
      clearTimeout(deadline);
      clearTimeout(killing);
      clearTimeout(looking);
      signal?.removeEventListener("abort", onAbort);
      resolve(answer);
    };
    child.stdout.on("data", (part: Buffer) => {
      bytes += part.length;
      if (bytes > mostOutput) end("overflow");
      else stdout.push(part);
    });
    child.stderr.on("data", (part: Buffer) => {
      if (stderr.length < mostParts) stderr.push(part);
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      settle(failed(error.code === "ENOENT" ? "missing" : "unstartable", error.message));
    });
    // What it started and does not heed the signal is killed with its time for clearing up.
    const settleOnceGone = (why: Failure): void => {
      if (isGroupThere(child.pid)) looking = setTimeout(settleOnceGone, lookMs, why);
      else settle(failed(why, said()));
    };
    child.on("close", (code) => {
      if (failure !== undefined) settleOnceGone(failure);
      else
        settle({
          code,
          ...(code === null ? { failure: "stopped" } : {}),
          stdout: Buffer.concat(stdout),
          stderr: said(),
        });
    });
    // A program may end before it has read everything, which its exit code tells.
    child.stdin.on("error", () => {});
    child.stdin.end(program.input ?? "");
  });
}

function failed(failure: Failure, stderr: string): ProgramEnd {
  return { code: null, failure, stdout: new Uint8Array(), stderr };
}

/** A program and what it started, such as ssh. */
function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/** True while anything of the group of a program is there. */
function isGroupThere(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}
