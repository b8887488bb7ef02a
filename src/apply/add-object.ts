import type { Reply } from "../model/client.ts";
import { defined, unlessEmpty } from "../model/defined.ts";
import type { LiveObject } from "../model/objects.ts";
import { type Added, type RefusedItem, unnamedId } from "../model/objects.ts";
import type { Step } from "../model/plan.ts";
import type { Pointer } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import { bodyWith, fitsDocument, hasSharedFields, multiObjectOf, rootOf } from "./objects.ts";
import { holderOf, itemProblem, refusedItem, unconfirmedItem, withoutIdProblem } from "./refused-items.ts";
import { bodyWithout, droppedNext, refusedMemberProblem, refusedMembers } from "./refused-members.ts";
import type { IntentInput, Sending } from "./sending.ts";

/** An object that has items of a request now, new or found to be there already. */
export interface ObjectItems {
  readonly id: string;
  readonly items: readonly string[];
}

/** What came of a request to add one object: of all its items, some of them, or none. */
export interface AddResult {
  readonly objects: readonly ObjectItems[];
  /** What is wrong with single items. */
  readonly problems: readonly Problem[];
  /** Why nothing, or nothing more, was added. */
  readonly failed?: Problem;
  /** Live members that were left out because the platform refused them. */
  readonly dropped?: readonly Pointer[];
  /** True when the refusal was about single items and named none. */
  readonly unnamed?: boolean;
  /** True when nobody knows what came of it. */
  readonly unknown?: boolean;
  /** A reason that holds for every further call. */
  readonly stop?: Problem;
  /** The memory could not be written. */
  readonly halt?: Problem;
}

/** Why adding ended before all batches were sent. */
type Ending = Omit<AddResult, "objects" | "problems" | "dropped">;

/** How far a request may be taken apart: as it is, or into halves until each item has its answer. */
type Manner = "whole" | "halves";

/** A request to add one object, as it is taken apart. */
interface Adding {
  /** Without what the platform would not take, where that was agreed to. */
  step: Step;
  readonly manner: Manner;
  readonly intent: Pick<IntentInput, "restore" | "removes">;
  readonly batches: (readonly string[])[];
  readonly objects: ObjectItems[];
  readonly problems: Problem[];
  readonly dropped: Pointer[];
}

/**
 * Sends one request to add an object and reads the answer as it is: success is an id and every item in the list of
 * those taken.
 *
 * Items that an object of the same account has already are read there: an object that is as declared is taken over. A
 * request that is refused without a word on which item is to blame is sent again in halves, when the manner allows it.
 */
export async function addObject(
  step: Step,
  items: readonly string[],
  manner: Manner,
  sending: Sending,
  intent: Adding["intent"] = {},
): Promise<AddResult> {
  const adding: Adding = { step, manner, intent, batches: [items], objects: [], problems: [], dropped: [] };
  const { batches, objects, problems, dropped } = adding;
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    const ending = await sendBatch(batch, adding, sending);
    if (ending !== undefined) return { objects, problems, ...ending };
  }
  return { objects, problems, ...defined({ dropped: unlessEmpty(dropped) }) };
}

/** Sends the request for some of the items; gives why adding ends, when it does. */
async function sendBatch(batch: readonly string[], adding: Adding, sending: Sending): Promise<Ending | undefined> {
  const { step, intent } = adding;
  const { client, entry, signal } = sending;
  const body = bodyWith(step.body, batch, entry);
  const halt = sending.journal.recordIntent(sending.desired, { step, items: batch, body, ...intent });
  if (halt !== undefined) return { failed: halt, halt };
  const answer = await client.call({ method: step.method, path: step.path, body }, "write", signal);
  const reply = believed(answer, sending);
  if (reply.status === "unknown") return lostAnswer(batch, body, reply.problem, adding, sending);
  const added = multiObjectOf(sending).added(reply.body ?? {});
  if (reply.status === "refused" && added.refused.length === 0) return refusedBatch(batch, reply, adding, sending);
  return answeredBatch(batch, reply.status === "refused", added, adding, sending);
}

/**
 * An answer about an object that was there before the request is no answer to it: what became of the request is looked
 * up.
 */
