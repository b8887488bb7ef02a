import type { Clock, Random } from "../model/ports.ts";

/** How often and how long the tool tries again. */
export const patience = {
  attempts: 6,
  firstWaitMs: 500,
  longestWaitMs: 8_000,
  rateWaitMs: 60_000,
  rateAttempts: 3,
} as const;

/** Waits before try number `attempt` (from 1), twice as long each time, with jitter so that many runs do not return at one moment. */
export function pause(attempt: number, clock: Clock, random: Random, signal?: AbortSignal): Promise<void> {
  const longest = Math.min(patience.longestWaitMs, patience.firstWaitMs * 2 ** (attempt - 1));
  return clock.sleep(Math.round(longest * (0.5 + random.next() / 2)), signal);
}
