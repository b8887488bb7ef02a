import type { Badge, Origin } from "./plan.ts";
import type { FieldPolicy } from "./policy.ts";

/** What a reviewer must know of a change of a field: what its policy says, and whose change it is where that is not the file's. */
export function badgesOf(policy: FieldPolicy, origin: Origin = "file"): Badge[] {
  const badges: Badge[] = [];
  if (policy.review) badges.push("review");
  if (policy.move !== undefined) badges.push("one way");
  if (policy.irreversible) badges.push("irreversible");
  if (policy.readback === "none") badges.push("write-only");
  if (policy.money) badges.push("money");
  if (origin !== "file") badges.push(origin);
  return badges;
}
