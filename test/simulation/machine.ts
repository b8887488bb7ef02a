import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/main.ts";
import type { Effects } from "../../src/cli/session.ts";
import type { HttpAnswer, HttpFailure } from "../../src/model/ports.ts";
import { chance } from "./chance.ts";
import { type Disk, type DiskError, filesOn, root } from "./disk.ts";
import { life } from "./effects.ts";
import { Stalled } from "./events.ts";
import { checkIntent } from "./intents.ts";
import { type NetFault, type Seen, simulatedNetwork } from "./network.ts";
import { isWrite, type SimWorld } from "./world.ts";

/**
 * Where a run keeps what it remembers, and the operations that keep it: without a mark of its holder the next run only
 * waits longer.
 */
const isMemory = /\/wxcards\.state\/|\/\.wxcards\/journal\/\w+\.jsonl/;
const keeping: ReadonlySet<string> = new Set(["open", "write", "fsync", "create", "rename", "fsync-folder"]);

/** What befalls one process. Effects, requests and operations on files are counted from 1. */
export type Fault =
  | (NetFault & { readonly request: number })
  | { readonly disk: DiskError; readonly operation: number }
  /** The process is killed, or the machine loses power; what is under way arrives all the same, or not. */
  | { readonly crash: "kill" | "power"; readonly effect: number; readonly lands: boolean }
  | { readonly signal: 1; readonly effect: number };

/** How a process ended. */
export interface Ended {
  readonly argv: string;
  /** What was to befall it; some of that may lie behind its end. */
  readonly faults: readonly Fault[];
  /** Undefined for one that was killed. */
  readonly code: number | undefined;
  /** Of one that was killed: whether something was under way that changes something when it lands. */
  readonly mayLand: boolean;
  /** Of one that was killed: whether the power would have taken something else from its disk than the end of a process. */
  readonly mayTear: boolean;
  /** Effects at which a crash leaves something else than at the one before: something was changed, or may be, in between. */
  readonly turns: readonly number[];
  readonly stdout: string;
  readonly stderr: string;
  readonly effects: number;
  readonly requests: number;
  readonly operations: number;
  /** Whether what it remembers could not be kept in its place: a lease or a journal stays. */
  readonly forgetful: boolean;
  /** Requests that may change something, and files that were changed. */
  readonly writes: number;
  readonly filesWritten: number;
  /** In milliseconds of virtual time. */
  readonly tookMs: number;
  readonly afterSignalMs?: number;
  /** What the process should never have done, in words. */
  readonly wrong: readonly string[];
}

