import { isInterrupted, whyStopped } from "../model/budget.ts";
import type { ApplyReport } from "../model/outcome.ts";
import type { Allowed, Consent, Plan } from "../model/plan.ts";
import { bugOf, type Problem } from "../model/problem.ts";
import type { Planned } from "../model/world.ts";
import { agreedTo, applicablePart, consentOfNobodys, isConsent, sparedIn, without } from "../pipeline/applicable.ts";
import { carryOut } from "../pipeline/carry-out.ts";
import { hold } from "../pipeline/hold.ts";
import { skippingOlder } from "../pipeline/older.ts";
import { plan, recoverFirst } from "../pipeline.ts";
import { exitCodes, exitOfApply, gravest, isUnfinished } from "../report/exit-code.ts";
import { rendererOf } from "../report/formats/registry.ts";
import { clock } from "../report/messages/args.ts";
import { page } from "../report/page.ts";
import { problemsText } from "../report/problem-text.ts";
import { recoveredText } from "../report/recovery-text.ts";
import type { PlanResult } from "../report/renderer.ts";
import { type ApprovalFlags, type Approved, approvedBy, type Expected, expectedBy } from "./approval.ts";
import { ask } from "./ask.ts";
import { bugText } from "./crash.ts";
import { collectAfter } from "./engine.ts";
import { type LiveSession, openLiveSession } from "./live-session.ts";
import { noteNoDocuments, planResult, printOffline } from "./plan.ts";
import type { Render } from "./results.ts";
import type { CommonFlags, GuardedEffects } from "./session.ts";
import { type NotHeld, type Recovered, type Turns, together, waited, whyEnded } from "./turns.ts";

export interface ApplyFlags extends CommonFlags, ApprovalFlags {
  readonly yes?: boolean;
  readonly writeConcurrency: number;
  readonly allow?: readonly Allowed[];
  /** Whether nothing is done but settling what earlier runs left open. */
  readonly recoverOnly?: boolean;
  /** Milliseconds to wait at most until everything that is open may be judged. */
  readonly waitRecovery?: number;
  /** Milliseconds to wait at most for accounts that another run holds. */
  readonly waitLease?: number;
  /** `skip` where accounts to which a newer commit was applied are left alone. */
  readonly ifOlder?: string;
}

/**
 * `wxcards apply`: plans, asks, carries out, reads back. All or nothing is decided before the first request goes out.
 */
export async function applyCommand(effects: GuardedEffects, flags: ApplyFlags): Promise<number> {
  const files = (flags.report ?? []).filter((file) => file.format === "journal");
  if (files.length === 0) return applyIn(effects, flags);
  const { keepJournal } = await import("./journal-report.ts");
  try {
    return await keepJournal(effects, { files, flags, code: await applyIn(effects, flags) });
  } catch (error) {
    await keepJournal(effects, { files, flags, code: exitCodes.failure });
    throw error;
  }
}

async function applyIn(effects: GuardedEffects, flags: ApplyFlags): Promise<number> {
  const session = await openLiveSession(effects, flags, true, flags.writeConcurrency);
  const turns: Turns = { moved: 0, until: session.world.clock.elapsed() + (flags.waitLease ?? 0) };
  try {
    for (;;) {
      const ended = await applyOnce({ effects, flags, session }, turns);
      if (ended !== "again") return ended;
      await session.world.reopen?.();
    }
  } catch (error) {
    // A bug; what was settled before it struck is told all the same.
    const { recovery } = turns;
    if (recovery === undefined || recovery.recovery.recovered.length === 0) throw error;
    session.world.onBug?.(error);
    const before = reportOf(recovery);
    return await conclude(session, { ...before, problems: [...before.problems, bugOf(error)] }, flags);
  } finally {
    await session.connections.close();
  }
}

