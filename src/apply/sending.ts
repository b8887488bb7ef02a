import type { Client } from "../model/client.ts";
import { defined } from "../model/defined.ts";
import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import type { LiveObject } from "../model/objects.ts";
import type { EndedStep, Outcome } from "../model/outcome.ts";
import type { Step } from "../model/plan.ts";
import type { Pointer } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import type { Intent } from "../model/state.ts";

/** What is about to be sent: recorded before, so that an answer that is lost can be made up for. */
export interface IntentInput {
  readonly step: Step;
  /** The items that an object is to have. */
  readonly items?: readonly string[] | undefined;
  /** The body that carries its shared fields. */
  readonly body?: Step["body"] | undefined;
  /** The body with the former shared fields, which may be put back. */
  readonly restore?: Step["body"] | undefined;
  /** The object that is about to be taken down. */
  readonly removes?: string | undefined;
  /** What the fields that it carries are before it and after it. */
  readonly moves?: Intent["moves"] | undefined;
}

/**
 * What a write is recorded in. Everything is durable when a call returns, but for `clear`; a problem means that it is
 * not, and that nothing further may be sent.
 */
export interface Journal {
  recordIntent(desired: Desired, intent: IntentInput): Problem | undefined;
  /** The id of what was made, as soon as an answer brings it. */
  recordCreated(desired: Desired, id: string): Problem | undefined;
  /** That an object has items. */
  recordObject(desired: Desired, id: string, items: readonly string[]): Problem | undefined;
  /** That an object is gone. */
  recordRemoved(desired: Desired, id: string): Problem | undefined;
  /** That nothing came of the intent: not durable, since a later run finds that out by itself. */
  clear(desired: Desired): void;
  /** What this run has put into objects of a resource so far, by id. */
  objectsOf(desired: Desired): Readonly<Record<string, readonly string[]>>;
}

/** Reads live state while steps are sent. */
export interface Reader {
  readObject(desired: Desired, id: string): Promise<LiveObject | "missing" | "unclear">;
  /**
   * Objects of the account that have any of some items, and that the resource does not know yet; undefined when nobody
   * can say.
   */
  findObjects(desired: Desired, items: readonly string[]): Promise<readonly LiveObject[] | undefined>;
}

/** Whose an id is while a run makes new ones. */
export interface Owners {
  /** Another resource of the project that an object belongs to. */
  managerOf(desired: Desired, id: string): string | undefined;
  /**
   * Whose an object was before a request was sent, so that no answer can bring its id for something new: of this
   * resource, or of another of the project.
   */
  ownerOf(desired: Desired, id: string): string | undefined;
  /**
   * Whose an id was that a create is answered with: of another resource; null for one that the account had before and
   * nobody manages.
   */
  claimedBy(desired: Desired, id: string): string | null | undefined;
}

/** What sending the steps of one resource may use. */
export interface Sending {
  readonly desired: Desired;
  /** As read for the plan; absent where nothing was there. */
  readonly before?: LiveResource;
  readonly entry: KindEntry;
  readonly client: Client;
  readonly context: FormContext;
  /** Of the account. */
  readonly identity: string;
  /** Items that are known to be in objects of somebody else. */
  readonly excepted: ReadonlySet<string>;
  /** True for a live member that may be left out when the platform refuses it. */
  readonly mayDrop: (path: Pointer) => boolean;
  /** Under which the step is sent: nothing of it is sent once it has aborted. */
  readonly signal: AbortSignal;
  readonly journal: Journal;
  readonly reader: Reader;
  readonly owners: Owners;
}

/** What sending one step gave. */
export interface SentStep {
  readonly ended: EndedStep;
  /** A reason that holds for every further call to the account. */
  readonly stop?: Problem;
  /** The memory could not be written: nothing further may be sent. */
  readonly halt?: Problem;
}

/** A step that has ended, with what else is to be known of it. */
export function endedStep(
  step: Step,
  outcome: Omit<Outcome, "step" | "address">,
  more: Partial<EndedStep> = {},
): EndedStep {
  return { step, review: false, outcome: { step: step.id, address: step.address, ...outcome }, ...more };
}

/** A step that was not sent because its intent could not be recorded. */
export function notRecorded(step: Step, halt: Problem): SentStep {
  return { ended: endedStep(step, { status: "skipped", problem: halt }), halt };
}

/** A failed step. `stops` is the reason for which no further call to the account can succeed. */
export function failedStep(step: Step, problem: Problem, stop?: Problem): SentStep {
  const own = { ...problem, address: step.address };
  return { ended: endedStep(step, { status: "failed", problem: own }), ...defined({ stop }) };
}
