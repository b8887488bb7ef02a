import type { Will } from "../recovery.ts";
import { define } from "./entry.ts";

export interface Found {
  readonly address: string;
  readonly ids: readonly string[];
}

/** What becomes of documents that know no id: found again, to be made, or a reason to ask. */
export const creatingProblems = {
  "adopt-ambiguous": define<Found>("error", "refused"),
  "adopt-unequal": define<Found>("error", "refused"),
  "adopt-edited": define<Found & { readonly absent?: boolean | undefined }>("error", "refused"),
  "intent-made-another": define<Found & { readonly id: string }>("error", "refused"),
  "intent-open": define<{ readonly address: string; readonly id: string; readonly since: string }>("error", "refused"),
  "made-not-shown": define<{ readonly id: string }>("error", "failure"),
  "made-and-gone": define<Found>("error", "refused"),
  "created-another": define<{ readonly address: string; readonly id: string; readonly other?: string | undefined }>(
    "error",
    "failure",
  ),
  "create-unclear": define<Found>("error", "refused"),
  "recovery-waits": define<{
    readonly address: string;
    readonly operation: string;
    readonly since?: string | undefined;
    readonly notBefore?: string | undefined;
    readonly will: Will;
  }>("warning", "refused"),
  "rests-on-recovery": define<{ readonly address: string; readonly other: string }>("warning", "refused"),
  "create-needs-field": define("error", "refused"),
  "was-still-there": define<{ readonly address: string; readonly was: string; readonly done: boolean }>(
    "error",
    "refused",
  ),
  "absent-while-pending": define<{ readonly address: string; readonly since: string }>("error", "refused"),
  "create-orphaned": define<{ readonly address?: string | undefined; readonly others: readonly string[] }>(
    "warning",
    "refused",
  ),
  "down-orphaned": define<{ readonly others: readonly string[] }>("warning", "refused"),
  "renamed-perhaps": define<{ readonly address: string; readonly other: string; readonly id?: string | undefined }>(
    "error",
    "refused",
  ),
};
