/**
 * `npm run bench`: how long a start takes, as ratios to `node -e 0` from one run.
 *
 * The commands take turns, so that a machine that slows down slows all of them; each round gives one ratio, and the median of the rounds is printed. The
 * limits are the project's own; a limit that is passed makes the run fail.
 */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const entry = join(root, "dist/wxcards.cjs");
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 31);

const cases = [
  { name: "wxcards --version", args: [entry, "--version"], limit: 1.2 },
  { name: "wxcards validate cards/gold.yaml", args: [entry, "validate", "cards/gold.yaml"], limit: 1.6 },
] as const;

function main(): number {
  for (const { args } of cases) time(args);
  time(["-e", "0"]);
  const floors: number[] = [];
  const times = cases.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    floors.push(time(["-e", "0"]));
    for (const [index, { args }] of cases.entries()) times[index]?.push(time(args));
  }
  console.log(`node ${process.version}, ${rounds} rounds, medians; floor node -e 0: ${median(floors).toFixed(1)} ms\n`);
  let passed = true;
  for (const [index, { name, limit }] of cases.entries()) {
    const own = times[index] ?? [];
    const ratio = median(own.map((value, round) => value / (floors[round] ?? value)));
    passed &&= ratio <= limit;
    console.log(
      `${name.padEnd(36)} ${median(own).toFixed(1).padStart(7)} ms  ${ratio.toFixed(2)} × node -e 0  (at most ${limit.toFixed(1)})`,
    );
  }
  return passed ? 0 : 1;
}

/** Milliseconds that one whole process takes. */
function time(args: readonly string[]): number {
  const began = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}`);
  return Number(process.hrtime.bigint() - began) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

process.exitCode = main();
