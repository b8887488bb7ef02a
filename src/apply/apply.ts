import type { Client } from "../model/client.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import { wireNumber } from "../model/objects.ts";
import type { EndedStep, Outcome } from "../model/outcome.ts";
import type { Plan, Step } from "../model/plan.ts";
import type { Pointer } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { mapResults } from "../model/result.ts";
import { carryOutSingle, type SinglePorts } from "./single.ts";
import { carryOutSpread, putBack, type SpreadStep, type Surrounding } from "./spread.ts";
import type { SpreadPorts } from "./spread-ports.ts";

/** What carrying out a plan needs. */
export interface ApplyInput extends SinglePorts {
  readonly plan: Plan;
  readonly kinds: Kinds;
  /** By account name. */
  readonly clients: ReadonlyMap<string, Client>;
  readonly signal?: AbortSignal;
  /** Called when the steps of one resource have ended: reads back, judges, remembers. `halt` means that nothing further may be sent. */
  readonly settle: (
    address: string,
    ended: readonly EndedStep[],
  ) => Promise<{ outcomes: readonly Outcome[]; halt?: Problem }>;
  /** Looks once more before the first request to a resource. A problem means that it is not what was planned for, and it is left alone. */
  readonly look: (address: string) => Promise<Problem | undefined>;
  /** For resources made of several objects. */
  readonly objects: SpreadPorts;
  /** Told before each step, for progress. */
  readonly onStep?: (step: Step, done: number, total: number) => void;
}

/** One resource while its steps are carried out. */
interface Resource {
  /** How many of its steps have not ended. */
  left: number;
  readonly ended: EndedStep[];
  looked: boolean;
  moved?: Problem;
}

/**
 * Carries out the steps of a plan in order, exactly as they stand in it.
 *
 * A failed step skips the steps that need it; a refusal that holds for a whole account skips the rest of that account; other resources go on. What was taken
 * down is put up again whatever happens. done + failed + skipped + unknown = planned, always.
 */
export async function apply(input: ApplyInput): Promise<{ outcomes: Outcome[]; problems: Problem[] }> {
  const { plan, signal } = input;
  const outcomes: Outcome[] = [];
  const problems: Problem[] = [];
  const stopped = new Map<string, Problem>();
  const ended = new Map<string, EndedStep>();
  const resources = resourcesOf(plan.steps);
  let halted: Problem | undefined;

  for (const step of plan.steps) {
    const { address } = step;
    const account = address.slice(0, address.indexOf("/"));
    const resource = resources.get(address) as Resource;
    const down = takenDown(step, ended);
    let cause: Problem | undefined;
    const inTheWay = () => halted ?? stopped.get(account) ?? (down === undefined ? interruption(signal) : undefined);
    if (!resource.looked && inTheWay() === undefined) {
      resource.looked = true;
      const moved = await input.look(address);
      // A reason without an address holds for the whole account: this step says it, and the others that it holds for them too.
      if (moved?.address === undefined && moved !== undefined) stopped.set(account, accountStopped(account, moved));
      resource.moved = moved;
      cause = moved;
    }
    const reason =
      cause ?? inTheWay() ?? resource.moved ?? brokenNeed(step, ended) ?? halfway(step, resource, isSpread(step));
    const given = reason === undefined ? await sent(step, down) : await skipped(step, reason, down);
    if (given.halt !== undefined) {
      halted ??= given.halt;
      problems.push(given.halt);
    }
    if (given.stop !== undefined && !stopped.has(account)) stopped.set(account, accountStopped(account, given.stop));
    ended.set(step.id, given.one);
    resource.ended.push(given.one);
    resource.left -= 1;
    if (resource.left === 0) await settled(address, resource);
  }
  return { outcomes, problems };

  async function sent(step: Step, down: EndedStep | undefined): Promise<SpreadStep> {
    input.onStep?.(step, ended.size, plan.steps.length);
    const filled = filledIn(step, ended, isFind);
    const { entry, client } = partsOf(step);
    if (entry.kind.multiObject === undefined) return carryOutSingle(filled, entry, client, input);
    return carryOutSpread(filled, around(step, down), {
      entry,
      client,
      ports: input.objects,
      mayDrop: mayDrop(step, down),
      ...(signal ? { signal } : {}),
    });
  }

  /** A step that is not sent; what it was to put up again is put back, unless nothing may be sent at all. */
  async function skipped(step: Step, problem: Problem, down: EndedStep | undefined): Promise<SpreadStep> {
    const one: EndedStep = {
      step,
      review: false,
      outcome: { step: step.id, address: step.address, status: "skipped", problem },
    };
    const restore = down?.step.restore;
    // After an interruption there is no time to find out what became of a lost answer: the lock file tells the next run.
    const isLate = signal?.aborted === true && down?.outcome.status === "unknown";
    if (restore === undefined || isLate) return { one };
    if (halted !== undefined) return { one: { ...one, outcome: { ...one.outcome, restored: "not-live" } } };
    const { entry, client } = partsOf(step);
    const stop = stopped.get(step.address.slice(0, step.address.indexOf("/")));
    // Also when the account refuses other calls: putting it back is tried once.
    const nothing = { objects: [], problems: [], failed: problem };
    const filled = filledIn(step, ended, isFind);
    const more = { entry, client, ports: input.objects, mayDrop: mayDrop(step, down), ...(signal ? { signal } : {}) };
    const back = await putBack(filled, nothing, restore, more);
    return stop === undefined ? back : { ...back, stop };
  }

  function isSpread(step: Step): boolean {
    return partsOf(step).entry.kind.multiObject !== undefined;
  }

  function isFind(step: Step): boolean {
    return partsOf(step).entry.kind.multiObject?.find === step.operation;
  }

  function partsOf(step: Step): { entry: KindEntry; client: Client } {
    const [account = "", kind = ""] = step.address.split("/");
    return { entry: input.kinds.get(kind) as KindEntry, client: input.clients.get(account) as Client };
  }

  /** What nobody can be sure to put up again went down with consent to lose it, also when a former run took it down. */
  function mayDrop(step: Step, down: EndedStep | undefined): (path: Pointer) => boolean {
    const { carried = [], instead = {} } = step;
    const wasAgreed = (path: Pointer) => carried.includes(path) || Object.hasOwn(instead, path);
    const isBack = down === undefined && partsOf(step).entry.kind.multiObject?.add === step.operation;
    return (path) => input.mayDrop(step) || (isBack && wasAgreed(path));
  }

  function around(step: Step, down: EndedStep | undefined): Surrounding {
    const made = step.needs.some((need) => ended.get(need)?.made === true);
    const hasPartner = plan.steps.some((other) => other.needs.includes(step.id) && other.address === step.address);
    return { ...(down ? { down } : {}), ...(made ? { made } : {}), hasPartner };
  }

  async function settled(address: string, resource: Resource): Promise<void> {
    const all = resource.ended;
    const wrote = ({ outcome }: EndedStep) =>
      outcome.status === "done" || outcome.status === "unknown" || outcome.restored !== undefined;
    // Nothing was carried out, so there is nothing to read back; and an account that refuses everything is not asked again.
    if (!all.some(wrote)) {
      outcomes.push(...all.map(({ outcome }) => outcome));
      return;
    }
    const judged = await input.settle(address, all);
    outcomes.push(...judged.outcomes);
    // What could not be read back is not known to be what an answer called it: nothing that names it is sent.
    for (const outcome of judged.outcomes) {
      const one = ended.get(outcome.step);
      if (one !== undefined && outcome.status === "unknown") ended.set(outcome.step, { ...one, outcome });
    }
    if (judged.halt === undefined) return;
    halted ??= judged.halt;
    problems.push(judged.halt);
  }
}

