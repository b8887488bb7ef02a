import type { KeyObject } from "node:crypto";
import type { RunBudget } from "../../model/budget.ts";
import type { Client, Reply, WireRequest } from "../../model/client.ts";
import type { Clock, HttpAnswer, Random, Trace, Transport } from "../../model/ports.ts";
import { callWith, unsent } from "./call.ts";
import type { CertificateStore, StoredKeys } from "./certificate-store.ts";
import { certificatesPath, keysInForce } from "./certificates.ts";
import { publicKeyPrefix } from "./key-check.ts";
import type { Limiter } from "./limiter.ts";
import type { PrivateKey } from "./private-key.ts";
import type { Identity } from "./signature.ts";
import { verifyAnswer } from "./verify.ts";

/**
 * How answers are checked: with keys that are known from the start, by the serial answers name them with, or with
 * certificates that are downloaded.
 */
export type Verification =
  | { readonly by: "public-key"; readonly keys: ReadonlyMap<string, KeyObject> }
  | { readonly by: "certificates"; readonly store: CertificateStore };

export interface WechatpayClientOptions {
  /** `https://api.mch.weixin.qq.com`, or a relay's address. */
  readonly baseUrl: string;
  readonly identity: Identity;
  /** Serial number of the API certificate. */
  readonly serialNo: string;
  readonly privateKey: PrivateKey;
  readonly verification: Verification;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly userAgent: string;
  readonly trace: Trace;
  /** Shared by all clients of one merchant id, or of one brand. */
  readonly limiter: Limiter;
  /** Told before a wait that a person would wonder about, in milliseconds. */
  readonly onWait?: (milliseconds: number) => void;
  /** Of the whole run: certificates are downloaded for many callers, so no single one of them can end it. */
  readonly budget: RunBudget;
  /** A moment as people of the project read it, from milliseconds since 1970. */
  readonly timeText: (milliseconds: number) => string;
}

/**
 * Calls one WeChat Pay account.
 *
 * | what happens | a read | a write |
 * |---|---|---|
 * | not sent (DNS, refused, connect timeout) | again, up to 6 times | again, up to 6 times |
 * | ambiguous (reset, timeout, 5xx, 202) | again | `unknown`: the caller looks it up |
 * | 429 | again as the answer says, or after 1, 2, 4 … seconds; everybody with the same limiter waits | the same |
 * | 429 with a pause of more than ten minutes, a host that keeps silent | refused; the run stops for the account | the same |
 * | a success with a probe for a signature | again at once | `unknown` |
 * | a success that is not authentic | once more; then the run stops for the account | `unknown` |
 * | 401, NO_AUTH | refused; the run stops for the account | the same |
 * | everything else | refused | refused |
 *
 * No request is tried more than 6 times, and each try has a nonce, a time and a signature of its own. Answers other
 * than 2xx are not signed by the platform; TLS alone vouches for them. An empty object as body means no body, and a
 * path may carry a query.
 */
export function wechatpayClient(options: WechatpayClientOptions): Client {
  const { verification, budget } = options;
  const caller = { ...options, answerSerial: serialForAnswers(options) };
  const download = () =>
    callWith(caller, certificatesRequest, { intent: "read", signal: budget.signal, judge: () => "sealed" });
  if (verification.by === "public-key") {
    const judge = (answer: HttpAnswer) => verifyAnswer(answer, verification.keys, options.clock.now());
    return { call: (request, intent, signal) => callWith(caller, request, { intent, signal, judge }) };
  }
  const { store } = verification;
  return {
    call: async (request, intent, signal) => {
      // Before anything is sent: an answer that could not be verified would leave open what became of a write.
      const stored = await store.keys(download);
      if ("reply" in stored) return withoutKeys(stored.reply);
      const judge = async (answer: HttpAnswer) => {
        const now = options.clock.now();
        const verdict = verifyAnswer(answer, keysOf(await store.keys(download), now), now);
        if (verdict.verdict === "authentic" || verdict.reason !== "serial-unknown") return verdict;
        return verifyAnswer(answer, keysOf(await store.renewed(download), now), now);
      };
      return callWith(caller, request, { intent, signal, judge });
    },
  };
}

const certificatesRequest: WireRequest = { method: "GET", path: certificatesPath, body: {} };

/** The keys in force at the moment of an answer. */
function keysOf(stored: StoredKeys, nowMs: number): ReadonlyMap<string, KeyObject> {
  return "keys" in stored ? keysInForce(stored.certified, nowMs) : new Map();
}

/** Nothing was sent, whatever became of the download. */
function withoutKeys(reply: Exclude<Reply, { status: "ok" }>): Reply {
  return reply.status === "refused" ? { ...reply, stops: true } : unsent(reply.problem);
}

/**
 * The key an answer is asked to be signed with: the public key, where there is one. A brand has to name one in every
 * request.
 *
 * Source: documentation of the public key, 4013053249; brand documentation 4015433973.
 */
function serialForAnswers({ identity, verification }: WechatpayClientOptions): string | undefined {
  if (verification.by === "certificates") return undefined;
  const serials = [...verification.keys.keys()];
  const publicKey = serials.find((serial) => serial.startsWith(publicKeyPrefix));
  return publicKey ?? (identity.role === "brand" ? serials[0] : undefined);
}
