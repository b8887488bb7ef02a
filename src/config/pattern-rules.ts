import { countOf, laidOut, piecesOf, widestOf } from "./pattern-braces.ts";
import { starsIn } from "./pattern-part.ts";

/** What patterns of `cards:` may be: enough for every project, and little enough for anybody to see what they find. */
export const patternLimits = {
  patterns: 20,
  characters: 256,
  stars: 4,
  alternatives: 10,
  /** What all braces of one pattern stand for together, and those of all patterns. */
  combinations: 100,
  total: 200,
} as const;

/** Why a pattern is refused. */
export type PatternRule = "outside" | "parent" | "dot" | "extglob" | "backslash" | keyof typeof patternLimits;

/** A pattern of a list. */
export interface JudgedPattern {
  readonly pattern: string;
  /** The rule that it breaks; absent where it may be used. */
  readonly rule?: PatternRule;
}

/** Judges the patterns of a list, to the first that is one too many. */
export function judgedPatterns(patterns: readonly string[]): readonly JudgedPattern[] {
  let total = 0;
  return patterns.slice(0, patternLimits.patterns + 1).map((pattern, index): JudgedPattern => {
    const rule = index < patternLimits.patterns ? refusedBecause(pattern) : "patterns";
    if (rule !== undefined) return { pattern, rule };
    total += countOf(piecesOf(withoutMark(pattern)));
    return total > patternLimits.total ? { pattern, rule: "total" } : { pattern };
  });
}

/** True for a pattern that takes files away. */
export function isException(pattern: string): boolean {
  return pattern.startsWith("!");
}

/** A pattern without the mark of an exception. */
export function withoutMark(pattern: string): string {
  return isException(pattern) ? pattern.slice(1) : pattern;
}

/**
 * Why a pattern may not be used; undefined where it may. A rule that is not kept is never a pattern that merely finds
 * nothing: an exception that takes nothing away would let in what it was written against.
 */
export function refusedBecause(pattern: string): PatternRule | undefined {
  if (pattern.length > patternLimits.characters) return "characters";
  if (isExtended(pattern)) return "extglob";
  const path = withoutMark(pattern);
  const pieces = piecesOf(path.replaceAll("\\", "/"));
  if (widestOf(pieces) > patternLimits.alternatives) return "alternatives";
  if (countOf(pieces) > patternLimits.combinations) return "combinations";
  const alternatives = laidOut(pieces);
  if (alternatives.some(isOutside)) return "outside";
  // One that is meant to find files finds none, and says so.
  if (isException(pattern) && path.includes("\\")) return "backslash";
  const parts = alternatives.flatMap((alternative) => alternative.split("/"));
  if (parts.includes("..")) return "parent";
  if (parts.some((part) => starsIn(part) > patternLimits.stars)) return "stars";
  // Nothing there is ever found, so that it may be named as what is not wanted.
  if (!isException(pattern) && parts.some((part) => part.startsWith(".") && part !== ".")) return "dot";
  return undefined;
}

/** `@(a|b)` and its kin, and a choice in plain brackets, which mean whole expressions to some matchers. */
function isExtended(pattern: string): boolean {
  return /[@+?*!]\(/.test(pattern) || /\([^()]*\|/.test(pattern);
}

function isOutside(path: string): boolean {
  if (path.startsWith("/") || /^[a-z]:\//i.test(path)) return true;
  let depth = 0;
  for (const part of path.split("/")) {
    if (part === "..") depth -= 1;
    else if (part !== "" && part !== ".") depth += 1;
    if (depth < 0) return true;
  }
  return false;
}