export function believed(reply: Reply, { desired, entry, owners }: Sending): Reply {
  if (reply.status === "unknown") return reply;
  const id = entry.kind.multiObject?.added(reply.body ?? {}).id;
  const owner = id === undefined ? undefined : owners.ownerOf(desired, id);
  if (id === undefined || owner === undefined) return reply;
  const { address } = desired;
  const args = { address, id, other: owner === address ? undefined : owner };
  return {
    status: "unknown",
    problem: problem("created-another", args, { address }),
  };
}

/** Looks for what came of a request whose answer was lost. */
async function lostAnswer(
  batch: readonly string[],
  body: Step["body"],
  problem: Problem,
  { objects }: Adding,
  sending: Sending,
): Promise<Ending | undefined> {
  const { desired, journal, reader } = sending;
  const found = (await reader.findObjects(desired, batch)) ?? [];
  const own = found.filter(
    (object) => object.items.every((item) => batch.includes(item)) && hasSharedFields(sending, object, body),
  );
  for (const { id, items } of own) {
    const halt = journal.recordObject(desired, id, items);
    objects.push({ id, items });
    if (halt !== undefined) return { failed: halt, halt };
  }
  const landed = new Set(own.flatMap(({ items }) => items));
  if (batch.every((item) => landed.has(item))) return undefined;
  return { failed: { ...problem, address: desired.address }, unknown: true };
}

/** A refusal that names no item: it is sent again without what may be left out, or in halves, or it is the end. */
async function refusedBatch(
  batch: readonly string[],
  reply: Extract<Reply, { status: "refused" }>,
  adding: Adding,
  sending: Sending,
): Promise<Ending | undefined> {
  const { step, batches, dropped, problems, manner } = adding;
  const { desired, entry, mayDrop } = sending;
  const root = rootOf(entry);
  const refused = refusedMembers({ reply, step, operation: { root }, kind: entry.kind });
  const next = droppedNext(step, refused).filter((path) => !dropped.includes(path));
  if (next.length > 0 && next.every(mayDrop)) {
    dropped.push(...next);
    adding.step = { ...step, body: bodyWithout(step.body, root, next, step.instead) };
    batches.unshift(batch);
    return undefined;
  }
  const isAboutItems = multiObjectOf(sending).itemCodes.includes(reply.code);
  if (isAboutItems && batch.length > 1 && manner === "halves") {
    const middle = Math.ceil(batch.length / 2);
    batches.unshift(batch.slice(0, middle), batch.slice(middle));
    return undefined;
  }
  const failed: Problem = { ...reply.problem, address: desired.address };
  sending.journal.clear(desired);
  if (isAboutItems && manner === "halves") return refusedSingle(batch[0] ?? "", reply.code, failed, adding, sending);
  const open = refused.filter((path) => !dropped.includes(path));
  if (open.length > 0) problems.push(refusedMemberProblem(step, open, reply, open.every(mayDrop)));
  return { failed, unnamed: isAboutItems, ...defined({ stop: reply.stops ? reply.problem : undefined }) };
}

/** One item that was refused by itself: the answer names nobody, and a listing may show that it is ours. */
async function refusedSingle(
  item: string,
  code: string,
  failed: Problem,
  { objects, problems }: Adding,
  sending: Sending,
): Promise<Ending | undefined> {
  const own = code === multiObjectOf(sending).occupiedCode ? await ownObjectWith(item, sending) : undefined;
  if (own === undefined) {
    problems.push(itemProblem(item, failed, {}, sending));
    return undefined;
  }
  const halt = sending.journal.recordObject(sending.desired, own.id, own.items);
  objects.push({ id: own.id, items: own.items });
  return halt && { failed: halt, halt };
}

/** The object that has an item and is as declared, and that nobody else has. */
async function ownObjectWith(item: string, sending: Sending): Promise<LiveObject | undefined> {
  const { desired, reader, owners } = sending;
  const found = await reader.findObjects(desired, [item]);
  return found?.find((object) => fitsDocument(sending, object) && owners.managerOf(desired, object.id) === undefined);
}

