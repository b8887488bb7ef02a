import type { Client, Reply } from "../model/client.ts";
import type { KindEntry, Operation } from "../model/kind.ts";
import type { EndedStep } from "../model/outcome.ts";
import type { Step } from "../model/plan.ts";
import { valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";

/** What carrying out a step of a resource that is one object may ask for and write down. */
export interface SinglePorts {
  /** Looks at live state to learn whether a step landed whose answer was lost. */
  readonly lookUp: (step: Step) => Promise<"landed" | "not-landed" | "unclear">;
  /** Called before a step that makes a resource: its intent must be durable first. A problem means that it is not, and nothing may be sent. */
  readonly announce: (step: Step) => Problem | undefined;
  /** Called with the id a new resource got, before anything else happens. A problem means that it could not be kept. */
  readonly created: (step: Step, id: string) => Problem | undefined;
}

/** How often a step is sent whose answers are lost, looked up in between. */
const sendings = 3;

/** Carries out one step of a resource that is one object. */
export async function carryOutSingle(
  step: Step,
  { kind }: KindEntry,
  client: Client,
  input: SinglePorts & { readonly signal?: AbortSignal },
): Promise<{ one: EndedStep; stop?: Problem; halt?: Problem }> {
  const operation = kind.operations[step.operation] as Operation;
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
