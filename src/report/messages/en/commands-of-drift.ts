import type { CommandWords } from "../command-words.ts";

/** The commands about what was changed at the console. */
export const commandsOfDrift = {
  pull: {
    summary: "write live values of drifted fields into the documents that declare them; reads on the platform",
    about:
      "writes the live values of fields that have drifted into the documents that declare them, and keeps every other line. [Taking over what was done in the console](drift.md#taking-over-what-was-done-in-the-console)",
    arguments: { "[address...]": "only these resources, such as coffee/MemberCard/gold; * stands for anything" },
    flags: {
      "--dry-run": { summary: "print a diff for git apply -p1, and write nothing" },
      "--take <side>": { summary: "where file and console have both changed a field, whose value is taken" },
    },
    examples: {
      "wxcards pull": "whatever has drifted, in every account",
      "wxcards pull MemberCard/gold --dry-run": "what would change in the file of one card",
      "wxcards pull --take live": "also where the file has changed since",
    },
  },
} as const satisfies Readonly<Record<string, CommandWords>>;
