import { setMaxListeners } from "node:events";
import type { Clock } from "./ports.ts";
import { type Problem, problem } from "./problem.ts";

/** How long a run may go on, in milliseconds. */
export const runLimits = {
  /** For what is under way when the run is stopped, and for the last looks that it makes possible: all of it together. */
  graceMs: 5_000,
  /** From a signal until the process has ended. */
  endMs: 6_000,
  /** Without an answer of anybody. */
  withoutProgressMs: 600_000,
} as const;

/** The two moments that end the requests of a run. */
export interface Stopping {
  /** Nothing new is begun once it has aborted. What is under way goes on until `graceSignal`. */
  readonly signal: AbortSignal;
  /**
   * Everything ends at once when it aborts, a while after `signal`. What is worth a request after an interruption is
   * sent under this one: looking at what was written, and putting back what was taken down.
   */
  readonly graceSignal: AbortSignal;
}

/** The time that a run has left: one value for all its requests, so that no request has a time of its own. */
export interface RunBudget extends Stopping {
  /** Stops the run for another reason than a signal from outside. */
  stop(why: Problem): void;
  /** Nothing of the run is under way any more. */
  close(): void;
}

/** Opens the budget of a run that somebody may stop by `signal`. */
export function runBudget({ signal, clock }: { readonly signal: AbortSignal; readonly clock: Clock }): RunBudget {
  const stopped = new AbortController();
  const grace = new AbortController();
  const closed = new AbortController();
  // Every request and every wait listens to them.
  setMaxListeners(0, stopped.signal, grace.signal);
  const stop = (why?: unknown): void => {
    if (stopped.signal.aborted) return;
    stopped.abort(why);
    void clock.sleep(runLimits.graceMs, closed.signal).then(() => grace.abort(why));
  };
  const onSignal = () => stop(signal.reason);
  signal.addEventListener("abort", onSignal, { once: true });
  if (signal.aborted) onSignal();
  return {
    signal: stopped.signal,
    graceSignal: grace.signal,
    stop,
    close: () => {
      signal.removeEventListener("abort", onSignal);
      closed.abort();
    },
  };
}

/** The moments of a run for what writes: halted, nothing more goes out under either, and what is under way goes on. */
export interface Haltable extends Stopping {
  halt(why: Problem): void;
}

/** Opens the moments of what writes in a run. */
export function haltable({ signal, graceSignal }: Stopping): Haltable {
  const [own, last] = [endingWith(signal), endingWith(graceSignal)];
  return {
    signal: own.signal,
    graceSignal: last.signal,
    halt: (why) => {
      own.abort(why);
      last.abort(why);
    },
  };
}

/** Aborts with a signal, or before it. */
function endingWith(signal: AbortSignal): AbortController {
  const own = new AbortController();
  // Every request listens to it.
  setMaxListeners(0, own.signal);
  if (signal.aborted) own.abort(signal.reason);
  else signal.addEventListener("abort", () => own.abort(signal.reason), { once: true });
  return own;
}

/** Why nothing further is sent under a signal that has aborted: what stopped the run, or somebody's interruption. */
export function whyStopped(signal: AbortSignal): Problem {
  // Not in the head: the published types ask no more of a signal than that it says `aborted`.
  const { reason } = signal;
  return isProblem(reason) ? reason : problem("interrupted", {});
}

/** True when somebody interrupted the run; a run that ended by itself has another reason. */
export function isInterrupted(signal: AbortSignal): boolean {
  const { aborted, reason } = signal;
  return aborted && !isProblem(reason);
}

function isProblem(reason: unknown): reason is Problem {
  return typeof reason === "object" && reason !== null && "severity" in reason;
}
