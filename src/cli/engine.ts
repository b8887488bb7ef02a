import { setFlagsFromString } from "node:v8";

/**
 * Two switches of the engine, set before anything is read; an engine complains on stderr about one that it does not
 * know, so only versions that were tried get them.
 *
 * Node 20 waits at its exit until undici's WebAssembly parser has been optimised, 60–75 ms; the baseline compiler is
 * fast enough for our answers. Measured on Node 20.20; on 22 the same flag costs 13 ms, so only 20 gets it.
 *
 * Answers are large and soon forgotten, and the collector lets them pile up to a multiple of what is in use. Growing by
 * a fifth at a time costs no time that can be measured, and keeps 10,000 reads below 200 MB; without it some runs took
 * 260. Tried on Node 20, 22 and 24.
 */
export function tuneEngine(): void {
  const major = Number(process.versions.node.split(".")[0]);
  if (major === 20) setFlagsFromString("--liftoff-only");
  if (major <= 24) setFlagsFromString("--heap-growing-percent=20");
}
