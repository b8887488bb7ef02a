import type { results } from "./en/results/results.ts";

/** What a language says in results beside problems. */
export type ResultWords = typeof results;
