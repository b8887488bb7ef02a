import { clip } from "../model/clip.ts";
import { type HostReply, hostTitles } from "../model/comment.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { HttpAnswer, HttpFailure } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import { answerJson, refusalObject } from "../platform/answer.ts";
import { patience } from "../platform/backoff.ts";
import { retryAfterMs } from "../platform/retry-after.ts";
import type { HostOptions } from "./options.ts";

/** What a host gave for a call. */
export interface HostAnswer {
  readonly body: JsonObject | readonly JsonObject[];
  readonly headers: HttpAnswer["headers"];
}

/** One try, understood. */
export type Exchange =
  /** The last word, whatever the call was for. */
  | { readonly status: "final"; readonly reply: HostReply<HostAnswer> }
  /** Refused for going too fast: not carried out, and welcome again after a while. */
  | { readonly status: "slow-down"; readonly waitMs: number }
  /** Nobody has seen the request. */
  | { readonly status: "not-sent"; readonly problem: Problem; readonly isLast: boolean }
  /** It may have been carried out. */
  | { readonly status: "ambiguous"; readonly problem: Problem; readonly isLast: boolean; readonly waitMs?: number };

/** What a call is known by in messages: `GET /repos/shop/cards/issues/7/comments`. */
export interface NamedCall {
  readonly host: string;
  readonly call: string;
}

/** Understands what came back for one call; `nowMs` is the time of this machine. */
export function readExchange(
  named: NamedCall,
  answer: HttpAnswer | HttpFailure,
  { variables }: Pick<HostOptions, "variables">,
  nowMs: number,
): Exchange {
  if ("failure" in answer) {
    const { failure, reason, stops } = answer;
    const own = problem("host-no-answer", { ...named, reason, sent: failure !== "not-sent" });
    return { status: failure, problem: stops ?? own, isLast: stops !== undefined };
  }
  const { status } = answer;
  const waitMs = askedPauseMs(answer, nowMs);
  if (status >= 200 && status < 300) {
    const body = answerJson(answer.body);
    if (body !== undefined)
      return { status: "final", reply: { status: "ok", value: { body, headers: answer.headers } } };
    return { status: "ambiguous", problem: unusable(named, answer), isLast: false };
  }
  if (waitMs !== undefined && status >= 400 && status < 500) return { status: "slow-down", waitMs };
  const said = wordsOf(refusalObject(answer.body));
  if (status < 500) return { status: "final", reply: refusal(named, status, said, variables) };
  const refused = problem("host-refused", { ...named, status, answer: said });
  const more = waitMs === undefined ? {} : { waitMs };
  return { status: "ambiguous", problem: said === "" ? unusable(named, answer) : refused, isLast: false, ...more };
}

/** What a host refuses for good; `answer` are its words. */
function refusal(
  named: NamedCall,
  status: number,
  answer: string,
  { token, url, repository }: HostOptions["variables"],
): HostReply<never> {
  // A token never goes to another place than the one it was set for.
  if (status < 400)
    return { status: "failed", problem: problem("host-redirects", { ...named, status, variable: url }) };
  if (status === 401)
    return { status: "failed", problem: problem("host-token-refused", { ...named, variable: token }) };
  if (status === 403)
    return {
      status: "not-permitted",
      answer,
      problem: problem("host-not-permitted", { ...named, variable: token, answer }),
    };
  if (status === 404 || status === 410)
    return { status: "missing", problem: problem("host-not-found", { ...named, variable: repository }) };
  return { status: "failed", problem: problem("host-refused", { ...named, status, answer }) };
}

/** An answer that is none of the host's, such as a page of HTML. */
function unusable(named: NamedCall, { status, body }: Pick<HttpAnswer, "status" | "body">): Problem {
  return problem("host-answer-unusable", { ...named, status, bytes: body.byteLength });
}

/**
 * The pause that an answer asks for, in milliseconds; undefined where it asks for none.
 *
 * GitHub keeps somebody away with 403 or 429: by `Retry-After`, by `x-ratelimit-remaining: 0` and the moment of the
 * reset, or in words alone, and then a minute is to be waited. GitLab and Gitee answer 429. Source: GitHub, best
 * practices for the REST API, "Handle rate limit errors appropriately"; GitLab, user and IP rate limits.
 */
function askedPauseMs(answer: HttpAnswer, nowMs: number): number | undefined {
  const { status, headers } = answer;
  if (status !== 403 && status !== 429 && status !== 503) return undefined;
  const asked = retryAfterMs(answer, nowMs);
  if (asked !== undefined || status === 503) return asked;
  if (headers["x-ratelimit-remaining"]?.trim() === "0") {
    const reset = Number(headers["x-ratelimit-reset"]);
    return Number.isFinite(reset) && reset > 0 ? Math.max(1_000, reset * 1_000 - nowMs) : patience.rateWaitMs;
  }
  const isSlow = status === 429 || /rate limit|abuse detection/i.test(wordsOf(refusalObject(answer.body)));
  return isSlow ? patience.rateWaitMs : undefined;
}

/** More of what a host says is nothing that anybody needs. */
const longestWords = 300;

/**
 * What a host says of a refusal, in its own words: `message` with the messages of single errors (GitHub), `message` as a
 * text, an object or a list (GitLab, Gitee), or `error` and its description (OAuth).
 */
function wordsOf(body: JsonObject | undefined): string {
  if (body === undefined) return "";
  const { message, errors, error, error_description: description } = body;
  const parts = [message, ...(Array.isArray(errors) ? errors : []), error, description].map(textOf);
  return clip([...new Set(parts.filter((part) => part !== ""))].join(": "), longestWords);
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (isObject(value) && typeof value["message"] === "string") return value["message"];
  return JSON.stringify(value);
}

/** The host of a call and the call, for messages. */
export function namedCall({ name }: Pick<HostOptions, "name">, method: string, path: string): NamedCall {
  return { host: hostTitles[name], call: `${method} ${path.split("?")[0] ?? path}` };
}
