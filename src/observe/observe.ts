import type { Client, Reply } from "../model/client.ts";
import type { Kind, Kinds } from "../model/kind.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired, Live } from "../model/resource.ts";

/** What observing needs. */
export interface ObserveInput<Seen = Live> {
  readonly desired: readonly Desired[];
  readonly kinds: Kinds;
  /** By account name. */
  readonly clients: ReadonlyMap<string, Client>;
  /** Reads under way at once, all accounts together. */
  readonly concurrency: number;
  readonly signal?: AbortSignal;
  /** True for a look at what was just written: it is worth one try even after an interruption. */
  readonly lastLook?: boolean;
  /** What is kept of a reading, which is large; all of it when absent. */
  readonly take?: (one: Desired, live: Live) => Seen;
  /** Told after each resource, for progress. */
  readonly onRead?: (done: number, total: number) => void;
}

/**
 * Reads every resource once, a few at a time, and says of each whether it was found, is missing, or could not be read.
 *
 * When an account refuses in a way that holds for all its calls, its other resources are not asked for any more.
 */
export async function observe(input: ObserveInput): Promise<ReadonlyMap<string, Live>>;
export async function observe<Seen>(
  input: ObserveInput<Seen> & Required<Pick<ObserveInput<Seen>, "take">>,
): Promise<ReadonlyMap<string, Seen>>;
export async function observe<Seen>(input: ObserveInput<Seen>): Promise<ReadonlyMap<string, Seen | Live>> {
  const { desired, kinds, clients } = input;
  const take = input.take ?? ((_one: Desired, live: Live) => live);
  const found = new Map<string, Seen | Live>();
  const stopped = new Map<string, Problem>();
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < desired.length; at = next++) {
      const one = desired[at] as Desired;
      const kind = (kinds.get(one.kind) as { kind: Kind }).kind;
      const live = await readOne(one, kind, clients.get(one.account) as Client, stopped, input);
      found.set(one.address, take(one, live));
      done += 1;
      input.onRead?.(done, desired.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(input.concurrency, desired.length) }, worker));
  return found;
}

const interrupted: Problem = { code: "interrupted", severity: "error", class: "failure", args: {} };

async function readOne(
  one: Desired,
  kind: Kind,
  client: Client,
  stopped: Map<string, Problem>,
  { signal, lastLook }: Pick<ObserveInput, "signal" | "lastLook">,
): Promise<Live> {
  const stop = signal?.aborted && !lastLook ? interrupted : stopped.get(one.account);
  if (stop !== undefined) return { status: "unreadable", problem: stop };
  const reply = await client.call(kind.read(one.id), "read", signal);
  if (reply.status === "ok") return understood(one, kind, reply);
  if (reply.status === "refused" && kind.missingCodes.includes(reply.code)) {
    return { status: "missing", problem: missing(one, "resource-missing", { answer: reply.problem.args }) };
  }
  if (reply.status === "refused" && reply.stops) {
    // One account, one reason: every resource of it carries the same problem, which is told once.
    const problem: Problem = { ...reply.problem, args: { ...reply.problem.args, account: one.account } };
    if (!stopped.has(one.account)) stopped.set(one.account, problem);
    return { status: "unreadable", problem };
  }
  return { status: "unreadable", problem: { ...reply.problem, address: one.address } };
}

function understood(one: Desired, kind: Kind, reply: Extract<Reply, { status: "ok" }>): Live {
  const reading = kind.reading(one.id, reply.body);
  if (reading.status === "found") return reading;
  if (reading.status === "unusable") {
    const args = { call: kind.read(one.id).path };
    const problem: Problem = {
      code: "answer-unusable",
      severity: "error",
      class: "failure",
      args,
      address: one.address,
    };
    return { status: "unreadable", problem };
  }
  const code = reading.status === "missing" ? "resource-deleted" : "resource-of-other-type";
  return { status: "missing", problem: missing(one, code, { state: reading.why }) };
}

function missing(one: Desired, code: string, args: Problem["args"]): Problem {
  return {
    code,
    severity: "error",
    class: "refused",
    args: { id: one.id, account: one.account, ...args },
    address: one.address,
  };
}
