import type { Clock, Random } from "../model/ports.ts";

/** The machine's clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      }
      // An interrupted wait ends early; whoever waited looks at the signal.
      signal?.addEventListener("abort", done, { once: true });
      if (signal?.aborted) done();
    }),
};

/** Chance, for jitter; nothing secret hangs on it. */
export const realRandom: Random = { next: () => Math.random() };
