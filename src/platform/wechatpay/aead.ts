import { createDecipheriv } from "node:crypto";
import type { Secret } from "../../model/secret.ts";
import { isBase64 } from "./base64.ts";

/** Something encrypted for this merchant, as answers carry it. */
export interface Sealed {
  /** 12 characters. */
  readonly nonce: string;
  readonly associatedData: string;
  /** base64 of what was encrypted, with the 16 bytes of the tag at the end. */
  readonly ciphertext: string;
}

const tagBytes = 16;

/** The cipher takes nonces of any length; the algorithm has one. Source: RFC 5116, 5.1. */
const nonceBytes = 12;

/**
 * Opens what was encrypted with AEAD_AES_256_GCM and the APIv3 key; undefined when the key does not fit or anything was
 * altered.
 *
 * Takes keys of 32 bytes only. With a shorter one the same cipher exists (an SDK's own sample uses 16 bytes), but
 * nothing the platform sends is made with it. Source: documentation of decrypting certificates and notifications; RFC
 * 5116.
 */
export function open(sealed: Sealed, apiV3Key: Secret): Buffer | undefined {
  const key = Buffer.from(apiV3Key.reveal(), "utf8");
  const nonce = Buffer.from(sealed.nonce, "utf8");
  const bytes = Buffer.from(sealed.ciphertext, "base64");
  if (key.length !== 32 || nonce.length !== nonceBytes) return undefined;
  if (!isBase64(sealed.ciphertext) || bytes.length < tagBytes) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    decipher.setAAD(Buffer.from(sealed.associatedData, "utf8"));
    // Without `final` the tag would not be looked at, and an altered text would pass.
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}
