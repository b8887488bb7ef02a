import { runLimits } from "../model/budget.ts";
import type { Reply } from "../model/client.ts";
import type { Clock } from "../model/ports.ts";
import { problem } from "../model/problem.ts";

/** Longest pause anybody sits through: as long as a run may go on without progress. */
export const longestPauseMs = runLimits.withoutProgressMs;

/** Keeps the requests of an account back while the platform has asked for a pause. */
export interface Pause {
  /** Nothing is sent for so many milliseconds. */
  ask(milliseconds: number): void;
  /**
   * Waits until the pause is over, or until the signal aborts. False, at once, when it is longer than anybody should
   * wait.
   */
  over(signal: AbortSignal): Promise<boolean>;
  /** What is left of the pause, in milliseconds. */
  leftMs(): number;
}

/** No pause yet. `onWait` is told of each that a person would wonder about, once however many wait. */
export function openPause(clock: Clock, onWait: (milliseconds: number) => void = () => {}): Pause {
  let until = Number.NEGATIVE_INFINITY;
  const leftMs = () => Math.max(0, until - clock.elapsed());
  return {
    leftMs,
    ask: (milliseconds) => {
      const end = clock.elapsed() + milliseconds;
      // Answers to requests that went out together ask for the same pause.
      const isNews = end - until >= 1_000;
      until = Math.max(until, end);
      if (isNews && milliseconds >= 10_000 && milliseconds <= longestPauseMs) onWait(milliseconds);
    },
    over: async (signal) => {
      for (let left = leftMs(); left > 0 && !signal.aborted; left = leftMs()) {
        if (left > longestPauseMs) return false;
        await clock.sleep(left, signal);
      }
      return true;
    },
  };
}

/** A call that is not sent, nor any other of its account, until the platform takes calls again. */
export function waitTooLong(call: { readonly call: string; readonly method: string }, until: string): Reply {
  const code = "rate-wait-too-long";
  return { status: "refused", code, problem: problem(code, { ...call, until }), stops: true };
}
