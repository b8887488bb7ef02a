import type { Document } from "./document.ts";
import type { Unsendable } from "./form.ts";
import type { Json, JsonObject } from "./json.ts";
import type { LiveObject } from "./objects.ts";
import type { Pointer } from "./pointer.ts";
import type { FieldPolicy } from "./policy.ts";
import type { Problem } from "./problem.ts";
import type { StateEntry } from "./state.ts";

/** One declared field in its canonical forms. */
export interface DeclaredField {
  readonly path: Pointer;
  readonly policy: FieldPolicy;
  /** As it would be sent; for `null` in YAML, what clears the field. */
  readonly wire: Json;
  /** As it is compared; null when it says "empty". */
  readonly key: Json;
  /** Why the value can be compared but never sent. */
  readonly unsendable?: Unsendable;
  /** True for a member of an object that the document clears as a whole, and that it does not name. */
  readonly inCleared?: true;
}

/**
 * One resource as the repository wants it: a document whose fields are canonical, and what is remembered of it.
 */
export interface Desired {
  readonly address: string;
  readonly account: string;
  /** What the project file says of the account. */
  readonly settings: JsonObject;
  readonly kind: string;
  /** Empty while nobody knows it: the resource is to be found or made. */
  readonly id: string;
  readonly document: Document;
  /** Computed anew at each look: take them once, or copy the resource, where they are wanted often. */
  readonly fields: readonly DeclaredField[];
  /**
   * Those of them that a read does not show word for word as the document has them: what is the same to the letter is
   * the same in any form, and nearly all fields of nearly all resources are. All of them when absent.
   */
  readonly fieldsUnlike?: (live: JsonObject) => readonly DeclaredField[];
  readonly memory: StateEntry;
  /**
   * How many resources of this document were made and taken down for good: the next one needs another idempotency key.
   */
  readonly attempt?: number;
  /**
   * The local address whose memory this resource takes over, `MemberCard/golden`: only when that name has no document
   * any more.
   */
  readonly movedFrom?: string;
  /**
   * Objects that this resource takes over of entries under other names, by local address: the entries keep their
   * others.
   */
  readonly objectsFrom?: Readonly<Record<string, readonly string[]>>;
}

/** The same resource with other fields. */
export function withFields(desired: Desired, fields: readonly DeclaredField[]): Desired {
  const { fieldsUnlike: _ofOthers, ...rest } = desired;
  return { ...rest, fields };
}

/** How the platform's review of a resource stands. */
export type ReviewState = "passed" | "in-review" | "refused";

/** A resource as the platform shows it. */
export interface LiveResource {
  readonly status: "found";
  readonly id: string;
  /** In the nesting of `spec`, values as answered. */
  readonly spec: JsonObject;
  readonly review: ReviewState;
  /** The platform's own word for its state, for messages. */
  readonly state: string;
  /** The idempotency key that its create sent. */
  readonly idempotencyKey?: string;
  /** Of an object in a listing: names by which it is remembered while its id is not known. */
  readonly aliases?: readonly string[];
  /** Of a resource made of several objects: each as it was read. */
  readonly objects?: readonly LiveObject[];
  /** Known objects of such a resource that the platform does not have any more. */
  readonly lost?: readonly string[];
  /** Declared fields of which nobody has seen what is live: of a plan that is made offline. */
  readonly unseen?: ReadonlySet<Pointer>;
  /** True where nothing was read, since no call shows it: what was accepted last stands here. */
  readonly isRemembered?: true;
}

/** What observing a resource gave. */
export type Live =
  | LiveResource
  | { readonly status: "missing"; readonly problem: Problem }
  | { readonly status: "unreadable"; readonly problem: Problem };

/**
 * True for a resource that is not there any more. An answer about another type says nothing of the kind: somebody or
 * something answered about something else.
 */
export function isGone(live: Live): boolean {
  return live.status === "missing" && live.problem.code !== "resource-of-other-type";
}

/** A resource made of several objects of which none is there. */
export const noObjects: LiveResource & { readonly objects: readonly LiveObject[] } = {
  status: "found",
  id: "",
  spec: {},
  review: "passed",
  state: "",
  objects: [],
};
