import type { CommandWords } from "../command-words.ts";

/** The commands about accounts, and about the people who hold cards. */
export const commandsOfMembers = {
  accounts: {
    summary: "the accounts of the project: what each can hold, its documents and its credential; asks nobody",
    about:
      "lists the accounts of the project: the kinds that each can hold, how many documents are about it, by which credential it would be called and in which variable that is, and what is missing. Asks nobody, and runs no command. [Third-party platforms](third-party.md#what-is-there-wxcards-accounts)",
    arguments: {},
    flags: {},
    examples: {
      "wxcards accounts": "what is there, and what is missing",
      "wxcards accounts --account shop-07 --format json": "one account, for a program",
    },
  },
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
  "code invalidate": {
    summary: "make the card of one member invalid, for good; asks, and looks before and after",
    about:
      "makes the card of one member invalid, for good, as for a refund or an account that is closed. The member must have agreed, and reads the reason. Looks before and after, and sends nothing where the code is invalid already. [Members](members.md#making-a-code-invalid-wxcards-code-invalidate)",
    arguments: { "<code>": "the code of the member's card" },
    flags: {
      "--card <address>": {
        summary: "the document of the card, such as MemberCard/gold",
        about: "the document of the card, such as `MemberCard/gold`",
      },
      "--reason <text>": { summary: "why, which the member reads" },
      "--yes": {
        summary: "do not ask; --allow irreversible=code:CODE is needed then",
        about: "do not ask; `--allow irreversible=code:CODE` is needed then, with the code itself",
      },
    },
    examples: {
      'wxcards code invalidate 916679873278 --card MemberCard/gold --reason "closed at your request"':
        "shows the state, and asks a question that takes only the word yes",
      'wxcards code invalidate 916679873278 --card MemberCard/gold --reason "refunded" --allow irreversible=code:916679873278':
        "in a pipeline, for this code and no other",
    },
  },
} as const satisfies Readonly<Record<string, CommandWords>>;
