import { setMaxListeners } from "node:events";
import type { RunBudget } from "../../src/model/budget.ts";

/** A signal that nobody ever aborts. */
export const unstopped: AbortSignal = new AbortController().signal;

/** The budget of a run that nobody stops. */
export const endless: RunBudget = { signal: unstopped, graceSignal: unstopped, stop: () => {}, close: () => {} };

// Every client of every test listens to it.
setMaxListeners(0, unstopped);
