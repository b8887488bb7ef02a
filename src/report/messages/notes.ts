import type { notes } from "./en/notes.ts";

/** What a language says beside results. */
export type Notes = typeof notes;
