import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import type { EndedStep } from "../model/outcome.ts";
import type { Desired, Live, LiveResource } from "../model/resource.ts";

/** What judging one resource after its writes needs. */
export interface SettleInput {
  readonly desired: Desired;
  readonly ended: readonly EndedStep[];
  /** As it was before the first write; absent when nobody looked, or nothing was there. */
  readonly before?: LiveResource;
  /** As read after the last write. */
  readonly live: Live;
  readonly entry: KindEntry;
  readonly context: FormContext;
  /** Now, in ISO 8601, for review records. */
  readonly now: string;
}
