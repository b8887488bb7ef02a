import { understood } from "../model/asked.ts";
import { whyStopped } from "../model/budget.ts";
import type { Client, Reply } from "../model/client.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import { idsIn, isUnnamed } from "../model/objects.ts";
import { idKey } from "../model/ownership.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { AnswerArgs } from "../model/problems/plan.ts";
import { unreadLive } from "../model/remembered.ts";
import type { Desired, Live } from "../model/resource.ts";
import { markedRequest } from "../schema/personal-fields.ts";
import { foreignItems, type ObjectWith } from "./foreign-items.ts";
import { type Listed, type Shown, shownByListings } from "./listed.ts";
import { assembled } from "./objects.ts";

/** What observing needs. */
export interface ObserveInput<Seen = Live> {
  readonly desired: readonly Desired[];
  readonly kinds: Kinds;
  /** By account name. */
  readonly clients: ReadonlyMap<string, Client>;
  /** Reads under way at once, all accounts together. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Where objects are looked up whose ids no answer has shown, and resources that are cheaper listed than read. */
  readonly listed?: Listed;
  /** What is remembered of items, to recognise by them which object an answer is about. */
  readonly objectWith?: ObjectWith;
  /** What is kept of a reading, which is large; all of it when absent. */
  readonly take?: (resource: Desired, live: Live) => Seen;
  /** Told after each resource, for progress. */
  readonly onRead?: (done: number, total: number) => void;
}

/**
 * Reads every resource once, a few at a time, and says of each whether it was found, is missing, or could not be read.
 * A resource made of several objects is read object by object.
 *
 * When an account refuses in a way that holds for all its calls, its other resources are not asked for any more.
 */
export async function observe(input: ObserveInput): Promise<ReadonlyMap<string, Live>>;
export async function observe<Seen>(
  input: ObserveInput<Seen> & Required<Pick<ObserveInput<Seen>, "take">>,
): Promise<ReadonlyMap<string, Seen>>;
export async function observe<Seen>(input: ObserveInput<Seen>): Promise<ReadonlyMap<string, Seen | Live>> {
  const { desired, kinds } = input;
  const take = input.take ?? ((_one: Desired, live: Live) => live);
  const found = new Map<string, Seen | Live>();
  const stopped = new Map<string, Problem>();
  let done = 0;
  const keep = (resource: Desired, live: Live) => {
    found.set(resource.address, take(resource, live));
    done += 1;
    input.onRead?.(done, desired.length);
  };
  // Objects of one resource come one after the other, so that few resources are half read at any time.
  const half = new Map<string, Map<string, Live>>();
  const shown = await shownByListings(desired, kinds, input.listed);
  const readings = readingsOf(desired, kinds);
  const worker = async (): Promise<void> => {
    for (const { resource, entry, id, ids } of readings) {
      // Named one by one: a copy of the resource would have all its fields computed.
      const { account, kind } = resource;
      const known = shown.get(idKey({ account, kind, id }));
      const live =
        known === undefined ? await readOne(resource, entry, id, stopped, input) : listedLive(resource, id, known);
      if (ids === undefined) {
        keep(resource, live);
        continue;
      }
      const read = half.get(resource.address) ?? new Map<string, Live>();
      half.set(resource.address, read.set(id, live));
      if (read.size < ids.length) continue;
      half.delete(resource.address);
      keep(resource, assembled(resource, entry, ids, read));
    }
  };
  await Promise.all(Array.from({ length: input.concurrency }, worker));
  return found;
}

interface ReadingTask {
  readonly resource: Desired;
  readonly entry: KindEntry;
  readonly id: string;
  /** All objects of the resource; absent when it is one. */
  readonly ids?: readonly string[];
}

/** What is to be read; shared by the workers, which take one after the other. */
function* readingsOf(desired: readonly Desired[], kinds: Kinds): Generator<ReadingTask, void> {
  for (const resource of desired) {
    const entry = kinds.get(resource.kind) as KindEntry;
    if (entry.kind.multiObject === undefined) {
      yield { resource, entry, id: resource.id };
      continue;
    }
    const ids = [...new Set(idsIn(resource.id))];
    for (const id of ids) yield { resource, entry, id, ids };
  }
}

