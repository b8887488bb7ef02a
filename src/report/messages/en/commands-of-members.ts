import type { CommandWords } from "../command-words.ts";

/** The commands about the people who hold cards. */
export const commandsOfMembers = {
  member: {
    summary: "one member of a card, or the cards of a person; personal texts masked, reads only",
    about:
      "shows one member of a card by the code, or the cards of a person by the openid. What belongs to a person is masked, and is never written anywhere. Reads only. [Members](members.md)",
    arguments: { "[code]": "the code of the member's card; needs --card" },
    flags: {
      "--card <address>": {
        summary: "the document of the card, such as MemberCard/gold",
        about:
          "the document of the card, such as `MemberCard/gold`; needed with a code, since the platform finds a custom one by its card only",
      },
      "--openid <openid>": { summary: "list the cards of this person" },
      "--show-personal": {
        summary: "show personal texts on stdout, and nowhere else",
        about: "show personal texts, the openid and codes on stdout; files of `--report` never have them",
      },
    },
    examples: {
      "wxcards member 916679873278 --card MemberCard/gold": "how the card of one member stands",
      "wxcards member --openid obLatjjwDolFjRRd3doGIdwNqRXw": "which cards a person holds",
    },
  },
} as const satisfies Readonly<Record<string, CommandWords>>;
