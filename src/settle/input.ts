import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import type { EndedStep, Outcome } from "../model/outcome.ts";
import type { DeclaredField, Desired, Live, LiveResource } from "../model/resource.ts";
import type { StateEntry } from "../model/state.ts";
import { instantSeconds } from "../schema/instant.ts";
import { showing } from "../schema/showing.ts";

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

/** What became of the steps of one resource, and what is to be remembered of it. Pure. */
export interface Settled {
  readonly outcomes: readonly Outcome[];
  readonly memory: StateEntry;
}

/** The moment of judging, in milliseconds since 1970. */
export function momentOf({ now, context }: Pick<SettleInput, "now" | "context">): number {
  return (instantSeconds(now, "begin", context.timezone) ?? 0) * 1_000;
}

/** True when a read shows the declared value of a field. */
export function shows(field: DeclaredField, live: LiveResource, { entry, context }: SettleInput): boolean {
  return showing(field, live, entry, context) === "same";
}
