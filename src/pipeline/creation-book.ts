import type { LockKeeper } from "../config/lock-keeper.ts";
import { valueDigest } from "../model/digest.ts";
import type { LockEntry } from "../model/lock.ts";
import type { Step } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";

/** What the lock file is told around a create, so that no crash between two of these leads to a second one. */
export interface CreationBook {
  /** Before the request: durable, or the request is not sent; nor when another run changed the entry since this one read it. */
  announce(step: Step): Problem | undefined;
  /** As soon as the answer brings an id: durable before anything else. */
  created(step: Step, id: string): Problem | undefined;
  /** After the platform refused: nothing was made, so nothing is pending. */
  refused(step: Step): void;
}

export function creationBook(keeper: LockKeeper, of: (step: Step) => Desired, now: () => string): CreationBook {
  return {
    announce: (step) => {
      const one = of(step);
      const moved = keeper.moved(one);
      if (moved !== undefined) return moved;
      const pending = { operation: step.operation, body: valueDigest(step.body), at: now() };
      return keeper.keep(one, { ...one.lock, pending });
    },
    created: (step, id) => {
      const one = of(step);
      const { deleted: _deleted, ...rest } = notPending(one.lock);
      return keeper.keep(one, { ...rest, id });
    },
    refused: (step) => {
      const one = of(step);
      keeper.note(one, notPending(keeper.entry(one)));
    },
  };
}

/** A lock entry without the mark of a create under way. */
export function notPending({ pending: _pending, ...rest }: LockEntry): LockEntry {
  return rest;
}
