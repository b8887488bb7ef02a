import { type RunBudget, whyStopped } from "../../model/budget.ts";
import type { Client, Reply, WireRequest } from "../../model/client.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Clock, HttpRequest, Random, Trace, Transport } from "../../model/ports.ts";
import type { Problem } from "../../model/problem.ts";
import type { Secret } from "../../model/secret.ts";
import { misleadingPath } from "../request-path.ts";
import { wireJson } from "../wire-json.ts";
import { type Tries, waitBeforeNext } from "./again.ts";
import { doneOrOpen, type Exchange, readExchange } from "./exchange.ts";
import { givenToken, stableToken, type TokenSource } from "./token.ts";

/** How an account proves itself. A given token wins over the AppSecret. */
export interface WeixinCredentials {
  readonly appid: string;
  readonly appSecret?: Secret;
  readonly accessToken?: Secret;
}

export interface WeixinClientOptions {
  /** `https://api.weixin.qq.com`, or a relay's address. */
  readonly baseUrl: string;
  readonly credentials: WeixinCredentials;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly userAgent: string;
  readonly trace: Trace;
  /** Told of every token that is obtained, so that it can be kept out of all output. */
  readonly onToken?: (token: Secret) => void;
  /** Told before a wait that a person would wonder about, in milliseconds. */
  readonly onWait?: (milliseconds: number) => void;
  /** Of the whole run: a token is fetched for many callers, so no single one of them can end it. */
  readonly budget: RunBudget;
}

/**
 * Calls one Weixin account.
 *
 * | what happens | a read | a write |
 * |---|---|---|
 * | not sent (DNS, refused, connect timeout) | again, up to 6 times | again, up to 6 times |
 * | ambiguous (reset, timeout, 5xx, errcode −1) | again | `unknown`: the caller looks it up |
 * | 40001, 40014, 42001 | once more with one new token | the same: it was not carried out |
 * | 45011, HTTP 429 | again after a minute, or when the answer says | the same |
 * | everything else | refused | refused |
 */
export function weixinClient(options: WeixinClientOptions): Client {
  const tokens = tokenSource(options);
  return {
    call: async (request, intent, signal) =>
      misleadingPath(request) ?? callWith(options, tokens, request, { intent, signal }),
  };
}

/** How one call is made. */
interface How {
  readonly intent: "read" | "write";
  readonly signal: AbortSignal;
}

/** Makes one call, with all its tries. */
async function callWith(
  options: WeixinClientOptions,
  tokens: TokenSource,
  request: WireRequest,
  { intent, signal }: How,
): Promise<Reply> {
  const { credentials } = options;
  let renewed = false;
  for (let attempt = 1, slowed = 0; ; attempt += 1) {
    const token = await tokenFor(tokens, signal);
    if ("ended" in token) return token.ended;
    const exchange = await exchangeOnce(options, request, token.token, intent);
    if (exchange.status === "ok") return exchange.reply;
    if (exchange.status === "refused" && exchange.codeClass === "token") {
      const refusal = await refusalAfterRenewal(tokens, token.token, renewed);
      if (refusal !== undefined) return refusal(exchange.reply, credentials);
      renewed = true;
      continue;
    }
    if (exchange.status === "slow-down") slowed += 1;
    if (!(await waited(options, exchange, intent, { attempt, slowed }, signal))) return final(exchange, intent);
  }
}

type RefusedReply = Extract<Reply, { status: "refused" }>;

/** Gets a new token for a refused one, once in a call; gives what the call ends with where there is none. */
async function refusalAfterRenewal(
  tokens: TokenSource,
  refused: Secret,
  renewed: boolean,
): Promise<((reply: RefusedReply, credentials: WeixinCredentials) => Reply) | undefined> {
  const next = renewed ? undefined : await tokens.renew(refused);
  if (next === undefined) return (reply, credentials) => tokenRefused(reply, credentials, renewed);
  return "token" in next ? undefined : () => withoutToken(next.reply);
}

/** Waits before the next try; false when there is none. */
async function waited(
  options: WeixinClientOptions,
  exchange: Exclude<Exchange, { status: "ok" }>,
  intent: "read" | "write",
  tries: Tries,
  signal: AbortSignal,
): Promise<boolean> {
  const milliseconds = waitBeforeNext(exchange, intent, tries, options.random);
  if (milliseconds === undefined || signal.aborted) return false;
  if (milliseconds >= 10_000) options.onWait?.(milliseconds);
  await options.clock.sleep(milliseconds, signal);
  return !signal.aborted;
}

