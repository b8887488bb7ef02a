import { distance } from "fastest-levenshtein";

/** No word that somebody misspelt is longer; comparing two takes the product of their lengths. */
const longest = 100;

/** The candidate most like a misspelt word, or undefined when none is like it. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > longest) return undefined;
  const lower = word.toLowerCase();
  const ranked = candidates
    .filter(({ length }) => Math.abs(length - word.length) <= mostDistance(length))
    .map((candidate) => ({ candidate, distance: distance(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || sharedStart(b.candidate, word) - sharedStart(a.candidate, word));
  const best = ranked[0];
  if (best === undefined) return undefined;
  return best.distance <= mostDistance(best.candidate.length) ? best.candidate : undefined;
}

/** How many letters may differ from a word of some length. */
function mostDistance(length: number): number {
  return Math.max(2, Math.floor(length / 3));
}

/**
 * How many letters two words have in common at their beginning: of equally near words, the one that begins alike is the
 * likeliest.
 */
function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
