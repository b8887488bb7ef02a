import { distance } from "fastest-levenshtein";

/** The candidate most like a misspelt word, or undefined when none is like it. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  // Comparing takes as long as both are long, one by the other.
  if (word.length > longest) return undefined;
  const lower = word.toLowerCase();
  const ranked = candidates
    .filter(({ length }) => length <= longest)
    .map((candidate) => ({ candidate, distance: distance(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || sharedStart(b.candidate, word) - sharedStart(a.candidate, word));
  const best = ranked[0];
  if (best === undefined) return undefined;
  return best.distance <= Math.max(2, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}

/** Nobody misspells a longer word and sees what is meant. */
const longest = 100;

/** How many letters two words have in common at their beginning: of equally near words, the one that begins alike was meant. */
function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
