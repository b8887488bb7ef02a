import { shownId, understood } from "../model/asked.ts";
import type { Reply } from "../model/client.ts";
import { defined, unlessEmpty } from "../model/defined.ts";
import type { JsonObject } from "../model/json.ts";
import type { KindEntry, Operation, Reading, Target } from "../model/kind.ts";
import type { Step } from "../model/plan.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { LiveResource } from "../model/resource.ts";
import type { Intent } from "../model/state.ts";
import { isIdOf } from "../schema/id-shape.ts";
import { liveKey } from "../schema/live-key.ts";
import { markedRequest } from "../schema/personal-fields.ts";
import { bodyWithout, droppedNext, fieldNamed, refusedMemberProblem, refusedMembers } from "./refused-members.ts";
import { endedStep, failedStep, notRecorded, type Sending, type SentStep } from "./sending.ts";

/** What sending a step once gave: how it ended, or that its answer was lost and it may have landed. */
export type SentOnce = SentStep & {
  /** True when the answer was lost; looking at live state may show whether the step landed. */
  readonly isLost?: true;
};

/**
 * Sends one step of a resource that is one object, once; again only without live members that the platform refuses,
 * where that was agreed to. `dropped` collects those, over several sendings of one step.
 */
export async function sendSingle(step: Step, sending: Sending, dropped: Pointer[]): Promise<SentOnce> {
  const { entry, client, journal, desired, signal } = sending;
  const operation = entry.kind.operations[step.operation] as Operation;
  if (makes(step, entry) || operation.announced === true) {
    const unrecorded = journal.recordIntent(desired, { step, body: step.body, moves: movesOf(step, sending) });
    if (unrecorded !== undefined) return notRecorded(step, unrecorded);
  }
  for (;;) {
    const body = bodyWithout(step.body, operation.root, dropped);
    const request = markedRequest({ method: step.method, path: step.path, body }, entry);
    const reply = answered(step, entry, desired, await client.call(request, "write", signal));
    if (reply.status === "ok") return accepted(step, reply, sending, dropped);
    if (reply.status === "unknown") return lostStep(step, { ...reply.problem, address: step.address });
    const refused = refusedMembers({ reply, step, operation, kind: entry.kind });
    const next = droppedNext(step, refused).filter((path) => !dropped.includes(path));
    if (next.length === 0 || !next.every(sending.mayDrop))
      return refusedStep(
        step,
        reply,
        refused.filter((path) => !dropped.includes(path)),
        sending,
      );
    dropped.push(...next);
  }
}

/** What the fields of a step are now, and what they are to become. */
export function movesOf(
  { because }: Step,
  { desired, before, entry, context }: Pick<Sending, "desired" | "before" | "entry" | "context">,
): Intent["moves"] {
  if (before === undefined || because.length === 0) return undefined;
  const fields = desired.fields.filter(({ path }) => because.includes(path));
  return Object.fromEntries(
    fields.map(({ path, policy, key }) => [path, [liveKey(before.spec, policy, entry, context), key] as const]),
  );
}

/** True for a step that makes a resource: it is never sent twice, since nobody could distinguish the two resources. */
export function makes({ operation }: Step, { kind }: KindEntry): boolean {
  return kind.creation?.operation === operation;
}

/** A step that was carried out, as far as anybody knows. */
export function landedStep(step: Step, dropped: readonly Pointer[]): SentStep {
  return { ended: endedStep(step, { status: "done", ...defined({ dropped: unlessEmpty(dropped) }) }) };
}

function lostStep(step: Step, problem: Problem): SentOnce {
  return { ended: endedStep(step, { status: "unknown", problem }), isLost: true };
}

