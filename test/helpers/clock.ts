import type { Clock, Random } from "../../src/model/ports.ts";

/** Where fake clocks start: 2026-11-21 10:00 in Shanghai, in milliseconds. */
export const startMs = 1_795_226_400_000;

/** A clock that moves only when told to; a sleep moves it and is over at once. */
export interface FakeClock extends Clock {
  advance(seconds: number): void;
  /** Milliseconds of every sleep, in order. */
  readonly slept: number[];
  /** What happens while somebody sleeps; nothing when absent. */
  meanwhile?: () => Promise<void>;
}

export function fakeClock(): FakeClock {
  let now = startMs;
  const slept: number[] = [];
  const clock: FakeClock = {
    slept,
    now: () => now,
    elapsed: () => now,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      await clock.meanwhile?.();
    },
    advance: (seconds) => {
      now += seconds * 1000;
    },
  };
  return clock;
}

/** Numbers that look random and are the same in every run. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return {
    next: () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    },
  };
}
