import type { Random } from "../model/ports.ts";

const WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
const HEX = "0123456789abcdef";

/** Text of the given length from the characters of an alphabet. Not for secrets. */
export function randomOf(random: Random, alphabet: string, length: number): string {
  let text = "";
  for (let i = 0; i < length; i++) text += alphabet[Math.floor(random.next() * alphabet.length)];
  return text;
}

/** Text of the given length from `[A-Za-z0-9_-]`: ids, tokens, hints. Not for secrets. */
export function randomWord(random: Random, length: number): string {
  return randomOf(random, WORD, length);
}

/** A request id as errors carry it: three groups of eight hex digits. */
export function randomRid(random: Random): string {
  return `${randomOf(random, HEX, 8)}-${randomOf(random, HEX, 8)}-${randomOf(random, HEX, 8)}`;
}
