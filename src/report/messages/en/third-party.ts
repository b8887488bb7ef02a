import type { ArgsOf } from "../../../model/problems/table.ts";
import type { thirdPartyProblems } from "../../../model/problems/third-party.ts";
import { credentialName, has, number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { list } from "./phrases.ts";
import { raw } from "./platform.ts";

const example = '["node", "token.js"]';

/** What comes of third-party platforms, and of programs that give or keep tokens. */
export const thirdParty = {
  title: "Third-party platforms and token commands",
  when: "Found before the first call of an account, or when its token has to be renewed. Each holds for one account: others go on. [Third-party platforms](../third-party.md)",
  words: {
    "command-malformed": {
      about:
        "A variable that holds a command holds something else. A command is a list of texts in JSON, the program first: no shell looks at it. What is in the variable is not shown, since it may hold a secret.",
      message: (args) =>
        `${text(args.variable)} holds no command: ${formFaults[args.fault] ?? "it is no list of texts"}`,
      hint: () => `write the program and its arguments as a list of texts in JSON, such as ${example}`,
    },
    "command-failed": {
      about:
        "The command of an account did not do its work: it could not be started, took more than ten seconds, said more than 64 KiB, or ended with another code than 0. It and what it started are ended. Of its stderr the first line is shown, without what could be a secret; of its stdout nothing.",
      message: (args) => `the command in ${text(args.variable)} ${failure(args)}${said(args)}`,
      hint: () => "run the command by hand, in the same environment and without a terminal, and see why",
    },
    "command-answer-unusable": {
      about:
        "The command that gives the token of an account ended well, and printed something else than a token. What it printed is not shown.",
      message: (args) =>
        `the command in ${text(args.variable)} printed no token: ${answerFaults[args.fault] ?? "no token"}`,
      hint: () =>
        'let it print one object of JSON on stdout and nothing else: { "access_token": "…", "expires_in": 7200 }, the life in seconds as a number',
    },
    "token-command-repeats": {
      about:
        "The platform refused the token that a command gave, and the command gave the same one again. It keeps a token that has been replaced elsewhere.",
      message: (args) => `the access token was refused, and the command gave the same one again${raw(args)}`,
      hint: (args) =>
        `let the program in ${credentialName(args, "TOKEN_COMMAND")} ask the platform for a new token; find out whether another program fetches tokens of this account beside it`,
    },
    "component-token-refused": {
      about:
        "The platform refused the token of a third-party platform, and there is no other: a given one cannot be renewed, and one that was fetched was renewed once already.",
      message: (args) => `the token of the third-party platform was refused${raw(args)}`,
      hint: (args) =>
        `put a fresh component_access_token into ${credentialName(args, "ACCESS_TOKEN")}, or set ${credentialName(args, "APPSECRET")} and ${credentialName(args, "VERIFY_TICKET")} instead`,
    },
    "refresh-token-unkept": {
      about:
        "The platform gave another refresh token than the one in the environment, and nobody is there to keep it: the one from before may end at any time. A run that may write stops for the account before it writes; one that only reads says it and goes on. The token is written to no file and shown nowhere.",
      message: (args) => `the refresh token of ${text(args.account)} has changed, and nothing keeps the new one`,
      hint: (args) =>
        `set ${list(texts(args.variables), "or")} to a command that reads { "appid", "refresh_token" } from stdin and keeps it; or leave the refresh token out, so that the tool looks it up`,
    },
    "authorizer-not-listed": {
      about:
        "No refresh token is given for the account, and the list of accounts that have authorised the third-party platform does not have it.",
      message: (args) =>
        `${text(args.identity)} is not among the accounts that have authorised the third-party platform ${text(args.component)}`,
      hint: () =>
        "let the administrator scan the code of the third-party platform, with permission set 8 (卡券) ticked; or compare appid and component.appid in wxcards.yaml",
    },
  } satisfies WordsOf<keyof typeof thirdPartyProblems>,
} satisfies Theme;

const formFaults: Readonly<Record<string, string>> = {
  "not-json": "it is no JSON",
  "no-list": "it is JSON, and no list",
  empty: "the list is empty, or its first text is",
  "no-texts": "the list holds something else than texts",
};

const answerFaults: Readonly<Record<string, string>> = {
  "not-utf8": "what it printed is no UTF-8",
  "not-json": "what it printed is no JSON",
  "no-object": "what it printed is JSON, and no object",
  "no-token": "its access_token is missing, or is none",
  expires: "its expires_in is no whole number of seconds",
};

function failure(args: ArgsOf<"command-failed">): string {
  if (args.why === "exit") return `ended with ${number(args.exitCode ?? 1)}`;
  if (args.why === "late") return `did not end within ${number(args.seconds ?? 0)} s, and was ended`;
  if (args.why === "overflow") return `printed more than ${number(args.bytes ?? 0)} bytes, and was ended`;
  if (args.why === "missing") return "could not be started: there is no such program";
  return args.why === "stopped" ? "was ended by a signal" : "could not be started";
}

function said({ said: words }: ArgsOf<"command-failed">): string {
  return has(words) ? `; it said: ${text(words)}` : "";
}
