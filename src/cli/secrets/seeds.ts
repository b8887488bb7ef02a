import type { Needle } from "./needles.ts";

/** Bytes by which a needle is looked up. */
export const seedLength = 8;

/** A place of a needle from which it is searched. */
export interface Seed {
  readonly needle: Needle;
  readonly offset: number;
  readonly secret: number;
}

/** Places of all needles, by the eight bytes that stand there. */
export interface Seeds {
  add(needle: Needle, secret: number): void;
  /** Calls `visit` for each place of a row of bytes whose next eight may be a seed, and each seed they may be. */
  scan(bytes: Uint8Array, length: number, visit: (start: number, seed: Seed) => void): void;
}

/** Equal rows of one needle that are kept: a needle that repeats itself is found from its first ones. */
const mostEqual = 2;
/** Equal rows that are kept of all needles together. */
const mostAlike = 32;

const base = 0x01000193;
/** `base` to the power of the length of a row: what the byte counts that falls out of it. */
let leaving = 1;
for (let index = 0; index < seedLength; index += 1) leaving = Math.imul(leaving, base);

/** No places yet. */
export function seeds(): Seeds {
  const byHash = new Map<number, Seed[]>();
  // One bit for each hash, sixteen times as many as there are: nearly every row of a text is passed over by one look at
  // a small table.
  let bits = new Uint8Array(256);
  let shift = 21;

  const mark = (hash: number): void => {
    const bit = Math.imul(hash, 0x9e3779b1) >>> shift;
    bits[bit >> 3] = (bits[bit >> 3] as number) | (1 << (bit & 7));
  };
  const keep = (hash: number, seed: Seed): void => {
    const alike = byHash.get(hash);
    if (alike !== undefined) {
      const equal = alike.filter(({ needle }) => needle === seed.needle).length;
      if (alike.length < mostAlike && equal < mostEqual) alike.push(seed);
      return;
    }
    byHash.set(hash, [seed]);
    if (byHash.size * 2 <= bits.length) {
      mark(hash);
      return;
    }
    bits = new Uint8Array(bits.length * 4);
    shift -= 2;
    for (const known of byHash.keys()) mark(known);
  };
  return {
    add: (needle, secret) => {
      const { bytes, step } = needle;
      const last = bytes.length - seedLength;
      for (let offset = 0; offset <= last; offset += 1) {
        // The first rows, since the beginning may be hidden in an escape; and the last: what begins alike is told apart
        // by its end.
        if (offset % step === 0 || offset < 3 || offset === last)
          keep(hashOf(bytes, offset), { needle, offset, secret });
      }
    },
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a call for each byte that is printed would cost too much
    scan: (bytes, length, visit) => {
      if (byHash.size === 0 || length < seedLength) return;
      const table = bits;
      const right = shift;
      let hash = hashOf(bytes, 0);
      for (let start = 0; ; start += 1) {
        const bit = Math.imul(hash, 0x9e3779b1) >>> right;
        if (((table[bit >> 3] as number) & (1 << (bit & 7))) !== 0)
          for (const seed of byHash.get(hash) ?? []) visit(start, seed);
        const end = start + seedLength;
        if (end >= length) return;
        hash = (Math.imul(hash, base) + (bytes[end] as number) - Math.imul(bytes[start] as number, leaving)) | 0;
      }
    },
  };
}

function hashOf(bytes: Uint8Array, from: number): number {
  let hash = 0;
  for (let index = from; index < from + seedLength; index += 1)
    hash = (Math.imul(hash, base) + (bytes[index] as number)) | 0;
  return hash;
}
