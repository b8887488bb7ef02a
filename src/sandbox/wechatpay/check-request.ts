import { verify } from "node:crypto";
import type { Received } from "../platform.ts";
import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";
import { type Authorization, readAuthorization } from "./authorization.ts";
import type { Caller, Callers, Role } from "./callers.ts";
import type { Nonces } from "./nonces.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** Farthest that the clocks of caller and platform may be apart. Source: "timestamp与发起请求的时间不得超过5分钟". */
const MOST_SKEW_SECONDS = 300;

/** Who may call, what was seen before, and what is made of it. */
export interface Gate {
  readonly callers: Callers;
  readonly nonces: Nonces;
  readonly behaviours: Pick<WechatPayBehaviours, "nonceReuse" | "serialCase">;
}

/**
 * Finds out who sent a request, or why that cannot be said: 401 SIGN_ERROR, the reason only in its message. The clock
 * is looked at before the signature, and a nonce counts as used once the signature was right.
 */
export function authenticate(received: Received, role: Role, now: number, gate: Gate): Caller | Refusal {
  const authorization = readAuthorization(received, role);
  if ("issue" in authorization) return refuse("SIGN_ERROR", authorization.issue);
  const caller = gate.callers.find(role, authorization.caller);
  const serial = gate.behaviours.serialCase === "any" ? authorization.serial.toUpperCase() : authorization.serial;
  const key = caller?.keys.get(serial);
  if (caller === undefined || key === undefined)
    return refuse("SIGN_ERROR", "商户证书序列号有误。请使用签名私钥匹配的证书序列号");
  const nowSeconds = Math.floor(now / 1000);
  if (Math.abs(nowSeconds - authorization.timestamp) > MOST_SKEW_SECONDS)
    return refuse("SIGN_ERROR", "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟");
  const message = signedBytes(received, authorization);
  const signature = Buffer.from(authorization.signature, "base64");
  const isBase64 = signature.toString("base64") === authorization.signature;
  if (!isBase64 || !verify("sha256", message, key, signature)) return mismatch(received, message);
  const isNew = gate.nonces.use(`${role} ${caller.id} ${authorization.nonce}`, nowSeconds);
  if (!isNew && gate.behaviours.nonceReuse === "refused")
    return refuse("SIGN_ERROR", "Http头Authorization中的nonce_str已使用过");
  return caller;
}

/** The five lines that a request signs: the address and the body as they came, byte for byte. */
function signedBytes({ method, target, body }: Received, { timestamp, nonce }: Authorization): Buffer {
  return Buffer.concat([Buffer.from(`${method}\n${target}\n${timestamp}\n${nonce}\n`), body, Buffer.from("\n")]);
}

/** Source of the members: an answer quoted in wechatpay-axios-plugin issue 58. */
function mismatch({ method, target }: Received, message: Buffer): Refusal {
  return refuse("SIGN_ERROR", undefined, {
    detail: { issue: "sign not match" },
    field: "signature",
    location: "authorization",
    sign_information: {
      method,
      sign_message_length: message.length,
      truncated_sign_message: message.toString("utf8").slice(0, 256),
      url: target,
    },
  });
}
