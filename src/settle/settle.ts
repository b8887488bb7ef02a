import { defined, unlessEmpty } from "../model/defined.ts";
import { valueDigest } from "../model/digest.ts";
import type { EndedStep, Outcome, Result } from "../model/outcome.ts";
import type { Pointer } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type DeclaredField, type Desired, isGone, type LiveResource } from "../model/resource.ts";
import type { StateEntry } from "../model/state.ts";
import { mayHide, showing } from "../schema/showing.ts";
import { type Settled, type SettleInput, shows } from "./input.ts";
import { settleObjects } from "./objects.ts";
import { type ReviewMemory, reviewMemory, type Standing } from "./review-memory.ts";
import { settleUnread } from "./unread.ts";

/**
 * Judges what a read after writing shows: a field is `settled` only when the platform shows the value, `in-review` when
 * it took it in for review, and `not-applied` when it said ok and did nothing, which happens (community reports of
 * card/update).
 */
export function settle(input: SettleInput): Settled {
  const { live, ended, desired } = input;
  if (desired.document.absent) return settleRemoval(input);
  if (input.entry.kind.unread !== undefined) return settleUnread(input);
  if (live.status !== "found") {
    const outcomes = ended.map((sent) =>
      sent.outcome.status === "done" ? notReadBack(sent, live.problem) : sent.outcome,
    );
    const memory = withId(desired);
    const isLost = isLostBy(outcomes);
    const isOpen = ({ path, policy }: DeclaredField) => mayHide(policy) && isLost(path, ended);
    const open = new Set(desired.fields.filter(isOpen).map(({ path }) => path));
    if (open.size === 0 || memory.objects !== undefined) return { outcomes, memory };
    const settled = Object.entries(memory.settled).filter(([path]) => !open.has(path));
    return { outcomes, memory: { ...memory, settled: Object.fromEntries(settled) } };
  }
  if (live.objects !== undefined) return settleObjects(input, live);
  const standings = new Map<Pointer, Standing>();
  const isHidden = (field: DeclaredField) => showing(field, live, input.entry, input.context) === "hidden";
  const hidden = new Set(desired.fields.filter(isHidden).map(({ path }) => path));
  const outcomes = ended.map((sent) => {
    if (sent.outcome.status !== "done") return sent.outcome;
    const fields = desired.fields.filter(({ path }) => sent.step.because.includes(path));
    const { before } = input;
    const isNews = (field: DeclaredField) => shows(field, live, input) && !(before && shows(field, before, input));
    const isRead = fields.some(isNews);
    for (const field of fields) standings.set(field.path, standingOf(field, sent, live, { ...input, isRead }));
    return judged(sent, standings, hidden, desired);
  });
  const isLost = isLostBy(outcomes);
  const lost = new Set([...hidden].filter((path) => isLost(path, ended)));
  return { outcomes, memory: remembered(input, live, { standings, lost }) };
}

/**
 * True for a field that a step carried of which nobody knows what came: where no read shows it, neither the value before
 * it nor that one is known to be live, and it is sent again whatever the document says by then.
 */
function isLostBy(outcomes: readonly Outcome[]): (path: Pointer, ended: readonly EndedStep[]) => boolean {
  const unknown = new Set(outcomes.flatMap(({ step, status }) => (status === "unknown" ? [step] : [])));
  return (path, ended) => ended.some(({ step }) => unknown.has(step.id) && step.because.includes(path));
}

/** Of a resource made of several objects, each is recorded as it happens. */
function withId({ memory, id }: Desired): StateEntry {
  return memory.objects === undefined && id !== "" ? { ...memory, id } : memory;
}

/** A deletion is done when the platform no longer has the resource, whoever did it. */
function settleRemoval({ desired, ended, live }: SettleInput): Settled {
  // An expired object that was taken down may still be shown as expired.
  const isExpired = live.status === "found" && live.objects?.every(({ expired }) => expired === true) === true;
  const gone = isGone(live) || isExpired;
  const outcomes = ended.map((sent): Outcome => {
    if (sent.outcome.status !== "done") return sent.outcome;
    if (live.status !== "found" && !gone) return notReadBack(sent, live.problem);
    const isStill = (id: string) => live.status === "found" && live.objects?.some((part) => part.id === id) === true;
    if (gone || (sent.removed !== undefined && !isStill(sent.removed))) return { ...sent.outcome, result: "settled" };
    const args = { fields: [], call: sent.step.path, removal: true };
    const { address } = desired;
    return { ...sent.outcome, result: "not-applied", problem: problem("not-applied", args, { address }) };
  });
  return {
    outcomes,
    memory: gone ? { id: desired.id, settled: {}, deleted: true } : withId(desired),
  };
}

