import type { Badge, Origin } from "../model/plan.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { isWriteOnly } from "./showing.ts";

/**
 * What a reviewer must know of a change of a field: what its policy says, and whose change it is where that is not the
 * file's.
 */
export function badgesOf(policy: FieldPolicy, origin: Origin = "file"): Badge[] {
  const badges: Badge[] = [];
  if (policy.review) badges.push("review");
  if (policy.move !== undefined) badges.push("one way");
  if (isWriteOnly(policy)) badges.push("write-only");
  if (policy.money) badges.push("money");
  if (origin !== "file") badges.push(origin);
  return badges;
}
