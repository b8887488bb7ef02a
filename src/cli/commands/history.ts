import type { HistoryFlags } from "../history.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { ofState } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[address: string | undefined], HistoryFlags> => {
  const words = commands.history;
  return {
    name: "history",
    summary: words.summary,
    about: words.about,
    network: "remote",
    arguments: argumentsOf(words.arguments, { "[address]": {} }),
    flags: [
      ...shared.commonOfState,
      shared.report,
      ...flagsOf(words.flags, { "--limit <number>": { default: 20, parse: shared.wholeNumber(1, 1_000) } }),
    ],
    examples: examplesOf(words.examples),
    exits: ofState,
    run: async ({ effects, operands: [address], flags }) =>
      (await import("../history.ts")).historyCommand(effects, address, flags),
  };
};
