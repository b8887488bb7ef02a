import { shownId, understood } from "../model/asked.ts";
import type { Client, Reply } from "../model/client.ts";
import type { KindEntry, Operation, Target } from "../model/kind.ts";
import type { EndedStep } from "../model/outcome.ts";
import type { Step } from "../model/plan.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { LiveResource } from "../model/resource.ts";
import { isIdOf } from "../schema/id-shape.ts";
import { bodyWithout, droppedNext, refusedMemberProblem, refusedMembers } from "./refused-members.ts";

/** What carrying out a step of a resource that is one object may ask for and write down. */
export interface SinglePorts {
  /** What a step is addressed to; without an id, when it makes a resource. */
  readonly targetOf: (step: Step) => Target;
  /** Looks at live state to learn whether a step landed whose answer was lost. */
  readonly lookUp: (step: Step) => Promise<"landed" | "not-landed" | "unclear">;
  /** Called before a step that makes a resource: its intent must be durable first. A problem means that it is not, and nothing may be sent. */
  readonly announce: (step: Step) => Problem | undefined;
  /** True with consent to lose live members that the platform refuses. */
  readonly mayDrop: (step: Step) => boolean;
  /** Why the id that an answer brings is none of a new resource; then nothing was made. */
  readonly claimed: (step: Step, id: string) => Problem | undefined;
  /** Called with the id a new resource got, before anything else happens. A problem means that it could not be kept. */
  readonly created: (step: Step, id: string) => Problem | undefined;
}

/** How often a step is sent whose answers are lost, looked up in between. */
const sendings = 3;

/** Carries out one step of a resource that is one object. */
export async function carryOutSingle(
  step: Step,
  entry: KindEntry,
  client: Client,
  input: SinglePorts & { readonly signal?: AbortSignal },
): Promise<{ one: EndedStep; stop?: Problem; halt?: Problem }> {
  const { kind } = entry;
  const operation = kind.operations[step.operation] as Operation;
  const base = { step: step.id, address: step.address };
  const makes = kind.creation?.operation === step.operation;
  const failed = (problem: Problem, also: readonly Problem[] = []): EndedStep => ({
    step,
    review: false,
    outcome: { ...base, status: "failed", problem, ...(also.length === 0 ? {} : { also }) },
  });
  const lost = (problem: Problem): EndedStep => ({
    step,
    review: false,
    outcome: { ...base, status: "unknown", problem },
  });
  // A number tells the platform that a create is repeated: then it answers with what the first one made. Without, an id that is not new is a wrong answer.
  const isRepeatKnown = kind.creation?.idempotencyKeyAt !== undefined;
  // What the platform would not take of live members that nobody declares, with consent to lose them.
  const dropped: Pointer[] = [];
  const left = () => (dropped.length === 0 ? {} : { dropped });
  const unkept = makes ? input.announce(step) : undefined;
  if (unkept !== undefined)
    return { one: { step, review: false, outcome: { ...base, status: "skipped", problem: unkept } }, halt: unkept };
  for (let sending = 1; ; sending += 1) {
    const body = bodyWithout(step.body, operation.root, dropped);
    const request = { method: step.method, path: step.path, body };
    const reply = answered(step, entry, input.targetOf(step), await client.call(request, "write", input.signal));
    if (reply.status === "ok") {
      const { id, shown } = reply;
      const claimed = id === undefined ? undefined : input.claimed(step, id);
      if (claimed !== undefined) return { one: isRepeatKnown ? failed(claimed) : lost(claimed) };
      const halt = id === undefined ? undefined : input.created(step, id);
      const one: EndedStep = {
        step,
        review: operation.review?.(reply.body) ?? false,
        outcome: { ...base, status: "done", ...left() },
        ...(id === undefined ? {} : { id }),
        ...(shown === undefined ? {} : { shown }),
      };
      return { one, ...(halt ? { halt } : {}) };
    }
    if (reply.status === "refused") {
      const refused = refusedMembers({ reply, step, root: operation.root, kind });
      const next = droppedNext(step, refused).filter((path) => !dropped.includes(path));
      if (next.length > 0 && input.mayDrop(step)) {
        dropped.push(...next);
        sending -= 1;
        continue;
      }
      const open = refused.filter((path) => !dropped.includes(path));
      const also = open.length === 0 ? [] : [refusedMemberProblem(step, open, reply, input.mayDrop(step))];
      const path = spokenOf(step, operation, kind.about[reply.code] ?? [], reply.about);
      const problem: Problem = { ...reply.problem, address: step.address, ...(path === undefined ? {} : { path }) };
      return { one: failed(problem, also), ...(reply.stops ? { stop: reply.problem } : {}) };
    }
    const unknown = lost({ ...reply.problem, address: step.address });
    // A create is never sent twice: the next run looks for what may have come of this one.
    if (input.signal?.aborted || makes) return { one: unknown };
    const landed = await input.lookUp(step);
    if (landed === "landed") return { one: { step, review: false, outcome: { ...base, status: "done", ...left() } } };
    if (landed === "unclear" || !operation.repeatable || sending >= sendings) return { one: unknown };
  }
}

/** A reply with what a success tells: the id of what was made, and the whole resource where answers show it. */
type Answered =
  | Exclude<Reply, { status: "ok" }>
  | (Extract<Reply, { status: "ok" }> & { readonly id?: string; readonly shown?: LiveResource });

/** A success that is about another resource, or that says no id of what it made, tells nothing of this step. */
function answered(step: Step, entry: KindEntry, target: Target, reply: Reply): Answered {
  if (reply.status !== "ok") return reply;
  const { operations, creation } = entry.kind;
  const made = creation?.operation === step.operation ? creation : undefined;
  const came = made === undefined ? target.id : valueAt(reply.body, made.idAt);
  const unusable = (more: Problem["args"] = {}): Answered => {
    const args = { call: step.path, ...more };
    const base = { severity: "error", class: "failure", address: step.address } as const;
    return { status: "unknown", problem: { ...base, code: "answer-unusable", args } };
  };
  // A change of something without an id of its own: no answer can be about another one.
  if (made === undefined && came === "") return reply;
  if (typeof came !== "string" || came === "") return unusable(came === undefined ? {} : { notId: shownId(came) });
  // It will be sent, and kept: what no document could name is no id.
  if (made !== undefined && !isIdOf(entry, came)) return unusable({ notId: shownId(came) });
  const isWhole = operations[step.operation]?.answersWhole === true;
  const reading = isWhole ? understood(entry.kind, { ...target, id: came }, reply.body) : undefined;
  const mark = reading?.status === "found" ? reading.idempotencyKey : undefined;
  const isOther =
    made?.idempotencyKeyAt !== undefined && mark !== undefined && mark !== valueAt(step.body, made.idempotencyKeyAt);
  if (reading?.status === "unusable") return unusable({ ...reading.mismatch });
  if (isOther) return unusable();
  return {
    ...reply,
    ...(made === undefined ? {} : { id: came }),
    ...(reading?.status === "found" ? { shown: reading } : {}),
  };
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
