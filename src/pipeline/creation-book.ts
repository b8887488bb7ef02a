import type { LockKeeper } from "../config/lock-keeper.ts";
import { valueDigest } from "../model/digest.ts";
import { type LockEntry, withoutIntent } from "../model/lock.ts";
import type { Step } from "../model/plan.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";

/** What the lock file is told around a create, so that no crash between two of these leads to a second one. */
export interface CreationBook {
  /** Before the request: durable, or the request is not sent; nor when another run changed the entry since this one read it. */
  announce(step: Step): Problem | undefined;
  /** Why an id that an answer brings is not that of something new: another resource has it. */
  claimed(step: Step, id: string): Problem | undefined;
  /** As soon as the answer brings an id: durable before anything else. */
  created(step: Step, id: string): Problem | undefined;
  /** After the platform refused: this request made nothing. What an earlier one may have made, whose answer was lost, stays open. */
  refused(step: Step): void;
}

/** What keeping the book needs. */
export interface CreationBookInput {
  readonly keeper: LockKeeper;
  readonly of: (step: Step) => Desired;
  /** What the lock file has under the name of a resource, also when it is the memory of a deletion, which must not be lost before another one is there. */
  readonly former: (one: Desired) => LockEntry | undefined;
  /** The address of another resource that has an id; null for one that the account had before and nobody manages. */
  readonly holderOf: (one: Desired, id: string) => string | null | undefined;
  /** Where the body of a create says its number. */
  readonly numberAt: (one: Desired) => Pointer | undefined;
  readonly now: () => string;
}

/** Opens the book of a run. */
export function creationBook({ keeper, of, former, holderOf, numberAt, now }: CreationBookInput): CreationBook {
  return {
    announce: (step) => {
      const one = of(step);
      const moved = keeper.moved(one);
      if (moved !== undefined) return moved;
      const at = numberAt(one);
      const number = at === undefined ? undefined : valueAt(step.body, at);
      const pending = {
        ...{ operation: step.operation, body: valueDigest(step.body), at: now() },
        ...(typeof number === "string" ? { idempotencyKey: number } : {}),
      };
      const before = former(one);
      return keeper.keep(one, { ...(before?.deleted === true ? before : one.lock), pending });
    },
    claimed: (step, id) => {
      const other = holderOf(of(step), id);
      if (other === undefined) return undefined;
      // Null where nobody manages it.
      const args = { address: step.address, id, other };
      return { code: "created-another", severity: "error", class: "failure", args, address: step.address };
    },
    created: (step, id) => {
      const one = of(step);
      const { deleted: _deleted, ...rest } = withoutIntent(one.lock);
      return keeper.keep(one, { ...rest, id });
    },
    refused: (step) => {
      const one = of(step);
      const { pending } = one.lock;
      keeper.note(one, { ...withoutIntent(keeper.entry(one)), ...(pending === undefined ? {} : { pending }) });
    },
  };
}
