import type { FieldChange, Plan } from "./plan.ts";

/** True where something was moved elsewhere, or is gone. */
export function hasDrift({ changes, problems }: Plan): boolean {
  return changes.some(({ fields }) => fields.some(isMoved)) || problems.some(({ code }) => code === "object-lost");
}

/** True for a field that the platform has moved, alone or as well as the file; what is with a review was handed in. */
export function isMoved({ origin, verdict }: FieldChange): boolean {
  return origin !== "file" && verdict !== "in-review";
}
