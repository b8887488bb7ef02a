import type { GuardedIo } from "./io.ts";

/** One line on the terminal that says how far a run is, written over again and again, and gone at its end. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

/** Redraws at most so often; a faster change nobody can read. */
const everyMs = 100;

/** Shows progress on a terminal only: logs of CI would keep every line of it. */
export function progress(io: Pick<GuardedIo, "hasTerminal" | "overwrite">, now: () => number): Progress {
  let last = Number.NEGATIVE_INFINITY;
  let shown = false;
  // Asked once: it is a call of the system, and some runs show progress ten thousand times.
  let isSeen: boolean | undefined;
  return {
    show: (text) => {
      isSeen ??= io.hasTerminal();
      if (!isSeen || now() - last < everyMs) return;
      last = now();
      shown = true;
      io.overwrite(text);
    },
    clear: () => {
      if (shown) io.overwrite("");
      shown = false;
    },
  };
}
