import type { Json } from "./json.ts";
import type { Consent } from "./plan.ts";
import type { Pointer } from "./pointer.ts";

/** One request of a plan, by what it is about. */
export interface StepPart {
  readonly address: string;
  readonly operation: string;
  /** The fields that it carries; of a request that both plans have, those in which it differs. */
  readonly paths: readonly Pointer[];
}

/** What a plan says of one field. */
export interface FieldPart {
  /** Absent where nobody has seen what is live. */
  readonly before?: Json;
  readonly after: Json;
  readonly verdict: string;
  readonly origin: string;
}

/** How two plans differ. */
export interface PlanDiff {
  /** True where both mean the same: what one approves the other does as well. */
  readonly same: boolean;
  readonly digests: readonly [old: string, next: string];
  readonly steps: {
    readonly added: readonly StepPart[];
    readonly removed: readonly StepPart[];
    readonly changed: readonly StepPart[];
  };
  /** Fields of which the plans say different things; null where one says nothing. */
  readonly fields: readonly {
    readonly address: string;
    readonly path: Pointer;
    readonly old: FieldPart | null;
    readonly new: FieldPart | null;
  }[];
  readonly consent: { readonly added: readonly Consent[]; readonly removed: readonly Consent[] };
}
