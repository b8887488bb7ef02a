import { whyStopped } from "../model/budget.ts";
import type { HostReply } from "../model/comment.ts";
import type { JsonObject } from "../model/json.ts";
import type { HttpRequest } from "../model/ports.ts";
import { problem } from "../model/problem.ts";
import { backoffMs, patience } from "../platform/backoff.ts";
import { openPause, type Pause } from "../platform/pause.ts";
import { type Exchange, type HostAnswer, namedCall, readExchange } from "./answer.ts";
import type { HostOptions } from "./options.ts";

/** One call to a host. */
export interface HostRequest {
  readonly method: HttpRequest["method"];
  /** Below the address of the API, each part escaped. */
  readonly path: string;
  readonly body?: JsonObject;
  /** Whether it may be carried out twice without harm: a read, or an edit that says the same again. */
  readonly isRepeatable: boolean;
}

/** Calls a host. */
export interface HostClient {
  call(request: HostRequest): Promise<HostReply<HostAnswer>>;
}

/** A client of a host; `headers` are those by which the host knows the token. */
export function hostClient(options: HostOptions, headers: () => Readonly<Record<string, string>>): HostClient {
  const pause = openPause(options.clock, options.onWait);
  return {
    call: async (request) => {
      for (let attempt = 1, slowed = 0; ; attempt += 1) {
        const held = await heldBack(options, pause, request);
        if (held !== undefined) return held;
        const exchange = await exchangeOnce(options, headers(), request);
        if (exchange.status === "final") return exchange.reply;
        if (exchange.status === "slow-down") slowed += 1;
        const last = await lastWord(options, pause, request, { exchange, attempt, slowed });
        if (last !== undefined) return last;
      }
    },
  };
}

/** Waits while the host keeps the token away; gives what a call ends with that is not sent all the same. */
async function heldBack(
  options: HostOptions,
  pause: Pause,
  request: HostRequest,
): Promise<HostReply<HostAnswer> | undefined> {
  const { signal } = options.budget;
  if (!(await pause.over(signal))) return busy(options, request, pause.leftMs());
  return signal.aborted ? { status: "failed", problem: whyStopped(signal) } : undefined;
}

function busy(options: HostOptions, { method, path }: HostRequest, waitMs: number): HostReply<HostAnswer> {
  const { clock, timeText } = options;
  const named = namedCall(options, method, path);
  return { status: "failed", problem: problem("host-busy", { ...named, until: timeText(clock.now() + waitMs) }) };
}

/** A try that was not the last word by itself, and how many there were. */
interface Tried {
  readonly exchange: Exclude<Exchange, { status: "final" }>;
  /** From 1. */
  readonly attempt: number;
  /** How many of them ended in a request to go slower. */
  readonly slowed: number;
}

/** What a call ends with after a try; undefined where it is to be tried again, once it has been waited for that. */
async function lastWord(
  options: HostOptions,
  pause: Pause,
  request: HostRequest,
  { exchange, attempt, slowed }: Tried,
): Promise<HostReply<HostAnswer> | undefined> {
  if (exchange.status === "slow-down") {
    pause.ask(exchange.waitMs);
    return slowed < patience.rateAttempts ? undefined : busy(options, request, exchange.waitMs);
  }
  const mayRepeat = !exchange.isLast && (exchange.status === "not-sent" || request.isRepeatable);
  if (!mayRepeat || attempt >= patience.attempts)
    return { status: exchange.status === "ambiguous" ? "unknown" : "failed", problem: exchange.problem };
  if (exchange.status === "ambiguous" && exchange.waitMs !== undefined) pause.ask(exchange.waitMs);
  else await options.clock.sleep(backoffMs(attempt, options.random), options.budget.signal);
  return undefined;
}

async function exchangeOnce(
  options: HostOptions,
  headers: Readonly<Record<string, string>>,
  { method, path, body }: HostRequest,
): Promise<Exchange> {
  const { clock, transport, budget, trace, userAgent, baseUrl } = options;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const began = clock.now();
  const request: HttpRequest = {
    method,
    url: `${baseUrl}${path}`,
    headers: {
      "user-agent": userAgent,
      accept: "application/json",
      ...headers,
      ...(text === undefined
        ? {}
        : {
            "content-type": "application/json; charset=utf-8",
            "content-length": String(Buffer.byteLength(text)),
          }),
    },
    ...(text === undefined ? {} : { body: text }),
  };
  const answer = await transport.send(request, budget.graceSignal);
  const shown = "failure" in answer ? `${answer.failure}: ${answer.reason}` : `HTTP ${answer.status}`;
  trace(`${method} ${path} → ${shown} (${clock.now() - began} ms)`);
  return readExchange(namedCall(options, method, path), answer, options, clock.now());
}
