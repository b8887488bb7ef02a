import type { Reply, WireRequest } from "../../model/client.ts";
import { clipAnswer } from "../../model/clip.ts";
import { defined } from "../../model/defined.ts";
import { isExactNumber } from "../../model/exact-number.ts";
import { asText, type JsonObject } from "../../model/json.ts";
import { dotted } from "../../model/pointer.ts";
import type { HttpAnswer, HttpFailure } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { ProblemClass } from "../../model/problems/entry.ts";
import { answerFault, answerObject, refusalObject } from "../answer.ts";
import { patience } from "../backoff.ts";
import { type CodeClass, exitFor, weixinCode } from "./codes.ts";
import { callerAddress, offendingKey, splitErrmsg } from "./error-text.ts";
import { isAboutPerson } from "./people.ts";

/** One try, understood: an answer of the platform, a refusal with its class, or no usable answer. */
export type Exchange =
  | { readonly status: "ok"; readonly reply: Extract<Reply, { status: "ok" }> }
  | {
      readonly status: "refused";
      readonly codeClass: CodeClass;
      readonly errcode: number;
      readonly reply: Extract<Reply, { status: "refused" }>;
    }
  | {
      readonly status: "not-sent" | "ambiguous";
      readonly problem: Problem;
      /** Why nothing further may be sent there. */
      readonly stops?: Problem;
    }
  /** Refused for going too fast: not carried out, and welcome again after a while. */
  | {
      readonly status: "slow-down";
      readonly waitMs: number;
      readonly reply: Extract<Reply, { status: "refused" }>;
    }
  /** An answer of something on the way, such as a relay: final, and not the platform's. */
  | { readonly status: "turned-away"; readonly problem: Problem };

/**
 * Understands what came back for one request; `sentBody` is the exact text that went out, and `askedMs` the pause that
 * the answer asks for.
 */
export function readExchange(
  request: WireRequest,
  sentBody: string,
  answer: HttpAnswer | HttpFailure,
  askedMs?: number,
): Exchange {
  if ("failure" in answer) {
    return {
      status: answer.failure,
      problem: problem("no-answer", {
        call: request.path,
        reason: answer.reason,
        sent: answer.failure !== "not-sent",
      }),
      ...defined({ stops: answer.stops }),
    };
  }
  const body = answerObject(answer.body);
  const refused = body ?? refusalObject(answer.body);
  const errcode = refused === undefined ? 0 : errcodeOf(refused);
  if (refused !== undefined && errcode !== 0) return refusal({ request, sentBody, errcode, body: refused });
  if (body !== undefined && answer.status === 200) return { status: "ok", reply: { status: "ok", body } };
  const stated = { call: request.path, status: answer.status, bytes: answer.body.byteLength };
  const failure =
    answer.status === 200
      ? problem("answer-not-json", { ...stated, fault: answerFault(answer.body) })
      : problem("http-status", stated);
  if (answer.status === 429) {
    const reply = { status: "refused", code: failure.code, problem: failure, stops: true } as const;
    return { status: "slow-down", waitMs: askedMs ?? patience.rateWaitMs, reply };
  }
  if (answer.status >= 300 && answer.status < 500) return { status: "turned-away", problem: failure };
  // A gateway's own page: the platform behind it may or may not have carried the request out.
  return { status: "ambiguous", problem: failure };
}

/**
 * What became of a write that was answered without a refusal: it is done when the answer says so in so many words,
 * errcode 0 and no word of a failure beside it. Any other answer leaves open whether it was carried out. Source: all
 * captured answers to calls of cards have the code, 2014–2019.
 */
export function doneOrOpen(request: WireRequest, exchange: Exchange): Exchange {
  if (exchange.status !== "ok") return exchange;
  const { errcode, errmsg } = exchange.reply.body;
  const words = typeof errmsg === "string" ? errmsg : "";
  if (asText(errcode) === "0" && !failing.test(words)) return exchange;
  const isPersonal = isAboutPerson(request);
  const shown = isPersonal ? undefined : words.slice(0, 200) || undefined;
  const code = asText(errcode);
  // What stands in the place of a code may be anything, and of these calls it may be about the person.
  const args = {
    call: request.path,
    errmsg: shown,
    code: isPersonal && !looksLikeCode.test(code) ? "" : code.slice(0, 40),
  };
  return { status: "ambiguous", problem: problem("answer-unusable", args) };
}

/** No list of codes has one with more than seven digits. */
const looksLikeCode = /^-?\d{1,9}$/;

/** Words by which a failure is told. */
const failing =
  /error|fail|invalid|illegal|denied|forbidden|refused|unauthori[sz]ed|expired|timeout|unavailable|失败|错误|异常|无效|拒绝/i;

/**
 * The code of an answer, 0 where it has none; some relays write it as a text. A number that is no code says nothing of
 * what was done, like -1.
 */
function errcodeOf({ errcode }: JsonObject): number {
  const text = asText(errcode);
  const isNumber = typeof errcode === "number" || isExactNumber(errcode) || /^-?\d+$/.test(text);
  if (!isNumber) return 0;
  return looksLikeCode.test(text) ? Number(text) : -1;
}

interface Refused {
  readonly request: WireRequest;
  readonly sentBody: string;
  readonly errcode: number;
  /** The whole answer. */
  readonly body: JsonObject;
}

function refusal({ request, sentBody, errcode, body }: Refused): Exchange {
  const errmsg = typeof body["errmsg"] === "string" ? body["errmsg"] : "";
  const known = weixinCode(errcode);
  const isPersonal = isAboutPerson(request);
  const { text, rid, hint } = splitErrmsg(errmsg);
  const address = errcode === 40164 || errcode === 61004 || errcode === 45035 ? callerAddress(errmsg) : undefined;
  const key = errcode === 47001 ? offendingKey(errmsg, sentBody) : undefined;
  const code = `weixin-${errcode}` as const;
  const args = {
    call: request.path,
    // As the platform wrote it.
    errcode: isPersonal || looksLikeCode.test(asText(body["errcode"])) ? errcode : asText(body["errcode"]),
    // What is repeated in it may be about the person, and so may the hint, which is no fixed form.
    errmsg: isPersonal ? known.says : clipAnswer(text),
    rid: isPersonal ? rid : (rid ?? hint),
    address,
    key: key && dotted(key.pointer),
  };
  const refused = problem(code, args, { class: problemClass(known.class) });
  const stops = exitFor(known.class) === 77 || known.class === "quota" || known.class === "rate";
  const about = key === undefined ? {} : { about: key.pointer };
  const reply = { status: "refused", code, problem: refused, stops, body, ...about } as const;
  if (known.class === "rate") return { status: "slow-down", waitMs: patience.rateWaitMs, reply };
  return { status: "refused", codeClass: known.class, errcode, reply };
}

function problemClass(codeClass: CodeClass): ProblemClass {
  return exitFor(codeClass) === 77 ? "not-allowed" : "failure";
}
