import { readPlanFile } from "../config/saved-plan.ts";
import { kinds } from "../kinds/registry.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { planDiff } from "../pipeline/plan-diff.ts";
import { exitCodes, exitOfProblems } from "../report/exit-code.ts";
import { savedPlan } from "../report/saved/plan.ts";
import { planFileAt } from "./approval.ts";
import { labelledKinds } from "./field-words.ts";
import { type CommonFlags, type GuardedEffects, openSession } from "./session.ts";

export interface PlanDiffFlags extends Pick<CommonFlags, "format" | "color" | "lang" | "project" | "report"> {
  readonly detailedExitcode?: boolean;
}

/** `wxcards diff OLD NEW`: how two saved plans differ. Reads the two files, and asks nobody. */
export async function planDiffCommand(
  effects: GuardedEffects,
  files: readonly [old: string, next: string],
  flags: PlanDiffFlags,
): Promise<number> {
  const session = await openSession(effects, { ...flags, concurrency: 1 });
  const read = [await planAt(effects, files[0]), await planAt(effects, files[1])] as const;
  const problems = read.flatMap((found) => ("problem" in found ? [found.problem] : []));
  const [old, next] = read;
  if ("problem" in old || "problem" in next) {
    await session.show((renderer, paint) => renderer.validation({ problems, kinds: new Map() }, paint));
    return exitOfProblems(problems);
  }
  const diff = planDiff(old.plan, next.plan);
  const labelled = await labelledKinds(kinds, (await session.language()).name);
  await session.show((renderer, paint) => renderer.planDiff({ diff, kinds: labelled }, paint));
  return flags.detailedExitcode === true && !diff.same ? exitCodes.changes : exitCodes.ok;
}

/** A plan as its file holds it, also one that was made offline: it is only looked at. */
async function planAt(
  effects: GuardedEffects,
  file: string,
): Promise<{ readonly plan: Plan } | { readonly problem: Problem }> {
  const input = await planFileAt(effects, file);
  if ("problem" in input) return input;
  const read = readPlanFile(input);
  return "problem" in read ? read : { plan: savedPlan(read.value, kinds) };
}
