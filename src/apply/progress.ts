import { type Haltable, haltable, type Stopping, whyStopped } from "../model/budget.ts";
import { defined } from "../model/defined.ts";
import { equalJson, isObject } from "../model/json.ts";
import type { Kinds } from "../model/kind.ts";
import { wireNumber } from "../model/objects.ts";
import type { EndedStep, Outcome } from "../model/outcome.ts";
import type { Plan, Step } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { mapResults } from "../model/result.ts";
import type { Surrounding } from "./send-objects.ts";
import type { SentStep } from "./sending.ts";

/** One resource while its steps are carried out. */
export interface ResourceProgress {
  /** In the order of the plan. */
  readonly steps: Step[];
  readonly ended: EndedStep[];
  /** True once its steps have ended and it was read back and remembered, as far as it was to be. */
  isSettled: boolean;
  /** True once it was looked at before its first request. */
  isChecked: boolean;
  /** Why it is left alone: it is not what was planned for. */
  moved?: Problem;
}

/** How far a plan is carried out. done + failed + skipped + unknown = planned, always. */
export interface Progress extends Stopping {
  readonly plan: Plan;
  readonly kinds: Kinds;
  /** The place of each step in the plan. */
  readonly places: ReadonlyMap<string, number>;
  /** How many steps were begun. */
  begun: number;
  /** By step. */
  readonly ended: Map<string, EndedStep>;
  readonly resources: ReadonlyMap<string, ResourceProgress>;
  /** Accounts of which the first step is under way, alone. */
  readonly trying: Set<string>;
  /** Accounts in which a step was sent and ended. */
  readonly tried: Set<string>;
  /** Accounts that refuse everything further, and why. */
  readonly stopped: Map<string, Problem>;
  readonly outcomes: Outcome[];
  readonly problems: Problem[];
  /** Steps of which a request may have been carried out, as far as its answers say. */
  readonly open: Set<string>;
  /** Under which requests go out. */
  readonly sending: Haltable;
  /** Why nothing may be sent at all any more: the memory could not be kept, or a bug struck. */
  halted?: Problem;
}

/** Nothing was carried out yet. */
export function openProgress(plan: Plan, kinds: Kinds, { signal, graceSignal }: Stopping): Progress {
  const sending = haltable({ signal, graceSignal });
  const resources = new Map<string, ResourceProgress>();
  for (const step of plan.steps) {
    const resource = resources.get(step.address);
    if (resource === undefined)
      resources.set(step.address, { steps: [step], ended: [], isSettled: false, isChecked: false });
    else resource.steps.push(step);
  }
  const places = new Map(plan.steps.map(({ id }, place) => [id, place]));
  const nothing = { begun: 0, ended: new Map(), stopped: new Map(), outcomes: [], problems: [] };
  const sets = { trying: new Set<string>(), tried: new Set<string>(), open: new Set<string>() };
  return { plan, kinds, signal, graceSignal, sending, resources, places, ...sets, ...nothing };
}

/** The steps of a resource, in the order of the plan. */
export function stepsOf({ resources }: Progress, address: string): readonly Step[] {
  return resources.get(address)?.steps ?? [];
}

/** True for the first request to a resource that may be sent: then the resource is looked at once more. */
export function isFirst(progress: Progress, step: Step): boolean {
  return !resourceOf(progress, step).isChecked && stopOf(progress, step) === undefined;
}

/** Keeps what looking at a resource before its first request gave. */
export function noteChecked(progress: Progress, step: Step, moved: Problem | undefined): void {
  const resource = resourceOf(progress, step);
  resource.isChecked = true;
  if (moved === undefined) return;
  resource.moved = moved;
  // A reason without an address holds for the whole account: this step says it, and the others that it holds for them
  // too.
  if (moved.address === undefined) noteStop(progress, step, moved);
}

/** Why a step is not sent: the run has to stop, its resource moved, or a step that it needs did not happen. */
export function obstacleTo(progress: Progress, step: Step): Problem | undefined {
  const { moved } = resourceOf(progress, step);
  return stopOf(progress, step) ?? moved ?? brokenNeed(progress, step) ?? halfway(progress, step);
}

/**
 * Why nothing further is sent, to anybody or to the account. What was taken down is put back also after an
 * interruption, while there is time.
 */
function stopOf(progress: Progress, step: Step): Problem | undefined {
  const { halted, stopped } = progress;
  const reason = halted ?? stopped.get(accountOf(step));
  const signal = takenDown(progress, step) === undefined ? progress.signal : progress.graceSignal;
  return reason ?? (signal.aborted ? whyStopped(signal) : undefined);
}

/** True while what was sent for a step may be sent once more: what ended the run or the account ends that too. */
export function mayRepeat(progress: Progress, step: Step): boolean {
  return stopOf(progress, step) === undefined && !progress.signal.aborted;
}

/** Why the account refuses everything further. */
export function stopOfAccount({ stopped }: Progress, step: Step): Problem | undefined {
  return stopped.get(accountOf(step));
}

