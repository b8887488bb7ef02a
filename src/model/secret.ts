import { inspect } from "node:util";

/**
 * A text that must never be printed: whatever turns it into text by accident gives `(secret)`. Only `reveal` gives it
 * out.
 */
export interface Secret {
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

/** Wraps a text as a secret. Its members cannot be listed, copied or changed. */
export function secret(value: string): Secret {
  const hidden = { value: () => "(secret)" };
  const members = { reveal: { value: () => value }, toString: hidden, toJSON: hidden, [inspect.custom]: hidden };
  return Object.freeze(Object.defineProperties({}, members)) as Secret;
}
