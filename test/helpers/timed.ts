import { run } from "../../src/cli/main.ts";
import { realNetwork } from "../../src/cli/network.ts";
import type { HttpAnswer, HttpFailure, HttpRequest, Network } from "../../src/model/ports.ts";
import { virtualClock } from "../platform/wechatpay/virtual-clock.ts";
import type { Run, World } from "./world.ts";

/**
 * What becomes of a request: the platform carries it out and answers (undefined), answers something else, or keeps
 * silent, with or without having carried it out.
 */
export type Fate = undefined | "silent" | "silent-after" | HttpAnswer | HttpFailure;

/** A request of a timed run. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** How many requests to this path there were, this one included. */
  readonly nth: number;
  /** Milliseconds since the run began. */
  readonly atMs: number;
}

/** A run whose time was virtual. */
export interface TimedRun extends Run {
  readonly asked: readonly Asked[];
  readonly tookMs: number;
  /** From the signal until the end; undefined when there was none. */
  readonly afterSignalMs?: number;
}

/** Deadline of a call that gets no answer: that of the real transport. */
const callMs = 30_000;

/**
 * Runs one command line in virtual time against the platform of a world. `fate` decides about each request, and may
 * interrupt the run.
 */
export async function timedRun(
  world: World,
  line: string,
  fate: (asked: Asked, interrupt: () => void) => Fate,
): Promise<TimedRun> {
  let busy = 0;
  let stdout = "";
  let stderr = "";
  let signalledMs: number | undefined;
  const stop = new AbortController();
  const asked: Asked[] = [];
  const counts = new Map<string, number>();
  const clock = virtualClock(() => busy > 0);
  const busily = async <T>(work: () => Promise<T>): Promise<T> => {
    busy += 1;
    try {
      return await work();
    } finally {
      busy -= 1;
    }
  };
  const interrupt = () => {
    signalledMs ??= clock.elapsed();
    stop.abort();
  };
  const noted = ({ method, url }: HttpRequest): Asked => {
    const { pathname: path } = new URL(url);
    const nth = (counts.get(path) ?? 0) + 1;
    counts.set(path, nth);
    const one = { method, path, nth, atMs: clock.elapsed() };
    asked.push(one);
    return one;
  };
  const network: Network = {
    open: async (options) => {
      const transport = await realNetwork.open(options);
      const silence = async (signal: AbortSignal): Promise<HttpFailure> => {
        await clock.sleep(callMs, signal);
        if (signal.aborted) return { failure: "ambiguous", reason: "interrupted" };
        return { failure: "ambiguous", reason: "no complete answer within 30 s", silent: true };
      };
      return {
        close: () => busily(() => transport.close()),
        send: async (request, signal) => {
          const what = fate(noted(request), interrupt);
          if (typeof what === "object") return what;
          if (what === "silent") return silence(signal);
          const answer = await busily(() => transport.send(request, signal));
          return what === undefined ? answer : silence(signal);
        },
      };
    },
  };
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
    env: world.env,
    workingDirectory: world.root,
    canAsk: () => false,
    hasTerminal: () => false,
    colour: () => false,
    signal: stop.signal,
  };
  const effects = { io, files: world.files, clock, random: world.random, network };
  const ended = run(effects, line.split(" ")).then((code) => ({ code, tookMs: clock.elapsed() }));
  const { code, tookMs } = await clock.play(ended);
  const after = signalledMs === undefined ? {} : { afterSignalMs: tookMs - signalledMs };
  return { code, stdout, stderr, all: stdout + stderr, asked, tookMs, ...after };
}
