import { type KeyObject, verify } from "node:crypto";
import type { HttpAnswer } from "../../model/ports.ts";
import { isBase64 } from "./base64.ts";

/** Furthest that the clocks of both sides may be apart, in seconds. */
const furthestSeconds = 300;

/**
 * Why an answer is not believed.
 *
 *     status           it is no success: those are not signed
 *     unsigned         a header of the signature is missing, or is nothing a header of it can be
 *     signature-type   signed by another algorithm than SHA256-RSA
 *     probe            the platform tests whether callers check: its signature is wrong on purpose
 *     clock            its time is too far from ours
 *     serial-unknown   signed with a key we do not have
 *     signature        the signature is not that of this answer
 */
export type Distrust = "status" | "unsigned" | "signature-type" | "probe" | "clock" | "serial-unknown" | "signature";

export type Verdict =
  | { readonly verdict: "authentic"; readonly serial: string }
  | {
      readonly verdict: "refused";
      readonly reason: Distrust;
      /** The serial the answer names, as far as it names one. */
      readonly serial?: string;
      /** How far our clock is ahead of the time of the answer, in seconds. */
      readonly aheadSeconds?: number;
    };

/**
 * Decides whether an answer comes from WeChat Pay, over the bytes of its body as they arrived. Never throws.
 *
 * `keys` are looked up by the exact `Wechatpay-Serial`. Only 2xx answers can be authentic: others carry no signature.
 * An answer of 204 is signed with an empty body. SDKs differ on a difference of exactly five minutes; here it still
 * counts. What is signed does not name the request, so that this says who answered, not what.
 *
 * Source: documentation of verifying, 4013053249 and 4013053420 (headers, text, five minutes, probes); public SDKs
 * check the status first.
 */
export function verifyAnswer(answer: HttpAnswer, keys: ReadonlyMap<string, KeyObject>, nowMs: number): Verdict {
  if (answer.status < 200 || answer.status > 299) return { verdict: "refused", reason: "status" };
  const header = (name: string) => answer.headers[`wechatpay-${name}`] ?? "";
  const [timestamp, nonce, signature, serial] = [
    header("timestamp"),
    header("nonce"),
    header("signature"),
    header("serial"),
  ];
  if (!/^\d{1,12}$/.test(timestamp) || !/^[\x21-\x7e]{1,128}$/.test(nonce) || signature === "" || serial === "")
    return { verdict: "refused", reason: "unsigned" };
  // A partner's answers say WECHATPAY2-SHA256-RSA2048, a brand's WECHATPAY-BRAND-SHA256-RSA2048 (seen in a
  // notification); none need say anything.
  if (!/^$|SHA256-RSA2048$/.test(header("signature-type")))
    return { verdict: "refused", reason: "signature-type", serial };
  if (signature.startsWith("WECHATPAY/SIGNTEST/")) return { verdict: "refused", reason: "probe", serial };
  const aheadSeconds = Math.floor(nowMs / 1000) - Number(timestamp);
  if (Math.abs(aheadSeconds) > furthestSeconds) return { verdict: "refused", reason: "clock", serial, aheadSeconds };
  const key = keys.get(serial);
  if (key === undefined) return { verdict: "refused", reason: "serial-unknown", serial };
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), answer.body, Buffer.from("\n")]);
  return isBase64(signature) && isSignedBy(key, message, signature)
    ? { verdict: "authentic", serial }
    : { verdict: "refused", reason: "signature", serial };
}

function isSignedBy(key: KeyObject, message: Buffer, signature: string): boolean {
  try {
    return verify("sha256", message, key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}
