import { resolve } from "node:path";
import { readSavedPlan, type SavedPlan } from "../config/saved-plan.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { approvedPart } from "../pipeline.ts";
import type { GuardedEffects } from "./session.ts";

/** What stands between a fresh plan and its being carried out. */
export interface ApprovalFlags {
  /** The plan file of `apply PLAN.json`. */
  readonly file?: string;
  /** The digest of `--expect-digest`. */
  readonly expectDigest?: string;
}

/** A fresh plan cut down to what was approved, with everything that no longer fits. */
export type Approved = ReturnType<typeof approvedPart>;

/** Reads the plan file of the command line, when there is one. */
export function savedPlan(effects: GuardedEffects, file: string): { plan: SavedPlan } | { problem: Problem } {
  return readSavedPlan(effects.files, resolve(effects.io.workingDirectory, file), file);
}

/** Holds a fresh plan against the saved one and the expected digest. A check that cannot be made is an error, never a pass. */
export function approvedBy(effects: GuardedEffects, flags: ApprovalFlags, fresh: Plan): Approved {
  if (flags.expectDigest !== undefined && flags.expectDigest !== fresh.digest) {
    const args = { expected: flags.expectDigest, digest: fresh.digest };
    const problem: Problem = { code: "digest-differs", severity: "error", class: "stale", args };
    return { plan: { ...fresh, steps: [] }, conflicts: [problem], void: true };
  }
  if (flags.file === undefined) return { plan: fresh, conflicts: [] };
  const saved = savedPlan(effects, flags.file);
  if ("problem" in saved) return { plan: { ...fresh, steps: [] }, conflicts: [saved.problem], void: true };
  return approvedPart(saved.plan, fresh);
}
