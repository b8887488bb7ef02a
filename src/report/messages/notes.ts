import { notes as english } from "./en/notes.ts";

/** What a language says beside results. */
export type Notes = typeof english;

/** The notes of commands, in the language of this run. */
export const notes: Notes = english;
