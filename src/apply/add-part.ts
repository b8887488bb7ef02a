import type { Client, Reply } from "../model/client.ts";
import { itemsField } from "../model/items.ts";
import type { KindEntry, Operation } from "../model/kind.ts";
import { type Added, type LiveObject, type MultiObject, type RefusedItem, unnamedId } from "../model/objects.ts";
import type { Step } from "../model/plan.ts";
import { type Pointer, withValue } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { bodyWithout, droppedNext, refusedMemberProblem, refusedMembers } from "./refused-members.ts";
import type { SpreadPorts } from "./spread-ports.ts";

/** What adding objects needs. */
export interface AddInput {
  readonly entry: KindEntry;
  readonly client: Client;
  readonly ports: SpreadPorts;
  /** True for a live member that may be left out when the platform refuses it. */
  readonly mayDrop: (path: Pointer) => boolean;
  readonly signal?: AbortSignal;
}

/** What came of a request to add one object: of all its items, some of them, or none. */
export interface AddResult {
  /** Objects that hold items of the request now, new or found to be there already. */
  readonly objects: readonly { readonly id: string; readonly items: readonly string[] }[];
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
  /** The lock file could not be written. */
  readonly halt?: Problem;
}

/** How far a request may be taken apart: as it is, or into halves until each item has its answer. */
type Manner = "whole" | "halves";

/** A step's body with other items. */
function bodyWith(body: Step["body"], items: readonly string[], entry: KindEntry): Step["body"] {
  const { add } = entry.kind.multiObject as MultiObject;
  return withValue(body, `${rootOf(entry, add)}${itemsField(entry).pointer}`, items);
}

function rootOf({ kind }: KindEntry, name: string): Pointer {
  return (kind.operations[name] as Operation).root;
}

/**
 * Sends one request to add an object and reads the answer as it is: success is an id and every item in the list of those taken.
 *
 * Items that an object of the same account holds already are read there: an object that is as declared is taken over. A request that is refused without a
 * word on which item is to blame is sent again in halves, when the manner allows it.
 */
