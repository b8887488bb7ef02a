import type { Kinds } from "../model/kind.ts";
import type { Problem } from "../model/problem.ts";
import { english } from "./messages/en/english.ts";
import { wordsOf } from "./words.ts";

/** The words for a problem in English, which is the language of what programs read. */
export function problemWords(problem: Problem, kinds: Kinds): { message: string; hint?: string } {
  return wordsOf(problem, { kinds, language: english });
}