async function readOne(
  resource: Desired,
  entry: KindEntry,
  id: string,
  stopped: Map<string, Problem>,
  { signal, clients, listed, objectWith }: Pick<ObserveInput, "signal" | "clients" | "listed" | "objectWith">,
): Promise<Live> {
  const { kind } = entry;
  if (kind.read === undefined) return unreadLive(resource, kind);
  const stop = signal.aborted ? whyStopped(signal) : stopped.get(resource.account);
  if (stop !== undefined) return { status: "unreadable", problem: stop };
  if (isUnnamed(id)) return lookedUp(resource, id, await listed?.(resource.account, kind.name));
  const request = markedRequest(kind.read(id, resource.settings), entry);
  const reply = await (clients.get(resource.account) as Client).call(request, "read", signal);
  if (reply.status === "ok") return read({ resource, entry, id, call: request.path }, reply, objectWith);
  if (reply.status === "refused" && kind.missingCodes.includes(reply.code)) {
    return { status: "missing", problem: missing(resource, id, "resource-missing", { answer: reply.problem.args }) };
  }
  // An expired object may not be shown any more; that it is there is known all the same.
  if (reply.status === "refused" && kind.multiObject?.expiredCodes.includes(reply.code) === true)
    return { status: "found", id, spec: {}, review: "passed", state: reply.code };
  if (reply.status === "refused" && reply.stops) {
    // One account, one reason: every resource of it carries the same problem, which is reported once.
    const { account } = resource;
    const problem: Problem = { ...reply.problem, account, args: { ...reply.problem.args, account } };
    if (!stopped.has(resource.account)) stopped.set(resource.account, problem);
    return { status: "unreadable", problem };
  }
  return { status: "unreadable", problem: { ...reply.problem, address: resource.address } };
}

function listedLive(resource: Desired, id: string, shown: Shown): Live {
  if (shown.status === "found") return shown;
  return { status: "missing", problem: missing(resource, id, "resource-deleted", { state: shown.why }) };
}

/**
 * An object without an id of its own: the listing shows it, and one of its items names it. A listing may be late: what
 * was replaced since had the same items, and is not there any more.
 */
function lookedUp(resource: Desired, id: string, all: Awaited<ReturnType<Listed>> | undefined): Live {
  if (all === undefined) return { status: "missing", problem: missing(resource, id, "resource-missing", {}) };
  if ("problem" in all) return { status: "unreadable", problem: all.problem };
  const { replaced = [] } = resource.memory;
  const object = all.objects.find(
    (candidate) => candidate.aliases?.includes(id) === true && !replaced.includes(candidate.id),
  );
  if (object === undefined) return { status: "missing", problem: missing(resource, id, "resource-missing", {}) };
  return object;
}

/** What was asked, of which resource. */
interface Asked {
  readonly resource: Desired;
  readonly entry: KindEntry;
  readonly id: string;
  readonly call: string;
}

function read(
  { resource, entry, id, call }: Asked,
  reply: Extract<Reply, { status: "ok" }>,
  objectWith: ObjectWith | undefined,
): Live {
  const { kind } = entry;
  const reading = understood(kind, { id, settings: resource.settings }, reply.body);
  const other = reading.status === "found" ? foreignItems(resource, entry, reading, objectWith) : undefined;
  if (reading.status === "found" && other === undefined) return reading;
  if (reading.status === "found" || reading.status === "unusable") {
    const mismatch = other ?? (reading.status === "unusable" ? reading.mismatch : undefined);
    const { name, asked, came } = mismatch ?? {};
    const args = { call, name, asked, came: came ?? undefined };
    return { status: "unreadable", problem: problem("answer-unusable", args, { address: resource.address }) };
  }
  const code = reading.status === "missing" ? "resource-deleted" : "resource-of-other-type";
  return { status: "missing", problem: missing(resource, id, code, { state: reading.why }) };
}

function missing(
  { account, address }: Desired,
  id: string,
  code: "resource-missing" | "resource-deleted" | "resource-of-other-type",
  more: { readonly answer?: AnswerArgs; readonly state?: string },
): Problem {
  return problem(code, { id, account, ...more }, { address });
}
