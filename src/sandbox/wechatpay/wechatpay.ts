import { defined } from "../../model/defined.ts";
import type { Clock, Random } from "../../model/ports.ts";
import type { Behaviours } from "../behaviours.ts";
import type { Answer, Platform, Received } from "../platform.ts";
import { randomOf } from "../random-text.ts";
import type { ForcedAnswer } from "../trouble.ts";
import { plainText } from "../wire-text.ts";
import { headerOf, namedCaller } from "./authorization.ts";
import type { Reply } from "./call.ts";
import type { Caller, Callers } from "./callers.ts";
import { authenticate } from "./check-request.ts";
import { openNonces } from "./nonces.ts";
import type { Pace } from "./pace.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import { isWechatPay, routeOf } from "./routes.ts";
import { signatureHeaders } from "./sign-answer.ts";
import type { Signer } from "./signer.ts";

/** Everything the platform needs. */
export interface WechatPayPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly behaviours: Behaviours;
  readonly callers: Callers;
  readonly signer: Signer;
  readonly pace: Pace;
}

const JSON_HEADERS = { "content-type": "application/json; charset=utf-8" } as const;

/**
 * api.mch.weixin.qq.com: the templates of brand member cards, for service providers and for brands that call by
 * themselves.
 *
 * Errors are HTTP errors with a code and are never signed; what succeeds is signed over the bytes of its body. The
 * order of the checks is: size, path and method (answered with nothing inside, but for an unknown path), User-Agent and
 * Accept, signature, limit, Wechatpay-Serial of a brand, kind of body, the call.
 */
export function wechatpay({ clock, random, behaviours, callers, signer, pace }: WechatPayPorts): Platform {
  const nonces = openNonces();
  const now = (): number => clock.now() + behaviours.wechatpay.clockSkewSeconds * 1000;

  /** The number behind the last hyphen is the internal code of the error, 0 for none. Source: wechatpay-skills. */
  function requestId(code: number): Record<string, string> {
    return { "request-id": `${randomOf(random, "0123456789ABCDEF", 32)}-${code}` };
  }

  function refused({ status, code, message, detail }: Refusal, body?: string): Answer {
    const words = plainText({ code, message, ...defined({ detail }) });
    return {
      status,
      headers: { ...JSON_HEADERS, ...requestId(268435456 + status) },
      body: body ?? words,
      errcode: code,
    };
  }

  function signed(received: Received, body: string, status = 200): Answer {
    const asked = { serial: headerOf(received, "wechatpay-serial"), isBrand: received.path.startsWith("/brand/") };
    const key = signer.keyFor({ ...asked, nowMs: now() });
    const proof = signatureHeaders(body, { key, random, behaviours: behaviours.wechatpay, now: now() });
    return { status, headers: { ...JSON_HEADERS, ...requestId(0), ...proof }, body };
  }

  function reply(received: Received): Reply | 404 | 405 | 413 {
    if (received.tooLarge) return 413;
    const route = routeOf(received.path, received.method, behaviours.wechatpay.deleteCall);
    if (typeof route === "number") return noRoute(route, behaviours);
    if (headerOf(received, "user-agent") === "" || headerOf(received, "accept") === "")
      return refuse("INVALID_REQUEST", "Http头缺少Accept或User-Agent");
    const caller = authenticate(received, route.role, now(), { callers, nonces, behaviours: behaviours.wechatpay });
    if (isRefusal(caller)) return caller;
    if (!pace.takes(`${caller.role} ${caller.id}`, clock.now(), behaviours.wechatpay))
      return refuse("RATELIMIT_EXCEEDED");
    const refusal = refuseHeaders(received, caller, signer);
    if (refusal !== undefined) return refusal;
    const { brands } = callers;
    const context = { caller, brands, behaviours: behaviours.wechatpay, random, signer, now: now(), received };
    return route.call(context, route.cardId);
  }

  return {
    owns: isWechatPay,
    arrived: (received) => pace.arrived(namedCaller(received), clock.now()),
    answer(received) {
      const replied = reply(received);
      if (typeof replied === "number")
        return dated({ status: replied, headers: requestId(replied), body: "", errcode: replied });
      return dated(isRefusal(replied) ? refused(replied) : signed(received, plainText(replied.json)));
    },
    speaks: ({ code }) => code !== undefined,
    forced(force: ForcedAnswer, received) {
      const refusal = refuse(force.code ?? "SYSTEM_ERROR", force.message, force.detail);
      const status = force.status ?? refusal.status;
      const answer = refused({ ...refusal, status }, force.rawBody);
      if (status < 200 || status > 299) return dated(answer);
      return dated({ ...signed(received, String(answer.body), status), errcode: refusal.code });
    },
  };

  /** With the platform's time, which callers compare with theirs. */
  function dated(answer: Answer): Answer {
    return { ...answer, headers: { date: new Date(now()).toUTCString(), ...answer.headers } };
  }
}

/** What a path or method that nothing is played for is answered with. */
function noRoute(status: 404 | 405, { wechatpay: { unknownPath } }: Behaviours): Refusal | 404 | 405 {
  const isSpelled = status === 404 && unknownPath === "json";
  return isSpelled ? refuse("RESOURCE_NOT_EXISTS", "请求的接口不存在") : status;
}

/** What a brand that calls by itself has to say, and what anybody has to say of a body. */
function refuseHeaders(received: Received, { role }: Caller, signer: Signer): Refusal | undefined {
  if (role === "brand" && headerOf(received, "wechatpay-serial") !== signer.publicKeyId())
    return refuse("INVALID_REQUEST", "Http头Wechatpay-Serial缺失或有误");
  const isJson = /^application\/json\s*(;|$)/i.test(headerOf(received, "content-type"));
  return received.body.length > 0 && !isJson
    ? refuse("INVALID_REQUEST", "Http头Content-Type必须是application/json")
    : undefined;
}
