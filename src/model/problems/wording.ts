import { define } from "./entry.ts";

/** Words of a text, as they stand in it. */
export interface FoundWords {
  readonly found: string;
}

/** Words that reviews refuse, or that members should not read. Warnings, never errors. */
export const wordingProblems = {
  "wording-superlative": define<FoundWords>("warning", "document"),
  "wording-test": define<FoundWords>("warning", "document"),
  "wording-placeholder": define<FoundWords>("warning", "document"),
  "wording-contact": define<FoundWords>("warning", "document"),
  "wording-platform-mark": define<FoundWords>("warning", "document"),
  "wording-date-over": define<FoundWords>("warning", "document"),
  "wording-house": define<FoundWords & { readonly file: string; readonly because?: string | undefined }>(
    "warning",
    "document",
  ),
  "words-file-missing": define<{ readonly file: string }>("error", "document"),
  "words-file-unusable": define<{ readonly file: string; readonly limit: number; readonly longest: number }>(
    "error",
    "document",
  ),
};

/** A code of a rule about words. */
export type WordingCode = Exclude<keyof typeof wordingProblems, `words-file-${string}`>;