/** `isRead`: whether the read shows anything of what the step carried. */
function standingOf(
  field: DeclaredField,
  sent: EndedStep,
  live: LiveResource,
  input: SettleInput & { readonly isRead: boolean },
): Standing {
  const state = showing(field, live, input.entry, input.context);
  if (state === "hidden") return "settled";
  const shown = state === "same";
  const underReview = sent.review || field.policy.review;
  if (underReview && live.review === "in-review" && (!shown || field.policy.review)) return "in-review";
  const wasRefused = input.before?.review === "refused";
  if (sent.review && live.review === "refused" && !(wasRefused && !shown) && (!shown || field.policy.review))
    return "refused";
  // The answer of a change has the last word: a read that lags behind it still shows the old value, and the old word
  // for the card's state. One that shows some of what was sent does not lag, and what needs no review would be there as
  // well.
  const mayLag = field.policy.review || !input.isRead;
  if (sent.review && !shown && sent.id === undefined && mayLag) return "in-review";
  return shown ? "settled" : "not-applied";
}

function judged(
  ended: EndedStep,
  standings: ReadonlyMap<Pointer, Standing>,
  hidden: ReadonlySet<Pointer>,
  desired: Desired,
): Outcome {
  const having = (standing: Standing) => ended.step.because.filter((path) => standings.get(path) === standing);
  const notApplied = having("not-applied");
  const inReview = having("in-review");
  const refused = having("refused");
  // The worst of them speaks for the step.
  const worst = (["not-applied", "refused", "in-review"] as const).find((standing) => having(standing).length > 0);
  const result: Result = worst ?? "settled";
  const unverifiable = ended.step.because.filter((path) => hidden.has(path));
  const trouble = notApplied.length > 0 ? notApplied : refused;
  const code = notApplied.length > 0 ? "not-applied" : "review-refused-now";
  const args = { fields: trouble, call: ended.step.path };
  const about = { address: desired.address, path: trouble[0] };
  return {
    ...ended.outcome,
    result,
    ...defined({
      problem: trouble.length > 0 ? problem(code, args, about) : undefined,
      notApplied: unlessEmpty(notApplied),
      inReview: unlessEmpty(inReview),
      unverifiable: unlessEmpty(unverifiable),
    }),
  };
}

function notReadBack(sent: EndedStep, why: Problem): Outcome {
  const unread = { ...why, address: sent.step.address, args: { ...why.args, after: sent.step.path } };
  return { ...sent.outcome, status: "unknown", problem: unread };
}

/** How the fields that were sent stand, and those of which nobody knows. */
interface Judgement {
  readonly standings: ReadonlyMap<Pointer, Standing>;
  readonly lost: ReadonlySet<Pointer>;
}

/**
 * What the memory keeps: of each declared field the value that is live and declared, of a write-only field the value
 * last sent, and what is still with the review. A field that differs keeps what it had, so that drift stays visible.
 */
function remembered(input: SettleInput, live: LiveResource, judgement: Judgement): StateEntry {
  const { standings } = judgement;
  const { desired } = input;
  const { review: _review, refused: _refused, unshown: _unshown, pending, ...rest } = desired.memory;
  const isLost = ({ step, outcome }: EndedStep) =>
    outcome.status === "unknown" && step.operation === pending?.operation;
  const reviews = reviewMemory(input, live, standings);
  const unshown = unshownFields(input, live, standings);
  const settled = { ...settledFields(input, live, judgement), ...settledElsewhere(desired, reviews) };
  return {
    ...rest,
    id: desired.id,
    settled,
    ...reviews,
    ...defined({
      unshown: Object.keys(unshown).length === 0 ? undefined : unshown,
      pending: input.ended.some(isLost) ? pending : undefined,
    }),
  };
}

/** Of each declared field: its value when it is live, else what it had; nothing where nobody knows what is live. */
function settledFields(
  input: SettleInput,
  live: LiveResource,
  { standings, lost }: Judgement,
): Record<Pointer, string> {
  const settled: Record<Pointer, string> = {};
  for (const field of input.desired.fields) {
    const standing = standings.get(field.path);
    const kept = input.desired.memory.settled[field.path];
    const isSettled = standing === undefined ? shows(field, live, input) : standing === "settled";
    if (isSettled) settled[field.path] = valueDigest(field.key);
    else if (kept !== undefined && !lost.has(field.path)) settled[field.path] = kept;
  }
  return settled;
}

/** What is with the review will come, also to a field that the file leaves to others meanwhile. */
function settledElsewhere({ fields, memory }: Desired, { review, refused }: ReviewMemory): Record<Pointer, string> {
  const declared = new Set(fields.map(({ path }) => path));
  const reviewed = [...Object.keys(review?.fields ?? {}), ...Object.keys(refused ?? {})];
  const kept = reviewed.flatMap((path) => {
    const digest = memory.settled[path];
    return declared.has(path) || digest === undefined ? [] : [[path, digest] as const];
  });
  return Object.fromEntries(kept);
}

/** Values that a call which must not be repeated carried, that were accepted, and that do not show. */
function unshownFields(
  input: SettleInput,
  live: LiveResource,
  standings: ReadonlyMap<Pointer, Standing>,
): Record<Pointer, string> {
  const { desired, entry } = input;
  const unshown = desired.fields.filter((field) => {
    const standing = standings.get(field.path);
    if (standing === "not-applied") return entry.kind.operations[field.policy.via]?.repeatable === false;
    const isStill = desired.memory.unshown?.[field.path] === valueDigest(field.key);
    return standing === undefined && isStill && !shows(field, live, input);
  });
  return Object.fromEntries(unshown.map(({ path, key }) => [path, valueDigest(key)]));
}