/** Keeps how a step ended; gives the steps of its resource when it was the last of them. */
export function noteEnded(progress: Progress, step: Step, sent: SentStep): readonly EndedStep[] | undefined {
  const { ended, stop, halt } = sent;
  if (halt !== undefined) noteHalt(progress, halt);
  if (stop !== undefined) noteStop(progress, step, stop);
  progress.ended.set(step.id, ended);
  const resource = resourceOf(progress, step);
  resource.ended.push(ended);
  return resource.ended.length === resource.steps.length ? resource.ended : undefined;
}

/** From now on nothing is begun any more for the account of a step; what is under way there may find the same. */
function noteStop({ stopped }: Progress, step: Step, stop: Problem): void {
  const account = accountOf(step);
  if (!stopped.has(account)) stopped.set(account, accountStopped(account, stop));
}

/**
 * From now on nothing is sent any more, by those either that have been begun and still wait for their turn. What was
 * under way may find the same: it is told once.
 */
export function noteHalt(progress: Progress, halt: Problem): void {
  progress.halted ??= halt;
  progress.sending.halt(halt);
  const isSame = ({ code, args }: Problem) => code === halt.code && equalJson(args, halt.args);
  if (!progress.problems.some(isSame)) progress.problems.push(halt);
}

/**
 * Keeps the outcomes of a resource. What could not be read back is not known to be what an answer called it: nothing
 * that names it is sent.
 */
export function noteOutcomes({ outcomes, ended, resources }: Progress, judged: readonly Outcome[]): void {
  outcomes.push(...judged);
  for (const outcome of judged) {
    const resource = resources.get(outcome.address);
    if (resource !== undefined) resource.isSettled = true;
    const step = ended.get(outcome.step);
    if (step !== undefined && outcome.status === "unknown") ended.set(outcome.step, { ...step, outcome });
  }
}

/** All outcomes so far, in the order of the plan. */
export function outcomesInOrder({ outcomes, places }: Progress): readonly Outcome[] {
  const place = ({ step }: Outcome) => places.get(step) ?? places.size;
  return [...outcomes].sort((one, other) => place(one) - place(other));
}

/** The step of the same resource that took down, or may have taken down, what a step puts back. */
export function takenDown({ ended }: Progress, step: Step): EndedStep | undefined {
  return step.needs
    .map((need) => ended.get(need))
    .find(
      (needed) =>
        needed?.step.address === step.address &&
        needed.step.restore !== undefined &&
        (needed.outcome.status === "done" || needed.outcome.status === "unknown"),
    );
}

/** What is to be known of the steps around one. */
export function surroundingOf(progress: Progress, step: Step): Surrounding {
  const { plan, ended } = progress;
  return {
    ...defined({ down: takenDown(progress, step) }),
    isMade: step.needs.some((need) => ended.get(need)?.made === true),
    hasPartner: plan.steps.some((other) => other.needs.includes(step.id) && other.address === step.address),
  };
}

/** A step with the answers of earlier ones in the places that stand for them. */
export function filledIn({ ended, kinds }: Progress, step: Step): Step {
  const body = mapResults(step.body, (reference) => {
    const source = ended.get(reference.step);
    if (source?.id === undefined) return undefined;
    const isObjectId = multiObjectOf(kinds, source.step)?.find === source.step.operation;
    // Ids of objects are numbers on the wire.
    return isObjectId ? wireNumber(source.id) : source.id;
  });
  return isObject(body) ? { ...step, body } : step;
}

function resourceOf({ resources }: Progress, { address }: Step): ResourceProgress {
  return resources.get(address) as ResourceProgress;
}

/** The account of a step. */
export function accountOf({ address }: Step): string {
  return address.slice(0, address.indexOf("/"));
}

function multiObjectOf(kinds: Kinds, { address }: Step) {
  return kinds.get(address.split("/")[1] ?? "")?.kind.multiObject;
}

/** Why a step cannot be sent: one that it needs did not happen, or is not part of this run. */
function brokenNeed({ ended }: Progress, step: Step): Problem | undefined {
  const broken = step.needs.find((need) => !isDone(ended.get(need)));
  return broken === undefined ? undefined : skippedAfter(broken, step, ended.get(broken)?.step.address);
}

/**
 * Nothing more of a resource of several objects is taken down once one of its steps has failed: what is live stays
 * live. Nothing more at all is sent for it once an answer was lost, since the memory has one such request.
 */
function halfway(progress: Progress, step: Step): Problem | undefined {
  if (multiObjectOf(progress.kinds, step) === undefined) return undefined;
  const stops = step.restore === undefined ? ["unknown"] : ["unknown", "failed"];
  const failed = resourceOf(progress, step).ended.find(({ outcome }) => stops.includes(outcome.status));
  return failed && skippedAfter(failed.step.id, step);
}

/** Why nothing more is sent to an account after a step was refused for a reason that holds for every call. */
function accountStopped(account: string, cause: Problem): Problem {
  return problem("account-stopped", { account, cause: cause.code }, { class: cause.class });
}

function skippedAfter(failed: string, { address }: Step, other?: string): Problem {
  const args = { step: failed, ...defined({ other: other === address ? undefined : other }) };
  return problem("skipped-after-failure", args, { address });
}

/** A step that turned out not to be needed stands in nobody's way. */
function isDone(ended: EndedStep | undefined): boolean {
  if (ended === undefined) return false;
  return ended.outcome.status === "done" || (ended.outcome.status === "skipped" && ended.outcome.problem === undefined);
}