/** Recovers, plans, asks and carries out, once; `again` where everything is to be read anew. */
async function applyOnce(
  { effects, flags, session }: Pick<ApprovedRun, "effects" | "flags" | "session">,
  turns: Turns,
): Promise<number | "again"> {
  const { world, selection } = session;
  const recovery = together(turns.recovery, await recoverAll(session, flags));
  turns.recovery = recovery;
  const refuse = (problem: Problem): Promise<number> => {
    const before = reportOf(recovery);
    const interrupted = isInterrupted(world.signal);
    return conclude(session, { ...before, interrupted, problems: [...before.problems, problem] }, flags);
  };
  const { held } = recovery.recovery;
  if (held !== undefined && (await waited(session, held, turns))) return "again";
  const isHalted = session.bugs.length > 0 || recovery.recovery.isHalted === true;
  if (flags.recoverOnly === true || isHalted || isInterrupted(world.signal))
    return endRecovered(session, recovery, flags);
  // Also a plan file that is damaged keeps nothing down that a crash took down.
  const expected = await expectedBy(effects, flags);
  if ("problem" in expected) return refuse(expected.problem);
  collectAfter(recovery.checked.documents.length);
  const planned = await plan(world, { ...selection, allowed: flags.allow ?? [] }, recovery);
  if (planned.plan === undefined) return endOffline(session, planned, recovery, flags);
  const approved = approvedBy(expected, planned.plan, planned, recovery.recovery);
  const ended = await applyApproved({ effects, flags, session, expected, planned, approved, recovery });
  if (typeof ended === "number") return ended;
  const why = await whyEnded(session, ended, turns, expected.saved !== undefined);
  if (why !== undefined) return refuse(why);
  return "again";
}

const nothingDone: ApplyReport = { outcomes: [], problems: [], interrupted: false };

/** A fresh plan, cut down to what was approved, with the run it was made in. */
interface ApprovedRun {
  readonly effects: GuardedEffects;
  readonly flags: ApplyFlags;
  readonly session: LiveSession;
  readonly expected: Expected;
  readonly planned: Planned;
  readonly approved: Approved;
  readonly recovery: Recovered;
}

/** Settles what earlier runs left open; waits, where that was asked for, until all of it may be judged. */
async function recoverAll(
  { world, selection, note, notes }: LiveSession,
  { waitRecovery = 0, allow: allowed = [] }: ApplyFlags,
): Promise<Recovered> {
  const until = world.clock.now() + waitRecovery;
  for (;;) {
    const begun = await recoverFirst(world, { ...selection, allowed });
    const waits = begun.recovery.recovered.flatMap(({ notBefore }) => (notBefore === undefined ? [] : [notBefore]));
    const times = waits.map((instant) => Date.parse(instant));
    const youngest = Math.max(...times);
    if (waits.length === 0 || youngest > until || world.signal.aborted) return begun;
    note(notes.waitingForOpen(clock(waits[times.indexOf(youngest)])));
    await world.clock.sleep(Math.max(0, youngest - world.clock.now()), world.signal);
    if (world.signal.aborted) return begun;
  }
}

/** What recovery did, as the report of the run. */
function reportOf({ recovery }: Recovered): ApplyReport {
  return { ...nothingDone, recovered: recovery.recovered, problems: recovery.problems };
}

/**
 * The end of `--recover-only`, and of a run that was interrupted before its plan, or whose recovery could not be kept or
 * met a bug.
 */
async function endRecovered(session: LiveSession, begun: Recovered, flags: ApplyFlags): Promise<number> {
  const { problems } = begun.checked;
  const { signal } = session.world;
  const interrupted = isInterrupted(signal);
  const stopped = signal.aborted && !interrupted ? [whyStopped(signal)] : [];
  const own = begun.checked.project === undefined ? problems : begun.recovery.unasked;
  const report = { ...reportOf(begun), interrupted };
  const found = [...own, ...report.problems];
  const told = [...found, ...stopped.filter(({ code }) => found.every((problem) => problem.code !== code))];
  if (told.length === 0 && begun.recovery.recovered.length === 0 && !interrupted && session.bugs.length === 0)
    session.note(session.notes.nothingOpen);
  return conclude(session, { ...report, problems: told }, flags);
}

/** The end of a run whose documents are wrong: what was settled before is told all the same. */
async function endOffline(
  session: LiveSession,
  planned: Planned,
  begun: Recovered,
  flags: ApplyFlags,
): Promise<number> {
  if (begun.recovery.recovered.length === 0) return printOffline(session, planned);
  const report = reportOf(begun);
  return conclude(session, { ...report, problems: [...planned.checked.problems, ...report.problems] }, flags);
}

