import { readSavedPlan, type SavedPlan, type SavedPlanInput } from "../config/saved-plan.ts";
import { fileProblem, isTrouble } from "../model/file-trouble.ts";
import type { Plan } from "../model/plan.ts";
import { dotted } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Planned } from "../model/world.ts";
import type { Recovery } from "../pipeline/recovering/recover.ts";
import { approvedPart } from "../pipeline.ts";
import { readNamed } from "./named.ts";
import type { GuardedEffects } from "./session.ts";

/** In bytes: a plan of 30,000 changes has about so many. */
const largestPlan = 64 * 1_048_576;

/** What stands between a fresh plan and its being carried out. */
export interface ApprovalFlags {
  /** The plan file of `apply PLAN.json`. */
  readonly file?: string;
  /** The digest of `--expect-digest`. */
  readonly expectDigest?: string;
}

/** A fresh plan cut down to what was approved, with everything that no longer fits. */
export type Approved = ReturnType<typeof approvedPart>;

/** What a fresh plan is held against: a saved plan, an expected digest, both, or nothing. */
export interface Expected {
  readonly saved?: SavedPlan;
  readonly digest?: string;
}

/**
 * Reads what the command line approves; a file that is not as it was written approves nothing, and nothing is asked of
 * the platform.
 */
export async function expectedBy(
  effects: GuardedEffects,
  flags: ApprovalFlags,
): Promise<Expected | { problem: Problem }> {
  const digest = flags.expectDigest === undefined ? {} : { digest: flags.expectDigest };
  if (flags.file === undefined) return digest;
  const input = await planFileAt(effects, flags.file);
  if ("problem" in input) return input;
  const read = readSavedPlan(input);
  return "problem" in read ? read : { saved: read.plan, ...digest };
}

/** What reading the plan file of a command line needs; a problem where there is none. */
export async function planFileAt(
  effects: GuardedEffects,
  file: string,
): Promise<SavedPlanInput | { readonly problem: Problem }> {
  const bytes = await readNamed(effects, file, largestPlan);
  if (bytes === undefined) return { problem: problem("plan-file-missing", { file }) };
  if (isTrouble(bytes)) return { problem: { ...fileProblem(file, bytes), class: "usage" } };
  const { validator: isPlan } = await import("../generated/validators/plan.js");
  const { jsonText } = await import("../report/json-text.ts");
  return { bytes, shown: file, isPlan, written: jsonText };
}

/** What a plan sends: each address with the fields, for people who expected another one. */
function sendsOf({ changes, steps }: Plan): string[] {
  const touched = new Set(steps.map(({ address }) => address));
  return changes.flatMap(({ address, action, fields }) => {
    if (!touched.has(address)) return [];
    const paths = fields.flatMap(({ verdict, path }) => (verdict === "send" ? [dotted(path)] : []));
    return [`${address} ${paths.length === 0 ? action : paths.join(", ")}`];
  });
}

/** Holds a fresh plan against what was approved. */
export function approvedBy(
  { saved, digest }: Expected,
  fresh: Plan,
  planned: Pick<Planned, "unread" | "ids">,
  recovery?: Recovery,
): Approved {
  if (digest !== undefined && digest !== fresh.digest) {
    const args = { expected: digest, digest: fresh.digest, sends: sendsOf(fresh) };
    return { plan: { ...fresh, steps: [] }, conflicts: [problem("digest-differs", args)], void: true };
  }
  return saved === undefined ? { plan: fresh, conflicts: [] } : approvedPart(saved, fresh, planned, recovery);
}
