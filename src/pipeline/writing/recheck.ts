import { isFirst, noteChecked } from "../../apply/progress.ts";
import { fingerprintOf } from "../../diff/fingerprint.ts";
import { itemsField } from "../../model/items.ts";
import { canonicalJson, isObject, type Json } from "../../model/json.ts";
import type { KindEntry } from "../../model/kind.ts";
import type { Step } from "../../model/plan.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Live } from "../../model/resource.ts";
import { isNew } from "../run.ts";
import { differingKeys, movedAlong } from "./moved-along.ts";
import { entryIn, readAgain, resourceAt, type Writing } from "./writing.ts";

/** Rechecks a resource before the first request to it, and notes what that gave; later steps are not rechecked. */
export async function recheckFirst(writing: Writing, step: Step): Promise<Problem | undefined> {
  const { progress } = writing;
  if (!isFirst(progress, step)) return undefined;
  const moved = await recheck(writing, step);
  noteChecked(progress, step, moved);
  return moved;
}

/**
 * Looks at a resource once more before the first request to it: what may have happened since the plan was made, while
 * somebody read it or while other resources were written, is not overwritten. Gives why the resource is left alone; a
 * reason without an address holds for its whole account.
 */
async function recheck(writing: Writing, { address }: Step): Promise<Problem | undefined> {
  const desired = resourceAt(writing, address);
  if (isNew(desired)) return undefined;
  const live = await readAgain(writing, desired);
  if (live.status === "unreadable") return live.problem;
  const entry = entryIn(writing.world, desired);
  const basis = (read: Live | undefined) => {
    if (read?.status !== "found" || read.objects?.length === 0) return null;
    return desired.document.absent ? read.state : fingerprintOf(desired, read, entry, writing.context);
  };
  const [planned, now] = [basis(writing.planned.live.get(address)), basis(live)];
  const along = movedAlong(writing, desired, live);
  if (canonicalJson(now) === canonicalJson(planned) && along.length === 0) return undefined;
  const args = { address, fields: [...new Set([...movedFields(planned, now, entry), ...along])].sort() };
  return problem("moved-meanwhile", args, { address });
}

/**
 * The fields whose live value is not that of the plan any more; of a resource made of several objects those in which
 * any of them is.
 */
function movedFields(old: Json, fresh: Json, entry: KindEntry): string[] {
  if (!isObject(old) || !isObject(fresh)) return [];
  if (entry.kind.multiObject === undefined) return differingKeys(old, fresh);
  const list = itemsField(entry).pointer;
  return differingKeys(old, fresh).flatMap((id) => {
    const [was, is] = [old[id], fresh[id]];
    const keys = isObject(was) && isObject(is) ? differingKeys(was, is) : ["items"];
    return keys.map((key) => (key === "items" ? list : key));
  });
}
