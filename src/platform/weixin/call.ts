import { whyStopped } from "../../model/budget.ts";
import type { Reply, WireRequest } from "../../model/client.ts";
import type { HttpRequest } from "../../model/ports.ts";
import type { Problem } from "../../model/problem.ts";
import type { Secret } from "../../model/secret.ts";
import { type Pause, waitTooLong } from "../pause.ts";
import { asksForPause, retryAfterMs } from "../retry-after.ts";
import { wireJson } from "../wire-json.ts";
import { type Tries, waitBeforeNext } from "./again.ts";
import type { CallerOptions } from "./caller-options.ts";
import { doneOrOpen, type Exchange, readExchange } from "./exchange.ts";
import { isAboutPerson } from "./people.ts";
import type { TokenRefused, TokenSource } from "./token.ts";

/** What calls are made with. */
export interface Caller extends CallerOptions {
  /** Of the account. */
  readonly pause: Pause;
}

/** How one call is made. */
export interface How {
  readonly intent: "read" | "write";
  readonly signal: AbortSignal;
}

/** Makes one call, with all its tries. */
export async function callWith(
  options: Caller,
  tokens: TokenSource,
  request: WireRequest,
  { intent, signal }: How,
): Promise<Reply> {
  let renewed = false;
  for (let attempt = 1, slowed = 0; ; attempt += 1) {
    const token = await tokenFor(options, tokens, request, signal);
    if ("ended" in token) return token.ended;
    const exchange = await exchangeOnce(options, request, token.token, intent);
    if (exchange.status === "ok") return exchange.reply;
    if (exchange.status === "refused" && exchange.codeClass === "token") {
      const refusal = await refusalAfterRenewal(tokens, token.token, renewed);
      if (refusal !== undefined) return refusal(exchange.reply);
      renewed = true;
      continue;
    }
    if (exchange.status === "slow-down") slowed += 1;
    if (!(await waited(options, exchange, intent, { attempt, slowed }, signal))) return final(exchange, intent);
  }
}

/** The token of a call, or what the call ends with before it is sent. */
async function tokenFor(
  options: Caller,
  tokens: TokenSource,
  request: WireRequest,
  signal: AbortSignal,
): Promise<{ readonly token: Secret } | { readonly ended: Reply }> {
  if (signal.aborted) return { ended: notBegun(signal) };
  const token = await tokens.current();
  if (!("token" in token)) return { ended: withoutToken(token.reply) };
  const held = await heldBack(options, request, signal);
  return held === undefined ? token : { ended: held };
}

/** Nothing was sent, and the account would have answered. */
function notBegun(signal: AbortSignal): Reply {
  const problem = whyStopped(signal);
  return { status: "refused", code: problem.code, problem, stops: false };
}

/**
 * Waits while the platform keeps the account away; gives what a call ends with that is not sent all the same. Nobody
 * waits out what is longer than a run may last without progress.
 */
export async function heldBack(options: Caller, request: WireRequest, signal: AbortSignal): Promise<Reply | undefined> {
  const { pause, clock, timeText } = options;
  const { method, path: call } = request;
  if (!(await pause.over(signal))) return waitTooLong({ call, method }, timeText(clock.now() + pause.leftMs()));
  return signal.aborted ? notBegun(signal) : undefined;
}

type RefusedReply = Extract<Reply, { status: "refused" }>;

/** Gets a new token for a refused one, once in a call; gives what the call ends with where there is none. */
async function refusalAfterRenewal(
  tokens: TokenSource,
  refused: Secret,
  renewed: boolean,
): Promise<((reply: RefusedReply) => Reply) | undefined> {
  const next = renewed ? undefined : await tokens.renew(refused);
  if (next === undefined) return (reply) => tokenRefused(reply, tokens.refusedAs(renewed));
  return "token" in next ? undefined : () => withoutToken(next.reply);
}

