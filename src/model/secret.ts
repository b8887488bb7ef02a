import { inspect } from "node:util";

/** A text that must never be printed: whatever turns it into text by accident gives `(secret)`. Only `reveal` gives it out. */
export interface Secret {
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

/** Wraps a text as a secret. */
export function secret(value: string): Secret {
  const hidden = () => "(secret)";
  return { reveal: () => value, toString: hidden, toJSON: hidden, [inspect.custom]: hidden } as Secret;
}
