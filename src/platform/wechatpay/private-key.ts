import type { KeyObject } from "node:crypto";
import { inspect } from "node:util";

/**
 * A private key that is never printed: whatever turns it into text by accident gives `(secret)`. Only `reveal` gives it
 * out, and only signing asks.
 */
export interface PrivateKey {
  reveal(): KeyObject;
  toString(): string;
  toJSON(): string;
}

/** Wraps a private key. Its members cannot be listed, copied or changed. */
export function privateKeyOf(key: KeyObject): PrivateKey {
  const hidden = { value: () => "(secret)" };
  const members = { reveal: { value: () => key }, toString: hidden, toJSON: hidden, [inspect.custom]: hidden };
  return Object.freeze(Object.defineProperties({}, members)) as PrivateKey;
}
