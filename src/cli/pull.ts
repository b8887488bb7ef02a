import { type Problem, problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { PullReport } from "../model/pull.ts";
import { pullDrift } from "../pipeline/pull.ts";
import { plan } from "../pipeline.ts";
import { exitCodes, exitOfProblems, gravest } from "../report/exit-code.ts";
import { page } from "../report/page.ts";
import { isHarmlessPatch, patchText } from "../report/patch-text.ts";
import { problemsText } from "../report/problem-text.ts";
import { readingTroubles } from "../report/status.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import { printOffline } from "./plan.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";

export interface PullFlags extends CommonFlags {
  /** Whether the changes are printed and nothing is written. */
  readonly dryRun?: boolean;
  /** Whose value is taken where both sides have changed it. */
  readonly take?: "live";
}

/**
 * `wxcards pull [ADDRESS…]`: live values of drifted fields into the documents that declare them. Reads on the platform and
 * of the state; writes documents only.
 */
export async function pullCommand(
  effects: GuardedEffects,
  addresses: readonly string[],
  flags: PullFlags,
): Promise<number> {
  const session = await openLiveSession(effects, flags, false);
  const isDry = flags.dryRun === true;
  try {
    const { targets } = session.selection;
    const planned = await plan(session.world, { ...session.selection, targets: [...targets, ...addresses] });
    const { project } = planned.checked;
    if (planned.plan === undefined || project === undefined) return await printOffline(session, planned, "pull");
    const { signal } = effects.io;
    if (signal.aborted) return exitCodes.interrupted;
    const checked = { ...planned.checked, project };
    const request = { isDry, takesLive: flags.take === "live" };
    const done = pullDrift(session.world, { ...planned, checked }, request);
    const report = { ...done, problems: [...readingTroubles(planned), ...done.problems] };
    const isPatch = isDry && flags.format === "text";
    const unprinted = await show(effects, session, { report, isPatch, accounts: project.accounts });
    return exitOf({ ...report, problems: [...report.problems, ...unprinted] }, isDry);
  } finally {
    await session.connections.close();
  }
}

/** Shows what was done, or the diff of what would be; gives why some of it is not shown. */
async function show(
  { io, redactor }: GuardedEffects,
  session: LiveSession,
  {
    report,
    isPatch,
    accounts,
  }: { readonly report: PullReport; readonly isPatch: boolean; readonly accounts: readonly Account[] },
): Promise<readonly Problem[]> {
  const { kinds, people } = session.world;
  // Lines around a change are printed with it, and may be those of another document.
  const namesPeople = (text: string) => accounts.some(({ identity }) => people.of(identity).concealed(text) !== text);
  if (!isPatch) {
    await session.show((renderer, paint) => renderer.pull({ report, kinds }, paint));
    return [];
  }
  session.keep((renderer, paint) => renderer.pull({ report, kinds }, paint));
  const unprinted: Problem[] = [];
  for (const file of report.files) {
    const text = patchText([file]);
    const variables = redactor.shownIn(text);
    if (variables.length > 0) {
      const names = variables.filter((variable) => variable !== null);
      unprinted.push(problem("secret-in-output", { file: file.file, variables: names }));
    } else if (namesPeople(text)) unprinted.push(problem("person-in-patch", { file: file.file }));
    else if (isHarmlessPatch(text)) io.patch(text);
    else unprinted.push(problem("pull-patch-unsafe", { file: file.file }));
  }
  const told = [...report.left, ...report.problems, ...unprinted];
  const speech = { kinds, language: await session.language() };
  if (told.length > 0) session.noteText(page(problemsText(told, speech, session.paint)));
  return unprinted;
}

/** What could not be read or written counts; where something else was written, as a part of the whole. */
function exitOf({ pulled, left, problems }: PullReport, isDry: boolean): number {
  const wrong = exitOfProblems(problems);
  const isPartial = wrong !== exitCodes.ok && pulled.length > 0 && !isDry;
  return gravest([...(isPartial ? [exitCodes.partial] : [wrong]), exitOfProblems(left)]);
}
