import { setEnd } from "./pattern-part.ts";

/** A pattern taken apart: texts, and braces with what they offer. */
export type Piece = string | { readonly alternatives: readonly (readonly Piece[])[] };

/**
 * Takes a pattern apart at its braces: `{yaml,yml}`, also nested. Braces without a comma stand for themselves, but for a range of single characters, `{1..3}`,
 * which is a set.
 */
export function piecesOf(pattern: string): readonly Piece[] {
  const characters = [...pattern];
  const pieces: Piece[] = [];
  let plain = "";
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    const set = character === "[" ? setEnd(characters, at) : undefined;
    const brace = character === "{" ? braceAt(characters, at) : undefined;
    const whole = brace === undefined ? "" : characters.slice(at + 1, brace.end).join("");
    const [, from, to] = /^(.)\.\.(.)$/su.exec(whole) ?? [];
    if (set !== undefined) {
      plain += characters.slice(at, set + 1).join("");
      at = set;
    } else if (brace !== undefined && brace.commas.length > 0) {
      const bounds = [at, ...brace.commas, brace.end];
      const alternatives = bounds
        .slice(1)
        .map((end, index) => piecesOf(characters.slice((bounds[index] ?? 0) + 1, end).join("")));
      pieces.push(plain, { alternatives });
      plain = "";
      at = brace.end;
    } else if (brace !== undefined && from !== undefined && to !== undefined) {
      plain += `[${from}-${to}]`;
      at = brace.end;
    } else plain += character;
  }
  return [...pieces, plain].filter((piece) => piece !== "");
}

/** Where a brace ends, and its own commas; undefined where it does not end. */
function braceAt(characters: readonly string[], start: number): { end: number; commas: number[] } | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let at = start; at < characters.length; at += 1) {
    const character = characters[at];
    if (character === "[") at = setEnd(characters, at) ?? at;
    else if (character === "{") depth += 1;
    else if (character === "," && depth === 1) commas.push(at);
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return { end: at, commas };
    }
  }
  return undefined;
}

/** How many patterns without braces the pieces stand for; counted and not laid out, since fifty pairs make 2^50. */
export function countOf(pieces: readonly Piece[]): number {
  return pieces.reduce((product, piece) => {
    if (typeof piece === "string") return product;
    return product * piece.alternatives.reduce((sum, alternative) => sum + countOf(alternative), 0);
  }, 1);
}

/** How many alternatives the widest brace has; 1 without any. */
export function widestOf(pieces: readonly Piece[]): number {
  const braces = pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece.alternatives]));
  return Math.max(1, ...braces.flatMap((alternatives) => [alternatives.length, ...alternatives.map(widestOf)]));
}

/** The patterns without braces that the pieces stand for. Only for pieces whose count is known to be small. */
export function laidOut(pieces: readonly Piece[]): readonly string[] {
  return pieces.reduce<readonly string[]>(
    (before, piece) => {
      const next = typeof piece === "string" ? [piece] : piece.alternatives.flatMap(laidOut);
      return before.flatMap((start) => next.map((end) => start + end));
    },
    [""],
  );
}
