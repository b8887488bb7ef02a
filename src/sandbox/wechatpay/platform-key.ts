import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Random } from "../../model/ports.ts";
import { randomOf } from "../random-text.ts";

/** The key pair by which the platform signs, under the name that answers call it. */
export interface PlatformKey {
  /** `PUB_KEY_ID_` and 32 digits. */
  readonly id: string;
  readonly privateKey: KeyObject;
}

/**
 * A new key pair. It takes a fifth of a second: tests that start many sandboxes make one and hand it to all of them.
 */
export function newPlatformKey(random: Random): PlatformKey {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { id: `PUB_KEY_ID_${randomOf(random, "0123456789", 32)}`, privateKey };
}

/** PEM of the public half. */
export function publicPem(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
}
