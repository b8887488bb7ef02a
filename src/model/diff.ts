import type { Json } from "./json.ts";
import type { LiveObject } from "./objects.ts";
import type { Consent, FieldChange } from "./plan.ts";
import type { Pointer } from "./pointer.ts";
import type { Problem } from "./problem.ts";
import type { Desired, LiveResource } from "./resource.ts";

/** What is to be done to a resource made of several objects. */
export interface ObjectsDiff {
  /** The objects that are live. */
  readonly live: readonly LiveObject[];
  /** Ids of those whose shared fields are to change. */
  readonly stale: readonly string[];
  /** Items that no object holds and one is to hold, in the order of the document. */
  readonly gained: readonly string[];
  /** Items that an object holds and none is to hold. */
  readonly dropped: readonly string[];
  /** Items on one side only, by what an object gained or lost by itself; absent where there are none. */
  readonly drifted?: readonly string[];
  /** The shared fields that change. */
  readonly sent: readonly Pointer[];
}

/** What comparing one resource gave. */
export interface ResourceDiff {
  readonly desired: Desired;
  readonly live: LiveResource;
  readonly fields: readonly FieldChange[];
  readonly problems: readonly Problem[];
  /** Agreement that verdicts rest on or wait for. */
  readonly consents: readonly Consent[];
  /** Canonical live values at the declared readable paths; null where the platform shows nothing. */
  readonly fingerprint: Readonly<Record<Pointer, Json>>;
  /** Live members that nobody declares or knows and that are carried along with what is sent. */
  readonly carried: readonly Pointer[];
  /** Live members that would be lost by what is sent. */
  readonly lost: readonly Pointer[];
  /**
   * What is live, and would be written back, cannot be a value of its field: nothing is written on the ground of that
   * answer.
   */
  readonly unusable?: Problem;
  /** Of a resource made of several objects. */
  readonly objects?: ObjectsDiff;
}
