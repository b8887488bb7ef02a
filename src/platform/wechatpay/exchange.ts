import type { Reply, WireRequest } from "../../model/client.ts";
import { defined } from "../../model/defined.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { valueAt } from "../../model/pointer.ts";
import type { HttpAnswer, HttpFailure } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { ProblemClass } from "../../model/problems/entry.ts";
import type { WechatpayArgs } from "../../model/problems/platform.ts";
import { answerFault, answerObject, refusalObject } from "../answer.ts";
import { dateOf, retryAfterMs } from "../retry-after.ts";
import { exitFor, problemCode, wechatpayCode } from "./codes.ts";
import type { Distrust, Verdict } from "./verify.ts";

/** One try, understood: an answer of the platform, a refusal, or nothing that can be used. */
export type Exchange =
  | { readonly status: "ok"; readonly reply: Extract<Reply, { status: "ok" }> }
  | { readonly status: "refused"; readonly reply: Extract<Reply, { status: "refused" }> }
  | {
      readonly status: "not-sent" | "ambiguous";
      readonly problem: Problem;
      /** Why nothing further may be sent there. */
      readonly stops?: Problem;
    }
  /** Refused for going too fast: not carried out, and welcome again after a while. */
  | {
      readonly status: "slow-down";
      /** As long as the answer asks for, when it does. */
      readonly askedMs?: number;
      readonly reply: Extract<Reply, { status: "refused" }>;
    }
  /** It says that all went well, and may come from anybody. */
  | { readonly status: "unverified"; readonly reason: Distrust; readonly problem: Problem }
  /** An answer of something on the way, or to a call the platform does not have: final. */
  | { readonly status: "turned-away"; readonly stops: boolean; readonly problem: Problem };

/** A request as it went out. */
export interface Sent {
  readonly request: WireRequest;
  /** When, in milliseconds since 1970. */
  readonly atMs: number;
  /** In whose name and with which certificate, for a refused signature. */
  readonly signer: { readonly role: string; readonly identity: string; readonly serialNo: string };
  /** Length of the text that was signed, in bytes. */
  readonly signedBytes: number;
}

/**
 * Understands what came back for one request.
 *
 * `verdict` matters for successes only, since nothing else is signed; without one a success is not believed. `sealed`
 * is for the one answer that is believed for what it holds: platform certificates, which the APIv3 key opens.
 */
export function readExchange(
  sent: Sent,
  answer: HttpAnswer | HttpFailure,
  verdict: Verdict | "sealed" | undefined,
): Exchange {
  if ("failure" in answer) {
    const args = { ...asked(sent), reason: answer.reason, sent: answer.failure !== "not-sent" };
    return { status: answer.failure, problem: problem("no-answer", args), ...defined({ stops: answer.stops }) };
  }
  if (answer.status >= 200 && answer.status < 300) return success(sent, answer, verdict);
  // Whatever a redirect holds: nothing that was signed for one place is sent to another.
  const isReadable = answer.status >= 400 && answer.body.byteLength <= longestRefusal;
  const body = isReadable ? refusalObject(answer.body) : undefined;
  const code = body === undefined ? undefined : codeOf(body);
  const stated = { ...asked(sent), status: answer.status, requestId: requestId(answer) };
  if (body === undefined || code === undefined) {
    const failure = problem("http-status", { ...stated, bytes: answer.body.byteLength });
    if (answer.status === 429)
      return slowDown(sent, answer, { status: "refused", code: failure.code, problem: failure, stops: true });
    // A gateway's own page: the platform behind it may or may not have carried the request out.
    if (answer.status >= 500) return { status: "ambiguous", problem: failure };
    // What the platform does not have it answers with an empty body. Source: answers to requests without credentials,
    // 2026-09.
    const unknown = answer.status === 404 || answer.status === 405;
    return unknown
      ? { status: "turned-away", stops: false, problem: problem("call-unknown", stated) }
      : { status: "turned-away", stops: true, problem: failure };
  }
  return refusal(sent, answer, { code, body, stated });
}

function success(sent: Sent, answer: HttpAnswer, verdict: Verdict | "sealed" | undefined): Exchange {
  const stated = { ...asked(sent), status: answer.status, requestId: requestId(answer) };
  if (verdict !== "sealed" && verdict?.verdict !== "authentic") {
    const { reason = "unsigned", serial, aheadSeconds } = verdict ?? {};
    // A status that is none of a success came to nobody's judgement.
    const distrust = reason === "status" ? "unsigned" : reason;
    return {
      status: "unverified",
      reason,
      problem: problem(`answer-${distrust}`, { ...stated, serial, aheadSeconds }),
    };
  }
  // Taken and not carried out yet: to be asked again. Source: page of HTTP statuses, 4012081717.
  if (answer.status === 202) return { status: "ambiguous", problem: problem("answer-pending", stated) };
  const body = answer.body.byteLength === 0 ? {} : answerObject(answer.body);
  if (body !== undefined) return { status: "ok", reply: { status: "ok", body } };
  const args = { ...stated, bytes: answer.body.byteLength, fault: answerFault(answer.body) };
  return { status: "ambiguous", problem: problem("answer-not-json", args) };
}

