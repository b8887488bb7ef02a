/**
 * The flow on one screen: acquire → recover → plan → …, and what a plan is made of, phase by phase. Each phase is a file of `pipeline/planning/` and takes
 * what the phases before it gave; none calls back into an earlier one. Carrying a plan out is `pipeline/carry-out.ts`,
 * in the same manner, with its phases in `pipeline/writing/`. Only this file and `pipeline/` call the stages; reporting
 * is the caller's.
 */
import { defined } from "./model/defined.ts";
import type { Plan } from "./model/plan.ts";
import type { Problem } from "./model/problem.ts";
import type { Project } from "./model/project.ts";
import type { Checked, Planned, Selection, World } from "./model/world.ts";
import { check } from "./pipeline/check.ts";
import { orderOf } from "./pipeline/order.ts";
import { assemblePlan } from "./pipeline/planning/assemble-plan.ts";
import { checkReferences } from "./pipeline/planning/check-references.ts";
import { compareAll } from "./pipeline/planning/compare-all.ts";
import { desiredState } from "./pipeline/planning/desired-state.ts";
import { matchWithoutId } from "./pipeline/planning/match-without-id.ts";
import { waitingIn, withoutWaiting } from "./pipeline/planning/waiting.ts";
import { nothingRecovered, type Recovery, recover } from "./pipeline/recovering/recover.ts";
import { openRun } from "./pipeline/run.ts";
import { type Approval, type ApprovedPlan, approve } from "./plan/approve.ts";

/** What an apply has done before it plans. */
export interface Begun {
  readonly checked?: Checked;
  readonly recovery?: Recovery;
}

/**
 * What an apply begins with, whatever flags, plans and consents say: what earlier runs left open is settled, alone, so
 * that everything else is planned on clean ground.
 */
export async function recoverFirst(world: World, selection: Selection): Promise<Required<Begun>> {
  for (let left = mostReadings; ; left -= 1) {
    const checked = await check(world, selection, "without-clock", "store");
    const recovery = await recover(world, selection, checked);
    if (recovery !== "moved") return { checked, recovery };
    // Somebody writes all the time: planning tells what is open.
    if (left === 0) return { checked, recovery: nothingRecovered };
    await world.reopen?.();
  }
}

/** How often a memory is read again that somebody else has written meanwhile. */
const mostReadings = 3;

/** Makes a plan: reads documents, memory and live state, and writes nothing anywhere. */
export async function plan(world: World, selection: Selection, begun: Begun = {}): Promise<Planned> {
  // 1. Offline: the project file, its documents, and the rules across them.
  const checked = begun.checked ?? (await check(world, selection, "without-clock", "store"));
  if (!isSound(checked)) return notPlanned(checked);

  // 2. One value for all that follows: memory, clients, listings, clock, places.
  const known = begun.recovery?.known ?? checked.known;
  const run = await openRun(world, selection, { ...checked, ...defined({ known }) });
  if ("length" in run) return notPlanned(checked, run);

  // How this commit stands to the one applied last is found out meanwhile.
  const ordered = orderOf(run);

  // 3. What an earlier run left open, and an apply has not settled before, waits: nothing is planned for it.
  const waiting = waitingIn(run, begun.recovery ?? nothingRecovered);

  // 4. What the documents want, beside what is remembered.
  const state = withoutWaiting(desiredState(run), waiting);

  // 5. Documents that know no id: found on the platform, to be made, or a reason to stop.
  const joined = await matchWithoutId(run, state);

  // 6. Everything that is known is read and compared, field by field.
  const { matched, compared } = await compareAll(run, joined);

  // 7. What documents name of other kinds has to be there.
  const references = await checkReferences(run, matched, compared);

  // 8. Changes, exact requests in order, problems, consent and counts.
  return assemblePlan(run, { state, waiting, matched, compared, references, ordered });
}

/** Whether a plan can be made at all: with one error in a file nothing is asked of a platform. */
function isSound(checked: Checked): checked is Checked & { readonly project: Project } {
  return checked.project !== undefined && checked.problems.every(({ severity }) => severity !== "error");
}

/** No plan: what is wrong offline, and what is wrong with the memory. */
function notPlanned(checked: Checked, problems: readonly Problem[] = []): Planned {
  return {
    checked: { ...checked, problems: [...checked.problems, ...problems] },
    desired: [],
    live: new Map(),
    states: new Map(),
    clients: new Map(),
    ids: new Map(),
  };
}

/** The part of a fresh plan that a saved one approves; of accounts that could not be read nobody can say what fits. */
export function approvedPart(
  saved: ApprovedPlan,
  fresh: Plan,
  { unread, ids }: Pick<Planned, "unread" | "ids">,
  { recovered }: Pick<Recovery, "recovered"> = nothingRecovered,
): Approval {
  const settled = recovered.filter(({ result }) => !["waits", "asks", "unread"].includes(result));
  const known = new Map(settled.map(({ address }) => [address, ids.get(address) ?? ""]));
  return approve(saved, fresh, { unread, recovered: known });
}
