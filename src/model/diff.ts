import type { Json } from "./json.ts";
import type { Consent, FieldChange } from "./plan.ts";
import type { Pointer } from "./pointer.ts";
import type { Problem } from "./problem.ts";
import type { Desired, LiveResource } from "./resource.ts";

/** What comparing one resource gave. */
export interface ResourceDiff {
  readonly desired: Desired;
  readonly live: LiveResource;
  readonly fields: readonly FieldChange[];
  readonly problems: readonly Problem[];
  /** Agreement that verdicts rest on or wait for. */
  readonly consents: readonly Consent[];
  /** Canonical live values at the declared readable paths; null where the platform shows nothing. */
  readonly seen: Readonly<Record<Pointer, Json>>;
}
