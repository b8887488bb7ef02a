import type { MarkFiles } from "../../../src/model/ports.ts";
import { type AccountFiles, accountFiles } from "../../../src/state/folder/account-files.ts";
import type { FilesOf } from "../../../src/state/folder/settle-claim.ts";
import { fakeClock } from "../../helpers/clock.ts";

/** Thrown by every operation of a process that has died. */
export class Killed extends Error {}

/** Lets a process do its next operation on the disk, or ends it there: `before` it is done or `after`. */
export type Turn = () => Promise<"go" | "before" | "after">;

/** The files as one process has them that waits for its turn before each operation. */
export function turning(files: MarkFiles, root: string, turn: Turn): FilesOf {
  let isDead = false;
  return (account) => {
    const real = accountFiles({ files, clock: fakeClock(), root, folder: "wxcards.state" }, account);
    const wrapped = Object.entries(real).map(([name, value]) => {
      if (typeof value !== "function" || name === "pathOf") return [name, value];
      const call = async (...args: unknown[]): Promise<unknown> => {
        if (isDead) throw new Killed();
        const fate = await turn();
        isDead = fate !== "go";
        if (fate === "before") throw new Killed();
        const result = await (value as (...given: unknown[]) => Promise<unknown>)(...args);
        if (isDead) throw new Killed();
        return result;
      };
      return [name, call];
    });
    return Object.fromEntries(wrapped) as AccountFiles;
  };
}

/** Processes of which one at a time does one operation, as the schedule says. */
export interface Scheduler {
  /** A process: its turn, to be handed to `turning`, and its work. */
  add(work: (turn: Turn) => Promise<void>): void;
  /** Runs them until all have ended; `next` picks the one among those that wait, and what becomes of it. */
  run(next: (waiting: readonly number[]) => { process: number; fate: "go" | "before" | "after" }): Promise<void>;
}

export function scheduler(): Scheduler {
  const waiting = new Map<number, (fate: "go" | "before" | "after") => void>();
  const all: Promise<void>[] = [];
  let running = 0;
  let settle: () => void = () => undefined;
  const idle = async (): Promise<void> => {
    while (running > 0)
      await new Promise<void>((resolve) => {
        settle = resolve;
      });
  };
  const rest = (): void => {
    running -= 1;
    if (running === 0) settle();
  };
  return {
    add: (work) => {
      const id = all.length;
      running += 1;
      const turn: Turn = () =>
        new Promise((resolve) => {
          waiting.set(id, resolve);
          rest();
        });
      all.push(work(turn).finally(rest));
    },
    run: async (next) => {
      for (;;) {
        await idle();
        if (waiting.size === 0) break;
        const { process, fate } = next([...waiting.keys()].sort((a, b) => a - b));
        const resume = waiting.get(process);
        if (resume === undefined) throw new Error(`process ${process} does not wait`);
        waiting.delete(process);
        running += 1;
        resume(fate);
      }
      await Promise.all(all);
    },
  };
}
