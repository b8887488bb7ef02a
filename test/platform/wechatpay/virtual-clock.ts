import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../../src/model/ports.ts";
import { startMs } from "../../helpers/clock.ts";

/** A clock for many sleepers at once: it goes on to the next of them whenever nothing else is to be done. */
export interface VirtualClock extends Clock {
  /** Goes on until nobody sleeps and `until` has ended. */
  play<T>(until: Promise<T>): Promise<T>;
  /** Sets the clock, without waking anybody early. */
  set(ms: number): void;
  readonly sleepers: () => number;
}

const never = () => false;

/** A virtual clock. It stands still while somebody is at work whom it does not know, such as a real request. */
export function virtualClock(isBusy: () => boolean = never): VirtualClock {
  let now = startMs;
  // Sleepers keep to the time that passes, also when the clock is set.
  let passed = 0;
  const sleeping = new Set<{ readonly at: number; readonly wake: () => void }>();
  return {
    now: () => now,
    elapsed: () => passed,
    set: (ms) => {
      now = ms;
    },
    sleepers: () => sleeping.size,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          at: passed + milliseconds,
          wake: () => {
            sleeping.delete(sleeper);
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal?.addEventListener("abort", sleeper.wake, { once: true });
        if (signal?.aborted) sleeper.wake();
      }),
    play: async (until) => {
      let ended = false;
      const end = () => {
        ended = true;
      };
      until.then(end, end);
      for (;;) {
        await setImmediate();
        if (ended) return until;
        if (isBusy()) continue;
        const [next] = [...sleeping].sort((a, b) => a.at - b.at);
        // A module may be loading.
        if (next === undefined && isBusy !== never) continue;
        if (next === undefined) throw new Error("everybody waits for somebody else");
        now += next.at - passed;
        passed = next.at;
        next.wake();
      }
    },
  };
}
