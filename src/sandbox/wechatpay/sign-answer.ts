import { sign } from "node:crypto";
import type { Random } from "../../model/ports.ts";
import { randomOf } from "../random-text.ts";
import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";
import type { SigningKey } from "./signer.ts";

/** Signatures that are wrong on purpose begin with it. Source: official page 4013053249. */
const PROBE = "WECHATPAY/SIGNTEST/";

/** What signing an answer depends on. */
export interface Signing {
  readonly key: SigningKey;
  readonly random: Random;
  readonly behaviours: WechatPayBehaviours;
  /** Milliseconds on the platform's clock. */
  readonly now: number;
}

/**
 * The four headers by which an answer proves itself. Counts down the probes and the wrong signatures of the behaviours.
 */
export function signatureHeaders(
  body: string | Uint8Array,
  { key, random, behaviours, now }: Signing,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000) + behaviours.answerSkewSeconds);
  const nonce = randomOf(random, "0123456789abcdef", 32);
  const prove = (text: string | Uint8Array): string => {
    const lines = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), Buffer.from(text), Buffer.from("\n")]);
    return sign("sha256", lines, key.privateKey).toString("base64");
  };
  const signature = (): string => {
    if (behaviours.probes > 0) {
      behaviours.probes -= 1;
      return PROBE + prove("probe");
    }
    if (behaviours.badSignatures > 0) {
      behaviours.badSignatures -= 1;
      return prove("something else");
    }
    return prove(body);
  };
  return {
    "wechatpay-timestamp": timestamp,
    "wechatpay-nonce": nonce,
    "wechatpay-signature": signature(),
    "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
    "wechatpay-serial": key.serial,
  };
}
