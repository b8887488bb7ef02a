import type { Random } from "../../model/ports.ts";
import { backoffMs, patience } from "../backoff.ts";
import { longestPauseMs } from "../pause.ts";
import type { Exchange } from "./exchange.ts";

/** What has been tried for one call so far. */
export interface Tries {
  /** Tries made, from 1. */
  readonly attempt: number;
  /** How many of them ended in a request to go slower. */
  readonly slowed: number;
  /** How many of them ended in an answer that could not be believed, probes not counted. */
  readonly mistrusted: number;
}

/**
 * Milliseconds to wait before the same request may be sent once more, or undefined when this answer is the last word.
 *
 * A write is sent again only when it cannot have been carried out; a read that met a probe at once, one whose answer
 * was not authentic a single time.
 */
export function waitBeforeNext(
  exchange: Exchange,
  intent: "read" | "write",
  tries: Tries,
  random: Random,
): number | undefined {
  const isLast = "stops" in exchange && exchange.stops !== undefined;
  if (isLast || tries.attempt >= patience.attempts) return undefined;
  switch (exchange.status) {
    case "not-sent":
      return backoffMs(tries.attempt, random);
    case "ambiguous":
      return intent === "read" ? backoffMs(tries.attempt, random) : undefined;
    case "slow-down": {
      const wait = pauseMs(exchange, tries.slowed);
      return wait > longestPauseMs ? undefined : wait;
    }
    case "unverified":
      if (intent === "write") return undefined;
      if (exchange.reason === "probe") return 0;
      return tries.mistrusted <= 1 ? backoffMs(tries.attempt, random) : undefined;
    default:
      return undefined;
  }
}

/**
 * How long everybody waits after "slower": as long as the answer says, else 1, 2, 4 … seconds. Source: WeChat Pay
 * documentation, how to try again.
 */
export function pauseMs({ askedMs }: { readonly askedMs?: number }, slowed: number): number {
  return askedMs ?? 1_000 * 2 ** (slowed - 1);
}
