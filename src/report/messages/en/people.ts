import type { peopleProblems } from "../../../model/problems/people.ts";
import { callName, number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { count, list } from "./phrases.ts";

/** People whom documents name, and what every account has exactly one of. */
export const people = {
  title: "People and the test whitelist",
  when: "About documents that name people, and about what every account has exactly one of: found offline, while planning, and after applying.",
  words: {
    "person-in-file": {
      about:
        "A document names people, and the repository has a remote: whoever reads the repository, now or later, reads who they are. A variable of the account can hold them instead, and then they stand in no file.",
      message: (args) =>
        `${count(args.count, "person is", "people are")} named here, and everybody who has the repository can read it`,
      hint: (args) =>
        `set ${text(args.variable)} instead, between commas, and take the list out; the history of git keeps what was committed`,
    },
    "person-in-patch": {
      about:
        "The diff of a file holds the lines around a change as well, and here people are named on them. It was not printed; nothing was changed.",
      message: (args) => `the diff of ${text(args.file)} would show people, and was not printed`,
      hint: () => "pull without --dry-run and look at the file with git diff; a file of its own keeps people apart",
    },
    "people-said-twice": {
      about:
        "A list of people stands in the document, and a variable of the account holds one too. Which of the two is meant nobody can say, and laid together nobody could be taken off.",
      message: (args) => `the list stands here and in ${text(args.variable)}`,
      hint: () => "take it out here, or unset the variable",
    },
    "person-variable-malformed": {
      about:
        "A variable that names people holds something that no document could say: it has another form, stands there twice, or is one too many. Nothing of its text is shown.",
      message: (args) => {
        const which = `number ${number(args.position)} in ${text(args.variable)}`;
        if (args.reason === "twice") return `${which} stands there twice`;
        return args.reason === "many" ? `${which} is one too many` : `${which} does not look like a person`;
      },
      hint: () => "separate people by commas or blanks, and write nothing else",
    },
    "people-thrown-out": {
      about:
        "The list that is sent replaces the whole one, and somebody who is on it by what is remembered is not in the document any more. The plan names people by digests only: the same person has the same one in every plan of the account.",
      message: (args) =>
        `takes ${count(args.people.length, "person", "people")} off the list: ${list(texts(args.people))}`,
      hint: () => "agree to `replace`, or put them back",
    },
    "people-unknown": {
      about:
        "The list that is sent replaces the whole one, and nothing is remembered of who is on it: it was never set by this tool, or the memory is lost. No call shows it, so whoever somebody else has put there would be thrown out. That is agreed to once, as `unverified`.",
      message: () => "nobody knows who is on the list now: setting it throws out whoever is not named here",
      hint: () => "ask whoever set it before; then agree to `unverified`, once",
    },
    "person-left-out": {
      about:
        "The platform accepted a list and says by its answer that somebody is not on it. The others are; a mistyped openid or Weixin name, or somebody who does not follow the account, may be the reason.",
      message: (args) => `${text(args.person)} is not on the list: ${callName(args.call)} was accepted without`,
      hint: () => "check this entry; the next apply sends the whole list again",
    },
    "account-has-one": {
      about:
        "Two documents describe what an account has exactly one of. Each would replace what the other says, run after run.",
      message: (args) =>
        `account ${text(args.account)} has one ${text(args.kind)}, and ${text(args.other)} (${text(args.file)}:${number(args.line)}) describes it too`,
      hint: () => "put both into one document, and delete the other",
    },
    "own-without-id": {
      about:
        "Every account has exactly one of this kind and the platform knows no id of it, so that there is nothing to write behind `id:`.",
      message: (args) => `${text(args.key)} is not needed: every account has exactly one, without an id`,
      hint: () => "take the line out",
    },
    "own-always-there": {
      about:
        "What every account has exactly one of is neither made nor deleted, so that a document cannot ask for its deletion, protect it from one, or give a reason. It can be emptied.",
      message: (args) => `${text(args.key)} means nothing here: every account always has its list`,
      hint: (args) =>
        `to take everybody off, write ${list(args.fields.map((name) => `\`${text(name)}: []\``))} below \`spec:\``,
    },
    "people-unsaid": {
      about:
        "A document is about a list of people and names nobody: it has no list, and no variable of the account holds one. Nothing is sent then; an empty list is what takes everybody off.",
      message: () => "nobody is named, neither here nor by a variable: the list is left as it is",
      hint: (args) => `set ${list(texts(args.variables), "or")}, or write the list; \`[]\` takes everybody off`,
    },
    "whitelist-too-long": {
      about: "A test whitelist holds at most 10 people, those of both lists together.",
      message: (args) => `${number(args.count)} people, and a test whitelist holds ${number(args.limit)}`,
      hint: (args) => `take ${number(args.count) - number(args.limit)} out, of either list`,
    },
    "whitelist-list-missing": {
      about:
        "One list of a test whitelist changes, and the other one is said neither by the document nor by a variable, although people are on it. Both go out in one request, and only digests of those people are remembered: they would all be thrown out.",
      message: (args) =>
        `${text(args.list)} is not said, and ${count(args.count, "person", "people")} of it would be thrown out`,
      hint: (args) =>
        `set the variable that holds them in this run too, or write \`${text(args.list)}: []\` to take them off`,
    },
  } satisfies WordsOf<keyof typeof peopleProblems>,
} satisfies Theme;
