import { execFile } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import type { Batch } from "./fuzz-child.ts";
import { temporaryFolder, tries } from "./support.ts";

// Proves G20.

/*
 * Files that are nearly right, thousands of each sort, in processes of 500 with 256 MiB each: none ends its process, throws what is no problem, or takes more than
 * 2 s of the processor.
 */
const perProcess = 500;
const megabytes = 256;
const mostMs = 2_000;

const root = join(import.meta.dirname, "../..");
const folder = temporaryFolder();
const child = join(folder, "fuzz-child.mjs");

beforeAll(async () => {
  // What only a test needs is not there in a process of its own.
  const alias = {
    vitest: join(import.meta.dirname, "no-vitest.ts"),
    esbuild: join(import.meta.dirname, "no-vitest.ts"),
  };
  const banner = {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url); const __dirname = import.meta.dirname;',
  };
  await build({
    entryPoints: [join(import.meta.dirname, "fuzz-child.ts")],
    outfile: child,
    bundle: true,
    platform: "node",
    format: "esm",
    alias,
    banner,
    logLevel: "silent",
  });
});

test.each(["document", "project", "state", "plan"])("fuzzed files: %s", async (sort) => {
  const { numRuns, seed } = tries(150, 10_000);
  const batches: Batch[] = [];
  for (let first = 0; first < numRuns; first += perProcess)
    batches.push(await batch(sort, Math.min(perProcess, numRuns - first), seed + first));
  const sum = (of: (batch: Batch) => number) => batches.reduce((total, one) => total + of(one), 0);
  const slowest = Math.max(...batches.map(({ slowestMs }) => slowestMs));
  if (numRuns > perProcess)
    process.stdout.write(
      `${sort}: ${sum(({ accepted }) => accepted)} accepted, ${sum(({ refused }) => refused)} refused, slowest ${Math.round(slowest)} ms\n`,
    );
  expect(batches.flatMap(({ failures }) => failures)).toEqual([]);
  expect(slowest).toBeLessThan(mostMs);
  // Edits that never hurt, or always do, would prove nothing.
  expect(sum(({ accepted }) => accepted)).toBeGreaterThan(numRuns / 50);
  expect(sum(({ refused }) => refused)).toBeGreaterThan(numRuns / 10);
});

/** One process of fuzzed files; a process that ends otherwise than by itself is a failure with its seed. */
function batch(sort: string, count: number, seed: number): Promise<Batch> {
  const argv = [`--max-old-space-size=${megabytes}`, child, sort, String(count), String(seed), root];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, argv, { maxBuffer: 64 * 1_048_576 }, (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout) as Batch);
      else reject(new Error(`${sort}, ${count} from seed ${seed}: ${stderr.slice(-2_000)}`));
    });
  });
}
