import { results as english } from "./en/results/results.ts";

/** What a language says in results beside problems. */
export type ResultWords = typeof english;

/** The words of results, in the language of this run. */
export const results: ResultWords = english;
