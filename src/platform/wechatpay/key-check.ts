import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { type Problem, problem } from "../../model/problem.ts";
import type { PrivateKey } from "./private-key.ts";
import { type Identity, sign } from "./signature.ts";

/** Prefix of the ids of public keys, unlike the serial numbers of certificates. */
export const publicKeyPrefix = "PUB_KEY_ID_";

/**
 * Tries the keys of an account before anything is sent; undefined when nothing is wrong with them.
 *
 *     key-does-not-sign      what the private key signs, its own public half does not verify: the key was damaged
 *     public-key-is-own      the key that is to check answers is the account's own: it would check nothing
 *     public-key-needed      a brand has to name a public key in every request; it has no platform certificates
 *
 * That the private key belongs to this merchant and this serial number only the platform knows: it answers SIGN_ERROR.
 */
export function testKeys(keys: {
  readonly identity: Identity;
  readonly privateKey: PrivateKey;
  /** Keys that check answers, by serial; absent when they are downloaded. */
  readonly publicKeys?: ReadonlyMap<string, KeyObject>;
}): Problem | undefined {
  const own = publicHalf(keys.privateKey);
  if (own === undefined) return problem("key-does-not-sign", {});
  const checking = [...(keys.publicKeys ?? [])];
  const same = checking.find(([, key]) => key.equals(own));
  if (same !== undefined) return problem("public-key-is-own", { serial: same[0] });
  const named = checking.some(([serial]) => serial.startsWith(publicKeyPrefix));
  if (keys.identity.role === "brand" && !named) return problem("public-key-needed", { role: "brand" });
  return undefined;
}

/** The public half of a key that signs what it verifies; undefined for any other. */
function publicHalf(key: PrivateKey): KeyObject | undefined {
  const probe = "wxcards\n";
  try {
    const half = createPublicKey(key.reveal());
    return verify("sha256", Buffer.from(probe), half, Buffer.from(sign(probe, key), "base64")) ? half : undefined;
  } catch {
    return undefined;
  }
}
