import type { Client, Reply } from "../model/client.ts";
import { isObject, type Json } from "../model/json.ts";
import type { KindEntry, Kinds, Operation } from "../model/kind.ts";
import type { EndedStep, Outcome } from "../model/outcome.ts";
import type { Plan, Step } from "../model/plan.ts";
import { valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";

/** What carrying out a plan needs. */
export interface ApplyInput {
  readonly plan: Plan;
  readonly kinds: Kinds;
  /** By account name. */
  readonly clients: ReadonlyMap<string, Client>;
  readonly signal?: AbortSignal;
  /** Looks at live state to learn whether a step landed whose answer was lost. */
  readonly lookUp: (step: Step) => Promise<"landed" | "not-landed" | "unclear">;
  /** Called when the steps of one resource have ended: reads back, judges, remembers. `halt` means that nothing further may be sent. */
  readonly settle: (
    address: string,
    ended: readonly EndedStep[],
  ) => Promise<{ outcomes: readonly Outcome[]; halt?: Problem }>;
  /** Looks once more before the first request to a resource. A problem means that it is not what was planned for, and it is left alone. */
  readonly look: (address: string) => Promise<Problem | undefined>;
  /** Called before a step that makes a resource: its intent must be durable first. A problem means that it is not, and nothing may be sent. */
  readonly announce: (step: Step) => Problem | undefined;
  /** Called with the id a new resource got, before anything else happens. A problem means that it could not be kept. */
  readonly created: (step: Step, id: string) => Problem | undefined;
  /** Told before each step, for progress. */
  readonly onStep?: (step: Step, done: number, total: number) => void;
}

/** How often a step is sent whose answers are lost, looked up in between. */
const sendings = 3;

/**
 * Carries out the steps of a plan in order, resource by resource, exactly as they stand in it.
 *
 * A failed step skips the later steps of its resource; a refusal that holds for a whole account skips the rest of that account; other resources go on.
 * done + failed + skipped + unknown = planned, always.
 */
export async function apply(input: ApplyInput): Promise<{ outcomes: Outcome[]; problems: Problem[] }> {
  const outcomes: Outcome[] = [];
  const problems: Problem[] = [];
  const stopped = new Map<string, Problem>();
  let halted: Problem | undefined;
  for (const [address, steps] of byAddress(input.plan.steps)) {
    const account = address.slice(0, address.indexOf("/"));
    const ended: EndedStep[] = [];
    const inTheWay = () => halted ?? stopped.get(account) ?? interruption(input.signal);
    const moved = inTheWay() === undefined ? await input.look(address) : undefined;
    // A reason without an address holds for the whole account.
    if (moved !== undefined && moved.address === undefined) stopped.set(account, moved);
    for (const step of steps) {
      const reason = inTheWay() ?? moved ?? brokenNeed(step, ended);
      if (reason !== undefined) {
        ended.push({ step, review: false, outcome: { step: step.id, address, status: "skipped", problem: reason } });
        continue;
      }
      input.onStep?.(step, outcomes.length + ended.length, input.plan.steps.length);
      const { one, stop, halt } = await carryOut(filledIn(step, ended), input);
      if (halt !== undefined) {
        halted ??= halt;
        problems.push(halt);
      }
      if (stop !== undefined) stopped.set(account, stop);
      ended.push(one);
    }
    // Nothing was carried out, so there is nothing to read back; and an account that refuses everything is not asked again.
    if (!ended.some((one) => one.outcome.status === "done" || one.outcome.status === "unknown")) {
      outcomes.push(...ended.map((one) => one.outcome));
      continue;
    }
    const settled = await input.settle(address, ended);
    outcomes.push(...settled.outcomes);
    if (settled.halt !== undefined) {
      halted ??= settled.halt;
      problems.push(settled.halt);
    }
  }
  return { outcomes, problems };
}

/** A step with the answers of earlier ones in the places that stand for them. */
function filledIn(step: Step, ended: readonly EndedStep[]): Step {
  const ids = new Map(ended.map((one) => [one.step.id, one.id]));
  const fill = (value: Json): Json => {
    if (Array.isArray(value)) return value.map((item) => fill(item as Json));
    if (!isObject(value)) return value;
    const reference = value["$result"];
    if (isObject(reference)) return ids.get(String(reference["step"])) ?? value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member)]));
  };
  return { ...step, body: fill(step.body) as Step["body"] };
}

