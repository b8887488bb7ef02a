import type { Action } from "../../model/plan.ts";
import type { PlaceOfEntry } from "./places.ts";
import type { Row } from "./row.ts";

/** One resource, or several of one kind to which the very same happens. */
export interface Entry {
  readonly place: PlaceOfEntry;
  readonly action: Action;
  /** The name of the kind. */
  readonly kind: string;
  readonly rows: readonly Row[];
  /** What is to be known of the change as a whole. */
  readonly notes: readonly string[];
  /** What goes along unchanged. */
  readonly along: readonly string[];
  readonly members: readonly Member[];
}

/** A resource of an entry, with all that is its own. */
export interface Member {
  readonly address: string;
  /** As people read it; empty for none. */
  readonly id: string;
  readonly file: string;
  /** Of each row, where it stands in the file. */
  readonly lines: readonly number[];
  /** Its requests, with their numbers. */
  readonly calls: readonly string[];
  /** That nothing is live between two of them. */
  readonly gap?: string;
  /** How many have it, where the platform shows that. */
  readonly reach: readonly string[];
  /** What becomes of the objects it is made of. */
  readonly objects: readonly string[];
  /** Those of them that stay. */
  readonly kept: readonly string[];
  /** Agreement that it waits for. */
  readonly asks: readonly string[];
  /** Of the report of an apply: how its steps ended. */
  readonly endings: readonly Ending[];
}

/** How a step ended. */
export interface Ending {
  /** The step and its request. */
  readonly call: string;
  readonly word: string;
  readonly sort: "well" | "waits" | "badly";
  /** What is to be known besides, such as fields that did not change. */
  readonly details: readonly string[];
}
