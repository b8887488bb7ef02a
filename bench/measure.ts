import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What one whole process took. */
export interface Taken {
  readonly wallMs: number;
  /** User and system together, all threads. */
  readonly cpuMs: number;
  /** The most memory that was resident at once. */
  readonly residentMb: number;
}

/** A program to be measured as a whole process. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** True for a Node that is called otherwise, such as a single binary: it is told by its environment what to load. */
  readonly isOtherNode?: true;
  /** What has to be done before each run, and is not measured. */
  readonly before?: () => void;
}

const usage = join(import.meta.dirname, "usage.cjs");

/** A program for this Node. */
export function node(args: readonly string[], more: Omit<Program, "command" | "args"> = {}): Program {
  return { command: process.execPath, args, ...more };
}

/** Runs a Node program to its end and says what it took. A program that fails is no measurement: it throws. */
export function take({ command, args, cwd, env, before, isOtherNode }: Program): Taken {
  before?.();
  const isNode = command === process.execPath;
  const options = isOtherNode === true ? { NODE_OPTIONS: `--require ${JSON.stringify(usage)}` } : {};
  const began = process.hrtime.bigint();
  const { status, output, error } = spawnSync(command, isNode ? ["--require", usage, ...args] : args, {
    cwd,
    // Whether continuous integration runs the measurement decides nothing of what the command does.
    env: { ...process.env, CI: "", NO_COLOR: "1", ...env, ...options },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  const wallMs = Number(process.hrtime.bigint() - began) / 1e6;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}: ${output[1]}${output[2]}`);
  const used =
    isNode || isOtherNode === true
      ? (JSON.parse(output[3] ?? "") as Omit<Taken, "wallMs">)
      : { cpuMs: Number.NaN, residentMb: Number.NaN };
  return { wallMs, ...used };
}

/** Runs programs in turns, so that what slows one slows all; once uncounted, then so many rounds. One list of rounds per program. */
export function inTurns(programs: readonly Program[], rounds: number): Taken[][] {
  for (const program of programs) take(program);
  const taken = programs.map((): Taken[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, program] of programs.entries()) taken[index]?.push(take(program));
  }
  return taken;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The median of a program's figures, and of its ratios to another's of the same round. */
export function compared(
  own: readonly Taken[],
  other: readonly Taken[],
  what: keyof Taken,
): { own: number; ratio: number } {
  return {
    own: median(own.map((one) => one[what])),
    ratio: median(own.map((one, round) => one[what] / (other[round]?.[what] ?? Number.NaN))),
  };
}

/** The same, with the smallest and the largest ratio of the rounds. */
export function spread(own: readonly Taken[], other: readonly Taken[], what: keyof Taken) {
  const ratios = own.map((one, round) => one[what] / (other[round]?.[what] ?? Number.NaN));
  return { ...compared(own, other, what), least: Math.min(...ratios), most: Math.max(...ratios) };
}
