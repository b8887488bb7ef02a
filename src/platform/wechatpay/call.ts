import { type RunBudget, whyStopped } from "../../model/budget.ts";
import type { Reply, WireRequest } from "../../model/client.ts";
import type { HttpAnswer, HttpFailure, HttpRequest, Trace, Transport } from "../../model/ports.ts";
import type { Problem } from "../../model/problem.ts";
import { longestPauseMs, waitTooLong } from "../pause.ts";
import { misleadingPath } from "../request-path.ts";
import { asksForPause, retryAfterMs } from "../retry-after.ts";
import { pauseMs, waitBeforeNext } from "./again.ts";
import { type Exchange, readExchange, type Sent } from "./exchange.ts";
import type { Limiter } from "./limiter.ts";
import { type Signer, signedRequest } from "./request.ts";
import type { Verdict } from "./verify.ts";

/** What calls are made with. */
export interface Caller extends Signer {
  readonly transport: Transport;
  readonly trace: Trace;
  readonly limiter: Limiter;
  readonly onWait?: (milliseconds: number) => void;
  readonly budget: RunBudget;
  /** A moment as people of the project read it, from milliseconds since 1970. */
  readonly timeText: (milliseconds: number) => string;
}

/** Decides about a success. */
type Judge = (answer: HttpAnswer) => Verdict | "sealed" | Promise<Verdict | "sealed">;

/** How one call is made. */
export interface How {
  readonly intent: "read" | "write";
  readonly signal: AbortSignal;
  /** Whether a success is believed. */
  readonly judge: Judge;
}

/** Makes one call, with all its tries; what is tried again and when stands at `wechatpayClient` and in `again.ts`. */
export async function callWith(caller: Caller, request: WireRequest, how: How): Promise<Reply> {
  const misled = misleadingPath(request);
  if (misled !== undefined) return misled;
  const { intent, signal } = how;
  let last: Failed | undefined;
  for (let attempt = 1, slowed = 0, mistrusted = 0; ; attempt += 1) {
    const tried = await caller.limiter.run(() => tryInTurn(caller, request, slowed + 1), signal);
    if (tried === undefined) return ended(caller, request, last ?? signal, intent);
    // The place has been given back: what has to be fetched for verifying needs one itself.
    const exchange = await understood(caller, tried, how.judge);
    if (exchange.status === "ok") return exchange.reply;
    if (exchange.status === "slow-down") slowed += 1;
    if (isMistrusted(exchange)) mistrusted += 1;
    const wait = waitBeforeNext(exchange, intent, { attempt, slowed, mistrusted }, caller.random);
    if (!(await waited(caller, wait, signal))) return ended(caller, request, exchange, intent);
    last = exchange;
  }
}

/** True for a success that nobody believes; probes are a matter of chance. */
function isMistrusted(exchange: Exchange): boolean {
  return exchange.status === "unverified" && exchange.reason !== "probe";
}

/** Waits before the next try; false when there is none. */
async function waited(caller: Caller, wait: number | undefined, signal: AbortSignal): Promise<boolean> {
  if (wait === undefined || signal.aborted) return false;
  if (wait >= 10_000) caller.onWait?.(wait);
  await caller.clock.sleep(wait, signal);
  return !signal.aborted;
}

/**
 * One try in its place. Where the platform says "slower", for the so many-th time, that is passed on while the place is
 * still taken, so that nobody begins before the pause.
 */
async function tryInTurn(caller: Caller, request: WireRequest, slowed: number): Promise<Tried> {
  const tried = await tryOnce(caller, request);
  if (tried.early?.status === "slow-down") caller.limiter.slowDown(pauseMs(tried.early, slowed));
  else if ("status" in tried.answer && asksForPause(tried.answer))
    caller.limiter.slowDown(retryAfterMs(tried.answer, tried.sent.atMs) ?? 0);
  return tried;
}

