import type { KeyObject } from "node:crypto";
import type { Random } from "../../model/ports.ts";
import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";
import { newCertificate, type PlatformCertificate } from "./certificate.ts";
import { newPlatformKey, type PlatformKey, publicPem } from "./platform-key.ts";

/** All keys by which the platform signs. Made when they are first needed: most sandboxes never are asked. */
export interface Signer {
  publicKeyId(): string;
  /** PEM. */
  publicKey(): string;
  /** Newest first; one more comes with each rotation. */
  certificates(nowMs: number): readonly PlatformCertificate[];
  /** Puts a new certificate before the others; gives its serial number. */
  rotate(nowMs: number): string;
  /** The key that an answer is signed with, under its name. `asked` is the request's `Wechatpay-Serial`. */
  keyFor(asked: { readonly serial: string; readonly isBrand: boolean; readonly nowMs: number }): SigningKey;
}

/** A key under the name that `Wechatpay-Serial` of an answer says. */
export interface SigningKey {
  readonly serial: string;
  readonly privateKey: KeyObject;
}

/** A signer with the key given, or one of its own. */
export function openSigner(
  random: Random,
  behaviours: { readonly wechatpay: WechatPayBehaviours },
  platformKey: PlatformKey | undefined,
): Signer {
  let own = platformKey;
  const certificates: PlatformCertificate[] = [];
  const key = (): PlatformKey => {
    own ??= newPlatformKey(random);
    return own;
  };
  const signer: Signer = {
    publicKeyId: () => key().id,
    publicKey: () => publicPem(key().privateKey),
    certificates(nowMs) {
      if (certificates.length === 0) signer.rotate(nowMs);
      return certificates;
    },
    rotate(nowMs) {
      const made = newCertificate(random, nowMs);
      certificates.unshift(made);
      return made.serial;
    },
    keyFor({ serial, isBrand, nowMs }) {
      const { platformKeys } = behaviours.wechatpay;
      const asksForKey = platformKeys === "both" && serial === key().id;
      if (isBrand || platformKeys === "public-key" || asksForKey)
        return { serial: key().id, privateKey: key().privateKey };
      return signer.certificates(nowMs)[0] as PlatformCertificate;
    },
  };
  return signer;
}