/** A step that the platform accepted; of a create, the id has to be that of something new. */
function accepted(
  step: Step,
  { body, id, shown }: Accepted,
  { entry, desired, journal, owners }: Sending,
  dropped: readonly Pointer[],
): SentOnce {
  const { kind } = entry;
  const review = kind.operations[step.operation]?.review?.(body) ?? false;
  const outcome = { status: "done", ...defined({ dropped: unlessEmpty(dropped) }) } as const;
  const ended = endedStep(step, outcome, { review, ...defined({ id, shown }) });
  if (id === undefined) return { ended };
  const other = owners.claimedBy(desired, id);
  if (other === undefined) return { ended, ...defined({ halt: journal.recordCreated(desired, id) }) };
  const { address } = step;
  const claimed = problem("created-another", { address, id, other: other ?? undefined }, { address });
  // An idempotency key shows the platform that a create is repeated: then it answers with what the first one made.
  // Without a key, an id that is not new is a wrong answer.
  return kind.creation?.idempotencyKeyAt === undefined ? lostStep(step, claimed) : failedStep(step, claimed);
}

function refusedStep(
  step: Step,
  reply: Extract<Reply, { status: "refused" }>,
  open: readonly Pointer[],
  { entry, desired, journal, mayDrop }: Sending,
): SentStep {
  const operation = entry.kind.operations[step.operation] as Operation;
  // A create that was refused may have been sent before: what is remembered of it is judged at the end.
  if (operation.announced === true) journal.clear(desired);
  const path = fieldOf(step, operation, entry.kind.about[reply.code] ?? [], reply.about);
  const problem: Problem = { ...reply.problem, address: step.address, ...defined({ path }) };
  const also = open.length === 0 ? undefined : [refusedMemberProblem(step, open, reply, open.every(mayDrop))];
  return {
    ended: endedStep(step, { status: "failed", problem, ...defined({ also }) }),
    ...defined({ stop: reply.stops ? reply.problem : undefined }),
  };
}

/** A success with what the answer shows: the id of what was made, and the whole resource where answers show it. */
type Accepted = Extract<Reply, { status: "ok" }> & { readonly id?: string; readonly shown?: LiveResource };

/** A success that is about another resource, or that shows no id of what it made, proves nothing about this step. */
function answered(
  step: Step,
  entry: KindEntry,
  target: Target,
  reply: Reply,
): Exclude<Reply, { status: "ok" }> | Accepted {
  if (reply.status !== "ok") return reply;
  const made = makes(step, entry) ? entry.kind.creation : undefined;
  const id = made === undefined ? target.id : valueAt(reply.body, made.idAt);
  // A change of something without an id of its own: no answer can be about another one.
  if (made === undefined && id === "") return reply;
  if (typeof id !== "string" || id === "") return unusable(step, id === undefined ? {} : { notId: shownId(id) });
  // It will be sent, and kept: what no document could name is no id.
  if (made !== undefined && !isIdOf(entry, id)) return unusable(step, { notId: shownId(id) });
  const reading = wholeAnswer(step, entry, { ...target, id }, reply.body);
  if (reading?.status === "unusable") return unusable(step, { ...reading.mismatch });
  const shown = reading?.status === "found" ? reading : undefined;
  if (hasOtherKey(step, made?.idempotencyKeyAt, shown)) return unusable(step, {});
  return { ...reply, ...defined({ id: made === undefined ? undefined : id, shown }) };
}

/** The resource that an answer shows, where answers of the operation show the whole of it. */
function wholeAnswer({ operation }: Step, { kind }: KindEntry, target: Target, body: JsonObject): Reading | undefined {
  return kind.operations[operation]?.answersWhole === true ? understood(kind, target, body) : undefined;
}

/** True for an answer that shows another idempotency key than the create carried. */
function hasOtherKey({ body }: Step, at: Pointer | undefined, shown: LiveResource | undefined): boolean {
  const key = shown?.idempotencyKey;
  return at !== undefined && key !== undefined && key !== valueAt(body, at);
}

function unusable({ path: call, address }: Step, more: Problem["args"]): Reply {
  const args = { call, ...more };
  return {
    status: "unknown",
    problem: problem("answer-unusable", args, { address }),
  };
}

/** The field an answer is about: the one it names, else the first sent one that its code speaks of. */
function fieldOf(
  step: Step,
  operation: Operation,
  about: readonly string[],
  named: string | undefined,
): string | undefined {
  const spoken = about.flatMap((pointer) =>
    step.because.filter((path) => path === pointer || path.startsWith(`${pointer}/`)),
  );
  return (named === undefined ? undefined : fieldNamed(named, operation)) ?? spoken[0] ?? operation.field;
}
