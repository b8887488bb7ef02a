import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const major = Number(process.versions.node.split(".")[0]);
const newestTried = 24;

/**
 * Switches of the engine for a run that asks a platform, set before anything is read, and for one that reads many
 * documents. An engine complains on stderr about one that it does not know, so only versions that were tried get them.
 *
 * Node 20 waits at its exit until undici's WebAssembly parser has been optimised, 60–75 ms; the baseline compiler is
 * fast enough for our answers. Measured on Node 20.20; on 22 the same flag costs 13 ms, so only 20 gets it.
 *
 * Node 20 optimises a function after it has run 66 KB of bytecode three times over, and most runs end before that pays.
 * Twice as late, 1,000 reads take a twelfth less of the processor's time, and 10,000 take 3 % more; six times as late,
 * those take 10 % more. By default it copies up to 920 bytes of bytecode of other functions into one that it optimises;
 * with 200 the compiler takes a third less, and the code is as fast.
 *
 * What has just been made is kept apart in a space that grows to 16 MB twice over whenever enough survives, and
 * documents survive, although hardly anything of an answer lives longer than the next one. Left as small as it begins,
 * `validate` of 10,000 takes 84 MB instead of 130, and `plan` of as many 134 instead of 171 and 8 % more of the
 * processor's time. A factor below two is refused where the engine begins, and taken later. To collect so small a space
 * with several threads takes 2 % more. Measured on Node 20.20.2, 2026-11-30; later versions have a compiler in between,
 * and nobody measured them.
 *
 * Answers are large and soon forgotten, and the collector lets them pile up to a multiple of what is in use. Growing by
 * a fifth at a time costs no time that can be measured, and keeps 10,000 reads below 200 MB; without it some runs took
 * 260. Tried on Node 20, 22 and 24.
 */
export const engineFlags: readonly string[] = [
  ...(major === 20 ? ["--liftoff-only", "--interrupt-budget=140000"] : []),
  ...(major === 20
    ? ["--max-inlined-bytecode-size-cumulative=200", "--semi-space-growth-factor=1", "--no-parallel-scavenge"]
    : []),
  ...(major <= newestTried ? ["--heap-growing-percent=20"] : []),
];

/** Sets them. From then on V8 takes the code caches that the build made for these flags: `own-code.ts`. */
export function tuneEngine(): void {
  for (const flag of engineFlags) setFlagsFromString(flag);
}

/** From so many files on, they are worth switches: loading what sets them takes 2 ms. */
const several = 100;

/** Told of files of documents as they are read, sets the switches for a run that reads many. */
export function tuneReading(done: number, total: number): void {
  if (done === 0 && total >= several) tuneEngine();
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