/** One try as it went out and what came back. */
interface Tried {
  readonly sent: Sent;
  readonly body: HttpRequest["body"];
  readonly answer: HttpAnswer | HttpFailure;
  /** What it is when it is no success: nothing has to be verified then. */
  readonly early?: Exchange;
  readonly tookMs: number;
}

async function tryOnce(caller: Caller, request: WireRequest): Promise<Tried> {
  const { http, sent } = signedRequest(caller, request);
  const answer = await caller.transport.send(http, caller.budget.graceSignal);
  const isSuccess = "status" in answer && answer.status >= 200 && answer.status < 300;
  const early = isSuccess ? {} : { early: readExchange(sent, answer, undefined) };
  return { sent, body: http.body, answer, ...early, tookMs: caller.clock.now() - sent.atMs };
}

async function understood(caller: Caller, tried: Tried, judge: Judge): Promise<Exchange> {
  const { sent, body, answer, early, tookMs } = tried;
  const exchange = early ?? readExchange(sent, answer, "failure" in answer ? undefined : await judge(answer));
  const { method, path, namesPeople } = sent.request;
  const shownBody = namesPeople === true ? " (not shown)" : ` ${String(body)}`;
  const came = namesPeople === true && exchange.status !== "ok" ? exchange.status : shown(exchange);
  caller.trace(`${method} ${path}${body === undefined ? "" : shownBody} → ${came} (${tookMs} ms)`);
  return exchange;
}

type Failed = Exclude<Exchange, { status: "ok" }>;

function final(exchange: Failed, intent: How["intent"]): Reply {
  if (exchange.status === "slow-down" || exchange.status === "refused") return exchange.reply;
  const stops = "stops" in exchange && typeof exchange.stops === "object" ? exchange.stops : undefined;
  if (stops !== undefined && (intent === "read" || exchange.status === "not-sent")) return unsent(stops);
  // Answers to other reads would be believed as little, and it is enough to be told once; probes are a matter of
  // chance.
  if (exchange.status === "unverified" && intent === "read" && exchange.reason !== "probe")
    return unsent(exchange.problem);
  if (exchange.status === "ambiguous" || exchange.status === "unverified")
    return { status: "unknown", problem: exchange.problem };
  return unsent(exchange.problem, exchange.status === "turned-away" ? exchange.stops : true);
}

/** What a call ends with after its last try, or after the signal before which there was none. */
function ended(caller: Caller, request: WireRequest, last: Failed | AbortSignal, intent: How["intent"]): Reply {
  const paused = pausedReply(caller, request);
  if (!("status" in last)) return paused ?? unsent(whyStopped(last), false);
  const mayWait = last.status === "slow-down" || (last.status === "ambiguous" && intent === "read");
  return (mayWait ? paused : undefined) ?? final(last, intent);
}

/** What a call ends with while the platform asks for a pause that nobody should sit through. */
function pausedReply({ limiter, clock, timeText }: Caller, { method, path }: WireRequest): Reply | undefined {
  const left = limiter.pausedMs();
  const [call = ""] = path.split("?");
  return left > longestPauseMs ? waitTooLong({ call, method }, timeText(clock.now() + left)) : undefined;
}

/** A call that has changed nothing, since it was not sent or only read. */
export function unsent(problem: Problem, stops = true): Reply {
  return { status: "refused", code: problem.code, problem, stops };
}

function shown(exchange: Exchange): string {
  if (exchange.status === "ok") return "ok";
  const { problem } = exchange.status === "refused" || exchange.status === "slow-down" ? exchange.reply : exchange;
  const { code, message, status, reason, requestId } = problem.args;
  const answer =
    code === undefined
      ? `${problem.code}${reason === undefined ? "" : `: ${String(reason)}`}`
      : `${String(code)} ${String(message)}`;
  const requestText = requestId === undefined || requestId === null ? "" : ` Request-ID ${String(requestId)}`;
  return `${status === undefined ? "" : `HTTP ${String(status)} `}${answer}${requestText}`;
}