export async function addObject(
  asked: Step,
  items: readonly string[],
  manner: Manner,
  input: AddInput,
  intent: { readonly restore?: Step["body"]; readonly removes?: string } = {},
): Promise<AddResult> {
  const { entry, client, ports, signal } = input;
  const spread = entry.kind.multiObject as MultiObject;
  const objects: { id: string; items: readonly string[] }[] = [];
  const problems: Problem[] = [];
  const { root } = entry.kind.operations[spread.add] as Operation;
  // Without what the platform would not take, where that was agreed to.
  let step = asked;
  const dropped: Pointer[] = [];
  const batches: (readonly string[])[] = [items];
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    const body = bodyWith(step.body, batch, entry);
    const unkept = ports.announce({ step, items: batch, body, ...intent });
    if (unkept !== undefined) return { objects, problems, failed: unkept, halt: unkept };
    const answer = await client.call({ method: step.method, path: step.path, body }, "write", signal);
    const reply = believed(step, answer, input);
    if (reply.status === "unknown") {
      const landed = await ports.find(step.address, batch);
      const own = landed?.filter((object) => object.items.every((item) => batch?.includes(item) === true)) ?? [];
      const mine = own.filter((object) => ports.hasTerms(step.address, object, body));
      for (const object of mine) {
        const halt = ports.hold(step.address, object.id, object.items);
        objects.push({ id: object.id, items: object.items });
        if (halt !== undefined) return { objects, problems, failed: halt, halt };
      }
      const found = new Set(mine.flatMap((object) => object.items));
      if (batch.every((item) => found.has(item))) continue;
      return { objects, problems, failed: { ...reply.problem, address: step.address }, unknown: true };
    }
    const added = spread.added(reply.status === "ok" ? reply.body : (reply.body ?? {}));
    if (reply.status === "refused" && added.refused.length === 0) {
      const refused = refusedMembers({ reply, step, root, kind: entry.kind });
      const next = droppedNext(step, refused).filter((path) => !dropped.includes(path));
      if (next.length > 0 && next.every(input.mayDrop)) {
        dropped.push(...next);
        step = { ...step, body: bodyWithout(step.body, root, next, step.instead) };
        batches.unshift(batch);
        continue;
      }
      const single = spread.itemCodes.includes(reply.code);
      if (single && batch.length > 1 && manner === "halves") {
        const middle = Math.ceil(batch.length / 2);
        batches.unshift(batch.slice(0, middle), batch.slice(middle));
        continue;
      }
      const failed: Problem = { ...reply.problem, address: step.address };
      ports.clear(step.address);
      if (single && manner === "halves") {
        const [item = ""] = batch;
        // The answer names nobody; a listing may show that it is ours.
        const own = reply.code === spread.occupiedCode ? await ownHolder(step, item, input) : undefined;
        const halt = own && ports.hold(step.address, own.id, own.items);
        if (own === undefined) problems.push(itemProblem(step, item, failed, {}, input));
        else objects.push({ id: own.id, items: own.items });
        if (halt !== undefined) return { objects, problems, failed: halt, halt };
        continue;
      }
      const open = refused.filter((path) => !dropped.includes(path));
      if (open.length > 0) problems.push(refusedMemberProblem(step, open, reply, open.every(input.mayDrop)));
      return { objects, problems, failed, unnamed: single, ...(reply.stops ? { stop: reply.problem } : {}) };
    }
    const taken = await taking(step, batch, added, { ...input, isRefusal: reply.status === "refused" });
    objects.push(...taken.objects);
    problems.push(...taken.problems);
    if (taken.halt !== undefined) return { objects, problems, failed: taken.halt, halt: taken.halt };
    // Refused as a whole and naming some: the others are tried without them.
    const named = new Set(added.refused.map(({ item }) => item));
    const rest = reply.status === "refused" ? batch.filter((item) => !named.has(item)) : [];
    if (rest.length > 0 && rest.length < batch.length) batches.unshift(rest);
    if (reply.status === "ok" && isMute(added)) {
      const args = { call: step.path };
      const failed: Problem = {
        code: "answer-unusable",
        severity: "error",
        class: "failure",
        args,
        address: step.address,
      };
      return { objects, problems, failed, unknown: true };
    }
  }
  return { objects, problems, ...(dropped.length === 0 ? {} : { dropped }) };
}

/** An answer about an object that was there before the request is no answer to it: what became of the request is looked up. */
export function believed({ address }: Step, reply: Reply, { entry, ports }: Pick<AddInput, "entry" | "ports">): Reply {
  if (reply.status === "unknown") return reply;
  const { id } = (entry.kind.multiObject as MultiObject).added(reply.body ?? {});
  const other = id === undefined ? undefined : ports.holderOf(address, id);
  if (id === undefined || other === undefined) return reply;
  const args = { address, id, other: other === address ? null : other };
  return {
    status: "unknown",
    problem: { code: "created-another", severity: "error", class: "failure", args, address },
  };
}

/** An answer that says neither what was made nor what was refused. */
function isMute({ id, taken, refused }: Added): boolean {
  return id === undefined && taken.length === 0 && refused.length === 0;
}

