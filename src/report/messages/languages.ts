import type { LanguageName } from "../../model/language.ts";
import { notes as english } from "./en/notes.ts";
import type { Language } from "./language.ts";
import type { Notes } from "./notes.ts";

/** One language, loaded when it is asked for. */
interface Loaders {
  readonly whole: () => Promise<Language>;
  /** Its notes alone: a run that finds nothing wrong and writes no result says no more. */
  readonly notes: () => Promise<Notes>;
}

/** Every language; the notes of English are there at once. A new one is a folder beside this file, its name, and a line here. */
const loaders: Readonly<Record<LanguageName, Loaders>> = {
  en: {
    whole: async () => (await import("./en/english.ts")).english,
    notes: async () => english,
  },
  "zh-CN": {
    whole: async () => (await import("./zh-CN/chinese.ts")).chinese,
    notes: async () => (await import("./zh-CN/notes.ts")).notes,
  },
};

/** Everything that is said in a language. */
export function languageOf(name: LanguageName): Promise<Language> {
  return loaders[name].whole();
}

/** What is said in a language beside results. */
export function notesOf(name: LanguageName): Promise<Notes> {
  return loaders[name].notes();
}
