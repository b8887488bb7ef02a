import * as english from "./en/command-page.ts";

/** What a language says on docs/command-line.md beside the words of the help; no command loads it. */
export const commandPageWords: typeof english = english;