async function carryOut(step: Step, input: ApplyInput): Promise<{ one: EndedStep; stop?: Problem; halt?: Problem }> {
  const [account = "", kindName = ""] = step.address.split("/");
  const { kind } = input.kinds.get(kindName) as KindEntry;
  const operation = kind.operations[step.operation] as Operation;
  const client = input.clients.get(account) as Client;
  const base = { step: step.id, address: step.address };
  const makes = kind.creation?.operation === step.operation;
  const unkept = makes ? input.announce(step) : undefined;
  if (unkept !== undefined)
    return { one: { step, review: false, outcome: { ...base, status: "skipped", problem: unkept } }, halt: unkept };
  for (let sending = 1; ; sending += 1) {
    const reply: Reply = await client.call(
      { method: step.method, path: step.path, body: step.body },
      "write",
      input.signal,
    );
    if (reply.status === "ok" && makes) {
      const id = valueAt(reply.body, kind.creation?.idAt ?? "");
      if (typeof id !== "string" || id === "") {
        const problem: Problem = {
          code: "answer-unusable",
          severity: "error",
          class: "failure",
          args: { call: step.path },
          address: step.address,
        };
        return { one: { step, review: false, outcome: { ...base, status: "unknown", problem } } };
      }
      const halt = input.created(step, id);
      return {
        one: { step, id, review: operation.review?.(reply.body) ?? false, outcome: { ...base, status: "done" } },
        ...(halt ? { halt } : {}),
      };
    }
    if (reply.status === "ok")
      return { one: { step, review: operation.review?.(reply.body) ?? false, outcome: { ...base, status: "done" } } };
    if (reply.status === "refused") {
      const path = spokenOf(step, operation, kind.about[reply.code] ?? [], reply.about);
      const problem: Problem = { ...reply.problem, address: step.address, ...(path === undefined ? {} : { path }) };
      return {
        one: { step, review: false, outcome: { ...base, status: "failed", problem } },
        ...(reply.stops ? { stop: reply.problem } : {}),
      };
    }
    const unknown: EndedStep = {
      step,
      review: false,
      outcome: { ...base, status: "unknown", problem: { ...reply.problem, address: step.address } },
    };
    // A create is never sent twice: the next run looks for what may have come of this one.
    if (input.signal?.aborted || makes) return { one: unknown };
    const landed = await input.lookUp(step);
    if (landed === "landed") return { one: { step, review: false, outcome: { ...base, status: "done" } } };
    if (landed === "unclear" || !operation.repeatable || sending >= sendings) return { one: unknown };
  }
}

/** The field an answer is about: the one it names, else the first sent one that its code speaks of. */
function spokenOf(
  step: Step,
  operation: Operation,
  about: readonly string[],
  named: string | undefined,
): string | undefined {
  if (named?.startsWith(`${operation.root}/`)) return named.slice(operation.root.length);
  return about.flatMap((pointer) =>
    step.because.filter((path) => path === pointer || path.startsWith(`${pointer}/`)),
  )[0];
}

function brokenNeed(step: Step, ended: readonly EndedStep[]): Problem | undefined {
  const broken = ended.find((one) => step.needs.includes(one.step.id) && one.outcome.status !== "done");
  if (broken === undefined) return undefined;
  return {
    code: "skipped-after-failure",
    severity: "error",
    class: "failure",
    args: { step: broken.step.id },
    address: step.address,
  };
}

function interruption(signal?: AbortSignal): Problem | undefined {
  return signal?.aborted ? { code: "interrupted", severity: "error", class: "failure", args: {} } : undefined;
}

function byAddress(steps: readonly Step[]): Map<string, Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const group = groups.get(step.address);
    if (group === undefined) groups.set(step.address, [step]);
    else group.push(step);
  }
  return groups;
}