/** Shows the plan, and carries it out where nothing stands against it; gives the exit code, or why it has to wait. */
async function applyApproved(run: ApprovedRun): Promise<number | NotHeld> {
  const { effects, flags, session, planned, approved, recovery } = run;
  const before = reportOf(recovery);
  const { conflicts } = approved;
  const { plan: made, skipped } =
    flags.ifOlder === "skip" ? skippingOlder(approved.plan) : { plan: approved.plan, skipped: new Set<string>() };
  // What was not approved is not done, and where nothing of it still fits there is only that to say.
  const isShown = conflicts.length === 0 || (approved.void !== true && made.changes.length > 0);
  const shown = isShown ? made : { ...made, problems: [] };
  const end = async (report: Partial<ApplyReport>): Promise<number> => {
    const problems = [...before.problems, ...(report.problems ?? [])];
    const code = await conclude(
      session,
      { ...before, ...report, problems },
      flags,
      await planResult(session, planned, shown),
    );
    return gravest([code, isUnfinished(made, recovery.recovery.held) ? exitCodes.unknown : exitCodes.ok]);
  };
  if (isShown) {
    const result = await planResult(session, planned, made);
    // Only the result goes to stdout: with a format for machines that is the report, on a terminal a person reads plan
    // and report.
    await session.show((renderer, paint) => (renderer.forTerminal ? renderer.plan(result, paint) : ""));
    noteNoDocuments(session, { ...planned, plan: made });
  }
  const nobodys = asksPerson(run) ? consentOfNobodys(made) : [];
  const { part, refused, isAll } = applicablePart(agreedTo(made, nobodys));
  const refusal = isAll
    ? [...made.problems, ...refused.filter(isConsent), ...conflicts]
    : await refusalOf(run, part, nobodys);
  if (refusal === "interrupted" || effects.io.signal.aborted) return end({ interrupted: true });
  if (refusal !== undefined) return end({ problems: refusal });
  const { writeConcurrency } = flags;
  const left = planned.desired.filter(({ account }) => skipped.has(account));
  const spared = new Set([...addressesOf(conflicts), ...left.map(({ address }) => address)]);
  const whole = { ...planned, plan: part, spared: sparedIn(planned, part, spared) };
  const held = await hold(session.world, whole);
  if (held.status !== "held") return held;
  const mine = without(whole, held.refused);
  const done = await carryOut(session.world, mine, { writeConcurrency, keeper: held.keeper });
  const against = [...refused, ...held.refused];
  return end({ ...done, refused: against, problems: [...conflicts, ...against, ...done.problems] });
}

/** Why nothing is carried out; undefined when something may be. Asks a person last. */
async function refusalOf(
  run: ApprovedRun,
  made: Plan,
  nobodys: readonly Consent[],
): Promise<readonly Problem[] | "interrupted" | undefined> {
  const { effects, flags, session, planned, approved } = run;
  if (effects.io.signal.aborted) return "interrupted";
  if (approved.void) return approved.conflicts;
  if (made.steps.length === 0 || isAgreed(run)) return undefined;
  const refusal = await ask(effects, { session, result: await planResult(session, planned, made), flags, nobodys });
  return refusal === undefined || refusal === "interrupted" ? refusal : [refusal];
}

/** True where nobody is asked: a plan file, or the digest of a plan, is the yes of whoever reviewed it. */
function isAgreed({ flags, expected }: ApprovedRun): boolean {
  return flags.yes === true || expected.saved !== undefined || expected.digest !== undefined;
}

/** True where a person is asked, and can be. */
function asksPerson(run: ApprovedRun): boolean {
  return !isAgreed(run) && run.approved.void !== true && run.effects.io.canAsk();
}

/** The resources of which something approved no longer fits. */
function addressesOf(conflicts: readonly Problem[]): ReadonlySet<string> {
  return new Set(conflicts.flatMap(({ address }) => (address === undefined ? [] : [address])));
}

/**
 * Ends a run: closes what it had open, so that the report has what that brings to light, shows the whole of it, and after
 * it the bugs that struck in their own words; gives the exit code.
 */
async function conclude(
  session: LiveSession,
  report: ApplyReport,
  flags: CommonFlags,
  made?: PlanResult,
): Promise<number> {
  const whole = { ...report, problems: [...report.problems, ...(await session.connections.close())] };
  await showReport(session, whole, flags, made);
  for (const bug of session.bugs) session.noteText(bugText(bug));
  return exitOfApply(whole);
}

/**
 * Shows what was done. On a terminal it stands below the plan, which has said its own problems; when nothing was sent,
 * the rest is a note.
 */
async function showReport(
  session: LiveSession,
  report: ApplyReport,
  flags: CommonFlags,
  made?: PlanResult,
): Promise<void> {
  const { kinds } = session.world;
  const result = { report, kinds, ...made };
  const render: Render = (renderer, paint) => renderer.apply(result, paint);
  const language = await session.language();
  const { forTerminal } = await rendererOf(flags.format, language);
  if (!forTerminal || report.outcomes.length > 0) return session.show(render);
  const unshown = report.problems.filter((problem) => made?.plan.problems.includes(problem) !== true);
  const recovered = recoveredText(report.recovered, language.results.recovery);
  session.noteText(page([...recovered, ...problemsText(unshown, { kinds, language }, session.paint)]));
  session.keep(render);
}
