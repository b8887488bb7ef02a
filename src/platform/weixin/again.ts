import type { Random } from "../../model/ports.ts";
import { backoffMs, patience } from "../backoff.ts";
import type { Exchange } from "./exchange.ts";

/** What has been tried for one call so far. */
export interface Tries {
  /** Tries made, from 1. */
  readonly attempt: number;
  /** How many of them ended in a request to go slower. */
  readonly slowed: number;
}

/**
 * Milliseconds to wait before the same request may be sent once more, or undefined when this answer is the last word.
 *
 * A write is sent again only when it cannot have been carried out.
 */
export function waitBeforeNext(
  exchange: Exchange,
  intent: "read" | "write",
  tries: Tries,
  random: Random,
): number | undefined {
  if (exchange.status === "slow-down") return tries.slowed < patience.rateAttempts ? exchange.waitMs : undefined;
  if (!mayRepeat(exchange, intent) || tries.attempt >= patience.attempts) return undefined;
  return backoffMs(tries.attempt, random);
}

function mayRepeat(exchange: Exchange, intent: "read" | "write"): boolean {
  if ("stops" in exchange && exchange.stops !== undefined) return false;
  if (exchange.status === "not-sent") return true;
  if (exchange.status === "ambiguous") return intent === "read";
  return exchange.status === "refused" && exchange.codeClass === "busy" && intent === "read";
}