/** An answer that says what was taken or refused. */
async function answeredBatch(
  batch: readonly string[],
  isRefusal: boolean,
  added: Added,
  adding: Adding,
  sending: Sending,
): Promise<Ending | undefined> {
  const { step, batches } = adding;
  const halt =
    recordTaken(batch, isRefusal, added, adding, sending) ?? (await judgeRefused(batch, added, adding, sending));
  if (halt !== undefined) return { failed: halt, halt };
  // Refused as a whole and naming some: the others are tried without them.
  const named = new Set(added.refused.map(({ item }) => item));
  const rest = isRefusal ? batch.filter((item) => !named.has(item)) : [];
  if (rest.length > 0 && rest.length < batch.length) batches.unshift(rest);
  if (isRefusal || !isMute(added)) return undefined;
  const mute = problem("answer-unusable", { call: step.path }, { address: step.address });
  return lostAnswer(batch, bodyWith(step.body, batch, sending.entry), mute, adding, sending);
}

/** An answer that says neither what was made nor what was refused. */
function isMute({ id, taken, refused }: Added): boolean {
  return id === undefined && taken.length === 0 && refused.length === 0;
}

/** Records what an answer says was taken, at once. */
function recordTaken(
  batch: readonly string[],
  isRefusal: boolean,
  added: Added,
  { step, objects, problems }: Adding,
  sending: Sending,
): Problem | undefined {
  const { desired, journal } = sending;
  const taken = added.taken.filter((item) => batch.includes(item));
  const refused = new Set(added.refused.map(({ item }) => item));
  const unnamed = batch.filter((item) => !refused.has(item));
  if (added.id === undefined && taken.length === 0) {
    if (isMute(added)) return undefined;
    journal.clear(desired);
    // Neither taken nor refused: an answer about other items says nothing of these.
    if (unnamed.length === batch.length || !isRefusal)
      problems.push(...unnamed.map((item) => unconfirmedItem(item, step, sending)));
    return undefined;
  }
  // An id is kept before anything is judged; without one, any item is as good as a name.
  const id = added.id ?? unnamedId(taken);
  const items = taken.length > 0 ? taken : unnamed;
  const halt = journal.recordObject(desired, id, items);
  objects.push({ id, items });
  if (halt !== undefined) return halt;
  const open = unnamed.filter((item) => !taken.includes(item));
  problems.push(...open.map((item) => unconfirmedItem(item, step, sending)));
  if (added.id === undefined) problems.push(withoutIdProblem(taken, step, sending));
  return undefined;
}

/** Finds out what becomes of the items that were refused: some are in an object that is ours. */
async function judgeRefused(
  batch: readonly string[],
  added: Added,
  { step, objects, problems }: Adding,
  sending: Sending,
): Promise<Problem | undefined> {
  const { desired, owners, journal } = sending;
  const seen = new Map<string, LiveObject | "missing" | "unclear">();
  const isOurs = (object: LiveObject) =>
    fitsDocument(sending, object) ||
    (hasSharedFields(sending, object, step.body) && object.items.every((item) => batch.includes(item)));
  for (const refused of added.refused) {
    const object = await occupantOf(refused, seen, sending);
    const isOwn = object?.items.includes(refused.item) === true && isOurs(object);
    if (object === undefined || !isOwn || owners.managerOf(desired, object.id) !== undefined) {
      const holder = object === undefined ? await holderOf(refused, sending) : undefined;
      problems.push(refusedItem(refused, step, { isOwn: object !== undefined, ...defined({ holder }) }, sending));
      continue;
    }
    const halt = journal.recordObject(desired, object.id, object.items);
    if (!objects.some((other) => other.id === object.id)) objects.push({ id: object.id, items: object.items });
    if (halt !== undefined) return halt;
  }
  return undefined;
}

/** The object of the same account that has a refused item; an occupant without an account is looked for there. */
async function occupantOf(
  { occupant }: RefusedItem,
  seen: Map<string, LiveObject | "missing" | "unclear">,
  { desired, identity, reader }: Sending,
): Promise<LiveObject | undefined> {
  const { id } = occupant ?? {};
  if (id === undefined || (occupant?.identity ?? identity) !== identity) return undefined;
  const object = seen.get(id) ?? (await reader.readObject(desired, id));
  seen.set(id, object);
  return typeof object === "string" ? undefined : object;
}
