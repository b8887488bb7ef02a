import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const major = Number(process.versions.node.split(".")[0]);
const newestTried = 24;

/** By default a function takes 920 bytes of bytecode of others into itself as it is optimised. */
const lessInlined = "--max-inlined-bytecode-size-cumulative=200";

/**
 * Switches of the engine, set before anything is read; an engine complains on stderr about one that it does not
 * know, so only versions that were tried get them.
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
 * those take 10 % more. Fewer functions are copied into others as well: see below. Measured on Node 20.20 alone; later
 * versions have a compiler in between.
 */
export function tuneEngine(): void {
  if (major === 20) setFlagsFromString("--liftoff-only");
  if (major === 20) setFlagsFromString("--interrupt-budget=140000");
  if (major === 20) setFlagsFromString(lessInlined);
  if (major <= newestTried) setFlagsFromString("--heap-growing-percent=20");
}

/** From so many files on, they are worth switches: loading what sets them takes 2 ms. */
const several = 100;

/**
 * Told of files of documents as they are read, sets what suits a run that reads many. Node 20 alone, where it was
 * measured.
 *
 * Optimising functions takes a third of the processor's time of 10,000 files, most of it for functions that were copied
 * into others: with fewer copies the compiler takes a third less and the code is as fast.
 *
 * The young generation doubles whenever enough survives, up to 48 MB, and documents survive. It stays as it is once
 * `youngFrom` files are read. Who keeps no fields can do with the megabyte or so that it has at first: it is collected
 * more often, and each time there is next to nothing to move. Who keeps whole documents, and answers beside them, would
 * move all of them; after some hundred files it has room enough.
 */
export function tuneReading(youngFrom: number): (done: number, total: number) => void {
  return (done, total) => {
    if (major !== 20 || total < several) return;
    if (done === 0) setFlagsFromString(lessInlined);
    if (done === 0) setFlagsFromString("--heap-growing-percent=20");
    // A factor below two is refused where the program begins, and taken later.
    if (done === youngFrom) setFlagsFromString("--semi-space-growth-factor=1");
  };
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