/** Waits before the next try; false when there is none. */
export async function waited(
  options: Caller,
  exchange: Exclude<Exchange, { status: "ok" }>,
  intent: "read" | "write",
  tries: Tries,
  signal: AbortSignal,
): Promise<boolean> {
  const milliseconds = waitBeforeNext(exchange, intent, tries, options.random);
  if (milliseconds === undefined || signal.aborted) return false;
  // What the platform asked for holds for the whole account: the next try waits for it as all others do.
  if (exchange.status === "slow-down") return true;
  await options.clock.sleep(milliseconds, signal);
  return !signal.aborted;
}

export function final(exchange: Exclude<Exchange, { status: "ok" }>, intent: "read" | "write"): Reply {
  if (exchange.status === "slow-down") return exchange.reply;
  if (exchange.status === "refused") {
    // -1 says "busy" and also covers failures inside the platform: nobody knows whether a write was carried out.
    if (exchange.codeClass === "busy" && intent === "write")
      return { status: "unknown", problem: exchange.reply.problem };
    return exchange.reply;
  }
  const problem = ("stops" in exchange ? exchange.stops : undefined) ?? exchange.problem;
  const isOpen = exchange.status === "ambiguous" && (intent === "write" || problem === exchange.problem);
  if (isOpen) return { status: "unknown", problem: exchange.problem };
  return { status: "refused", code: problem.code, problem, stops: true };
}

async function exchangeOnce(
  options: Caller,
  request: WireRequest,
  token: Secret,
  intent: "read" | "write",
): Promise<Exchange> {
  const url = `${options.baseUrl}${request.path}?access_token=${encodeURIComponent(token.reveal())}`;
  const exchange = await exchangeAt(options, request, url);
  return intent === "write" ? doneOrOpen(request, exchange) : exchange;
}

export async function exchangeAt(options: Caller, request: WireRequest, url: string): Promise<Exchange> {
  const body = wireJson(request.body);
  const began = options.clock.now();
  const http: HttpRequest = { method: request.method, url, headers: headersFor(body, options.userAgent), body };
  const answer = await options.transport.send(http, options.budget.graceSignal);
  const askedMs = "status" in answer && asksForPause(answer) ? retryAfterMs(answer, options.clock.now()) : undefined;
  const exchange = readExchange(request, body, answer, askedMs);
  const pauseMs = exchange.status === "slow-down" ? exchange.waitMs : askedMs;
  if (pauseMs !== undefined) options.pause.ask(pauseMs);
  const took = options.clock.now() - began;
  options.trace(
    `${request.method} ${request.path} ${shownBody(request, body)} → ${shown(request, exchange)} (${took} ms)`,
  );
  return exchange;
}

function headersFor(body: string, userAgent: string): Record<string, string> {
  return {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    accept: "application/json",
    "user-agent": userAgent,
  };
}

/** The call itself was not sent, whatever became of the one for the token; and the next one would fare no better. */
function withoutToken(reply: Exclude<Reply, { status: "ok" }>): Reply {
  const code = reply.status === "refused" ? reply.code : reply.problem.code;
  return { status: "refused", code, problem: reply.problem, stops: true };
}

/** A refused token ends the run: there is no other. */
function tokenRefused(reply: RefusedReply, code: TokenRefused): Reply {
  const problem: Problem = { ...reply.problem, code, class: "not-allowed" };
  return { ...reply, problem, stops: true };
}

/**
 * The body of a request as `--verbose` shows it: as it was sent; the token call carries the AppSecret and shows none of
 * it, and a call about a person nothing of that person.
 */
function shownBody(request: WireRequest, sent: string): string {
  return request.path.startsWith("/cgi-bin/") || isAboutPerson(request) ? "(not shown)" : sent;
}

function shown(request: WireRequest, exchange: Exchange): string {
  if (exchange.status === "ok") return "ok";
  if (exchange.status === "refused" || exchange.status === "slow-down") {
    const { errcode, errmsg, rid } = exchange.reply.problem.args;
    const words = isAboutPerson(request) ? "" : ` ${String(errmsg)}`;
    return `errcode ${String(errcode)}${words}${rid === undefined ? "" : ` rid ${String(rid)}`}`;
  }
  return `${exchange.status}: ${String(exchange.problem.args["reason"] ?? exchange.problem.args["status"] ?? "")}`;
}