function resourcesOf(steps: readonly Step[]): Map<string, Resource> {
  const resources = new Map<string, Resource>();
  for (const { address } of steps) {
    const resource = resources.get(address);
    if (resource === undefined) resources.set(address, { left: 1, ended: [], looked: false });
    else resource.left += 1;
  }
  return resources;
}

/** The step of the same resource that took down, or may have taken down, what a step puts up again. */
function takenDown(step: Step, ended: ReadonlyMap<string, EndedStep>): EndedStep | undefined {
  return step.needs
    .map((need) => ended.get(need))
    .find(
      (one) =>
        one?.step.address === step.address &&
        one.step.restore !== undefined &&
        (one.outcome.status === "done" || one.outcome.status === "unknown"),
    );
}

/** A step with the answers of earlier ones in the places that stand for them. */
function filledIn(step: Step, ended: ReadonlyMap<string, EndedStep>, isFind: (step: Step) => boolean): Step {
  const body = mapResults(step.body, (reference) => {
    const source = ended.get(reference.step);
    if (source?.id === undefined) return undefined;
    // Ids of objects are numbers on the wire.
    return isFind(source.step) ? wireNumber(source.id) : source.id;
  });
  return { ...step, body: body as Step["body"] };
}

/** Why a step cannot be sent: one that it needs did not happen, or is not part of this run. */
function brokenNeed(step: Step, ended: ReadonlyMap<string, EndedStep>): Problem | undefined {
  const broken = step.needs.find((need) => !isDone(ended.get(need)));
  if (broken === undefined) return undefined;
  return skippedAfter(broken, step, ended.get(broken)?.step.address);
}

/**
 * Nothing more of a resource of several objects is taken down once one of its steps has failed: what is live stays live. Nothing more at all is sent for it
 * once an answer was lost, since the lock file remembers one such request.
 */
function halfway(step: Step, { ended }: Resource, isSpread: boolean): Problem | undefined {
  if (!isSpread) return undefined;
  const stops = step.restore === undefined ? ["unknown"] : ["unknown", "failed"];
  const failed = ended.find(({ outcome }) => stops.includes(outcome.status));
  return failed && skippedAfter(failed.step.id, step);
}

/** Why nothing more is sent to an account after one step has said what it refuses everything for. */
function accountStopped(account: string, cause: Problem): Problem {
  return { code: "account-stopped", severity: "error", class: cause.class, args: { account, cause: cause.code } };
}

function skippedAfter(failed: string, { address }: Step, other?: string): Problem {
  const args = { step: failed, ...(other === undefined || other === address ? {} : { other }) };
  return { code: "skipped-after-failure", severity: "error", class: "failure", args, address };
}

/** A step that turned out not to be needed stands in nobody's way. */
function isDone(one: EndedStep | undefined): boolean {
  if (one === undefined) return false;
  return one.outcome.status === "done" || (one.outcome.status === "skipped" && one.outcome.problem === undefined);
}

function interruption(signal?: AbortSignal): Problem | undefined {
  return signal?.aborted ? { code: "interrupted", severity: "error", class: "failure", args: {} } : undefined;
}