interface Refused {
  readonly code: string;
  readonly body: JsonObject;
  readonly stated: Asked & { readonly status: number; readonly requestId: string | undefined };
}

function refusal(sent: Sent, answer: HttpAnswer, { code, body, stated }: Refused): Exchange {
  const { status } = answer;
  const known = wechatpayCode(code);
  const detail = detailOf(body);
  const signature = status === 401;
  const problemClass: ProblemClass = signature || exitFor(known.class) === 77 ? "not-allowed" : "failure";
  const args = { ...stated, code, message: clipped(body["message"]), detail };
  const more = signature ? signatureArgs(sent, answer, body) : {};
  const refused = problem(problemCode(code), { ...args, ...more }, { class: problemClass });
  // Whatever an answer of 5xx says: nobody knows whether a write was carried out.
  if (status >= 500 || known.class === "busy") return { status: "ambiguous", problem: refused };
  const slow = status === 429 || known.class === "rate";
  const about = aboutOf(detail, sent.request.body);
  const stops = slow || problemClass === "not-allowed";
  const reply = { status: "refused", code: refused.code, problem: refused, stops, body, ...about } as const;
  return slow ? slowDown(sent, answer, reply) : { status: "refused", reply };
}

function slowDown(sent: Sent, answer: HttpAnswer, reply: Extract<Reply, { status: "refused" }>): Exchange {
  const askedMs = retryAfterMs(answer, sent.atMs);
  if (askedMs === undefined) return { status: "slow-down", reply };
  const args = { ...reply.problem.args, waitSeconds: askedMs / 1_000 };
  return { status: "slow-down", askedMs, reply: { ...reply, problem: { ...reply.problem, args } } };
}

/**
 * What helps to find out why a signature was refused: the clocks, the names it was made with, and what the platform
 * says it saw.
 */
function signatureArgs(sent: Sent, answer: HttpAnswer, body: JsonObject): Partial<WechatpayArgs> {
  const theirs = dateOf(answer.headers);
  const saw = valueAt(body, "/detail/sign_information");
  const seen = isObject(saw)
    ? { method: clipped(saw["method"]), url: clipped(saw["url"]), bytes: numberOf(saw["sign_message_length"]) }
    : undefined;
  const aheadSeconds = theirs === undefined ? undefined : Math.round((sent.atMs - theirs) / 1_000);
  return { ...sent.signer, aheadSeconds, signedBytes: sent.signedBytes, seen };
}

/** Where an answer says what is wrong, as far as it does. `value` may be anything; it is shown as text. */
function detailOf({ detail }: JsonObject): JsonObject | undefined {
  if (!isObject(detail)) return undefined;
  const members = ["field", "value", "issue", "location"].flatMap((name): [string, Json][] => {
    const value = detail[name];
    return value === undefined || value === null ? [] : [[name, clipped(value)]];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/**
 * The field a refusal names, when it is one of the body: a pointer to a value that was sent, or to one that is missing
 * beside others.
 */
function aboutOf(detail: JsonObject | undefined, body: JsonObject): { readonly about?: string } {
  const field = detail?.["field"];
  if (typeof field !== "string" || !/^\/./.test(field)) return {};
  if (typeof detail?.["location"] === "string" && detail["location"] !== "body") return {};
  const parent = valueAt(body, field.slice(0, field.lastIndexOf("/")));
  return valueAt(body, field) !== undefined || isObject(parent) ? { about: field } : {};
}

/** The code of an answer; a number would be that of a gateway. */
function codeOf({ code }: JsonObject): string | undefined {
  return typeof code === "string" && code !== "" ? clipped(code) : undefined;
}

/** A refusal of the platform is some hundred bytes long; more than this is somebody else's, and not worth the time. */
const longestRefusal = 64 * 1024;

/** Answers can be large; what is shown of them is not. */
const longestText = 500;

function clipped(value: Json | undefined): string {
  const text = typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
  return text.length <= longestText ? text : `${text.slice(0, longestText).replace(/[\ud800-\udbff]$/, "")}…`;
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function requestId(answer: HttpAnswer): string | undefined {
  const id = answer.headers["request-id"];
  return id === undefined || id === "" ? undefined : clipped(id);
}

/** What was asked for, by its method and its path alone. */
interface Asked {
  readonly call: string;
  readonly method: string;
}

function asked({ request }: Sent): Asked {
  const [call = ""] = request.path.split("?");
  return { call, method: request.method };
}
