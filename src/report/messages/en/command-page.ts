import type { ExitName } from "../../exit-code.ts";

/** What each exit code means, in Markdown. */
const exitMeanings: Readonly<Record<ExitName, string>> = {
  ok: "nothing to do, or everything done",
  failure: "a failure of platform or network, a change that was not applied, or a bug",
  changes: "with `--detailed-exitcode`: apply would change something; `status`: something is in review",
  refused: "refused: no consent, or a change that can never be carried out",
  stale: "a saved plan, or an expected digest, fits no more; a card moved between plan and write",
  partial: "something was written or took effect, and something else did not; `status`: a review refused",
  unknown: "the outcome of a write is unknown",
  held: "another `apply` or `import` is at work in the folder",
  usage: "wrong usage",
  documents: "documents are wrong (found offline)",
  notAllowed: "not allowed: credential, permission, IP whitelist; a credential of another account",
  interrupted: "interrupted by SIGINT",
  terminated: "interrupted by SIGTERM",
};

/** What a command does on the network, as the table of commands says it. */
const networkUses = {
  none: "none",
  reads: "reads",
  writes: "reads and writes",
  serves: "serves on loopback",
  remote: "the remote of the repository",
  host: "the API of the repository's host",
} as const;

/** A flag or a command, as code. */
const code = (name: string): string => `\`${name}\``;

/** Words of a sentence: `a, b and c`. */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** What the page says around the words of the commands, in Markdown. */
const pageWords = {
  title: "The command line",
  intro: [
    "`wxcards COMMAND --help` says the same in short. stdout carries the result and only that: with `--format json` it is JSON also when `apply` was",
    "refused or found nothing to do. Notes, the question of `apply` and, on a terminal, a line that says how far the run is go to stderr. More about",
    "what is printed: [output](output.md).",
  ],
  commands: "Commands",
  sharedFlags: "Flags of several commands",
  exitCodes: "Exit codes",
  heads: {
    commands: ["command", "does", "network"],
    arguments: ["argument", "means"],
    flags: ["flag", "means"],
    sharedFlags: ["flag", "of", "means"],
    exitCodes: ["code", "means"],
  },
  consents: "agrees to",
  every: "all",
  separator: ", ",
  /** The first letter large, and a full stop. */
  sentence: (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`,
  choices: (summary: string, choices: readonly string[]): string => `${summary}: ${choices.map(code).join(", ")}`,
  absent: (value: number): string => `; ${value} when absent`,
  ofShared: (flags: readonly string[]): string =>
    `Of the [flags of several commands](#flags-of-several-commands): ${listed(flags.map(code))}.`,
  exits: (codes: readonly number[]): string => `Exit codes: ${codes.join(", ")}.`,
  takersOfAll: (commands: readonly string[]): string => `"All" are ${listed(commands.map(code))}.`,
  everyCommand: (help: string, version: string): string =>
    `Every command takes ${code(help)}. ${code(`wxcards ${version}`)} prints the version.`,
  promise:
    "A promise to pipelines: codes do not change their meaning. What leads to each of them: [exit codes](exit-codes.md).",
  precedence: (codes: readonly number[]): string => `When several fit, the first of these counts: ${codes.join(", ")}.`,
};

/** What the page of the command line says beside the words of the help. */
export const commandPage = { exitMeanings, networkUses, pageWords };
