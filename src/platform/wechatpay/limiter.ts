import type { Clock } from "../../model/ports.ts";
import { longestPauseMs } from "../pause.ts";
import { stopsBySignal } from "../stops.ts";

/** What keeps everybody who shares it below a rate. */
export interface Limiter {
  /**
   * Runs a task when it is its turn, first come, first served.
   *
   * Undefined, and the task was not run: the signal aborted before or while it waited, or the platform wants a longer
   * pause than anybody should wait.
   */
  run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T | undefined>;
  /** Nothing is begun for so long, whoever asks: the platform has said "slower". */
  slowDown(milliseconds: number): void;
  /** What is left of such a pause, in milliseconds. */
  pausedMs(): number;
}

interface Waiting {
  readonly go: () => void;
  readonly turnAway: () => void;
}

/**
 * At most `atOnce` requests in any `windowMs`, as their receiver counts them.
 *
 * There are `atOnce` places. A request holds one while it is under way, and the place stays empty for `windowMs` after
 * its answer; what comes next to it therefore arrives more than a window later, however long the way was. Counting from
 * the moment of sending would not do: five requests that wait for a connection arrive together with the five that
 * follow them. What passes is measured, so that setting the clock of the machine changes nothing.
 *
 * Five a second are what WeChat Pay grants a service provider for all its brands together, or one brand for itself; the
 * window is a little longer than a second, since clocks count whole milliseconds. Source: limits of the card template
 * calls, 4015336974 and 4015336976.
 */
export function limiter({ clock, atOnce = 5, windowMs = 1_010 }: LimiterOptions): Limiter {
  const waiting: Waiting[] = [];
  /** When each place that nobody holds may be taken. */
  const places: number[] = Array.from({ length: atOnce }, () => Number.NEGATIVE_INFINITY);
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let alarm: AbortController | undefined;
  const stops = stopsBySignal();

  const waitMs = (): number => {
    const now = clock.elapsed();
    return Math.max(0, pausedUntil - now, places.length === 0 ? 0 : Math.min(...places) - now);
  };
  const serve = async (): Promise<void> => {
    if (alarm !== undefined) return;
    while (waiting.length > 0 && places.length > 0) {
      const wait = waitMs();
      if (wait > longestPauseMs) turnAwayAll(waiting);
      else if (wait > 0) {
        alarm = new AbortController();
        await clock.sleep(wait, alarm.signal);
        alarm = undefined;
      } else {
        places.splice(places.indexOf(Math.min(...places)), 1);
        waiting.shift()?.go();
      }
    }
  };
  const turn = (signal: AbortSignal): Promise<boolean> => {
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const listeners = stops(signal).waiting;
      const end = (mine: boolean) => {
        listeners.delete(leave);
        resolve(mine);
      };
      const waiter: Waiting = { go: () => end(true), turnAway: () => end(false) };
      const leave = () => {
        waiting.splice(waiting.indexOf(waiter), 1);
        if (waiting.length === 0) alarm?.abort();
        end(false);
      };
      listeners.add(leave);
      waiting.push(waiter);
      void serve();
    });
  };
  return {
    run: async (task, signal) => {
      if (!(await turn(signal))) return undefined;
      try {
        return await task();
      } finally {
        places.push(clock.elapsed() + windowMs);
        void serve();
      }
    },
    slowDown: (milliseconds) => {
      pausedUntil = Math.max(pausedUntil, clock.elapsed() + milliseconds);
    },
    pausedMs: () => Math.max(0, pausedUntil - clock.elapsed()),
  };
}

function turnAwayAll(waiting: Waiting[]): void {
  for (const waiter of waiting.splice(0)) waiter.turnAway();
}

/** What a limiter keeps to. */
export interface LimiterOptions {
  readonly clock: Clock;
  readonly atOnce?: number;
  readonly windowMs?: number;
}
