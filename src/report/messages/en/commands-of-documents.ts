import type { CommandWords } from "../command-words.ts";

/** The commands that write live values into documents. */
export const commandsOfDocuments = {
  import: {
    summary: "write documents for live cards; reads on the platform, never writes over a file",
    about: "writes commented [documents for live cards and rules](import.md); never writes over a file",
    arguments: {
      "[address=id...]": "what to import, such as coffee/MemberCard/gold=ph_gmt7cUVrlRk8swPwx7aDyF-pg",
    },
    flags: {
      "--all": {
        summary: "everything that no document manages",
        about: "every card and rule of the accounts that no document manages",
      },
    },
    examples: {
      "wxcards import --all": "everything of every account",
      "wxcards import MemberCard/gold=pKx3Tt0b9QeLm2ZyVhN4sWcR7uAg": "one card, under a name",
    },
  },
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
