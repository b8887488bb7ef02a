import type { HttpRequest, Network } from "../../src/model/ports.ts";

/** One request as a test sees it. */
export interface Passing {
  readonly path: string;
  readonly body: string;
  /** How many requests of the same path came before. */
  readonly before: number;
}

/** A network that a test looks into: what is under way at once, and what has to wait. */
export interface Traffic {
  readonly network: Network;
  /** The most requests of a path that were under way at once; of all paths when there is none. */
  most(path?: string): number;
  /** What happened, in order: `> path` when a request is sent, `< path` when its answer has come. */
  readonly log: readonly string[];
  /** Waits before a request goes out; nothing when absent. */
  hold?: (request: Passing) => Promise<void> | undefined;
  /** Waits before an answer is handed over; nothing when absent. */
  holdAnswer?: (request: Passing) => Promise<void> | undefined;
}

/** Looks into a network. */
export function trafficOver(inner: Network): Traffic {
  const log: string[] = [];
  const sent = new Map<string, number>();
  const open = new Map<string, number>();
  const most = new Map<string, number>();
  const count = (path: string, by: number) => {
    for (const key of [path, "*"]) {
      const now = (open.get(key) ?? 0) + by;
      open.set(key, now);
      most.set(key, Math.max(most.get(key) ?? 0, now));
    }
  };
  const passing = ({ url, body }: HttpRequest): Passing => {
    const path = new URL(url).pathname;
    const before = sent.get(path) ?? 0;
    sent.set(path, before + 1);
    return { path, before, body: typeof body === "string" ? body : "" };
  };
  const traffic: Traffic = {
    log,
    most: (path = "*") => most.get(path) ?? 0,
    network: {
      open: async (options) => {
        const transport = await inner.open(options);
        return {
          close: () => transport.close(),
          send: async (request, signal) => {
            const about = passing(request);
            count(about.path, 1);
            log.push(`> ${about.path}`);
            await traffic.hold?.(about);
            const answer = await transport.send(request, signal);
            await traffic.holdAnswer?.(about);
            log.push(`< ${about.path}`);
            count(about.path, -1);
            return answer;
          },
        };
      },
    },
  };
  return traffic;
}

/** A place where requests wait for each other: all go on together when so many have come. */
export function gathering(many: number): () => Promise<void> {
  let waiting: (() => void)[] = [];
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length < many) return;
      for (const go of waiting.splice(0)) go();
      waiting = [];
    });
}

/** A door that somebody opens: whoever comes before waits. */
export function door(): { readonly passed: Promise<void>; open(): void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}
