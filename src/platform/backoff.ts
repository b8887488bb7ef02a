import type { Random } from "../model/ports.ts";

/** How often and how long the tool tries again. */
export const patience = {
  attempts: 6,
  firstWaitMs: 500,
  longestWaitMs: 8_000,
  /** After "slower" without a time of its own. Source: errmsg of 45011, "retry next minute". */
  rateWaitMs: 60_000,
  rateAttempts: 3,
} as const;

/**
 * How long to wait before try number `attempt` + 1: twice as long each time, with jitter, so that many runs do not
 * return at one moment.
 */
export function backoffMs(attempt: number, random: Random): number {
  const longest = Math.min(patience.longestWaitMs, patience.firstWaitMs * 2 ** (attempt - 1));
  return Math.round(longest * (0.5 + random.next() / 2));
}
