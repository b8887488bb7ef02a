import { commandWords } from "../../report/messages/command-line.ts";
import type { HistoryFlags } from "../history.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { ofState } from "../program/exits.ts";
import { commonOfState, report, wholeNumber } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

const words = commandWords.history;

export const command: CommandDefinition<[address: string | undefined], HistoryFlags> = {
  name: "history",
  summary: words.summary,
  about: words.about,
  network: "remote",
  arguments: argumentsOf(words.arguments, { "[address]": {} }),
  flags: [
    ...commonOfState,
    report,
    ...flagsOf(words.flags, { "--limit <number>": { default: 20, parse: wholeNumber(1, 1_000) } }),
  ],
  examples: examplesOf(words.examples),
  exits: ofState,
  run: async ({ effects, operands: [address], flags }) =>
    (await import("../history.ts")).historyCommand(effects, address, flags),
};
