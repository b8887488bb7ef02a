import { defined } from "../../model/defined.ts";
import type { EndedStep } from "../../model/outcome.ts";
import type { Desired, Live } from "../../model/resource.ts";
import type { Settled } from "../../settle/input.ts";
import { settle } from "../../settle/settle.ts";
import { entryIn, nowIn, type Writing } from "./writing.ts";

/** Judges the steps of a resource by what is live; without any step, only what is to be remembered. */
export function judge(writing: Writing, desired: Desired, ended: readonly EndedStep[], live: Live): Settled {
  const planned = writing.planned.live.get(desired.address);
  const before = planned?.status === "found" ? planned : undefined;
  const { context, world } = writing;
  const entry = entryIn(world, desired);
  // A copy: its fields are computed once.
  const input = { desired: { ...desired }, ended, live, entry, context, now: nowIn(writing) };
  return settle({ ...input, ...defined({ before }) });
}