/** Writes down what an answer says, at once, and finds out what becomes of the items it did not take. */
async function taking(
  step: Step,
  batch: readonly string[],
  added: Added,
  input: AddInput & { readonly isRefusal: boolean },
) {
  const { ports } = input;
  const objects: { id: string; items: readonly string[] }[] = [];
  const problems: Problem[] = [];
  const asked = new Set(batch);
  const taken = added.taken.filter((item) => asked.has(item));
  if (added.id !== undefined || taken.length > 0) {
    // An id is kept before anything is judged; without one, any item is as good as a name.
    const id = added.id ?? unnamedId(taken);
    const refused = new Set(added.refused.map(({ item }) => item));
    const held = taken.length > 0 ? taken : batch.filter((item) => !refused.has(item));
    const halt = ports.hold(step.address, id, held);
    objects.push({ id, items: held });
    if (halt !== undefined) return { objects, problems, halt };
    for (const item of batch)
      if (!taken.includes(item) && !refused.has(item)) problems.push(unconfirmed(step, item, input));
    if (added.id === undefined) problems.push(withoutId(step, taken, input));
  } else if (!isMute(added)) {
    ports.clear(step.address);
    // Neither taken nor refused: an answer about other items says nothing of these.
    const named = new Set(added.refused.map(({ item }) => item));
    const rest = batch.filter((item) => !named.has(item));
    if (rest.length === batch.length || !input.isRefusal)
      for (const item of rest) problems.push(unconfirmed(step, item, input));
  }
  const seen = new Map<string, LiveObject | "missing" | "unclear">();
  for (const one of added.refused) {
    const own = await ownOccupant(step, one, seen, input);
    const isOurs = (object: LiveObject) =>
      ports.fits(step.address, object) ||
      (ports.hasTerms(step.address, object, step.body) && object.items.every((item) => asked.has(item)));
    const holds = own?.items.includes(one.item) === true && isOurs(own);
    if (own !== undefined && holds && ports.managerOf(step.address, own.id) === undefined) {
      const halt = ports.hold(step.address, own.id, own.items);
      if (!objects.some(({ id }) => id === own.id)) objects.push({ id: own.id, items: own.items });
      if (halt !== undefined) return { objects, problems, halt };
    } else problems.push(refusedItem(step, one, own !== undefined, input));
  }
  return { objects, problems };
}

/** The object that holds an item and is as declared, and that nobody else has. */
async function ownHolder({ address }: Step, item: string, { ports }: AddInput): Promise<LiveObject | undefined> {
  const found = await ports.find(address, [item]);
  return found?.find((object) => ports.fits(address, object) && ports.managerOf(address, object.id) === undefined);
}

/** The object of the same account that holds an item; an occupant without an account is looked for there. */
async function ownOccupant(
  { address }: Step,
  { occupant }: RefusedItem,
  seen: Map<string, LiveObject | "missing" | "unclear">,
  { ports }: AddInput,
): Promise<LiveObject | undefined> {
  const { id, identity } = occupant ?? {};
  if (id === undefined || (identity !== undefined && identity !== ports.identity(address))) return undefined;
  const object = seen.get(id) ?? (await ports.read(address, id));
  seen.set(id, object);
  return typeof object === "string" ? undefined : object;
}

function refusedItem(step: Step, one: RefusedItem, own: boolean, input: AddInput): Problem {
  const { occupant, item, errcode, errmsg } = one;
  const base: Problem = {
    code: `weixin-${errcode}`,
    severity: "error",
    class: "failure",
    args: { call: step.path, errcode, errmsg, rid: null },
  };
  const manager = occupant?.id === undefined ? undefined : input.ports.managerOf(step.address, occupant.id);
  const more = {
    ...(occupant?.id === undefined ? {} : { occupantId: occupant.id }),
    ...(occupant?.identity === undefined ? {} : { occupant: occupant.identity }),
    ...(own ? { own: true } : {}),
    ...(manager === undefined ? {} : { manager }),
  };
  return itemProblem(step, item, base, more, input);
}

/** What is wrong with one item; one that is known to be held elsewhere is a warning. */
function itemProblem(
  step: Step,
  item: string,
  base: Problem,
  more: Problem["args"],
  { ports, entry }: AddInput,
): Problem {
  const severity = ports.excepted(step.address).has(item) ? ("warning" as const) : base.severity;
  const path = itemsField(entry).pointer;
  return { ...base, severity, address: step.address, path, args: { ...base.args, ...more, item } };
}

function unconfirmed(step: Step, item: string, input: AddInput): Problem {
  const base: Problem = { code: "item-unconfirmed", severity: "error", class: "failure", args: { call: step.path } };
  return itemProblem(step, item, base, {}, input);
}

function withoutId(step: Step, taken: readonly string[], { entry }: AddInput): Problem {
  const args = { call: step.path, items: taken };
  const path = itemsField(entry).pointer;
  return { code: "object-without-id", severity: "error", class: "failure", args, address: step.address, path };
}
