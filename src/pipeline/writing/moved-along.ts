import { stepsOf } from "../../apply/progress.ts";
import { membersAlong } from "../../diff/carried-along.ts";
import { canonicalJson, type JsonObject } from "../../model/json.ts";
import type { Desired, Live } from "../../model/resource.ts";
import { entryIn, type Writing } from "./writing.ts";

/**
 * Live members that moved since the plan, that nobody declares and that are carried along in objects that are sent
 * whole: the old ones would be written over the new.
 */
export function movedAlong(writing: Writing, desired: Desired, now: Live): string[] {
  const before = writing.planned.live.get(desired.address);
  if (before?.status !== "found" || now.status !== "found") return [];
  const sent = stepsOf(writing.progress, desired.address).flatMap(({ because }) => because);
  const entry = entryIn(writing.world, desired);
  const members = (live: typeof now) => membersAlong(live, sent, entry, writing.context);
  return differingKeys(members(before), members(now));
}

/** The keys at which two objects differ. */
export function differingKeys(old: JsonObject, fresh: JsonObject): string[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  return keys.filter((key) => canonicalJson(old[key] ?? null) !== canonicalJson(fresh[key] ?? null));
}
