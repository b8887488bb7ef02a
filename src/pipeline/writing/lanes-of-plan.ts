import { groupBy } from "../../model/group.ts";
import type { Step } from "../../model/plan.ts";
import { isNew } from "../run.ts";
import { entryIn, resourceAt, type Writing } from "./writing.ts";

/**
 * The steps of a plan as lanes: what is in one lane is sent in the order of the plan, and lanes go side by side. As a
 * rule a lane is one resource. Together in one are
 *
 * - all resources of an account that are made of several objects, kind by kind: one at a time is down while it is
 *   replaced, and the listing in which lost answers are looked up stands still meanwhile;
 * - what is to be made and looks alike: were two answers lost, nobody could tell the one from the other.
 */
export function lanesOf(writing: Writing): readonly (readonly Step[])[] {
  const lanes = new Map(writing.plan.steps.map(({ address }) => [address, laneOf(writing, address)]));
  return [...groupBy(writing.plan.steps, ({ address }) => lanes.get(address) ?? address).values()];
}

function laneOf(writing: Writing, address: string): string {
  const desired = resourceAt(writing, address);
  const { account, kind, document } = desired;
  const { multiObject, creation } = entryIn(writing.world, desired).kind;
  if (multiObject !== undefined) return `${account}/${kind}`;
  if (creation === undefined || !isNew(desired)) return address;
  const looks = creation.looksOf(document.spec);
  return `${account}/${kind} ${looks === undefined ? "" : JSON.stringify(looks)}`;
}
