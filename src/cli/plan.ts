import { fileProblem, isTrouble } from "../model/file-trouble.ts";
import type { Allowed, Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { utf8Text } from "../model/utf8.ts";
import type { Planned, Selection } from "../model/world.ts";
import type { NamedSnapshot } from "../pipeline/offline.ts";
import { onlyDrift } from "../pipeline/only-drift.ts";
import { plan } from "../pipeline.ts";
import { exitCodes, exitOfDrift, exitOfPlan, exitOfProblems, gravest } from "../report/exit-code.ts";
import { rendererOf } from "../report/formats/registry.ts";
import { page } from "../report/page.ts";
import { paint } from "../report/paint.ts";
import { problemsText } from "../report/problem-text.ts";
import type { PlanResult } from "../report/renderer.ts";
import { ownFileLimits } from "../yaml/yaml-limits.ts";
import { baseOf, heldAgainstBase } from "./base.ts";
import { labelledKinds } from "./field-words.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import { readNamed } from "./named.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";
import { writeResult } from "./write-result.ts";

export interface PlanFlags extends CommonFlags {
  readonly detailedExitcode?: boolean;
  /** Whether to look for what accounts have and no document names. */
  readonly unmanaged?: boolean;
  /** Agreement, as `apply` would get it. */
  readonly allow?: readonly Allowed[];
  /** The commit whose documents say what is of this change. */
  readonly base?: string;
  /** `drift` where only what was changed elsewhere is shown. */
  readonly only?: string;
  /** Whether no platform is asked. */
  readonly offline?: boolean;
  /** A snapshot that what is live is taken from: offline as well. */
  readonly live?: string;
  /** Where the plan is saved, for `apply PLAN.json`. */
  readonly out?: string;
}

/** `wxcards plan`: what apply would do. Never a write. */
export async function planCommand(effects: GuardedEffects, flags: PlanFlags): Promise<number> {
  const session = await openLiveSession(effects, flags, false);
  try {
    const held = await plannedFor(effects, session, flags);
    if ("code" in held) return await printProblem(session, held);
    if (held.plan === undefined) return await printOffline(session, held);
    const planned = { ...held, plan: flags.only === undefined ? held.plan : onlyDrift(held.plan) };
    const result = await planResult(session, planned, planned.plan);
    await session.show((renderer, paint) => renderer.plan(result, paint));
    noteNoDocuments(session, planned);
    if (effects.io.signal.aborted) return exitCodes.interrupted;
    if (flags.out !== undefined) {
      const text = (await rendererOf("json", await session.language())).plan(result, paint(false));
      const unwritten = await writeResult(effects, flags.out, text);
      // The plan stands on stdout already, where a format for machines has room for one document.
      if (unwritten !== undefined) {
        const speech = { kinds: session.world.kinds, language: await session.language() };
        session.noteText(page(problemsText([unwritten], speech, session.paint)));
        return gravest([exitOfPlan(planned.plan, false), exitOfProblems([unwritten])]);
      }
      const again = (flags.allow ?? []).map(
        ({ what, address }) => ` --allow ${what}${address === undefined ? "" : `=${address}`}`,
      );
      const { notes } = session;
      session.note(isOffline(flags) ? notes.savedOffline(flags.out) : notes.saved(flags.out, again.join("")));
    }
    const exit = flags.only === undefined ? exitOfPlan : exitOfDrift;
    return exit(planned.plan, flags.detailedExitcode ?? false);
  } finally {
    await session.connections.close();
  }
}

/** The plan that the flags ask for; a problem where it cannot be made as they ask. */
async function plannedFor(effects: GuardedEffects, session: LiveSession, flags: PlanFlags): Promise<Planned | Problem> {
  const { unmanaged = false, allow: allowed = [], only, out } = flags;
  if (only !== undefined && out !== undefined) return problem("drift-not-saved", { file: out });
  const selection = { ...session.selection, unmanaged, allowed };
  const base = flags.base === undefined ? undefined : await baseOf(effects, session, flags.base);
  if (base !== undefined && "code" in base) return base;
  const made = isOffline(flags)
    ? await plannedOffline(effects, session, { selection, file: flags.live })
    : await plan(session.world, selection);
  return "code" in made || base === undefined ? made : heldAgainstBase(session, made, base);
}

function isOffline({ offline, live }: PlanFlags): boolean {
  return offline === true || live !== undefined;
}

/** A plan that asks no platform; a problem where the file that it is to be held against cannot be read. */
async function plannedOffline(
  effects: GuardedEffects,
  { world }: LiveSession,
  { selection, file }: { readonly selection: Selection; readonly file: string | undefined },
): Promise<Planned | Problem> {
  const { openOffline } = await import("../pipeline/offline.ts");
  const named = file === undefined ? undefined : await snapshotAt(effects, file);
  if (named !== undefined && "code" in named) return named;
  const run = await openOffline(world, selection, named);
  return run.concluded(await plan(run.world, selection, { checked: run.checked }));
}

async function snapshotAt(effects: GuardedEffects, file: string): Promise<NamedSnapshot | Problem> {
  const bytes = await readNamed(effects, file, ownFileLimits.bytes);
  if (bytes === undefined) return problem("file-missing", { file });
  if (isTrouble(bytes)) return fileProblem(file, bytes);
  return { file, text: utf8Text(bytes) ?? "" };
}

async function printProblem(session: LiveSession, found: Problem): Promise<number> {
  const { kinds } = session.world;
  await session.show((renderer, paint) => renderer.validation({ problems: [found], kinds, undone: "plan" }, paint));
  return exitOfProblems([found]);
}

/** A plan with what it is shown with. */
export async function planResult(
  { world, language }: LiveSession,
  { checked }: Planned,
  plan: Plan,
): Promise<PlanResult> {
  const kinds = await labelledKinds(world.kinds, (await language()).name);
  return { plan, kinds, timezone: checked.project?.timezone ?? "Asia/Shanghai" };
}

/** Says that nothing is wrong because there is nothing. */
export function noteNoDocuments(session: LiveSession, { checked, plan }: Planned): void {
  if (checked.documents.length === 0 && plan?.problems.length === 0) session.note(session.notes.noDocuments);
}

/** Shows the problems that kept a plan, or what goes by one, from being made, and gives the exit code. */
export async function printOffline(
  session: LiveSession,
  { checked: { problems } }: Planned,
  undone: "plan" | "pull" = "plan",
): Promise<number> {
  const { kinds } = session.world;
  await session.show((renderer, paint) => renderer.validation({ problems, kinds, undone }, paint));
  return exitOfProblems(problems);
}
