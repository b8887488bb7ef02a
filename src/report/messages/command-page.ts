import * as english from "./en/command-page.ts";

/** What docs/command-line.md, which is in English, says beside the words of the help; no command loads it. */
export const commandPageWords: typeof english = english;
