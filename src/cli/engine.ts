import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const major = Number(process.versions.node.split(".")[0]);
const newestTried = 24;

/**
 * Switches of the engine for a run that asks a platform, set before anything is read; an engine complains on stderr
 * about one that it does not know, so only versions that were tried get them.
 *
 * Node 20 waits at its exit until undici's WebAssembly parser has been optimised, 60–75 ms; the baseline compiler is
 * fast enough for our answers. Measured on Node 20.20; on 22 the same flag costs 13 ms, so only 20 gets it.
 *
 * Answers are large and soon forgotten, and the collector lets them pile up to a multiple of what is in use. Growing by
 * a fifth at a time costs no time that can be measured, and keeps 10,000 reads below 200 MB; without it some runs took
 * 260. Tried on Node 20, 22 and 24.
 *
 * Node 20 optimises a function after it has run 66 KB of bytecode three times over, and most runs end before that pays.
 * Twice as late, 1,000 reads take a twelfth less of the processor's time, and 10,000 take 3 % more; six times as late,
 * those take 10 % more. Measured on Node 20.20 alone; later versions have a compiler in between.
 */
export const engineFlags: readonly string[] = [
  ...(major === 20 ? ["--liftoff-only", "--interrupt-budget=140000"] : []),
  ...(major <= newestTried ? ["--heap-growing-percent=20"] : []),
];

/** Sets them. From then on V8 takes the code caches that the build made for these flags: `own-code.ts`. */
export function tuneEngine(): void {
  for (const flag of engineFlags) setFlagsFromString(flag);
}

/** From so many resources on, what is left behind on the way is worth collecting. */
const many = 2_000;

/**
 * Collects what was left behind so far, where a run has many resources, and lets less pile up from then on: a tenth of a
 * second, and some 10 MB less of 10,000. What is left of small runs is not worth the time.
 */
export function collectAfter(resources: number): void {
  if (resources < many || major > newestTried) return;
  setFlagsFromString("--expose-gc");
  const collect: (() => void) | undefined = runInNewContext("globalThis.gc");
  collect?.();
  setFlagsFromString("--heap-growing-percent=10");
}
