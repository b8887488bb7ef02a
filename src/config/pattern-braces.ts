import { setEnd } from "./pattern-part.ts";

/** A pattern taken apart: texts, and braces with what they offer. */
export type Piece = string | { readonly alternatives: readonly (readonly Piece[])[] };

/**
 * Takes a pattern apart at its braces: `{yaml,yml}`, also nested. Braces without a comma stand for themselves, but for
 * a range of single characters, `{1..3}`, which is a set.
 */
export function piecesOf(pattern: string): readonly Piece[] {
  const characters = [...pattern];
  const pieces: Piece[] = [];
  let plain = "";
  let at = 0;
  while (at < characters.length) {
    const { piece, next } = pieceAt(characters, at);
    at = next;
    if (typeof piece === "string") plain += piece;
    else {
      pieces.push(plain, piece);
      plain = "";
    }
  }
  return [...pieces, plain].filter((piece) => piece !== "");
}

/** The piece that begins at a place, and where the next one does. */
function pieceAt(characters: readonly string[], at: number): { readonly piece: Piece; readonly next: number } {
  const character = characters[at] ?? "";
  const set = character === "[" ? setEnd(characters, at) : undefined;
  if (set !== undefined) return { piece: characters.slice(at, set + 1).join(""), next: set + 1 };
  const brace = character === "{" ? braceAt(characters, at) : undefined;
  if (brace === undefined) return { piece: character, next: at + 1 };
  const next = brace.end + 1;
  if (brace.commas.length > 0) return { piece: { alternatives: alternativesIn(characters, at, brace) }, next };
  const range = rangeIn(characters.slice(at + 1, brace.end).join(""));
  return range === undefined ? { piece: character, next: at + 1 } : { piece: range, next };
}

/** The set that a range of single characters stands for. */
function rangeIn(content: string): string | undefined {
  const [, from, to] = /^(.)\.\.(.)$/su.exec(content) ?? [];
  return from === undefined || to === undefined ? undefined : `[${from}-${to}]`;
}

function alternativesIn(characters: readonly string[], start: number, brace: Brace): readonly (readonly Piece[])[] {
  const bounds = [start, ...brace.commas, brace.end];
  return bounds.slice(1).map((end, index) => piecesOf(characters.slice((bounds[index] ?? 0) + 1, end).join("")));
}

/** Where a brace ends, and its own commas. */
interface Brace {
  readonly end: number;
  readonly commas: readonly number[];
}

/** Undefined where a brace does not end. */
function braceAt(characters: readonly string[], start: number): Brace | undefined {
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
