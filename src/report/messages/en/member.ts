import type { memberProblems } from "../../../model/problems/member.ts";
import { has, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { list } from "./phrases.ts";

/** What stands against looking at a member. */
export const members = {
  title: "Members",
  when: "Said by `wxcards member` and `wxcards code invalidate`.",
  words: {
    "member-unclear": {
      about:
        "The command line does not say which member is meant: a code with the card it belongs to, or the openid of a person and one account. The card is always needed, since the platform finds a custom code by it only.",
      message: (args) => {
        if (args.reason === "both") return "a code and --openid stand together, and each asks for something else";
        if (args.reason === "no-card") return "the code does not say of which card it is: --card is missing";
        if (args.reason === "several-accounts") return `the openid could be of ${list(texts(args.accounts), "or")}`;
        return args.reason === "no-account" ? "no account of Weixin is meant" : "nothing says which member is meant";
      },
      hint: (args) => {
        if (args.reason === "no-card") return "add --card ADDRESS: the platform finds a custom code by its card only";
        if (args.reason === "several-accounts") return "add --account NAME: an openid belongs to one account";
        if (args.reason === "no-account")
          return "name an account of Weixin in wxcards.yaml, or choose another --account";
        return "write `wxcards member CODE --card ADDRESS`, or `wxcards member --openid OPENID`";
      },
    },
    "member-target-unclear": {
      about:
        "`--card` names no document of a member card, or could mean several. It takes the address of a document, and not the id of the platform.",
      message: (args) => {
        const addresses = texts(args.addresses);
        if (addresses.length > 1) return `--card ${text(args.pattern)} could mean ${list(addresses, "or")}`;
        return args.other === true
          ? `--card ${text(args.pattern)} is nothing that people hold by a code`
          : `--card ${text(args.pattern)} fits no document`;
      },
      hint: (args) => {
        if (texts(args.addresses).length > 1) return "write the whole address";
        return has(args.nearest) ? `did you mean ${text(args.nearest)}?` : "write the address of a member card";
      },
    },
    "code-memory-missing": {
      about:
        "Nothing is remembered of the account yet, so there is no place where an intent could be kept before the call goes out. An apply or an import begins the memory.",
      message: (args) => `nothing is remembered of ${text(args.account)} yet, so the call could not be kept`,
      hint: () => "run `wxcards apply` or `wxcards import` first, which begin the memory",
    },
    "code-consent-missing": {
      about:
        "Making a code invalid cannot be taken back. The member has to have agreed, else the platform can punish the account, and reads the reason. A person says `yes` to the question; a pipeline names the very code with `--allow irreversible=code:CODE`, and no other consent covers it.",
      message: (args) =>
        `making a code of ${text(args.address)} invalid cannot be taken back, and nobody has agreed to it`,
      hint: () =>
        "when the member has agreed, add --allow irreversible=code:CODE, with the code itself, or answer at a terminal",
    },
    "code-outcome-unknown": {
      about:
        "The call that makes a code invalid was sent, and a look afterwards does not show it: it may have been carried out or not. It stays in the journal, and is not repeated without another look.",
      message: (args) => `whether the code of ${text(args.address)} was made invalid is not known`,
      hint: () =>
        "run the same command again in a few minutes: it looks first, and sends nothing where the code is invalid",
    },
    "code-left-open": {
      about:
        "An earlier run was about to make this code invalid and left no word of what came of it. The code was looked at again: it is not invalid.",
      message: (args) => `an earlier run was about to make this code invalid (${text(args.since)}); it is not`,
      hint: () => "go on where that is still wanted: nothing was sent twice",
    },
    "member-target-new": {
      about:
        "The document of the card names no id, and none is remembered of it: the card is not there yet, or it has not been imported. Nobody can hold it.",
      message: (args) => `${text(args.address)} has no id yet, so nobody can hold it`,
      hint: () => "apply it first, or take one that is there over with `wxcards import`",
    },
  } satisfies WordsOf<keyof typeof memberProblems>,
} satisfies Theme;