/** Runs one command line on a machine of the world until it ends or is killed. */
export async function runProcess(world: SimWorld, disk: Disk, argv: string, faults: readonly Fault[]): Promise<Ended> {
  const { events, trace } = world;
  const id = world.nextProcess();
  const begun = events.now();
  const stop = new AbortController();
  let signalled: number | undefined;
  const crash = faults.find((fault) => "crash" in fault);
  const wrong: string[] = [];
  let underWay = 0;
  let tokens = 0;
  const turns: number[] = [];
  let hasTurned = true;
  const alive = life(crash?.effect, (effect, name) => {
    trace(`${id} effect ${effect} ${name}`);
    if (hasTurned || mayChange(name)) turns.push(effect);
    hasTurned = mayChange(name);
    if (!faults.some((fault) => "signal" in fault && fault.effect === effect)) return;
    signalled ??= events.now();
    // Between two things that the process does.
    queueMicrotask(() => stop.abort());
  });
  const pace = politeness(world, wrong);
  const out = { stdout: "", stderr: "", operations: 0, requests: 0, writes: 0, filesWritten: 0 };
  // What a run remembers cannot be kept any more.
  let forgetfulSince = Number.POSITIVE_INFINITY;
  let wasForgetful = false;
  const write = (stream: "stdout" | "stderr") => (text: string) => {
    if (alive.isDead) return;
    out[stream] += text;
    trace(`${id} ${stream} ${text}`);
  };
  const io: Io = {
    stdout: write("stdout"),
    stderr: write("stderr"),
    env: world.env,
    workingDirectory: root,
    canAsk: () => false,
    hasTerminal: () => false,
    colour: () => false,
    signal: stop.signal,
  };
  const draw = chance(world.seed, "process", id);
  const effects: Effects = {
    io,
    files: filesOn({
      disk,
      life: alive,
      process: id,
      trouble: (operation, path) => {
        out.operations += 1;
        const fault = faults.find((one) => "disk" in one && one.operation === out.operations);
        if (fault === undefined || !("disk" in fault)) return undefined;
        trace(`${id} ${fault.disk} ${operation} ${path}`);
        if (isMemory.test(path) && keeping.has(operation)) {
          forgetfulSince = events.now();
          wasForgetful = true;
        }
        return fault.disk;
      },
      onWrite: (path, text) => {
        out.filesWritten += 1;
        const robbed = world.leases.wrote(path, text, id);
        if (robbed !== undefined) wrong.push(`takes the lease of process ${robbed}: ${path}`);
        // A lease that lands after it, with what is to be remembered, is as good as the one that did not.
        if (path.endsWith("/lease.yaml")) forgetfulSince = Number.POSITIVE_INFINITY;
        trace(`${id} wrote ${path} ${text ?? "(gone)"}`);
      },
    }),
    clock: {
      now: events.now,
      elapsed: events.now,
      sleep: (milliseconds, signal) => {
        return alive.later(`sleep ${milliseconds}`, () => asleep(world, milliseconds, signal, () => alive.isDead));
      },
    },
    random: {
      next: () => {
        // A number after a number changes nothing outside: one effect for all of them.
        if (!alive.wasLast("random")) alive.effect("random");
        return draw.next();
      },
    },
    network: simulatedNetwork({
      platform: world.platform,
      answer: world.answer,
      events,
      life: alive,
      chance: chance(world.seed, "ways", id),
      faultOf: (request) => faults.find((one) => "net" in one && one.request === request) as NetFault | undefined,
      landsAfterDeath: () => crash?.lands === true,
      onSend: (seen) => {
        out.requests += 1;
        pace.sent(seen);
        if (isWrite(seen)) {
          out.writes += 1;
          const others = world.writes(world.hostOf(seen.path), id);
          if (others.length > 0) wrong.push(`writes beside process ${others.join()}: ${seen.method} ${seen.path}`);
          // Of what runs side by side another one may be on its way at the same moment.
          if (seen.at > forgetfulSince)
            wrong.push(`writes after its memory could not be kept: ${seen.method} ${seen.path}`);
        }
        if (isWrite(seen)) underWay += 1;
        if (seen.isLate) checkIntent(disk, seen, wrong);
        trace(`${id} sends ${seen.number} ${seen.method} ${seen.path} ${seen.body}`);
      },
      onArrival: (seen) => {
        hasTurned ||= isWrite(seen);
        if (!seen.isLate) checkIntent(disk, seen, wrong);
      },
      onAnswer: (seen, answer) => {
        if (isWrite(seen)) {
          underWay -= 1;
          hasTurned = true;
        }
        if (seen.path === "/cgi-bin/stable_token" && world.learnToken(answer)) tokens += 1;
        pace.answered(seen, answer);
        trace(`${id} hears ${seen.number} ${heard(answer)}`);
      },
    }),
    processes: { id, host: world.host, space: "one", isAlive: (other) => world.alive.has(other), started: () => "" },
  };
  world.alive.add(id);
  const words = argv.split(" ").filter((word) => word !== "");
  let code: number | undefined;
  let endedAt: number | undefined;
  try {
    const running = run(effects, words).then((result) => {
      if (!alive.isDead) code = result;
    });
    // While others go on, time has gone on as well by the moment at which that is noticed.
    const over = Promise.race([running, alive.death]).finally(() => (endedAt = events.now()));
    await events.until(over);
  } catch (error) {
    if (!alive.isDead) wrong.push(error instanceof Stalled ? "hangs for ever" : `throws ${String(error)}`);
  }
  world.alive.delete(id);
  const mayTear = disk.unsynced.size > 0;
  if (code === undefined) alive.kill();
  if (code === undefined && crash?.crash === "power") disk.lose(chance(world.seed, "power", id));
  trace(`${id} ends ${code ?? "killed"} at ${endedAt ?? events.now()}`);
  // Without any trouble on the way, and within the life of a token, one is enough.
  if (tokens > 1 && world.tokensLast && !faults.some((fault) => "net" in fault))
    wrong.push(`asks for ${tokens} tokens`);
  endedAt ??= events.now();
  const tookMs = endedAt - begun;
  const afterSignalMs = signalled === undefined ? undefined : endedAt - signalled;
  return {
    argv,
    faults,
    code,
    mayTear,
    turns,
    mayLand: underWay > 0 || (alive.last.startsWith("send ") && mayChange(alive.last)),
    ...out,
    effects: alive.count,
    forgetful: wasForgetful && world.alive.size === 0 && isLeftOpen(disk),
    tookMs,
    ...(afterSignalMs === undefined ? {} : { afterSignalMs }),
    wrong,
  };
}

/** Whether an effect may change something outside, by its name: reading, looking and waiting do not. */
function mayChange(name: string): boolean {
  const [what, method = "", path = ""] = name.split(" ");
  return what === "send" ? isWrite({ method, path }) : !/^(?:read|list|sleep|random)$/.test(what ?? "");
}

/** Whether a lease stands in a state, or a journal beside it. */
function isLeftOpen({ files }: Disk): boolean {
  const isOpen = ([path, text]: readonly [string, string]) =>
    /\/journal\/\w+\.jsonl$/.test(path) || (path.endsWith("/lease.yaml") && /^lease:/m.test(text));
  return [...files].some(isOpen);
}

function heard(answer: HttpAnswer | HttpFailure): string {
  if ("failure" in answer) return `${answer.failure} ${answer.reason}`;
  return `${answer.status} ${Buffer.from(answer.body).toString("utf8")}`;
}

function asleep(
  { events }: SimWorld,
  milliseconds: number,
  signal: AbortSignal | undefined,
  isDead: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      takeBack();
      signal?.removeEventListener("abort", done);
      if (!isDead()) resolve();
    };
    const takeBack = events.after(milliseconds, done);
    signal?.addEventListener("abort", done, { once: true });
    if (signal?.aborted) done();
  });
}

/** Sees that nobody is asked again before the time that it named. */
function politeness({ events, hostOf }: SimWorld, wrong: string[]) {
  const welcome = new Map<string, number>();
  return {
    sent: (seen: Seen) => {
      const from = welcome.get(hostOf(seen.path)) ?? 0;
      if (seen.at < from) wrong.push(`asks ${from - seen.at} ms before Retry-After: ${seen.method} ${seen.path}`);
    },
    answered: (seen: Seen, answer: HttpAnswer | HttpFailure) => {
      if ("failure" in answer || answer.status !== 429) return;
      const after = Number(answer.headers["retry-after"]);
      if (after > 0) welcome.set(hostOf(seen.path), events.now() + after * 1000);
    },
  };
}
