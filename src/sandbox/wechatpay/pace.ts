import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";

/**
 * The window in which bursts are measured: a little under a second, so that requests a second apart are never one
 * burst, however they travel.
 */
const PEAK_MS = 900;
const LIMIT_MS = 1000;

/** How fast requests come. */
export interface Pace {
  /** Notes a request, whatever becomes of it. */
  arrived(caller: string, nowMs: number): void;
  /**
   * Takes one of the requests that a caller may send in any second; false when none is left. Whether one that is
   * refused counts is a behaviour.
   */
  takes(
    caller: string,
    nowMs: number,
    behaviours: Pick<WechatPayBehaviours, "limitPerSecond" | "countsRefused">,
  ): boolean;
  /** The most requests of each caller in any window of 0.9 s so far. */
  peak(): Readonly<Record<string, number>>;
}

/** Nothing measured yet. */
export function openPace(): Pace {
  const recent = new Map<string, number[]>();
  const taken = new Map<string, number[]>();
  const most = new Map<string, number>();
  return {
    arrived(caller, nowMs) {
      const burst = within(recent, caller, nowMs - PEAK_MS);
      burst.push(nowMs);
      most.set(caller, Math.max(most.get(caller) ?? 0, burst.length));
    },
    takes(caller, nowMs, { limitPerSecond, countsRefused }) {
      const burst = within(taken, caller, nowMs - LIMIT_MS);
      const isRefused = limitPerSecond > 0 && burst.length >= limitPerSecond;
      if (!isRefused || countsRefused) burst.push(nowMs);
      return !isRefused;
    },
    peak: () => Object.fromEntries(most),
  };
}

/** The moments of a caller after another moment; older ones are forgotten. */
function within(moments: Map<string, number[]>, caller: string, after: number): number[] {
  const kept = (moments.get(caller) ?? []).filter((moment) => moment > after);
  moments.set(caller, kept);
  return kept;
}
