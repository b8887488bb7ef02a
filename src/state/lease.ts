import type { Lease } from "../model/state.ts";

/** How long a lease is given for, in milliseconds. */
export const leaseMs = 15 * 60_000;

/** A lease that has ended is left alone for so long: clocks differ, and its holder stops itself before. */
const graceMs = 2 * 60_000;

/** So long before its end its holder sends nothing any more. */
const stopMs = 60_000;

/** Nobody is given a lease for longer; one that says so was written by somebody else, and holds nothing. */
const longestMs = 60 * 60_000;

/** True while somebody may be writing under a lease. `now` is in milliseconds since 1970. */
export function isHeld({ since, until, broken }: Lease, now: number): boolean {
  if (broken === true) return false;
  const [from, to] = [Date.parse(since), Date.parse(until)];
  // One that begins far ahead is of a clock that was wrong: nobody would see its end.
  const isVoid = !(to - from <= longestMs && from <= now + longestMs);
  return !isVoid && now < to + graceMs;
}

/** From when on others take over, in milliseconds since 1970. */
export function endOf({ until }: Lease): number {
  return Date.parse(until) + graceMs;
}

/**
 * The last moment at which a request can have been sent under a lease whose holder has not said when it sent what, in
 * milliseconds since 1970.
 */
export function lastSent({ until, broken }: Lease, now: number): number {
  // Whoever held one that was broken did not know of it.
  return Math.min(Date.parse(until) - (broken === true ? 0 : stopMs), now);
}

/**
 * How a run knows what is left of its own lease: by the clock of the wall, which others judge it by, and by one that
 * nobody can set. Both in milliseconds.
 */
export interface Hold {
  readonly lease: Lease;
  /** `Clock.elapsed()` before it was asked for. */
  readonly from: number;
}

/** True while the holder may send. */
export function maySend({ lease, from }: Hold, { now, elapsed }: { now: number; elapsed: number }): boolean {
  return now < Date.parse(lease.until) - stopMs && elapsed - from < leaseMs - stopMs;
}

/** True when half of a lease has passed: it is time to ask for more. */
export function isDue({ lease, from }: Hold, { now, elapsed }: { now: number; elapsed: number }): boolean {
  return elapsed - from >= leaseMs / 2 || Date.parse(lease.until) - now <= leaseMs / 2;
}