function final(exchange: Exclude<Exchange, { status: "ok" }>, intent: "read" | "write"): Reply {
  if (exchange.status === "slow-down") return exchange.reply;
  if (exchange.status === "refused") {
    // -1 says "busy" and also covers failures inside the platform: nobody knows whether a write was carried out.
    if (exchange.codeClass === "busy" && intent === "write")
      return { status: "unknown", problem: exchange.reply.problem };
    return exchange.reply;
  }
  if (exchange.status === "ambiguous") return { status: "unknown", problem: exchange.problem };
  return { status: "refused", code: exchange.problem.code, problem: exchange.problem, stops: true };
}

async function exchangeOnce(
  options: WeixinClientOptions,
  request: WireRequest,
  token: Secret,
  intent: "read" | "write",
): Promise<Exchange> {
  const url = `${options.baseUrl}${request.path}?access_token=${encodeURIComponent(token.reveal())}`;
  const exchange = await exchangeAt(options, request, url);
  return intent === "write" ? doneOrOpen(request, exchange) : exchange;
}

async function exchangeAt(options: WeixinClientOptions, request: WireRequest, url: string): Promise<Exchange> {
  const body = wireJson(request.body);
  const began = options.clock.now();
  const http: HttpRequest = { method: request.method, url, headers: headersFor(body, options.userAgent), body };
  const answer = await options.transport.send(http, options.budget.graceSignal);
  const exchange = readExchange(request, body, answer);
  const took = options.clock.now() - began;
  options.trace(`${request.method} ${request.path} ${shownBody(request.path, body)} → ${shown(exchange)} (${took} ms)`);
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

function tokenSource(options: WeixinClientOptions): TokenSource {
  const { accessToken, appSecret, appid } = options.credentials;
  if (accessToken !== undefined) return givenToken(accessToken);
  return stableToken(options.onToken ?? (() => {}), async () => {
    const body: JsonObject = {
      grant_type: "client_credential",
      appid,
      secret: appSecret?.reveal() ?? "",
      force_refresh: false,
    };
    const request: WireRequest = { method: "POST", path: "/cgi-bin/stable_token", body };
    const { signal } = options.budget;
    for (let attempt = 1, slowed = 0; ; attempt += 1) {
      const exchange = await exchangeAt(options, request, `${options.baseUrl}${request.path}`);
      if (exchange.status === "ok") return exchange.reply;
      if (exchange.status === "slow-down") slowed += 1;
      if (!(await waited(options, exchange, "read", { attempt, slowed }, signal))) return final(exchange, "read");
    }
  });
}

/** The token of a call, or what the call ends with before it is sent. */
async function tokenFor(
  tokens: TokenSource,
  signal: AbortSignal,
): Promise<{ readonly token: Secret } | { readonly ended: Reply }> {
  if (signal.aborted) return { ended: notBegun(signal) };
  const token = await tokens.current();
  if (!("token" in token)) return { ended: withoutToken(token.reply) };
  return signal.aborted ? { ended: notBegun(signal) } : token;
}

/** Nothing was sent, and the account would have answered. */
function notBegun(signal: AbortSignal): Reply {
  const problem = whyStopped(signal);
  return { status: "refused", code: problem.code, problem, stops: false };
}

/** The call itself was not sent, whatever became of the one for the token; and the next one would fare no better. */
function withoutToken(reply: Exclude<Reply, { status: "ok" }>): Reply {
  const code = reply.status === "refused" ? reply.code : reply.problem.code;
  return { status: "refused", code, problem: reply.problem, stops: true };
}

/** Why a refused token ends the run: a given one cannot be renewed, and a new one was refused like the old. */
function tokenRefused(reply: RefusedReply, credentials: WeixinCredentials, renewed: boolean): Reply {
  const code =
    credentials.accessToken === undefined
      ? renewed
        ? "token-refused-again"
        : "token-not-renewed"
      : "token-given-refused";
  const problem: Problem = { ...reply.problem, code, class: "not-allowed" };
  return { ...reply, problem, stops: true };
}

/**
 * The body of a request as `--verbose` shows it: as it was sent; the token call carries the AppSecret and shows none of
 * it.
 */
function shownBody(path: string, sent: string): string {
  return path.startsWith("/cgi-bin/") ? "(not shown)" : sent;
}

function shown(exchange: Exchange): string {
  if (exchange.status === "ok") return "ok";
  if (exchange.status === "refused" || exchange.status === "slow-down") {
    const { errcode, errmsg, rid } = exchange.reply.problem.args;
    return `errcode ${String(errcode)} ${String(errmsg)}${rid === undefined ? "" : ` rid ${String(rid)}`}`;
  }
  return `${exchange.status}: ${String(exchange.problem.args["reason"] ?? exchange.problem.args["status"] ?? "")}`;
}
