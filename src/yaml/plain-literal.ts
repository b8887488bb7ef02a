import { unusual } from "./plain-scalar.ts";

/** What a literal text ends with, by its head. */
export const literalEndings: ReadonlyMap<string, string> = new Map([
  ["|", "\n"],
  ["|-", ""],
]);

/**
 * How far a literal text is indented, which its first line with a text says; undefined at a line that is no part of it
 * any more. `own` is how far that line is indented, `parent` how far the key is.
 */
export function literalIndent(own: number, known: number, parent: number): number | undefined {
  const indent = known < 0 ? own : known;
  if (indent <= parent) throw unusual;
  if (own >= indent) return indent;
  if (own > parent) throw unusual;
  return undefined;
}
